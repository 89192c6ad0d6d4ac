import { describe, expect, it } from 'vitest'
import { asksFor, type BurdenSubject, burdenRules, lintBurden } from './burden.ts'

const today = '2026-11-20'
const rulesOf = (subject: BurdenSubject) => lintBurden([subject], today).map(({ rule, path }) => `${rule} ${path}`)

describe('a matter', () => {
  const matter = (evidence: 'photo' | 'track', text: string): BurdenSubject => ({
    kind: 'matter',
    key: '06010',
    demands: [{ evidence, at: 'closing', text }],
  })

  it('may demand a photo where its condition asks for one', () => {
    expect(rulesOf(matter('photo', '已清理，附清理前后照片'))).toEqual([])
  })

  it('may not demand one where it does not: ban 4, cited', () => {
    const [refusal] = lintBurden([matter('photo', '已清理')], today)
    expect(refusal).toMatchObject({ rule: 'needlessEvidence', topic: 'ban 4', subject: '06010', path: 'demands/0' })
    expect(refusal?.source).toContain('国办函〔2026〕12号')
    expect(refusal?.message.zh).toBe(
      '非必要不得强制上传工作照片、视频、轨迹：结案条件未提及照片（国办函〔2026〕12号 政务移动互联网应用程序规范化管理办法 (2026-01-25)，ban 4）',
    )
    expect(refusal?.message.en).toContain('the closing condition does not ask for photos')
  })

  it('may not demand a photo because the condition says that none is needed', () => {
    expect(rulesOf(matter('photo', '现场确认已清理，无需照片'))).toEqual(['needlessEvidence demands/0'])
    expect(rulesOf(matter('photo', '无需书面材料，附照片即可'))).toEqual([])
  })

  it('may not demand a track for a photo’s sake', () => {
    expect(rulesOf(matter('track', '已清理，附照片'))).toEqual(['needlessEvidence demands/0'])
  })

  it.each([
    ['photo', '整改前后照片', true],
    ['photo', 'Photos of the repair', true],
    ['video', '附监控录像', true],
    ['voice', '附通话录音', true],
    ['track', '巡查轨迹完整', true],
    ['photo', '恢复', false],
    ['photo', '', false],
    ['photo', 'No photo is no need', false],
  ] as const)('asksFor(%s, %s) = %s', (evidence, text, expected) => {
    expect(asksFor(evidence, text)).toBe(expected)
  })
})

describe('a procedure', () => {
  it('leaves evidence to the condition', () => {
    const action = (when: 'always' | 'asCondition'): BurdenSubject => ({
      kind: 'procedure',
      key: 'coordinated',
      actions: [
        { action: 'sign', requires: [], when: 'always' },
        { action: 'finish', requires: ['photo'], when },
      ],
    })
    expect(rulesOf(action('asCondition'))).toEqual([])
    expect(rulesOf(action('always'))).toEqual(['needlessEvidence actions/1'])
  })
})

describe('a form', () => {
  const form = (field: Partial<Extract<BurdenSubject, { kind: 'form' }>['fields'][number]>): BurdenSubject => ({
    kind: 'form',
    key: 'visit',
    fields: [{ name: '电话', type: 'value', required: true, register: null, input: 'asked', ...field }],
  })

  it('asks what no register holds, shows what one holds', () => {
    expect(rulesOf(form({}))).toEqual([])
    expect(rulesOf(form({ register: 'person.phone', input: 'shown' }))).toEqual([])
  })

  it('does not ask again what a register holds: ban 1', () => {
    expect(rulesOf(form({ register: 'person.phone' }))).toEqual(['repeatedForms fields/0'])
    expect(burdenRules.repeatedForms.topic).toBe('ban 1')
  })

  it('makes neither a check-in nor a photo mandatory by itself', () => {
    expect(rulesOf(form({ type: 'checkIn' }))).toEqual(['checkIns fields/0'])
    expect(rulesOf(form({ type: 'photo' }))).toEqual(['needlessEvidence fields/0'])
    expect(rulesOf(form({ type: 'track' }))).toEqual(['needlessEvidence fields/0'])
    expect(rulesOf(form({ type: 'photo', required: false }))).toEqual([])
    expect(rulesOf(form({ type: 'photo', text: '不合格项附照片' }))).toEqual([])
  })
})

