import { actionNames, stageNames, stateNames, unitKindNames } from '@linli/contract/incident/words.ts'
import { describe, expect, test } from 'vitest'
import type { Both } from '../app/say.ts'
import { sayEvent, sayHolder, sayRepair, sayState, sayStep } from './progress.ts'

/** Whole sentences in both languages, nothing left to fill in. */
function expectWhole({ zh, en }: Both): void {
  expect(zh).toMatch(/\p{Script=Han}/u)
  expect(en).toMatch(/^[\x20-\x7e’]+$/)
  expect(zh + en).not.toMatch(/[{}]|undefined/)
}

const areas = ['990101', '990101001', '990101001001', '990101001001007']

describe('where a report stands', () => {
  test.each(stateNames)('%s is a sentence, whoever holds it', (state) => {
    for (const kind of unitKindNames) for (const area of areas) expectWhole(sayState(state, sayHolder(kind, area)))
    expectWhole(sayState(state, sayHolder(null, null)))
    expect(sayState(state, sayHolder('team', areas[3]!)).en).toMatch(/^[A-Z].*\.$/)
  })

  test.each(stateNames)('a repair that is %s is told in a sentence', (state) => {
    for (const kind of unitKindNames) for (const area of areas) expectWhole(sayRepair(state, sayHolder(kind, area)))
    expectWhole(sayRepair(state, sayHolder(null, null)))
  })

  test.each(stageNames)('step %s has a name', (stage) => expectWhole(sayStep(stage)))
})

test('who has it is a kind of unit at a level, never a name', () => {
  expect(sayHolder('centre', '990101001001')).toEqual({ zh: '社区受理中心', en: 'the community service centre' })
  expect(sayHolder('centre', '990101').zh).toBe('区（县）指挥中心')
  expect(sayHolder('department', '990101001').en).toBe('a department of the town')
  expect(sayHolder('department', '990101').en).toBe('a department of the county')
  expect(sayHolder('company', '990101001001').zh).toBe('承办企业')
})

test('the result of a unit that was called to the scene was told as the end of the work', () => {
  expect(sayEvent('finish', 'handled')!.zh).toBe('处理完毕')
  const part = sayEvent('finish', 'accepted', false)!
  expectWhole(part)
  expect(part.zh).toContain('参与单位')
})

test('acts between offices say nothing; all others are whole sentences', () => {
  for (const action of actionNames) {
    const said = sayEvent(action)
    if (said) expectWhole(said)
  }
  for (const silent of ['comment', 'arbitrate', 'remind', 'warn', 'tell', 'reply'] as const)
    expect(sayEvent(silent)).toBeNull()
})
