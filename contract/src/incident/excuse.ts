// Excuses 免责: a unit that was late says why it could not help it; two reviews by two people excuse it in the statistics. The fact
// stays: the incident is and remains late. First the desk that knows the work, then an inspector or appraiser of the place.
import Type, { type Static } from 'typebox'
import { type Refusal, refusal } from '../problem.ts'
import { AreaCode, Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'
import { textLimits } from './fields.ts'
import type { Label } from './words.ts'

export const excuseStates = {
  asked: { zh: '待受理中心初审', en: 'Waits for the desk' },
  upheld: { zh: '初审同意，待复审', en: 'Upheld, waits for the second review' },
  granted: { zh: '已免责', en: 'Excused' },
  refused: { zh: '未予免责', en: 'Not excused' },
} as const satisfies Record<string, Label>
export type ExcuseState = keyof typeof excuseStates
export const excuseStateNames = Object.keys(excuseStates) as ExcuseState[]

export interface Excuse {
  readonly state: ExcuseState
  readonly version: number
  readonly askedBy: string
  readonly firstBy: string | null
}

/** What the reviewer is to this incident: acts for its desk, or inspects or appraises its place. */
export interface Reviewer {
  readonly accountId: string
  readonly isDesk: boolean
  readonly watchesPlace: boolean
}

export type ReviewOutcome =
  | { readonly ok: true; readonly state: ExcuseState; readonly step: 'first' | 'second' }
  | { readonly ok: false; readonly refusal: Refusal }

const refuse = (code: Refusal['code'], facts: Record<string, unknown> = {}): ReviewOutcome => ({
  ok: false,
  refusal: refusal(code, facts),
})

/** Judges one review: 403 for whoever may not, 409 for what is over or was seen otherwise, 400 for a refusal without a reason. */
export function reviewExcuse(
  excuse: Excuse,
  reviewer: Reviewer,
  said: { readonly version: number; readonly granted: boolean; readonly reason?: string },
): ReviewOutcome {
  const step = excuse.state === 'upheld' ? 'second' : 'first'
  const isOver = excuse.state === 'granted' || excuse.state === 'refused'
  const mayEver = reviewer.isDesk || reviewer.watchesPlace
  const may = step === 'first' ? reviewer.isDesk : reviewer.watchesPlace
  const isOwn = reviewer.accountId === excuse.askedBy || reviewer.accountId === excuse.firstBy
  if (!mayEver || (!isOver && !may)) return refuse('incident.not_yours')
  if (!isOver && isOwn) return refuse('incident.own_request')
  if (isOver) return refuse('incident.wrong_state', { state: excuse.state, wanted: ['asked', 'upheld'] })
  if (said.version !== excuse.version)
    return refuse('version.conflict', { current: excuse.version, state: excuse.state })
  if (!said.granted && (said.reason ?? '').trim() === '') return refuse('incident.field_missing', { field: 'reason' })
  const onward: ExcuseState = step === 'first' ? 'upheld' : 'granted'
  return { ok: true, step, state: said.granted ? onward : 'refused' }
}

const Text = Type.String({ minLength: 1, maxLength: textLimits.reason, pattern: '\\S' })
const strict = { additionalProperties: false } as const

/** Body of PUT /api/excuses/{id}. */
export const AskExcuse = Type.Object(
  { incident: Id, unit: Type.String({ ...Id, description: 'The late unit, one of the asker' }), reason: Text },
  strict,
)
export type AskExcuse = Static<typeof AskExcuse>

/** Body of POST /api/excuses/{id}/review. */
export const ReviewExcuse = Type.Object(
  { version: Type.Integer({ minimum: 1 }), granted: Type.Boolean(), reason: Type.Optional(Text) },
  strict,
)
export type ReviewExcuse = Static<typeof ReviewExcuse>

const Review = Type.Object({
  by: Type.Object({ id: Id, name: Nullable(Type.String()) }),
  at: Instant,
  granted: Type.Boolean(),
  reason: Nullable(Type.String()),
})

export const ExcuseView = Type.Object({
  id: Id,
  version: Type.Integer(),
  incident: Type.Object({ id: Id, number: Type.String(), area: AreaCode }),
  unit: Type.Object({ id: Id, name: Type.String() }),
  round: Type.Integer(),
  state: Type.Enum(excuseStateNames),
  reason: Type.String(),
  askedBy: Type.Object({ id: Id, name: Nullable(Type.String()) }),
  askedAt: Instant,
  first: Nullable(Review),
  second: Nullable(Review),
})
export type ExcuseView = Static<typeof ExcuseView>

export const ExcuseQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(excuseStateNames)),
    area: Type.Optional(AreaCode),
    unit: Type.Optional(Id),
    incident: Type.Optional(Id),
    ...PageQuery,
  },
  strict,
)
export type ExcuseQuery = Static<typeof ExcuseQuery>
export const ExcusePage = Page(ExcuseView)
