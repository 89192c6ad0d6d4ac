// The wire of mediation: what may be sent (strict) and what is answered. The head of a case says how it stands and is for whoever sees
// the incident; its content (who disputes, what was said, what was agreed) is an answer of its own, recorded each time it is read.
import Type, { type Static, type TProperties } from 'typebox'
import { evidenceLimit, textLimits } from '../incident/fields.ts'
import { Day, Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'
import {
  agreementKinds,
  bases,
  courtStateNames,
  historyActs,
  type MediationAct,
  mediationActNames,
  mediationStateNames,
  opennesses,
  otherWays,
  parts,
} from './words.ts'

const strict = { additionalProperties: false } as const
const namesOf = <T extends object>(words: T) => Object.keys(words) as Extract<keyof T, string>[]
const Text = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', ...(description && { description }) })
const Long = (description?: string) => Text(textLimits.description, description)
const Name = Text(textLimits.name)
const Phone = Type.String({ pattern: '^[0-9+ ()-]{5,30}$' })

/** No more than the law asks for: no document number, no age, no trade. */
export const Disputant = Type.Object(
  {
    id: Type.String({ ...Id, description: 'Made by whoever enters them; sessions name it' }),
    part: Type.Enum(namesOf(parts)),
    name: Name,
    phone: Type.Optional(Phone),
    representative: Type.Optional(Type.Object({ name: Name, phone: Type.Optional(Phone) }, strict)),
  },
  strict,
)
export type Disputant = Static<typeof Disputant>
const Disputants = Type.Array(Disputant, { minItems: 2, maxItems: 20 })
const Mediators = Type.Array(Id, { minItems: 1, maxItems: 5, uniqueItems: true, description: 'Accounts' })
const Files = Type.Array(Id, {
  maxItems: evidenceLimit,
  uniqueItems: true,
  description: 'Files of your own that have been uploaded',
})

/** Body of POST /api/incidents/{id}/mediation. */
export const OpenMediation = Type.Object(
  {
    id: Id,
    unit: Type.String({ ...Id, description: 'The mediating unit: one of yours that has the incident in hand' }),
    basis: Type.Enum(namesOf(bases), { description: 'Nobody is mediated against their will (art. 17)' }),
    openness: Type.Enum(namesOf(opennesses)),
    disputants: Disputants,
    mediators: Mediators,
  },
  strict,
)
export type OpenMediation = Static<typeof OpenMediation>

const inputs = {
  session: {
    at: Type.String({ ...Instant, description: 'When it was' }),
    place: Type.Optional(Text(textLimits.address)),
    attended: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true, description: 'Disputants who came' }),
    note: Type.Optional(Long('What was said')),
    nextAt: Type.Optional(Type.String({ ...Instant, description: 'When they meet again' })),
    files: Type.Optional(Files),
  },
  disputants: { disputants: Disputants },
  mediators: {
    mediators: Mediators,
    reason: Text(textLimits.reason, 'Why: chosen by the disputants, or related to one of them'),
  },
  agree: {
    kind: Type.Enum(namesOf(agreementKinds)),
    on: Type.String({ ...Day, description: 'Signed, or orally agreed, on: it takes effect that day (art. 30)' }),
    facts: Type.Optional(Long('Main facts, what was disputed, who answers for what; a written one states them')),
    terms: Long('What was agreed'),
    manner: Type.Optional(Text(textLimits.reason, 'How it is performed; a written one states it')),
    performBy: Type.Optional(Type.String({ ...Day, description: 'Until when; a written one states it' })),
    files: Type.Optional(Files),
  },
  fail: {
    told: Type.Array(Type.Enum(namesOf(otherWays)), { minItems: 1, uniqueItems: true }),
    reason: Type.Optional(Long()),
  },
  withdraw: { disputant: Id, reason: Type.Optional(Long()) },
  court: { outcome: Type.Enum([...courtStateNames]), on: Day, files: Type.Optional(Files) },
  performed: {
    performed: Type.Boolean(),
    on: Day,
    note: Type.Optional(Long()),
    files: Type.Optional(Files),
  },
} as const satisfies Record<MediationAct, TProperties>

const body = <P extends TProperties>(properties: P) =>
  Type.Object(
    {
      id: Type.Optional(Type.String({ ...Id, description: 'Makes the act safe to send again' })),
      version: Type.Integer({ minimum: 1 }),
      ...properties,
    },
    strict,
  )

export const actBodies = {
  session: body(inputs.session),
  disputants: body(inputs.disputants),
  mediators: body(inputs.mediators),
  agree: body(inputs.agree),
  fail: body(inputs.fail),
  withdraw: body(inputs.withdraw),
  court: body(inputs.court),
  performed: body(inputs.performed),
} as const satisfies Record<MediationAct, unknown>

export type ActInputs = { [A in MediationAct]: Omit<Static<(typeof actBodies)[A]>, 'id' | 'version'> }

const fieldKinds = [
  'text',
  'line',
  'day',
  'instant',
  'choice',
  'choices',
  'boolean',
  'disputant',
  'attended',
  'disputants',
  'accounts',
  'files',
] as const

