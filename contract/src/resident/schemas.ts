// The wire of the public door: what a resident without an account gets back. Everything is a whitelist, and everything that a
// person reads comes in both languages, because the same answers are shown by pages of ours and by mini-programs of others.
// Reporters' words, names and contacts never stand in any of these, the reporter's own included: number and secret may be lost.
import Type, { type Static } from 'typebox'
import { textLimits } from '../incident/fields.ts'
import { stageNames, stateNames, unitKindNames } from '../incident/words.ts'
import { AreaCode, Id, Instant, Lat, Lng, Nullable } from '../shared/wire.ts'

/** What a person reads, in both languages. */
export const Said = Type.Object({ zh: Type.String(), en: Type.String() })
export type Said = Static<typeof Said>

/** Answer of PUT /api/public/reports/{id}: what the resident must keep to follow it. */
export const ReportReceipt = Type.Object({
  id: Id,
  number: Type.String({ description: 'No secret: may be said on the phone' }),
  secret: Type.String({ description: 'Opens the report together with the number; the server keeps a digest only' }),
})
export type ReportReceipt = Static<typeof ReportReceipt>

export const SecretQuery = Type.Object({
  secret: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'As it was given; spaces, dashes and small letters do not matter',
  }),
})

/** How far one of the six steps has come. `skipped`: this report did not need it. */
export const stepStatuses = ['done', 'current', 'todo', 'skipped'] as const
const Step = Type.Object({
  stage: Type.Enum(stageNames),
  name: Said,
  status: Type.Enum([...stepStatuses]),
  at: Nullable(Instant),
})

const Holder = Type.Object({
  kind: Type.Enum(unitKindNames),
  said: Type.Object(Said.properties, { description: 'Which kind of unit of which level, never a person' }),
})

export const Progress = Type.Object({
  number: Type.String(),
  matter: Said,
  place: Type.String({ description: 'Names from the town down to the grid' }),
  reportedAt: Instant,
  state: Type.Enum(stateNames),
  stage: Type.Enum(stageNames),
  round: Type.Integer({ description: 'Grows with every reopening' }),
  said: Type.Object(Said.properties, { description: 'Where it stands, in one sentence' }),
  steps: Type.Array(Step, { description: 'The six steps of the present round, in order' }),
  holder: Nullable(Holder),
  promisedAt: Nullable(
    Type.String({ format: 'date-time', description: 'When it is to be done, as promised at acceptance' }),
  ),
  late: Type.Boolean({ description: 'That time was missed, or is being missed' }),
  suspendedUntil: Nullable(Instant),
  mediation: Nullable(
    Type.Object(Said.properties, { description: 'That a dispute is being mediated, or has been; never how' }),
  ),
  results: Type.Array(Type.Object({ round: Type.Integer(), at: Instant, text: Type.String() }), {
    description: 'What was done, as written for the reporter',
  }),
  pictures: Type.Array(
    Type.Object({
      id: Id,
      at: Type.String({ format: 'date-time', description: 'Since when it is shown' }),
      width: Type.Integer(),
      height: Type.Integer(),
    }),
    {
      description:
        'Pictures of the result that the desk lets you see: GET /api/public/reports/{number}/pictures/{id}?secret=&size=thumb',
    },
  ),
  repairs: Type.Array(
    Type.Object({
      state: Type.Enum(stateNames),
      said: Type.Object(Said.properties, { description: 'Where it stands, in one sentence' }),
      begunAt: Instant,
      promisedAt: Nullable(Instant),
      suspendedUntil: Nullable(Instant),
      doneAt: Nullable(Instant),
    }),
    { description: 'What is repaired after a danger was made safe: work of its own that goes on when this is closed' },
  ),
  reason: Nullable(Type.String({ description: 'Why it was not taken on, must be added to, waits, or was dropped' })),
  merged: Type.Boolean({
    description: 'Dealt with together with another report of the same thing; what is shown is how that one stands',
  }),
  notSolved: Type.Object({
    possible: Type.Boolean({ description: '"Not solved" may be said now' }),
    until: Nullable(Instant),
  }),
  withdrawable: Type.Boolean({ description: 'An application that may still be taken back' }),
  events: Type.Array(Type.Object({ at: Instant, said: Said }), { description: 'What happened, oldest first' }),
})
export type Progress = Static<typeof Progress>
export type ProgressStep = Progress['steps'][number]

/** Body of POST /api/public/reports/{number}/reopen. */
export const NotSolved = Type.Object(
  {
    id: Type.Optional(Id),
    secret: SecretQuery.properties.secret,
    reason: Type.String({
      minLength: 1,
      maxLength: textLimits.reason,
      pattern: '\\S',
      description: 'What is still wrong',
    }),
  },
  { additionalProperties: false },
)
export type NotSolved = Static<typeof NotSolved>

/** Body of POST /api/public/reports/{number}/withdraw. */
export const Withdrawal = Type.Object(
  {
    id: Type.Optional(Id),
    secret: SecretQuery.properties.secret,
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: textLimits.reason, pattern: '\\S' })),
  },
  { additionalProperties: false },
)

const Phone = Nullable(Type.String())

/** The notice board of a grid 公示牌. */
export const Board = Type.Object({
  code: AreaCode,
  name: Type.String(),
  path: Type.String({ description: 'Names from the town down to the grid' }),
  describedBoundary: Nullable(Type.String()),
  workers: Type.Array(
    Type.Object({
      post: Type.Enum(['grid_worker', 'grid_head']),
      name: Type.String(),
      workNumber: Nullable(Type.String()),
      phone: Phone,
      away: Type.Boolean(),
      deputy: Nullable(Type.Object({ name: Type.String(), phone: Phone })),
    }),
  ),
  greeting: Nullable(Type.String()),
  duties: Type.Array(Type.String()),
  hours: Nullable(Type.String()),
  supervisionPhone: Phone,
  lastDays: Type.Object({
    days: Type.Integer(),
    reported: Type.Integer(),
    closed: Type.Integer({ description: 'Of those reported' }),
    promised: Type.Integer({ description: 'Of the closed ones, those that had a promised time' }),
    kept: Type.Integer({ description: 'Of these, those done in time' }),
  }),
})
export type Board = Static<typeof Board>
export type BoardWorker = Board['workers'][number]

export const MatterChoice = Type.Object({
  code: Type.String(),
  name: Said,
  group: Said,
  also: Type.Array(Type.String(), { description: 'What people call it, the commonest first; Chinese' }),
  urgent: Type.Boolean({ description: 'An emergency: ring first' }),
  /** Which it is, where another of those found is easily confused with it. */
  hint: Nullable(Said),
})
export type MatterChoice = Static<typeof MatterChoice>
export const MatterChoices = Type.Object({ items: Type.Array(MatterChoice) })

export const BuildingChoice = Type.Object({
  id: Id,
  area: AreaCode,
  name: Type.String({ description: 'Compound and building, as people say it' }),
  address: Type.String(),
  location: Type.Object({ lng: Lng, lat: Lat }),
})
export type BuildingChoice = Static<typeof BuildingChoice>
export const BuildingChoices = Type.Object({ items: Type.Array(BuildingChoice) })

export const NearQuery = Type.Object({ lng: Lng, lat: Lat, matter: Type.String({ minLength: 1, maxLength: 16 }) })
export const NearReports = Type.Object({
  items: Type.Array(Type.Object({ reportedAt: Instant, metres: Type.Integer({ description: 'Rounded up to tens' }) })),
})
