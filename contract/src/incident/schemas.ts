// The wire of incidents: what may be sent (strict: unknown members are refused) and what is answered. Input schemas of the
// actions are built from the table in fields.ts; answers are the whitelist of what leaves.
import Type, { type Static, type TObject, type TSchema } from 'typebox'
import { limitUnits } from '../deadline/calendar.ts'
import { TraceStepView } from '../deadline/schemas.ts'
import { noncePattern } from '../shared/public-secret.ts'
import { AreaCode, Id, Instant, Lat, Lng, Nullable, Page, PageQuery } from '../shared/wire.ts'
import {
  Evidence,
  type Field,
  fields,
  optionalOf,
  type PersonAction,
  PointInput,
  personActions,
  requiredOf,
  textLimits,
} from './fields.ts'
import {
  actionNames,
  gradeNames,
  partNames,
  sourceNames,
  stageNames,
  stateNames,
  unitKindNames,
  urgencyNames,
} from './words.ts'

const strict = { additionalProperties: false } as const
const Text = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description })

export const Place = Type.Union(
  [
    PointInput,
    Type.Object({ building: Id }, strict),
    Type.Object({ area: AreaCode }, { ...strict, description: 'Grid, community or town, when no point is known' }),
  ],
  { description: 'A point, a building, or an area' },
)
export type Place = Static<typeof Place>

export const Handled = Type.Object({ result: Text(textLimits.reason), evidence: Type.Optional(Evidence) }, strict)

const reportFields = {
  matter: fields.matter,
  description: Text(textLimits.description),
  location: Place,
  occurredAt: Type.Optional(Instant),
  reporter: Type.Optional(
    Type.Object(
      {
        name: Type.Optional(Text(textLimits.name)),
        phone: Type.Optional(Type.String({ pattern: '^[0-9+ ()-]{5,30}$' })),
      },
      strict,
    ),
  ),
  evidence: Type.Optional(Evidence),
  form: Type.Optional(
    Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), {
      maxProperties: 50,
      description: "The matter's own form",
    }),
  ),
}

/** Body of PUT /api/incidents/{id}. */
export const ReportIncident = Type.Object(
  {
    ...reportFields,
    source: Type.Optional(Type.Enum(sourceNames)),
    urgency: Type.Optional(Type.Enum(urgencyNames)),
    handled: Type.Optional(Handled),
  },
  { ...strict, description: 'With `handled` the incident is closed at once and archived by itself' },
)
export type ReportIncident = Static<typeof ReportIncident>

/** Body of PUT /api/public/reports/{id}: what a resident says; source and urgency are not theirs to set. */
export const PublicReport = Type.Object(
  {
    ...reportFields,
    nonce: Type.Optional(
      Type.String({
        pattern: noncePattern,
        description:
          'At least 128 random bits, made and kept by the sender (22 characters of base64url, 32 of hex). With it the report can be sent again at any time and gives the same number and secret; without it, for ten minutes and from the same address only',
      }),
    ),
  },
  strict,
)
export type PublicReport = Static<typeof PublicReport>

const head = {
  id: Type.Optional(Id),
  version: Type.Integer({ minimum: 1, description: 'The version that the sender saw' }),
  note: Type.Optional(fields.note),
}

/** The input of one action without the verb: `input` of an offline item, and the body of the actions route beside `action`. */
function inputSchema(action: PersonAction): TObject {
  return Type.Object(inputProperties(action), strict)
}

/** What is required must also say something: a remark of blanks or an empty list of evidence is nothing. */
const requiredForms: Partial<Record<Field, TSchema>> = {
  note: Text(textLimits.note),
  evidence: Type.Array(Id, { ...fields.evidence, minItems: 1 }),
}

function inputProperties(action: PersonAction): Record<string, TSchema> {
  const optional = optionalOf(action).map((name) => [name, Type.Optional(fields[name])])
  const required = requiredOf(action).map((name) => [name, requiredForms[name] ?? fields[name]])
  return { ...head, ...Object.fromEntries([...optional, ...required]) }
}

const perAction = <T>(make: (action: PersonAction) => T) =>
  Object.fromEntries(personActions.map((action) => [action, make(action)])) as Record<PersonAction, T>

export const actionInputs: Record<PersonAction, TObject> = perAction(inputSchema)

/** Body of POST /api/incidents/{id}/actions, one schema per verb. */
export const actionBodies: Record<PersonAction, TObject> = perAction((action) =>
  Type.Object({ action: Type.Literal(action), ...inputProperties(action) }, { ...strict, title: action }),
)

/** For the description of the interface; the server validates against the one schema of the verb, so that errors name the field. */
export const TakeAction = Type.Union(Object.values(actionBodies), { discriminator: { propertyName: 'action' } })