export const MediationField = Type.Object({
  name: Type.String(),
  kind: Type.Enum([...fieldKinds]),
  required: Type.Boolean(),
  requiredWhere: Type.Optional(
    Type.Object(
      { field: Type.String(), value: Type.String() },
      { description: 'Required as well where that field has this value' },
    ),
  ),
  maxLength: Type.Optional(Type.Integer()),
  options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), zh: Type.String(), en: Type.String() }))),
})
export type MediationField = Static<typeof MediationField>

const Ref = Type.Object({ id: Id, name: Nullable(Type.String()) })

/** How a case stands; nothing of what it is about. */
export const MediationView = Type.Object({
  id: Id,
  version: Type.Integer(),
  incident: Type.Object({
    id: Id,
    number: Nullable(Type.String({ description: 'Null where the incident is not in your sight' })),
  }),
  round: Type.Integer(),
  unit: Ref,
  state: Type.Enum(mediationStateNames),
  openedAt: Instant,
  endedAt: Nullable(Instant),
  sessions: Type.Integer(),
  lastSessionAt: Nullable(Instant),
  nextSessionAt: Nullable(Instant),
  agreement: Nullable(
    Type.Object({ kind: Type.Enum(namesOf(agreementKinds)), on: Day, performBy: Nullable(Day) }, strict),
  ),
  court: Nullable(
    Type.Object(
      {
        state: Nullable(Type.Enum(courtStateNames)),
        until: Type.String({ ...Day, description: 'Last day for asking the court: 30 days, moved by holidays' }),
        counted: Type.String({ ...Day, description: 'The thirtieth day' }),
        daysLeft: Type.Integer({ description: 'Of today; negative when it is over' }),
        provisional: Type.Boolean({ description: 'The holidays of that year are not published yet' }),
        askedOn: Nullable(Day),
        decidedOn: Nullable(Day),
      },
      { description: 'People’s Mediation Law art. 33, Civil Code art. 201 and 203' },
    ),
  ),
  performed: Nullable(Type.Object({ done: Type.Boolean(), on: Day })),
  next: Nullable(
    Type.Object({ what: Type.Enum(['session', 'court', 'perform']), on: Day }, { description: 'What comes next' }),
  ),
  mayRead: Type.Boolean({ description: 'The content is open to you: mediator of the case, or head of the unit' }),
  needsPurpose: Type.Boolean({ description: 'You read it as head of the unit and say what for' }),
  allowed: Type.Array(Type.Object({ act: Type.Enum(mediationActNames), fields: Type.Array(MediationField) }, strict)),
})
export type MediationView = Static<typeof MediationView>
export const MediationPage = Page(MediationView)

/** Answer of GET /api/incidents/{id}/mediation. */
export const MediationOfIncident = Type.Object({
  mediable: Type.Boolean({ description: 'Its matter is a dispute' }),
  mediation: Nullable(MediationView),
  open: Type.Array(Ref, { description: 'Units in whose name you may begin one now' }),
})
export type MediationOfIncident = Static<typeof MediationOfIncident>

export const MediationQuery = Type.Object(
  { state: Type.Optional(Type.Enum(mediationStateNames)), ...PageQuery },
  strict,
)
export type MediationQuery = Static<typeof MediationQuery>

export const ReadMediation = Type.Object(
  { purpose: Type.Optional(Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' })) },
  strict,
)

export const Candidates = Type.Object({
  items: Type.Array(Type.Object({ id: Id, name: Type.String(), role: Type.String() })),
})

const FileView = Type.Object({ id: Id, kind: Type.String(), act: Type.Enum(namesOf(historyActs)), addedAt: Instant })
const Shown = Type.Object({
  id: Id,
  part: Type.Enum(namesOf(parts)),
  name: Type.String(),
  phone: Nullable(Type.String()),
  representative: Nullable(Type.Object({ name: Type.String(), phone: Nullable(Type.String()) })),
})

/** Answer of POST /api/mediations/{id}/read. */
export const MediationContent = Type.Object({
  id: Id,
  version: Type.Integer(),
  basis: Type.Enum(namesOf(bases)),
  openness: Type.Enum(namesOf(opennesses)),
  disputants: Type.Array(Shown),
  mediators: Type.Array(Ref),
  sessions: Type.Array(
    Type.Object({
      no: Type.Integer(),
      at: Instant,
      place: Nullable(Type.String()),
      attended: Type.Array(Id),
      note: Nullable(Type.String()),
      nextAt: Nullable(Instant),
    }),
  ),
  agreement: Nullable(
    Type.Object({
      facts: Nullable(Type.String()),
      terms: Type.String(),
      manner: Nullable(Type.String()),
    }),
  ),
  ending: Nullable(
    Type.Object({
      told: Type.Array(Type.Enum(namesOf(otherWays))),
      disputant: Nullable(Id),
      reason: Nullable(Type.String()),
    }),
  ),
  performance: Nullable(Type.String({ description: 'What was noted of it last' })),
  files: Type.Array(FileView),
  history: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      act: Type.Enum(namesOf(historyActs)),
      by: Ref,
      at: Instant,
      reason: Nullable(Type.String({ description: 'Why the mediators changed' })),
    }),
  ),
  valid: Type.Boolean({ description: 'The history is what was written: its chain of digests holds' }),
})
export type MediationContent = Static<typeof MediationContent>
