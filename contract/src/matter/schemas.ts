// A matter is an entry of the catalogue; what people may file against it are its filing conditions, and it is the filing
// condition, not the matter, that decides the limit, the unit in charge and the closing condition. The catalogue is dated:
// an incident keeps the edition under which it was filed, so nothing here is ever an enum of codes.
import Type, { type Static } from 'typebox'
import { type LimitUnit, limitUnits } from '../deadline/calendar.ts'
import { FormFieldSchema } from './form.ts'

/** Longest texts, in characters; the checker, the wire and the table's CHECKs share them. */
export const textLimits = {
  code: 16,
  name: 60,
  nameEn: 120,
  text: 500,
  closing: 500,
  basis: 500,
  source: 300,
  synonyms: 300,
  initials: 60,
  hint: 200,
  hintEn: 400,
  form: 1000,
  catalogue: 60,
  edition: 40,
  unit: 40,
} as const

/** At most so many filing conditions per matter: whoever accepts must still be able to choose (1–8 in the city we learned from). */
export const conditionsPerMatter = 8

/** 3,650 days or hours: above that a limit is a slip of the pen. */
export const largestLimit = 3650

export const matterKinds = ['component', 'event'] as const
export type MatterKind = (typeof matterKinds)[number]

export const dutyKinds = ['basic', 'joint', 'takenBack'] as const
export type DutyKind = (typeof dutyKinds)[number]

