// What a report may be about, with the reason: matter, filing condition and unit, the likeliest three. Learned on the place's own closed
// incidents or, where there are too few, read off the words of the catalogue. Always a suggestion: a person taps it, or does not.
import Type, { type Static } from 'typebox'
import { textLimits } from '../incident/fields.ts'
import { Place } from '../incident/schemas.ts'
import { Id, Instant } from '../shared/wire.ts'

/** Fewer closed incidents than this teach nothing: a tenth of them is held back to measure what was learned. */
export const fewestIncidents = 300
/** Suggested at once; more would be a list to read, not a suggestion. */
export const mostSuggested = 3

const strict = { additionalProperties: false } as const

/** Body of POST /api/matters/suggest. */
export const AskSuggestions = Type.Object(
  {
    description: Type.String({ minLength: 1, maxLength: textLimits.description }),
    location: Type.Optional(Place),
    matter: Type.Optional(
      Type.String({ maxLength: 16, description: 'Known already: then only its conditions and units are suggested' }),
    ),
  },
  strict,
)
export type AskSuggestions = Static<typeof AskSuggestions>

export const ReasonView = Type.Union(
  [
    Type.Object(
      { kind: Type.Literal('words'), words: Type.Array(Type.String()) },
      { description: 'Words that spoke for it' },
    ),
    Type.Object(
      { kind: Type.Literal('catalogue'), words: Type.Array(Type.String()) },
      { description: 'Words that stand in the catalogue for it' },
    ),
    Type.Object(
      {
        kind: Type.Literal('place'),
        area: Type.String(),
        areaName: Type.String(),
        count: Type.Integer(),
        of: Type.Integer(),
      },
      { description: 'So many of the closed incidents of this community were this' },
    ),
    Type.Object({ kind: Type.Literal('time') }, { description: 'It often happens at this time of day' }),
    Type.Object(
      { kind: Type.Literal('unit'), count: Type.Integer(), of: Type.Integer() },
      { description: 'So many of these were done by this unit' },
    ),
  ],
  { description: 'Why it is suggested' },
)
export type ReasonView = Static<typeof ReasonView>

export const SuggestionView = Type.Object({
  matter: Type.String(),
  matterName: Type.String(),
  matterNameEn: Type.Union([Type.String(), Type.Null()]),
  condition: Type.Union([
    Type.Object({
      id: Type.String(),
      text: Type.String(),
      textEn: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  unit: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()], {
    description: 'Who has done most of these',
  }),
  score: Type.Number({
    minimum: 0,
    maximum: 1,
    description: 'Learned: its share of all that it may be. From the catalogue: how well the words fit',
  }),
  basis: Type.Enum(['learned', 'catalogue']),
  reasons: Type.Array(ReasonView),
})
export type SuggestionView = Static<typeof SuggestionView>

export const modelStates = ['usable', 'tooFew', 'noBetter'] as const

/** Figures of what was learned, measured on the last tenth by time, which it had not seen. */
export const ModelFigures = Type.Object({
  judged: Type.Integer({ description: 'Incidents of the held-back tenth' }),
  top1: Type.Number(),
  top3: Type.Number(),
  floorTop1: Type.Number({ description: 'Always naming the most frequent matter' }),
  floorTop3: Type.Number(),
  conditionTop1: Type.Union([Type.Number(), Type.Null()], {
    description: 'Where the matter is known and has a choice',
  }),
  unitTop1: Type.Union([Type.Number(), Type.Null()]),
})
export type ModelFigures = Static<typeof ModelFigures>

export const ModelView = Type.Object({
  county: Type.String(),
  version: Type.Integer(),
  state: Type.Enum([...modelStates], {
    description:
      'tooFew: it cannot, for want of closed incidents; noBetter: it learned nothing that naming the most frequent does not give',
  }),
  n: Type.Integer({ description: 'Closed incidents of the last two years' }),
  fewest: Type.Integer({ description: 'As many are needed' }),
  matters: Type.Integer(),
  trainedAt: Instant,
  seconds: Type.Number(),
  figures: Type.Union([ModelFigures, Type.Null()]),
})
export type ModelView = Static<typeof ModelView>

export const Suggestions = Type.Object({
  items: Type.Array(SuggestionView, { maxItems: mostSuggested }),
  model: Type.Union([ModelView, Type.Null()], {
    description: 'The newest of the county; null before the first training',
  }),
})
export type Suggestions = Static<typeof Suggestions>

/** The public door: matters only, by words only. */
export const PublicSuggestions = Type.Object({
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.Object({ zh: Type.String(), en: Type.String() }),
      words: Type.Array(Type.String(), { description: 'Words of the text that spoke for it' }),
    }),
    { maxItems: mostSuggested },
  ),
})
