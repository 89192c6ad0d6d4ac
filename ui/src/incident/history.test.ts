import { expect, test } from 'vitest'
import type { Locale } from '../i18n/locale.ts'
import { wordsOf } from '../i18n/messages.ts'
import type { Translate } from '../i18n/text.tsx'
import { historyMessages } from './history.messages.ts'
import { actorText, describeEntry, unitNamesOf } from './history.ts'
import { incidentMessages } from './incident.messages.ts'

/** Fills plain places only: the words under test have no plural forms here. */
function say(locale: Locale): Translate {
  const words = wordsOf(locale, [incidentMessages, historyMessages])
  return (id, values = {}) => words[id]!.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
const zh = say('zh-CN')
const en = say('en')

test('an act is told with units by name, words as written and times of the place', () => {
  const data = {
    unit: 'u1',
    coUnits: ['u2', 'unknown'],
    note: '请尽快',
    declineUntil: Date.parse('2026-11-23T06:30:00Z'),
    until: '2026-11-24T18:00:00+08:00',
    matter: '0101',
    evidence: ['f1', 'f2'],
  }
  const names = new Map([
    ['u1', '城管中队'],
    ['u2', '环卫所'],
  ])
  expect(describeEntry({ data }, names, zh).map(({ name, text }) => `${name}：${text}`)).toEqual([
    '承办单位：城管中队',
    '协办：环卫所',
    '备注：请尽快',
    '至：2026-11-24 18:00',
    '退单截止：2026-11-23 14:30',
    '附件：2 个',
  ])
})

test('units are those that were called, or those whose result it is', () => {
  const names = new Map([['u1', '消防中队']])
  const lines = (data: object) => describeEntry({ data: { units: ['u1'], ...data } }, names, zh)
  expect(lines({ reason: '请到场' }).map(({ name, text }) => `${name}：${text}`)).toEqual([
    '召集：消防中队',
    '理由：请到场',
  ])
  expect(lines({ result: '已扑灭' }).map(({ name, text }) => `${name}：${text}`)).toEqual([
    '反馈单位：消防中队',
    '办理结果：已扑灭',
  ])
})

test('yes and no, grades and marks are words in both languages; what is nobody’s word is left out', () => {
  const data = { granted: false, grade: 'yellow', degree: 'staged', satisfied: 4, secret: 'x', reason: '' }
  expect(describeEntry({ data }, new Map(), zh).map(({ text }) => text)).toEqual([
    '否',
    '黄牌督办',
    '阶段性办结',
    '4 / 5',
  ])
  expect(describeEntry({ data }, new Map(), en).map(({ text }) => text)).toEqual([
    'no',
    'Yellow',
    'Finished for this stage',
    '4 / 5',
  ])
})

test('who acted: the system, a resident, somebody, somebody for another', () => {
  expect(actorText({ kind: 'system', id: null, name: null }, zh)).toBe('系统')
  expect(actorText({ kind: 'resident', id: null, name: null }, en)).toBe('Resident')
  expect(actorText({ kind: 'staff', id: 'a', name: '李敏' }, zh)).toBe('李敏')
  const deputy = { kind: 'staff', id: 'a', name: '李敏', onBehalfOf: { id: 'b', name: '王强' } } as const
  expect(actorText(deputy, zh)).toBe('李敏（代 王强）')
})

test('units are named by whatever part they take', () => {
  const desk = { kind: 'centre', id: 'c', name: '清泉社区受理中心' } as const
  const team = { kind: 'team', id: 't', name: '第三网格团队' } as const
  const parties = [{ unit: team, part: 'lead', from: '', to: null, arrivedAt: null, finishedAt: null }] as const
  expect([...unitNamesOf({ desk, holder: null, parties: [...parties] })]).toEqual([
    ['t', '第三网格团队'],
    ['c', '清泉社区受理中心'],
  ])
})
