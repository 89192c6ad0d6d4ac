// Every field that an act can bring, once, and which action takes which. The input schemas, the forms in `allowed`, the
// checker and the documentation are all drawn from this table.
import Type, { type Static, type TProperties } from 'typebox'
import { AreaCode, Id, Instant, Lat, Lng } from '../shared/wire.ts'
import { type Action, actions, degreeNames, gradeNames, urgencyNames } from './words.ts'

export const textLimits = { description: 4000, note: 2000, reason: 2000, name: 60, phone: 30, address: 200 } as const
export const evidenceLimit = 20
export const marks = { least: 1, best: 5 } as const

const longText = (description: string) =>
  Type.String({ minLength: 1, maxLength: textLimits.reason, pattern: '\\S', description })
const MatterCode = Type.String({ minLength: 1, maxLength: 16, description: 'Code of the matter in the catalogue' })
export const Evidence = Type.Array(Id, {
  maxItems: evidenceLimit,
  uniqueItems: true,
  description: 'Ids of files, sent or still on their way',
})

export const PointInput = Type.Object(
  {
    lng: Lng,
    lat: Lat,
    accuracy: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000, description: 'Metres' })),
    address: Type.Optional(Type.String({ maxLength: textLimits.address })),
  },
  { additionalProperties: false },
)

export const fields = {
  note: Type.String({ maxLength: textLimits.note, description: 'A remark that goes into the history' }),
  reason: longText('Why; people read it'),
  matter: MatterCode,
  condition: Type.String({ minLength: 1, maxLength: 40, description: 'Id of the filing condition' }),
  urgency: Type.Enum(urgencyNames),
  description: Type.String({ minLength: 1, maxLength: textLimits.description, pattern: '\\S' }),
  evidence: Evidence,
  location: PointInput,
  found: Type.Boolean({
    description: 'True: the problem was found at the place. After handling this means that it is still there.',
  }),
  centre: AreaCode,
  unit: Id,
  coUnits: Type.Array(Id, { maxItems: 10, uniqueItems: true }),
  units: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
  upheld: Type.Boolean({ description: 'True: the dispatch stands, it goes back to that unit' }),
  until: Instant,
  request: Type.Integer({ minimum: 1, description: '`seq` of the act that asked' }),
  granted: Type.Boolean(),
  result: longText('What was done, in plain words; the reporter reads it'),
  degree: Type.Enum(degreeNames),
  conditionMet: Type.Boolean({ description: 'The closing condition is met; default as the verifier found' }),
  reached: Type.Boolean(),
  satisfied: Type.Integer({ minimum: marks.least, maximum: marks.best }),
  solved: Type.Boolean({ description: 'False reopens' }),
  order: longText('What must be done'),
  grade: Type.Enum(gradeNames),
  due: Instant,
  supervision: Type.Integer({ minimum: 1, description: '`seq` of the act that ordered it' }),
  text: longText('The answer'),
  into: Id,
} as const satisfies TProperties
export type Field = keyof typeof fields

interface Takes {
  readonly required?: readonly Field[]
  readonly optional?: readonly Field[]
}

/** `version` and `note` belong to every act and are not repeated. A procedure may demand an optional field, never drop a required one. */
export const takes = {
  accept: { optional: ['matter', 'condition', 'urgency'] },
  reject: { required: ['reason'] },
  return: { required: ['reason'] },
  supplement: { optional: ['description', 'evidence', 'location'] },
  precheck: { required: ['found'], optional: ['evidence'] },
  postcheck: { required: ['found'], optional: ['evidence'] },
  route: { required: ['centre'], optional: ['reason'] },
  takeOver: { required: ['reason'] },
  dispatch: { required: ['unit'], optional: ['coUnits'] },
  sign: {},
  decline: { required: ['reason'] },
  arbitrate: { required: ['upheld', 'reason'] },
  progress: { required: ['note'], optional: ['evidence'] },
  extend: { required: ['until', 'reason'] },
  suspend: { required: ['until', 'reason'] },
  approve: { required: ['request', 'granted'], optional: ['reason'] },
  resume: {},
  finish: { required: ['result'], optional: ['evidence'] },
  verify: { optional: ['evidence'] },
  fail: { required: ['reason'], optional: ['evidence'] },
  close: { optional: ['degree', 'conditionMet'] },
  followUp: { required: ['reached'], optional: ['satisfied', 'solved'] },
  reopen: { required: ['reason'] },
  archive: {},
  supervise: { required: ['order'], optional: ['grade', 'due'] },
  reply: { required: ['supervision', 'text'] },
  remind: {},
  comment: { required: ['note'] },
  addEvidence: { required: ['evidence'] },
  changeMatter: { required: ['matter', 'reason'], optional: ['condition'] },
  whistle: { required: ['units', 'reason'] },
  arrive: { optional: ['location'] },
  merge: { required: ['into'] },
  unmerge: {},
  void: { required: ['reason'] },
  define: { required: ['result'], optional: ['matter', 'condition'] },
  review: { required: ['granted'], optional: ['reason'] },
  grant: { required: ['granted'], optional: ['reason'] },
  object: { required: ['reason'] },
  withdraw: { optional: ['reason'] },
} as const satisfies Partial<Record<Action, Takes>>

/** What a person can send to `POST /api/incidents/{id}/actions`; reporting has a door of its own. */
export type PersonAction = keyof typeof takes
export const personActions = Object.keys(takes) as PersonAction[]

export const isPersonAction = (name: string): name is PersonAction =>
  Object.hasOwn(takes, name) && Object.hasOwn(actions, name)

type Listed<A extends PersonAction, K extends 'required' | 'optional'> =
  (typeof takes)[A] extends Record<K, readonly (infer F)[]> ? Extract<F, Field> : never
type Value<F extends Field> = Static<(typeof fields)[F]>

/** What one action's input holds, exactly. */
export type InputOf<A extends PersonAction> = { id?: string; version: number; note?: string } & {
  [F in Listed<A, 'required'>]: Value<F>
} & { [F in Listed<A, 'optional'>]?: Value<F> }

/** What any act may bring, as the interpreter reads it after the schema of its action has been checked. */
export type ActionInput = { readonly version: number } & { readonly [F in Field]?: Value<F> }

export const requiredOf = (action: PersonAction): readonly Field[] => (takes[action] as Takes).required ?? []
export const optionalOf = (action: PersonAction): readonly Field[] => (takes[action] as Takes).optional ?? []
