import type { DuplicateView } from '@linli/contract/incident/duplicates.ts'
import type { SuggestionView } from '@linli/contract/suggestion/schemas.ts'
import { expect, test } from 'vitest'
import { sayLikeness, sayName, sayReasons } from './reasons.ts'
import { type SuggestionMessageId, suggestionMessages } from './suggestion.messages.ts'

/** The Chinese words with their places filled in, as the doors do. */
const t = (id: SuggestionMessageId, values: Record<string, unknown> = {}) =>
  suggestionMessages[id].zh.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

const item: DuplicateView = {
  id: '01a20255-2a2d-744c-995d-e1ece35a0e37',
  number: '990101-1',
  state: 'reported',
  matter: '01001',
  matterName: '供水井盖',
  matterNameEn: 'Water supply manhole cover',
  description: '井盖没了',
  reportedAt: '2026-11-16T09:30:00+08:00',
  reports: 1,
  score: 0.8,
  likely: true,
  metres: 42,
  kind: 'matter',
  words: ['井盖', '缺失'],
  reopenUntil: null,
}
const now = Date.parse('2026-11-16T12:30:00+08:00')

test('likeness is said in figures and words', () => {
  const line = sayLikeness(item, t, now, 'zh-CN').join(' · ')
  expect(line).toContain('相距 42')
  expect(line).toContain('同一事项 · 都提到：井盖、缺失')
  expect(sayLikeness({ ...item, kind: 'other' }, t, now, 'en')).toContain('Water supply manhole cover')
  expect(sayLikeness({ ...item, metres: null, kind: 'other', words: [] }, t, now, 'zh-CN')).toEqual([
    '没有精确位置',
    expect.any(String),
    '供水井盖',
  ])
})

test('a suggestion is named in the language of whoever reads, as far as the catalogue has it', () => {
  const condition = { id: '01001.1', text: '缺失', textEn: 'Missing' }
  const suggestion: SuggestionView = {
    ...{ matter: '01001', matterName: '供水井盖', matterNameEn: 'Water supply manhole cover', condition, unit: null },
    ...{ score: 0.5, basis: 'catalogue', reasons: [] },
  }
  expect(sayName(suggestion, t, 'zh-CN')).toBe('供水井盖：缺失')
  expect(sayName(suggestion, t, 'en')).toBe('Water supply manhole cover：Missing')
  expect(sayName({ ...suggestion, condition: { ...condition, textEn: null } }, t, 'en')).toContain('缺失')
  expect(sayName({ ...suggestion, condition: null }, t, 'zh-CN')).toBe('供水井盖')
})

test('reasons stand in the order in which they weigh; who does it is asked for apart', () => {
  const reasons: SuggestionView['reasons'] = [
    { kind: 'words', words: ['漆黑', '巷子'] },
    { kind: 'place', area: '990101001001', areaName: '槐荫社区', count: 12, of: 40 },
    { kind: 'time' },
    { kind: 'unit', count: 37, of: 41 },
  ]
  expect(sayReasons({ reasons }, t)).toBe('提到“漆黑、巷子”，槐荫社区已结 40 件中有 12 件，这个时段多发')
  expect(sayReasons({ reasons }, t, ({ kind }) => kind === 'unit')).toBe('41 件中办了 37 件')
  expect(sayReasons({ reasons: [{ kind: 'catalogue', words: ['井盖'] }] }, t)).toBe('目录中有“井盖”')
})
