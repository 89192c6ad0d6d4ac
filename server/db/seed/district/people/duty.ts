import { seedId } from '../random.ts'
import type { DeputySeed, RosterSeed, UnitSeed } from '../types.ts'
import type { Staff } from './staff.ts'

/**
 * Who is on duty around `today`, and who stands in for whom. Duty goes round by the week from Monday 08:00, so that an
 * emergency at night finds somebody at every level; nothing depends on the machine's time zone.
 */
const DAY_MS = 86_400_000
const WEEKS_BEFORE = 7
const WEEKS_AFTER = 6

const startOf = (day: string): number => {
  const at = Date.parse(`${day}T00:00:00+08:00`)
  if (Number.isNaN(at)) throw new Error(`not a day: ${day}`)
  return at
}

/** RFC 3339 with the offset of the place. */
export const inChina = (at: number) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** Units on the roster, and who takes turns. */
const TURNS: Record<string, string[]> = {
  'centre-990101': ['county1', 'county11'],
  'centre-990101001': ['town1', 'town11'],
  'centre-990101001001': ['clerk1', 'clerk2'],
  'centre-990101001002': ['clerk101'],
  'centre-990101002': ['town2'],
  'centre-990101002001': ['clerk201'],
  fire: ['fire1', 'fire11'],
  city: ['city1', 'city11'],
  civil: ['civil1', 'civil11'],
  'fire-2': ['fire201'],
  'county-fire': ['fire901'],
  'county-water': ['water1'],
  property: ['property1'],
}

export function makeRoster(seed: number, today: string, { accounts }: Staff, units: readonly UnitSeed[]): RosterSeed[] {
  const noon = startOf(today)
  // 1970-01-01 was a Thursday; days are counted in China.
  const weekday = (Math.floor((noon + 8 * 3_600_000) / DAY_MS) + 3) % 7
  const monday = noon - weekday * DAY_MS + 8 * 3_600_000
  const account = new Map(accounts.map(({ username, id }) => [username, id]))
  const unit = new Map(units.map(({ key, id }) => [key, id]))
  return Object.entries(TURNS).flatMap(([key, turns]) =>
    Array.from({ length: WEEKS_BEFORE + WEEKS_AFTER }, (_, i): RosterSeed => {
      const from = monday + (i - WEEKS_BEFORE) * 7 * DAY_MS
      return {
        id: seedId(seed, `roster ${key} ${i}`),
        unitId: unit.get(key) ?? '',
        // By the calendar week and not by i: the same week has the same name on duty whenever the roster is made.
        accountId: account.get(turns[Math.floor(from / (7 * DAY_MS)) % turns.length] ?? '') ?? '',
        from: inChina(from),
        to: inChina(from + 7 * DAY_MS),
      }
    }),
  )
}

/** Days from `today`. The absent grid worker is absent today: worker15 acts for worker14 on Monday. */
const ABSENCES = [
  { absent: 'clerk1', deputy: 'clerk2', from: -23, to: -18, reason: '参加街道集中培训' },
  { absent: 'worker14', deputy: 'worker15', from: -1, to: 6, reason: '年休假' },
  { absent: 'clerk1', deputy: 'clerk2', from: 14, to: 19, reason: '年休假' },
  { absent: 'town1', deputy: 'town11', from: 21, to: 24, reason: '外出学习' },
] as const

export function nameDeputies(seed: number, today: string, { accounts, posts }: Staff): DeputySeed[] {
  const day = startOf(today)
  const account = new Map(accounts.map(({ username, id }) => [username, id]))
  return ABSENCES.map(({ absent, deputy, from, to, reason }, i) => {
    const post = posts.find(({ accountId }) => accountId === account.get(absent))
    return {
      id: seedId(seed, `deputy ${i} ${absent} ${deputy}`),
      postId: post?.id ?? '',
      accountId: account.get(deputy) ?? '',
      from: inChina(day + from * DAY_MS),
      to: inChina(day + to * DAY_MS),
      reason,
    }
  })
}