/** What every body has, to find the verb before its own schema is applied. */
export const AnyAction = Type.Object(
  { action: Type.Enum(personActions), version: head.version },
  { additionalProperties: true },
)

const Name = Type.String()
export const UnitRef = Type.Object({ kind: Type.Enum(unitKindNames), id: Id, name: Name })
export const ActorRef = Type.Object({
  kind: Type.Enum(['staff', 'resident', 'system']),
  id: Nullable(Id),
  name: Nullable(Name),
  onBehalfOf: Type.Optional(Nullable(Type.Object({ id: Id, name: Name }))),
})
const LimitView = Type.Object({ amount: Type.Number(), unit: Type.Enum([...limitUnits]) })

/** Kind of control that a form shows for a field. */
export const fieldKinds = [
  'text',
  'boolean',
  'instant',
  'choice',
  'unit',
  'units',
  'area',
  'matter',
  'condition',
  'evidence',
  'location',
  'incident',
  'number',
] as const
export const FieldOption = Type.Object({
  value: Type.Union([Type.String(), Type.Integer()]),
  zh: Type.Optional(Name),
  en: Type.Optional(Name),
})
export const AllowedField = Type.Object({
  name: Type.String(),
  kind: Type.Enum([...fieldKinds]),
  required: Type.Boolean(),
  maxLength: Type.Optional(Type.Integer()),
  options: Type.Optional(Type.Array(FieldOption)),
  default: Type.Optional(Type.Union([Type.String(), Type.Integer(), Type.Boolean()])),
})
export type AllowedField = Static<typeof AllowedField>
export const AllowedAction = Type.Object({ action: Type.Enum(personActions), fields: Type.Array(AllowedField) })
export type AllowedAction = Static<typeof AllowedAction>

export const HistoryView = Type.Object({
  seq: Type.Integer(),
  action: Type.Enum(actionNames),
  actor: ActorRef,
  at: Instant,
  occurredAt: Type.Optional(Nullable(Instant)),
  from: Type.Optional(Nullable(Type.Enum(stateNames))),
  to: Type.Optional(Nullable(Type.Enum(stateNames))),
  data: Type.Record(Type.String(), Type.Unknown()),
  digest: Type.String(),
})

const Point = Type.Object({
  lng: Lng,
  lat: Lat,
  accuracy: Type.Optional(Nullable(Type.Number())),
  address: Type.Optional(Nullable(Type.String())),
})

const EvidenceView = Type.Object({
  id: Id,
  kind: Type.String(),
  awaited: Type.Boolean({ description: 'Named by its report, but not arrived yet' }),
  addedBy: Type.Optional(Nullable(ActorRef)),
  addedAt: Instant,
  purpose: Type.Optional(Nullable(Type.String({ description: 'The act that brought it' }))),
  hasOrigin: Type.Boolean({
    description: 'It said when or where it was taken; kept apart, told by POST /api/files/{id}/reveal',
  }),
  shown: Type.Boolean({ description: 'The reporter sees it, with number and secret' }),
  mayShow: Type.Boolean({ description: 'You may let the reporter see it, or take it back' }),
})

const ReportView = Type.Object({
  id: Id,
  description: Type.String(),
  source: Type.Enum(sourceNames),
  reporter: Nullable(
    Type.Object({
      name: Nullable(Name),
      phone: Nullable(Type.String({ description: 'Masked; reveal asks for a purpose' })),
      account: Nullable(Id),
    }),
  ),
  reportedAt: Instant,
  occurredAt: Nullable(Instant),
  mergedFrom: Nullable(Id),
})

/** As POST /api/deadlines/explain answers it. */
const TraceView = Type.Array(TraceStepView, { description: 'How it was counted, each step also as a sentence' })

const PromiseView = Type.Object({
  startedAt: Instant,
  dueAt: Instant,
  stoppedAt: Nullable(Instant),
  limit: LimitView,
  pauses: Type.Array(Type.Object({ from: Instant, to: Instant, why: Type.String() })),
  late: Type.Boolean(),
  trace: TraceView,
})

const headOfIncident = {
  id: Id,
  number: Type.String(),
  stage: Type.Enum(stageNames),
  state: Type.Enum(stateNames),
  version: Type.Integer(),
  round: Type.Integer(),
  area: AreaCode,
  areaName: Name,
  matter: Type.String(),
  matterName: Name,
  source: Type.Enum(sourceNames),
  urgency: Type.Enum(urgencyNames),
  holder: Nullable(UnitRef),
  reportedAt: Instant,
  dueAt: Nullable(Instant),
  remindAt: Nullable(Instant),
  escalateAt: Nullable(Instant),
  late: Type.Boolean(),
  former: Type.Boolean({
    description:
      'Your unit takes part no longer: header, outcome and its own acts are told, no words, place, people or files',
  }),
  description: Type.String(),
  location: Nullable(Point),
}

