import { describe, expect, test } from 'vitest'
import { explainRefusal, judgeForm, readForm } from './form.ts'
import type { ReportForm } from './report-page.ts'

const fresh = '01990000-0000-7000-8000-000000000001'
const file = (n: number) => `01990000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`
const read = (fields: Record<string, string>) => readForm(new URLSearchParams(fields), fresh)
const form = (fields: Partial<ReportForm> = {}): ReportForm => ({
  ...read({ matter: '01037', place: 'area:990101001001007', description: '灯不亮' }),
  ...fields,
})
const judged = (fields: Partial<ReportForm>) => judgeForm(form(fields), 'zh')
const reportOf = (fields: Partial<ReportForm>) => {
  const found = judged(fields)
  if ('errors' in found) throw new Error(JSON.stringify(found.errors))
  return found.report
}

describe('reading', () => {
  test('an id of ours is kept, any other is replaced', () => {
    expect(read({ id: file(1) }).id).toBe(file(1))
    for (const id of ['', 'x', '01990000-0000-4000-8000-000000000001', `${file(1)}0`])
      expect(read({ id }).id).toBe(fresh)
  })

  test('a nonce goes with the report; what is none is left out', () => {
    const nonce = 'Zm9yLXRoZS1zYWtlLW9mLXRlc3Rz'
    expect(reportOf({ nonce: read({ nonce }).nonce })).toHaveProperty('nonce', nonce)
    for (const wrong of ['', 'short', `${nonce} `.repeat(2), `${nonce}"`])
      expect(reportOf({ nonce: read({ nonce: wrong }).nonce })).not.toHaveProperty('nonce')
  })

  test('line ends, spaces and full-width digits of a phone', () => {
    expect(read({ description: '  一\r\n二 ' }).description).toBe('一\n二')
    expect(read({ phone: '１３８ ００００ １２３４' }).phone).toBe('138 0000 1234')
  })

  test('files are named once, and only by ids', () => {
    const fields = new URLSearchParams([1, 1, 2].map((n): [string, string] => ['evidence', file(n)]))
    fields.append('evidence', '../../etc')
    expect(readForm(fields, fresh).evidence).toEqual([file(1), file(2)])
  })
})

describe('judging', () => {
  test('a point, a building, an area', () => {
    const id = file(3)
    expect(reportOf({ place: 'point', lng: '114.5', lat: '30.5', accuracy: '12' }).location).toEqual({
      lng: 114.5,
      lat: 30.5,
      accuracy: 12,
    })
    expect(reportOf({ place: 'point', lng: '114.5', lat: '30.5', accuracy: 'x' }).location).toEqual({
      lng: 114.5,
      lat: 30.5,
    })
    expect(reportOf({ place: `building:${id}` }).location).toEqual({ building: id })
    expect(reportOf({}).location).toEqual({ area: '990101001001007' })
  })

  test.each(['', 'point', 'building:x', 'area:abc', 'area:', 'moon:1'])('place %j is none', (place) => {
    expect(judged({ place, lng: '', lat: '' })).toEqual({ errors: { place: '请选择在哪里' } })
  })

  test.each([
    ['181', '0'],
    ['0', '91'],
    ['abc', '0'],
    ['NaN', '0'],
    ['Infinity', '0'],
  ])('%s, %s is no point', (lng, lat) => {
    expect(judged({ place: 'point', lng, lat })).toHaveProperty('errors.place')
  })

  test('all that is missing at once', () => {
    const found = judgeForm(read({ phone: '12' }), 'en')
    expect(Object.keys('errors' in found ? found.errors : {}).sort()).toEqual([
      'description',
      'matter',
      'phone',
      'place',
    ])
  })

  test('a contact only where one was given', () => {
    expect(reportOf({})).not.toHaveProperty('reporter')
    expect(reportOf({ phone: '138 0000 1234' }).reporter).toEqual({ phone: '138 0000 1234' })
    expect(reportOf({ name: '王' }).reporter).toEqual({ name: '王' })
  })

  test('nine photos, not ten', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, i) => file(i + 10))
    expect(reportOf({ evidence: ids(9) }).evidence).toHaveLength(9)
    expect(judged({ evidence: ids(10) })).toEqual({ errors: { photos: '照片最多 9 张' } })
  })

  test('what was typed as the place goes along where only an area is known', () => {
    expect(reportOf({ address: '北门外' }).description).toBe('灯不亮\n（所写位置：北门外）')
    expect(reportOf({ address: '北门外', place: `building:${file(1)}` }).description).toBe('灯不亮')
  })
})

test('a refusal is said beside the field that it is about', () => {
  expect(explainRefusal('zh', 'area.outside_county')).toHaveProperty('place')
  expect(explainRefusal('zh', 'request.invalid', [{ path: '/evidence' }])).toHaveProperty('photos')
  expect(explainRefusal('zh', 'request.invalid', [{ path: '/reporter/phone' }])).toHaveProperty('phone')
  expect(explainRefusal('en', 'incident.no_centre')).toEqual({
    other: 'It could not be sent: That area has no centre.',
  })
})
