import { ReportIncident } from '@linli/contract/incident/schemas.ts'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import type { Matter } from '../matter/matter.api.ts'
import { demandsPhoto, emptyDraft, gapsOf, type ReportDraft, reportOf } from './draft.ts'

const condition = (id: string, text: string, filing: ('photo' | 'video')[] = [], closing: 'photo'[] = []) => ({
  id,
  text,
  textEn: null,
  limit: { amount: 2, unit: 'urgentHour' as const },
  closing: '恢复',
  closingEn: null,
  units: { town: 'city', county: null },
  evidence: { filing, closing },
  target: null,
  followedBy: null,
  source: 'test',
})
const matter: Matter = {
  code: '01001',
  standardCode: '01001',
  name: '供水井盖',
  nameEn: 'Water supply manhole cover',
  parent: '01',
  kind: 'component',
  procedure: 'coordinated',
  conditions: [condition('01001.1', '缺失、移位'), condition('01001.2', '破损')],
  unit: 'city',
  precheck: false,
  postcheck: true,
  mediable: false,
  synonyms: [],
  initials: 'gsjg',
  pinyin: ['gong shui jing gai'],
  sameAs: null,
  hint: null,
  confusedWith: [],
  form: [],
  catalogue: 'common',
  edition: '2026',
  source: 'test',
}
const grid = '990101001001003'
const draft = (part: Partial<ReportDraft> = {}): ReportDraft => ({ ...emptyDraft(), matter: '01001', ...part })
const photo = '01930000-0000-7000-8000-000000000001'

test('a photo and one tap on the matter are enough: place and words come by themselves', () => {
  const made = draft({ photos: [photo] })
  expect(gapsOf(made, matter, [grid])).toEqual([])
  expect(reportOf(made, matter, [grid])).toEqual({
    matter: '01001',
    description: '供水井盖',
    location: { area: grid },
    evidence: [photo],
  })
})

test('a condition tapped gives its words; own words go before them', () => {
  expect(reportOf(draft({ phrase: '01001.2' }), matter, [grid]).description).toBe('供水井盖：破损')
  expect(reportOf(draft({ phrase: '01001.2', words: ' 幼儿园门口 ' }), matter, [grid]).description).toBe('幼儿园门口')
})

test('what is sent fits the schema of the interface, whatever was filled in', () => {
  const full = draft({
    photos: [photo],
    place: { kind: 'point', lng: 121.5, lat: 31.2, accuracy: 12, by: 'gps' },
    address: '  南湖路12号 ',
    urgency: 'urgent',
    occurredAt: '2026-11-22T08:30',
    reporterName: '李某',
    reporterPhone: '138 0000 0000',
    isHandled: true,
    result: '已盖好',
    afterPhotos: ['01930000-0000-7000-8000-000000000002'],
  })
  const body = reportOf(full, matter, [grid])
  expect(body.location).toEqual({ lng: 121.5, lat: 31.2, accuracy: 12, address: '南湖路12号' })
  expect(body.occurredAt).toBe('2026-11-22T08:30:00+08:00')
  for (const one of [body, reportOf(draft(), matter, [grid])]) {
    expect([...Value.Errors(ReportIncident, one)]).toEqual([])
  }
})

test('a building is named by its id, another grid by its code', () => {
  const building = { kind: 'building', id: photo, name: '3号楼', area: grid, lng: 1, lat: 1 } as const
  expect(reportOf(draft({ place: building }), matter, [grid]).location).toEqual({ building: photo })
  const other = { kind: 'grid', code: '990101001001004' } as const
  expect(reportOf(draft({ place: other }), matter, [grid]).location).toEqual({ area: '990101001001004' })
})

test('gaps are named: a matter always, a place unless there is one grid, a result when handled', () => {
  expect(gapsOf(emptyDraft(), undefined, [grid])).toEqual(['matter'])
  expect(gapsOf(draft(), matter, [])).toEqual(['place'])
  expect(gapsOf(draft(), matter, [grid, '990101001001004'])).toEqual(['place'])
  expect(gapsOf(draft({ isHandled: true, result: ' ' }), matter, [grid])).toEqual(['result'])
  expect(gapsOf(draft({ reporterPhone: 'call me' }), matter, [grid])).toEqual(['phone'])
  expect(gapsOf(draft({ words: '长'.repeat(4001) }), matter, [grid])).toEqual(['wordsLong'])
  expect(gapsOf(draft({ words: '长'.repeat(4000) }), matter, [grid])).toEqual([])
  expect(gapsOf(draft({ isHandled: true, result: '长'.repeat(2001) }), matter, [grid])).toEqual(['resultLong'])
})

test('a photo is demanded where the condition says so, and nowhere else', () => {
  const mixed = [condition('a', 'x', ['photo']), condition('b', 'y')]
  expect(demandsPhoto(mixed, null, 'filing')).toBe(false)
  expect(demandsPhoto(mixed, 'a', 'filing')).toBe(true)
  expect(demandsPhoto(mixed, 'b', 'filing')).toBe(false)
  expect(demandsPhoto([condition('a', 'x', ['photo'])], null, 'filing')).toBe(true)
  expect(demandsPhoto([], null, 'filing')).toBe(false)
  const closing = { ...matter, conditions: [condition('a', 'x', [], ['photo'])] }
  expect(gapsOf(draft({ isHandled: true, result: 'ok' }), closing, [grid])).toEqual(['afterPhoto'])
  expect(gapsOf(draft(), closing, [grid])).toEqual([])
})
