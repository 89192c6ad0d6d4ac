import { actionBodies } from '@linli/contract/incident/schemas.ts'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { newItem } from '../outbox/item.ts'
import { gapsOfAct, isOwnPart, itemOf, refusedTry, startOf } from './act.ts'
import type { AllowedField } from './incident.api.ts'

const fields: AllowedField[] = [
  { name: 'result', kind: 'text', required: true, maxLength: 2000 },
  { name: 'evidence', kind: 'evidence', required: false },
  { name: 'note', kind: 'text', required: false, maxLength: 2000 },
]
const photo = '01930000-0000-7000-8000-000000000001'
const incident = { id: '01930000-0000-7000-8000-0000000000aa', version: 7, matterName: '供水井盖', number: 'N-1' }
const given = { id: '01930000-0000-7000-8000-0000000000bb', account: 'a', action: 'finish', occurredAt: '' } as const

test('the one text that is needed begins with a phrase, so that two taps are enough', () => {
  expect(startOf(fields, undefined, '已办好')).toEqual({ result: '已办好' })
  expect(gapsOfAct(fields, startOf(fields, undefined, '已办好'), false)).toEqual([])
  expect(startOf(fields.slice(1), undefined, '已办好')).toEqual({})
})

test('after a refusal the form holds what was sent, not our phrase', () => {
  const refused = newItem(itemOf(given, incident, fields, { result: '盖好了', note: '' }))
  expect(startOf(fields, refused, '已办好')).toEqual({ result: '盖好了', note: '' })
})

test('a photo is needed where the closing condition asks for one', () => {
  expect(gapsOfAct(fields, { result: 'x' }, true)).toEqual(['evidence'])
  expect(gapsOfAct(fields, { result: 'x', evidence: [photo] }, true)).toEqual([])
})

test('a unit that was called or assists says what it did itself, not that the whole is done', () => {
  const unit = { kind: 'department', id: 'u1', name: '消防中队' } as const
  const posts = [{ unit: null }, { unit: unit.id }]
  expect(isOwnPart('finish', { state: 'handling', holder: unit }, posts)).toBe(false)
  expect(isOwnPart('finish', { state: 'handling', holder: { ...unit, id: 'u2' } }, posts)).toBe(true)
  expect(isOwnPart('finish', { state: 'dispatched', holder: unit }, posts)).toBe(true)
  expect(isOwnPart('finish', { state: 'handled', holder: { ...unit, id: 'desk' } }, posts)).toBe(true)
  expect(isOwnPart('progress', { state: 'handling', holder: { ...unit, id: 'u2' } }, posts)).toBe(false)
})

test('a text beyond its limit is a gap too, edges left out', () => {
  expect(gapsOfAct(fields, { result: `${'长'.repeat(2001)}` }, false)).toEqual(['result'])
  expect(gapsOfAct(fields, { result: ` ${'长'.repeat(2000)} ` }, false)).toEqual([])
})

test('what goes out fits the schema of the act and names the version that was seen', () => {
  const item = itemOf(given, incident, fields, { result: ' 盖好了 ', evidence: [photo], note: '' })
  expect(item).toMatchObject({ base: 7, files: [photo], input: { result: '盖好了', evidence: [photo] } })
  const body = { ...item.input, id: item.id, action: 'finish', version: item.base }
  expect([...Value.Errors(actionBodies.finish, body)]).toEqual([])
})

test('the next try replaces the last refused one of the same act, not a report whose photo was refused', () => {
  const refused = { ...newItem(itemOf(given, incident, fields, {})), state: 'refused' as const }
  expect(refusedTry([refused], incident.id, 'finish')?.id).toBe(given.id)
  expect(refusedTry([refused], incident.id, 'sign')).toBeUndefined()
  expect(refusedTry([{ ...refused, acceptedAt: 'x' }], incident.id, 'finish')).toBeUndefined()
})
