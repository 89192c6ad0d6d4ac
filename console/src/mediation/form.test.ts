import { fieldsOf } from '@linli/contract/mediation/fields.ts'
import { actBodies } from '@linli/contract/mediation/schemas.ts'
import { mediationActNames } from '@linli/contract/mediation/words.ts'
import { expect, test } from 'vitest'
import { emptyDisputant, faultsOf, inputOf } from './form.ts'
import { mediationMessages } from './mediation.messages.ts'

const id = '01930000-0000-7000-8000-000000000001'

test('every field of every act has its words, and is one that the act takes', () => {
  for (const act of mediationActNames)
    for (const court of [null, 'asked'] as const)
      for (const { name } of fieldsOf(act, { court })) {
        expect(mediationMessages, `${act} ${name}`).toHaveProperty([`mediation.field.${name}`])
        expect(Object.keys(actBodies[act].properties), act).toContain(name)
      }
})

test('what the act demands stands in its form', () => {
  for (const act of mediationActNames) {
    const asked = fieldsOf(act, { court: null }).filter(({ required }) => required)
    expect(asked.map(({ name }) => name).sort(), act).toEqual(
      (actBodies[act].required as string[]).filter((name) => name !== 'version').sort(),
    )
  }
})

test('empty things are left out, texts are trimmed, files go by their ids', () => {
  const values = {
    at: '2026-11-16T08:30:00+08:00',
    place: ' ',
    attended: [id],
    note: ' 各执一词 ',
    files: [{ id, name: 'a.png', isImage: true, state: 'sent' }],
  }
  expect(inputOf(fieldsOf('session', { court: null }), values)).toEqual({
    at: values.at,
    attended: [id],
    note: '各执一词',
    files: [id],
  })
})

test('what is missing is named; a file on its way holds the form back', () => {
  const fields = fieldsOf('session', { court: null })
  expect(faultsOf(fields, { attended: [] })).toEqual({ at: 'fill', attended: 'fill' })
  const sending = { at: 'x', attended: [id], files: [{ id, name: 'a.png', isImage: true, state: 'sending' }] }
  expect(faultsOf(fields, sending)).toEqual({ files: 'uploading' })
})

test('a written agreement states more than an oral one', () => {
  const fields = fieldsOf('agree', { court: null })
  const oral = { kind: 'oral', on: '2026-11-16', terms: '各让一步' }
  expect(faultsOf(fields, oral)).toEqual({})
  expect(faultsOf(fields, { ...oral, kind: 'written' })).toEqual({ facts: 'fill', manner: 'fill', performBy: 'fill' })
})

test('a disputant is a name and a part; the rest is sent only where it is known', () => {
  const fields = fieldsOf('disputants', { court: null })
  const drafts = [
    { ...emptyDisputant('applicant'), id, name: ' 陈甲 ', phone: '13800001234' },
    { ...emptyDisputant('respondent'), id, name: '李乙', representative: '李小乙' },
  ]
  expect(faultsOf(fields, { disputants: [emptyDisputant('applicant'), ...drafts] })).toEqual({ disputants: 'fill' })
  expect(inputOf(fields, { disputants: drafts })).toEqual({
    disputants: [
      { id, part: 'applicant', name: '陈甲', phone: '13800001234' },
      { id, part: 'respondent', name: '李乙', representative: { name: '李小乙' } },
    ],
  })
})
