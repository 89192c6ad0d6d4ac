// Who is on duty when (值班表), turn by turn: who may enter one, and who may take it. An emergency at night calls the unit and tells this
// person, so the turn is given to somebody of that unit who is there all that time.
import Type, { type Static } from 'typebox'
import { contains } from '../shared/area-code.ts'
import { AreaCode, Id, Instant, Page, PageQuery } from '../shared/wire.ts'
import type { GiverPost } from './grant.ts'
import { roleMay } from './roles.ts'

export interface Turn {
  readonly from: number
  readonly to: number
  readonly now: number
  /** Null: no such account in sight. */
  readonly account: { readonly isDisabled: boolean } | null
  /** Their posts in this unit. */
  readonly posts: readonly { readonly from: string; readonly to: string | null }[]
  /** Their other turns in this unit in that time. */
  readonly others: readonly string[]
  /** Calendar day of an instant, as posts count. */
  dayOf(at: number): string
}

export const rosterRefusals = {
  'roster.period': {
    zh: '值班时间须在今后结束，每班不超过 31 天',
    en: 'A turn ends in the future and lasts 31 days at most.',
  },
  'roster.disabled': { zh: '该账号已停用', en: 'The account is disabled.' },
  'roster.not_of_unit': {
    zh: '此人在此期间不在该单位任职，请改派该单位人员',
    en: 'They hold no post in this unit all that time; name somebody of the unit.',
  },
  'roster.overlaps': {
    zh: '此人在该单位的值班时间与已登记的重叠',
    en: 'They are on duty in this unit in that time already.',
  },
} as const
export type RosterRefusal = keyof typeof rosterRefusals
export type TurnVerdict = { ok: true } | { ok: false; reason: RosterRefusal; turn?: string }

const longestMs = 31 * 86_400_000

/** May this turn be entered so? The first reason against it otherwise; `turn` is the other one that stands in the way. */
export function judgeTurn({ from, to, now, account, posts, others, dayOf }: Turn): TurnVerdict {
  const refuse = (reason: RosterRefusal): TurnVerdict => ({ ok: false, reason })
  if (to <= from || to <= now || to - from > longestMs) return refuse('roster.period')
  if (account?.isDisabled) return refuse('roster.disabled')
  const [firstDay, lastDay] = [dayOf(from), dayOf(to - 1)]
  const isThere = posts.some((post) => post.from <= firstDay && (post.to === null || post.to >= lastDay))
  if (!account || !isThere) return refuse('roster.not_of_unit')
  return others.length === 0 ? { ok: true } : { ok: false, reason: 'roster.overlaps', turn: others[0]! }
}

/** Leaders, centres and station heads write the roster of the units in their area; nobody as a deputy. */
export const mayWriteRoster = (posts: readonly GiverPost[], unitArea: string): boolean =>
  posts.some(
    ({ role, areaCode, onBehalfOf }) =>
      !onBehalfOf && areaCode !== null && roleMay(role, 'roster.write') && contains(areaCode, unitArea),
  )

/** Body of PUT /api/rosters/{id}. */
export const PutTurn = Type.Object(
  { unit: Id, account: { ...Id, description: 'Somebody of the unit' }, from: Instant, to: Instant },
  { additionalProperties: false },
)
export type PutTurn = Static<typeof PutTurn>
/** Body of POST /api/rosters/{id}/end. */
export const EndTurn = Type.Object(
  { version: Type.Integer({ minimum: 1 }), to: Type.Optional({ ...Instant, description: 'Now, when left out' }) },
  { additionalProperties: false },
)
export type EndTurn = Static<typeof EndTurn>

export const TurnView = Type.Object({
  id: Id,
  unit: Type.Object({ id: Id, name: Type.String(), area: AreaCode }),
  account: Type.Object({ id: Id, name: Type.String() }),
  from: Instant,
  to: Instant,
  version: Type.Integer(),
})
export type TurnView = Static<typeof TurnView>
export const TurnQuery = Type.Object({
  under: Type.Optional({ ...AreaCode, description: 'Units of this area and of those in it' }),
  unit: Type.Optional(Id),
  account: Type.Optional(Id),
  since: Type.Optional({ ...Instant, description: 'Not over before this instant' }),
  until: Type.Optional({ ...Instant, description: 'Begun before this instant' }),
  ...PageQuery,
})
export type TurnQuery = Static<typeof TurnQuery>
export const TurnPage = Page(TurnView)
