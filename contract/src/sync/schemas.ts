// The wire of what was done offline: a list of acts on the way up, a feed of changed things on the way down. Each act is judged by
// itself; the envelope only says whose clock the times were read from.
import Type, { type Static } from 'typebox'
import { IncidentListItem, IncidentView } from '../incident/schemas.ts'
import { Id, Instant } from '../shared/wire.ts'

const strict = { additionalProperties: false } as const

/** As many as one request may bring; a phone with more sends the next ones after the answer. */
export const mostItems = 200
/** 200 reports with the longest texts that their schema lets through. */
export const mostBytes = 4 * 1024 * 1024
/** What happened longer ago counts from this far back. */
export const oldestDays = 30

export const SyncItem = Type.Object(
  {
    id: Id,
    action: Type.String({ maxLength: 60, description: '`incident.report`, `incident.sign` …: the act by its name' }),
    target: Id,
    base: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'The version that was seen. An old one is accepted if only own acts came since; absent on what the sender reported itself, which had no version yet',
      }),
    ),
    after: Type.Optional({
      ...Id,
      description: 'The item that must have been accepted first: earlier in this list, or sent before',
    }),
    input: Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
      description:
        'What the act brings, as its own endpoint takes it; without version and id, which are `base` and `id`',
    }),
    occurredAt: Type.Unsafe<string>({ ...Instant, description: "When it was done, by the sender's clock" }),
  },
  strict,
)
export type SyncItem = Static<typeof SyncItem>

const sentAt = Type.Optional(
  Type.Unsafe<string>({
    ...Instant,
    description: "The sender's clock when it sent this: a clock that is wrong is put right by the difference",
  }),
)

/** Checked of the whole; what an item holds beyond its id is a matter of that item. */
export const SyncEnvelope = Type.Object(
  {
    items: Type.Array(Type.Object({ id: Id }, { additionalProperties: true }), { maxItems: mostItems }),
    sentAt,
  },
  strict,
)

/** Body of POST /api/sync. */
export const Sync = Type.Object(
  { items: Type.Array(SyncItem, { maxItems: mostItems, description: 'In the order in which they were done' }), sentAt },
  strict,
)
export type Sync = Static<typeof Sync>

export const outcomes = ['accepted', 'already', 'rejected'] as const
export type SyncOutcome = (typeof outcomes)[number]

export const SyncResult = Type.Object(
  {
    id: Id,
    outcome: Type.Enum([...outcomes]),
    code: Type.Optional(Type.String({ description: 'Of the refusal, as ProblemCode' })),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    facts: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Further members that a refusal of this code has' }),
    ),
    current: Type.Optional(IncidentView),
  },
  {
    description:
      '`already`: an earlier sending of the same act had been accepted. `rejected` comes with a code, and with the thing as it is now where that may help and the sender may see it',
  },
)
export type SyncResult = Static<typeof SyncResult>

export const SyncResults = Type.Object({
  results: Type.Array(SyncResult, { description: 'One for each item, in the same order' }),
})
export type SyncResults = Static<typeof SyncResults>

export const ChangesQuery = Type.Object(
  {
    since: Type.Optional(
      Type.String({
        maxLength: 200,
        pattern: '^[A-Za-z0-9_-]+$',
        description: '`next` of the answer before; absent or 0: from the beginning',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
  },
  strict,
)
export type ChangesQuery = Static<typeof ChangesQuery>

export const ChangedThing = Type.Union([
  Type.Object({ kind: Type.Literal('incident'), id: Id, value: IncidentListItem }),
  Type.Object(
    { kind: Type.Literal('incident'), id: Id, gone: Type.Literal(true) },
    { description: 'No longer yours to see, or no longer there: forget it' },
  ),
])
export type ChangedThing = Static<typeof ChangedThing>

/** Answer of GET /api/changes. */
export const Changes = Type.Object({
  items: Type.Array(ChangedThing, { description: 'As each is now; put in place of what was held under its id' }),
  next: Type.String({ description: '`since` of the next call; keep it together with what was put in place' }),
  hasMore: Type.Boolean({ description: 'True: ask again at once' }),
  resync: Type.Boolean({
    description: 'True: forget everything first. Your posts, or the place where the feed begins, have changed',
  }),
})
export type Changes = Static<typeof Changes>