/** A row of GET /api/incidents. */
export const IncidentListItem = Type.Object({
  ...headOfIncident,
  description: Type.String({ description: 'The first 120 characters' }),
})
export type IncidentListItem = Static<typeof IncidentListItem>
export const IncidentPage = Page(IncidentListItem)

/** What a supervision desk watches for 督查清单. */
export const watchNames = ['late', 'stuck', 'declined', 'reworked', 'reopened', 'silent'] as const

export const IncidentQuery = Type.Object(
  {
    area: Type.Optional(AreaCode),
    state: Type.Optional(Type.Enum(stateNames)),
    stage: Type.Optional(Type.Enum(stageNames)),
    matter: Type.Optional(fields.matter),
    source: Type.Optional(Type.Enum(sourceNames)),
    holder: Type.Optional(Type.Union([Type.Literal('me'), Id])),
    due: Type.Optional(Type.Enum(['late', 'soon'])),
    watch: Type.Optional(
      Type.Enum([...watchNames], {
        description:
          'Open ones that go wrong: `stuck` in one state for five days, `declined` twice, `reworked`, `reopened`, `silent` when no member of staff did anything for three days; suspended ones are neither stuck nor silent',
      }),
    ),
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          'Pieces of the description or the place, in one of which two characters stand next to each other, or the number of an incident',
      }),
    ),
    sort: Type.Optional(
      Type.Enum(['new', 'due'], { description: '`due`: only what has a deadline, the nearest first' }),
    ),
    bbox: Type.Optional(Type.String({ pattern: '^-?[0-9.]+(,-?[0-9.]+){3}$', description: 'west,south,east,north' })),
    ...PageQuery,
  },
  strict,
)
export type IncidentQuery = Static<typeof IncidentQuery>

/** The answer of GET /api/incidents/{id} and of every act on it. */
export const IncidentView = Type.Object({
  ...headOfIncident,
  procedure: Type.Object({ key: Type.String(), version: Type.Integer(), name: Type.Object({ zh: Name, en: Name }) }),
  condition: Nullable(
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      textEn: Nullable(Type.String()),
      closing: Type.String(),
      closingEn: Nullable(Type.String()),
      limit: LimitView,
    }),
  ),
  desk: UnitRef,
  holderAccount: Nullable(Type.Object({ id: Id, name: Name })),
  answerable: Nullable(
    Type.Object({ id: Id, name: Name }, { description: 'First asked: answers for it until somebody else has signed' }),
  ),
  occurredAt: Nullable(Instant),
  placeUncertain: Type.Boolean({ description: 'The point lies in no grid; a centre holds it' }),
  stateSince: Instant,
  stateDueAt: Nullable(Instant),
  stateTrace: TraceView,
  warnAt: Nullable(Instant),
  promise: Nullable(PromiseView),
  suspendedUntil: Nullable(Instant),
  noticeUntil: Nullable(Instant),
  objections: Type.Integer({ description: 'In the public notice that runs, or ran last' }),
  mediable: Type.Boolean({ description: 'Its matter is a dispute, which may be mediated' }),
  mediation: Nullable(
    Type.Enum(['open', 'ended'], { description: 'Whether it is being mediated, or was; how, see …/mediation' }),
  ),
  reports: Type.Array(ReportView),
  evidence: Type.Array(EvidenceView),
  parties: Type.Array(
    Type.Object({
      unit: UnitRef,
      part: Type.Enum(partNames),
      from: Instant,
      to: Nullable(Instant),
      arrivedAt: Nullable(Instant),
      finishedAt: Nullable(
        Type.String({ format: 'date-time', description: 'When a unit that assists or was called gave its result' }),
      ),
    }),
  ),
  requests: Type.Array(
    Type.Object({ seq: Type.Integer(), kind: Type.Enum(['extend', 'suspend']), until: Instant, unit: Id }),
  ),
  supervisions: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      grade: Type.Enum(gradeNames),
      order: Nullable(Type.String()),
      dueAt: Nullable(Instant),
      unit: Nullable(Id),
      replied: Nullable(Type.Integer({ description: 'The reply that waits to be accepted; `request` of approve' })),
    }),
  ),
  mergedInto: Nullable(Id),
  linked: Type.Array(
    Type.Object({ id: Id, number: Type.String(), kind: Type.Enum(['repairs', 'repairedBy', 'merged']) }),
  ),
  closedAt: Nullable(Instant),
  followUpUntil: Nullable(Instant),
  degree: Nullable(Type.String()),
  allowed: Type.Array(AllowedAction),
  history: Type.Array(HistoryView),
  form: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type IncidentView = Static<typeof IncidentView>