describe('an indicator', () => {
  const indicator = (facts: Partial<Extract<BurdenSubject, { kind: 'indicator' }>>): BurdenSubject => ({
    kind: 'indicator',
    key: 'k',
    of: 'unit',
    shownAs: 'ranking',
    measure: 'onTimeRate',
    target: null,
    ...facts,
  })

  it('may rank units and areas, and show a person their own value or band', () => {
    expect(rulesOf(indicator({}))).toEqual([])
    expect(rulesOf(indicator({ of: 'area' }))).toEqual([])
    expect(rulesOf(indicator({ of: 'person', shownAs: 'value' }))).toEqual([])
    expect(rulesOf(indicator({ of: 'person', shownAs: 'band', target: 95 }))).toEqual([])
  })

  it('never ranks persons, by whatever measure: ban 2', () => {
    for (const measure of ['onTimeRate', 'points', 'onlineTime'])
      expect(rulesOf(indicator({ of: 'person', measure }))).toEqual(['rankings shownAs'])
    expect(rulesOf(indicator({ of: 'person', shownAs: 'value', measure: 'onlineTime' }))).toEqual(['rankings measure'])
  })

  it('sets no target for installs or log-ins, yet may report use to the regulator: ban 3', () => {
    expect(rulesOf(indicator({ measure: 'installs', shownAs: 'value' }))).toEqual([])
    expect(rulesOf(indicator({ measure: 'installs', shownAs: 'value', target: 1000 }))).toEqual(['usageTargets target'])
    expect(rulesOf(indicator({ measure: 'usageRate' }))).toEqual(['usageTargets measure'])
    expect(rulesOf(indicator({ measure: 'logins', of: 'person', shownAs: 'value' }))).toEqual(['usageTargets measure'])
  })

  it('takes no likes and no traces for work: ban 4 and the rules of 2024', () => {
    expect(rulesOf(indicator({ measure: 'likes' }))).toEqual(['likesAsEvidence measure'])
    expect(rulesOf(indicator({ measure: 'mileage' }))).toEqual(['traceAppraisal measure'])
    expect(rulesOf(indicator({ measure: 'photos', of: 'person', shownAs: 'ranking' }))).toEqual([
      'rankings shownAs',
      'traceAppraisal measure',
    ])
  })
})

describe('check-ins and tasks', () => {
  it('forces a check-in on nobody but guards and emergency crews: ban 2', () => {
    const checkIn = (forced: boolean, purpose: 'ordinary' | 'guard' | 'emergency') =>
      rulesOf({ kind: 'checkIn', key: 'c', forced, purpose })
    expect(checkIn(true, 'ordinary')).toEqual(['checkIns forced'])
    expect(checkIn(false, 'ordinary')).toEqual([])
    expect(checkIn(true, 'guard')).toEqual([])
    expect(checkIn(true, 'emergency')).toEqual([])
  })

  it('brings no task to a community that is neither listed nor admitted with a date', () => {
    const task = (facts: Partial<Extract<BurdenSubject, { kind: 'task' }>>): BurdenSubject => ({
      kind: 'task',
      key: 't',
      forCommunities: true,
      listItem: null,
      admission: null,
      ...facts,
    })
    const admitted = (until: string | null) => ({ admission: { by: '社区工作领导小组', from: '2026-11-01', until } })
    expect(rulesOf(task({ listItem: '97001' }))).toEqual([])
    expect(rulesOf(task({ forCommunities: false }))).toEqual([])
    expect(rulesOf(task({}))).toEqual(['unlistedTasks admission'])
    expect(rulesOf(task(admitted('2026-11-20')))).toEqual([])
    expect(rulesOf(task(admitted('2026-11-19')))).toEqual(['unlistedTasks admission/until'])
    expect(rulesOf(task(admitted('2026-10-31')))).toEqual(['unlistedTasks admission/until'])
    expect(rulesOf(task(admitted(null)))).toEqual(['unlistedTasks admission/until'])
  })
})

it('lists every refusal of a configuration, each with rule, source and words in both languages', () => {
  const found = lintBurden(
    [
      { kind: 'checkIn', key: 'a', forced: true, purpose: 'ordinary' },
      { kind: 'task', key: 'b', forCommunities: true, listItem: null, admission: null },
    ],
    today,
  )
  expect(found.map(({ subject }) => subject)).toEqual(['a', 'b'])
  for (const { source, topic, message } of found) {
    expect(message.zh).toContain(`（${source}，${topic}）`)
    expect(message.en).toContain(`(${source}, ${topic})`)
  }
})
