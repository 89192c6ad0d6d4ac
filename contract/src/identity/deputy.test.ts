import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatInstant } from '../shared/time.ts'
import { type Candidate, deputyRefusals, judgeAbsence, mayArrange, type OtherAbsence, type Plan } from './deputy.ts'

const day = 86_400_000
const now = Date.parse('2026-11-16T09:00:00+08:00')
const grid = '990101001001007'
const dayOf = (at: number) => formatInstant(at).slice(0, 10)

const worker = (id: string, areaCode = '990101001001008'): Candidate => ({
  id,
  isDisabled: false,
  posts: [{ role: 'grid_worker', areaCode, from: '2026-01-01', to: null }],
})
const plan = (part: Partial<Plan> = {}): Plan => ({
  post: { id: 'p7', accountId: 'w7', role: 'grid_worker', areaCode: grid, from: '2026-01-01', to: null },
  deputy: worker('w8'),
  others: [],
  from: now,
  to: now + 5 * day,
  now,
  dayOf,
  ...part,
})
const other = (part: Partial<OtherAbsence>): OtherAbsence => ({
  id: 'x',
  postId: 'px',
  holderId: 'wx',
  deputyId: null,
  from: now + day,
  to: now + 2 * day,
  ...part,
})
const reason = (part: Partial<Plan>) => {
  const verdict = judgeAbsence(plan(part))
  return verdict.ok ? 'ok' : verdict.reason
}
const post = (part: object) => ({ post: { ...plan().post, ...part } })

it.each([
  ['ok', {}],
  ['ok', { deputy: null }],
  ['deputy.period', { to: now }],
  ['deputy.period', { from: now - 9 * day, to: now - day }],
  ['deputy.period', { to: now + 400 * day }],
  ['deputy.post_over', post({ to: '2026-11-18' })],
  ['deputy.post_over', post({ from: '2026-11-17' })],
  ['ok', post({ to: '2026-11-21' })],
  ['deputy.none', post({ role: 'security_admin' })],
  ['deputy.is_holder', { deputy: worker('w7') }],
  ['deputy.disabled', { deputy: { ...worker('w8'), isDisabled: true } }],
  ['deputy.role', { deputy: { ...worker('w8'), posts: [{ ...worker('w8').posts[0]!, role: 'officer' }] } }],
  [
    'deputy.role',
    { deputy: { ...worker('w8'), posts: [...worker('w8').posts, { ...worker('w8').posts[0]!, role: 'audit_admin' }] } },
  ],
  ['deputy.elsewhere', { deputy: worker('w8', '990101001002001') }],
  ['deputy.post_ends', { deputy: { ...worker('w8'), posts: [{ ...worker('w8').posts[0]!, to: '2026-11-18' }] } }],
  ['deputy.overlaps', { others: [other({ postId: 'p7', holderId: 'w7' })] }],
  ['deputy.away', { others: [other({ holderId: 'w8' })] }],
  ['deputy.stands_in', { others: [other({ deputyId: 'w7' })] }],
  ['ok', { others: [other({ holderId: 'w8', from: now + 5 * day, to: now + 6 * day })] }],
  ['ok', { others: [other({ deputyId: 'w8' })] }], // one may stand in for two
] as [string, Partial<Plan>][])('%s', (wanted, part) => {
  expect(reason(part)).toBe(wanted)
  if (wanted !== 'ok') expect(deputyRefusals).toHaveProperty([wanted])
})

it('whatever is entered in whatever order: whoever stands in is there themselves', () => {
  const people = ['a', 'b', 'c', 'd']
  const entry = fc.record({
    holder: fc.constantFrom(...people),
    deputy: fc.constantFrom(...people),
    from: fc.integer({ min: 0, max: 12 }),
    days: fc.integer({ min: 1, max: 6 }),
  })
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 25 }), (entries) => {
      const held: OtherAbsence[] = []
      for (const { holder, deputy, from, days } of entries) {
        const span = { from: now + from * day, to: now + (from + days) * day }
        const others = held.filter((o) => [holder, deputy].some((p) => p === o.holderId || p === o.deputyId))
        const asked = plan({
          ...post({ id: `p-${holder}`, accountId: holder }),
          deputy: worker(deputy),
          others,
          ...span,
        })
        if (judgeAbsence(asked).ok)
          held.push({ id: `${held.length}`, postId: `p-${holder}`, holderId: holder, deputyId: deputy, ...span })
      }
      for (const one of held)
        for (const two of held)
          expect(one !== two && one.deputyId === two.holderId && one.from < two.to && two.from < one.to).toBe(false)
    }),
  )
})

it('absences are entered by the holder, by leader and centre of the place, by the security administrator, by nobody else', () => {
  const target = { accountId: 'w7', areaCode: grid }
  const by = (role: string, areaCode: string | null, accountId = 'x', onBehalfOf: string | null = null) =>
    mayArrange([{ role, areaCode, onBehalfOf }], accountId, target)
  expect(by('grid_worker', grid, 'w7')).toBe(true)
  expect(by('grid_worker', grid)).toBe(false)
  expect(by('grid_head', grid)).toBe(false)
  for (const role of ['leader', 'clerk', 'dispatcher', 'station_head']) {
    expect(by(role, '990101001001'), role).toBe(true)
    expect(by(role, '990101001002'), role).toBe(false)
    expect(by(role, '990101001001', 'x', 'y'), 'as a deputy').toBe(false)
    expect(by(role, null), 'without an area').toBe(false)
  }
  expect(by('security_admin', null)).toBe(true)
  expect(by('system_admin', null)).toBe(false)
  expect(by('audit_admin', null)).toBe(false)
})