export const evidenceKinds = ['photo', 'video', 'voice'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Whose list it is: the town's says what towns have to do, the county's what counties have. */
export const dutyLevels = ['town', 'county'] as const
export type DutyLevel = (typeof dutyLevels)[number]

export const relations = ['same', 'near', 'doubtful', 'none'] as const
export type Relation = (typeof relations)[number]

export const targets = ['makeSafe', 'repair'] as const
export type Target = (typeof targets)[number]

export const shippedProcedures = ['ordinary', 'coordinated', 'emergency', 'approval', 'hazard'] as const

const literals = <T extends string>(values: readonly T[]) => Type.Enum([...values])

export const LimitSchema = Type.Object(
  {
    amount: Type.Integer({ minimum: 1, maximum: largestLimit }),
    unit: Type.Enum<LimitUnit[]>([...limitUnits]),
  },
  { additionalProperties: false },
)
export type Limit = Static<typeof LimitSchema>

/** Units by the level of the centre that dispatches; null = no department of that level has this matter. */
export const UnitsInChargeSchema = Type.Object(
  {
    town: Type.Union([Type.String({ maxLength: textLimits.unit }), Type.Null()]),
    county: Type.Union([Type.String({ maxLength: textLimits.unit }), Type.Null()]),
  },
  { additionalProperties: false },
)

export const FilingConditionSchema = Type.Object(
  {
    id: Type.String({
      description: 'Code of the matter, a dot, the number of the condition; stable within a catalogue',
    }),
    text: Type.String({ maxLength: textLimits.text, description: 'What must be so to file (立案条件)' }),
    textEn: Type.Union([Type.String({ maxLength: textLimits.text }), Type.Null()], {
      description: 'The same in English',
    }),
    limit: LimitSchema,
    closing: Type.String({ maxLength: textLimits.closing, description: 'What must be so to close (结案条件)' }),
    closingEn: Type.Union([Type.String({ maxLength: textLimits.closing }), Type.Null()], {
      description: 'The same in English',
    }),
    units: UnitsInChargeSchema,
    evidence: Type.Object(
      {
        filing: Type.Array(literals(evidenceKinds)),
        closing: Type.Array(literals(evidenceKinds)),
      },
      { additionalProperties: false, description: 'Demanded only where the text of the condition names it' },
    ),
    target: Type.Union([literals(targets), Type.Null()], {
      description: 'An emergency is two targets: make safe in hours, repair in days',
    }),
    followedBy: Type.Union([Type.String(), Type.Null()], {
      description: 'Condition under which the linked incident is opened once this one is made safe',
    }),
    source: Type.String({ maxLength: textLimits.source }),
  },
  { additionalProperties: false },
)
export type FilingCondition = Static<typeof FilingConditionSchema>

export const MatterSchema = Type.Object(
  {
    code: Type.String({
      maxLength: textLimits.code,
      description: 'Unique in the edition: the standard code, with an E before it where a component has the same',
    }),
    standardCode: Type.String({
      maxLength: textLimits.code,
      description: 'As the catalogue writes it; catalogue, kind and this code are the key across editions',
    }),
    name: Type.String({ maxLength: textLimits.name }),
    nameEn: Type.Union([Type.String({ maxLength: textLimits.nameEn }), Type.Null()]),
    parent: Type.Union([Type.String(), Type.Null()]),
    kind: literals(matterKinds),
    procedure: Type.Union([Type.String(), Type.Null()], { description: 'Null for a class, which nobody can file' }),
    conditions: Type.Array(FilingConditionSchema, { maxItems: conditionsPerMatter }),
    unit: Type.Union([Type.String(), Type.Null()], {
      description: "Key of the department in charge by the first condition: the town's, else the county's",
    }),
    precheck: Type.Boolean({ description: 'A worker looks before it is accepted' }),
    postcheck: Type.Boolean({ description: 'A worker looks again before it is closed' }),
    mediable: Type.Boolean({ description: 'A dispute, which may be mediated' }),
    synonyms: Type.Array(Type.String()),
    initials: Type.Union([Type.String(), Type.Null()], {
      description: 'First letters of the pinyin, for picking by typing',
    }),
    pinyin: Type.Array(Type.String(), {
      description:
        'Pinyin of the name and then of each synonym, syllables apart, without tones; made when it was loaded',
    }),
    sameAs: Type.Union([Type.String(), Type.Null()], {
      description:
        'Code of the component whose trouble this matter is: its conditions are repeated here, people pick it',
    }),
    hint: Type.Union([Type.Object({ zh: Type.String(), en: Type.Union([Type.String(), Type.Null()]) }), Type.Null()], {
      description: 'Which it is, where it is easily confused with others',
    }),
    confusedWith: Type.Array(Type.String(), { description: 'Codes of the matters that it is confused with' }),
    form: Type.Array(FormFieldSchema, { description: 'Its own questions; none of them holds up a report' }),
    catalogue: Type.String(),
    edition: Type.String(),
    source: Type.String(),
  },
  { additionalProperties: false },
)
export type Matter = Static<typeof MatterSchema>

/** `validTo` is the last day on which the edition is in force; null = until the next one. Days are YYYY-MM-DD. */
export const EditionSchema = Type.Object(
  {
    catalogue: Type.String({ maxLength: textLimits.catalogue }),
    edition: Type.String({ maxLength: textLimits.edition }),
    validFrom: Type.String({ format: 'date' }),
    validTo: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
    source: Type.String({ maxLength: textLimits.source }),
  },
  { additionalProperties: false },
)
export type Edition = Static<typeof EditionSchema>

/** A row of the duty list 履职清单 of towns: whose duty a matter is, and by which rule. */
export const DutySchema = Type.Object(
  {
    code: Type.String(),
    kind: literals(dutyKinds),
    basis: Type.Union([Type.String({ maxLength: textLimits.basis }), Type.Null()]),
    source: Type.String({ maxLength: textLimits.source }),
  },
  { additionalProperties: false },
)
export type Duty = Static<typeof DutySchema>

/** A list of duties that a place made: of one town or county, of all towns of a county, or of everybody (area null). */
export const DutyListSchema = Type.Object(
  {
    name: Type.String({ maxLength: textLimits.name }),
    level: literals(dutyLevels),
    area: Type.Union([Type.String(), Type.Null()], { description: 'Null: holds wherever no list of an area does' }),
    validFrom: Type.String({ format: 'date' }),
    validTo: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
    source: Type.String({ maxLength: textLimits.source }),
  },
  { additionalProperties: false },
)
export type DutyList = Static<typeof DutyListSchema>

/** What the lists say of a matter on a day, seen from an area. */
export const DutyInForceSchema = Type.Object(
  {
    level: literals(dutyLevels),
    kind: literals(dutyKinds),
    basis: Type.Union([Type.String(), Type.Null()]),
    source: Type.String(),
    list: Type.Union([Type.String(), Type.Null()], {
      description: "Name of the list; null = the catalogue's own default",
    }),
    validFrom: Type.String({ format: 'date' }),
    by: Type.String({ description: 'Code of the row: the matter itself, or a class above it' }),
  },
  { additionalProperties: false },
)
export type DutyInForce = Static<typeof DutyInForceSchema>

/** One line of a mapping between catalogues, by their own codes. */
export const MappingEntrySchema = Type.Object(
  {
    fromCatalogue: Type.String(),
    fromKind: literals(matterKinds),
    fromCode: Type.String(),
    toCatalogue: Type.Union([Type.String(), Type.Null()]),
    toKind: Type.Union([literals(matterKinds), Type.Null()]),
    toCode: Type.Union([Type.String(), Type.Null()]),
    relation: literals(relations),
    why: Type.String({ maxLength: textLimits.source }),
    whyEn: Type.Union([Type.String({ maxLength: textLimits.source }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type MappingEntry = Static<typeof MappingEntrySchema>

/** A matter as lists answer it: with whose duty it is. */
export const MatterViewSchema = Type.Object(
  {
    ...MatterSchema.properties,
    duties: Type.Array(DutyInForceSchema, {
      description: 'Of towns and of counties, by the lists in force for the area that was asked for, else everywhere',
    }),
  },
  { additionalProperties: false },
)
export type MatterView = Static<typeof MatterViewSchema>

export const EditionViewSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  ...EditionSchema.properties,
  inForce: Type.Boolean({ description: 'Today' }),
  components: Type.Integer(),
  events: Type.Integer(),
  conditions: Type.Integer({ description: 'Each once, also where a matter repeats those of a component' }),
})
export type EditionView = Static<typeof EditionViewSchema>

export const DutyListViewSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  ...DutyListSchema.properties,
  inForce: Type.Boolean({ description: 'Today' }),
  counts: Type.Object({ basic: Type.Integer(), joint: Type.Integer(), takenBack: Type.Integer() }),
})
export type DutyListView = Static<typeof DutyListViewSchema>

export const DutyEntrySchema = Type.Object({
  matter: Type.String(),
  name: Type.Union([Type.String(), Type.Null()]),
  nameEn: Type.Union([Type.String(), Type.Null()]),
  kind: literals(dutyKinds),
  basis: Type.Union([Type.String(), Type.Null()]),
  source: Type.String(),
})

export const MappingViewSchema = Type.Object({
  ...MappingEntrySchema.properties,
  fromName: Type.Union([Type.String(), Type.Null()]),
  toName: Type.Union([Type.String(), Type.Null()]),
})
export type MappingView = Static<typeof MappingViewSchema>
