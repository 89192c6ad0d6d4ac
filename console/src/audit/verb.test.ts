import { auditVerbs } from '@linli/contract/audit/verbs.ts'
import { expect, test } from 'vitest'
import { auditMessages } from './audit.messages.ts'
import { wordOf } from './verb.ts'

test('half of what the audit holds was shown by its code and not in words', () => {
  const shown = auditVerbs.flatMap((verb) => (verb === 'session.refused' ? [verb] : [verb, `${verb}.refused`]))
  expect(shown.filter((verb) => !(wordOf(verb) in auditMessages))).toEqual([])
  const words = Object.keys(auditMessages).filter((id) => id.startsWith('audit.verb.'))
  expect(words.filter((id) => !auditVerbs.some((verb) => wordOf(verb) === id))).toEqual([])
})
