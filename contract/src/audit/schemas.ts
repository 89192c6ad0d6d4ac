// The wire of the record: what was done to the system, who read whose personal data, and whether both and all histories are
// still what was written.
import Type, { type Static } from 'typebox'
import { AreaCode, Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'

const actor = Type.Optional(
  Type.String({ minLength: 1, maxLength: 64, description: 'Who did it: user name or id of the account' }),
)
const subject = Type.Optional(
  Type.String({ minLength: 1, maxLength: 200, description: 'What or whom it was done to: user name or id' }),
)
const verb = Type.Optional(
  Type.String({
    maxLength: 60,
    pattern: '^[A-Za-z_]+(\\.[A-Za-z_]+)?$',
    description: 'The whole verb (`post.grant`), or its noun for all verbs of it (`post`)',
  }),
)
const period = { since: Type.Optional(Instant), until: Type.Optional(Instant) }

export const outcomes = ['done', 'refused'] as const

export const AuditQuery = Type.Object({
  actor,
  verb,
  subject,
  outcome: Type.Optional(Type.Enum(outcomes)),
  area: Type.Optional(AreaCode),
  ...period,
  ...PageQuery,
})
export type AuditQuery = Static<typeof AuditQuery>

const entry = {
  seq: Type.Integer(),
  at: Instant,
  account: Nullable(Id),
  username: Nullable(Type.String()),
  accountName: Nullable(Type.String()),
  verb: Type.String(),
  subject: Nullable(Type.String()),
}

export const AuditView = Type.Object({
  ...entry,
  outcome: Type.Enum(outcomes),
  subjectName: Nullable(Type.String({ description: 'When the subject is an account' })),
  facts: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Numbers of telephones and documents are masked, secrets are left out',
  }),
})
export type AuditView = Static<typeof AuditView>
export const AuditPage = Page(AuditView)

export const DisclosureQuery = Type.Object({ actor, verb, subject, ...period, ...PageQuery })
export type DisclosureQuery = Static<typeof DisclosureQuery>

export const DisclosureView = Type.Object(
  {
    ...entry,
    purpose: Nullable(Type.String()),
    fields: Type.Array(Type.String(), { description: 'Which data were shown; never the data' }),
    incident: Nullable(Id),
    posts: Type.Array(Id, { description: 'Posts by which the reader was entitled' }),
  },
  { description: 'One reading of personal data' },
)
export type DisclosureView = Static<typeof DisclosureView>
export const DisclosurePage = Page(DisclosureView)

export const chains = ['audit', 'disclosure', 'history', 'mediation', 'anchor'] as const
export type Chain = (typeof chains)[number]

/** How a chain can be found broken; the words for people stand in the console. */
export const breakKinds = ['missing', 'changed', 'cut', 'replaced', 'head'] as const
export type BreakKind = (typeof breakKinds)[number]

export const ChainBreak = Type.Object({
  chain: Type.Enum(chains),
  entry: Type.Integer({
    description:
      'Number of the entry; of histories the running number over all of them; of mediations that of the audit entry that names it',
  }),
  why: Type.Enum(breakKinds, {
    description:
      'missing: a number is not there; changed: it does not fit its digest; cut: the end was cut off; replaced: another one was anchored, or named by the audit; head: the end is not the one that the head names',
  }),
  place: Type.Enum(['database', 'file']),
  anchor: Nullable(Type.Integer({ description: 'The anchor that proves it' })),
  incident: Nullable(Id),
})
export type ChainBreak = Static<typeof ChainBreak>

export const ChainState = Type.Object({
  chain: Type.Enum(chains),
  valid: Type.Boolean(),
  entries: Type.Integer(),
  head: Nullable(Type.String()),
  breaks: Type.Integer(),
  firstBroken: Type.Optional(ChainBreak),
})
export type ChainState = Static<typeof ChainState>

/** What a check reads. */
export const extents = ['nothing', 'logs', 'all'] as const
export type Extent = (typeof extents)[number]

export const IntegrityQuery = Type.Object({
  read: Type.Optional(
    Type.Enum(extents, {
      default: 'logs',
      description:
        'nothing: what the nightly check found; logs: both logs and the anchors, now; all: the histories of all incidents and mediations too, which takes minutes in a large place',
    }),
  ),
})

export const Integrity = Type.Object({
  valid: Type.Boolean({ description: 'Of what was read now; of the last nightly check when nothing was read' }),
  entries: Type.Integer(),
  head: Nullable(
    Type.String({
      description: 'One digest over the heads of all chains that were read: to be written down and compared',
    }),
  ),
  anchoredAt: Nullable(Instant),
  breaks: Type.Integer(),
  firstBroken: Type.Optional(ChainBreak),
  chains: Type.Array(ChainState),
  anchors: Type.Object({
    database: Type.Integer({ description: 'Number of the last anchor in the database' }),
    file: Type.Integer({ description: 'Number of the last anchor in the file outside the database' }),
  }),
  nightly: Type.Object(
    {
      checkedAt: Nullable(Instant),
      dueAt: Instant,
      entries: Type.Integer(),
      breaks: Type.Integer(),
      everFound: Type.Integer({ description: 'Broken places found so far, by whichever check' }),
      open: Type.Integer({ description: 'Of those, the ones that do not hold again: GET /api/audit/breaks' }),
    },
    { description: 'The check that runs by itself, histories included: the last one and when the next is due' },
  ),
})
export type Integrity = Static<typeof Integrity>
