import type { FormField } from '@linli/contract/matter/form.ts'
import { expect, test } from 'vitest'
import { answered, readAnswers } from './OwnQuestions.tsx'

const fields: FormField[] = [
  { name: 'people', type: 'number', label: { zh: '涉及人数', en: 'People involved' }, choices: [] },
  {
    name: 'scale',
    type: 'choice',
    label: { zh: '规模', en: 'Scale' },
    choices: [{ value: '01', label: { zh: '个体性事件', en: 'Individual' } }],
  },
]

test('only what was answered is sent', () => {
  expect(answered({ people: 3, scale: undefined })).toEqual({ people: 3 })
  expect(answered({ scale: undefined })).toBeUndefined()
  expect(answered(undefined)).toBeUndefined()
})

test('answers are read in the words of the question and of the choice', () => {
  const answers = { people: 3, scale: '01', else: 'x' }
  expect(readAnswers(fields, answers, 'zh-CN').map(({ label, text }) => `${label} ${text}`)).toEqual([
    '涉及人数 3',
    '规模 个体性事件',
  ])
  expect(readAnswers(fields, { scale: '99' }, 'en').map(({ label, text }) => `${label} ${text}`)).toEqual(['Scale 99'])
})
