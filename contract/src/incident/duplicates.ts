// What may be the same occurrence, with the reason in figures and words: people decide, so they must be able to see why. Asked before
// sending, at the desk, and after closing; nobody learns of an incident that is not theirs to see.
import Type, { type Static } from 'typebox'
import { Id, Instant } from '../shared/wire.ts'
import { textLimits } from './fields.ts'
import { Place } from './schemas.ts'
import { stateNames } from './words.ts'

export const DuplicateView = Type.Object({
  id: Id,
  number: Type.String(),
  state: Type.Enum(stateNames),
  matter: Type.String(),
  matterName: Type.String(),
  matterNameEn: Type.Union([Type.String(), Type.Null()]),
  description: Type.String(),
  reportedAt: Instant,
  reports: Type.Integer({ description: 'How many people reported it' }),
  score: Type.Number({ minimum: 0, maximum: 1, description: 'near × recent × kind × words (docs/likeness.md)' }),
  likely: Type.Boolean({ description: 'Score from 0.4 on' }),
  metres: Type.Union([Type.Integer(), Type.Null()], { description: 'Null when one of the two has no point' }),
  kind: Type.Enum(['matter', 'class', 'other'], { description: 'Same matter, same class, another one' }),
  words: Type.Array(Type.String(), { maxItems: 5, description: 'Words in common, the most telling first' }),
  reopenUntil: Type.Union([Instant, Type.Null()], {
    description: 'It is closed and can be opened again until then: the new report may say that it was not solved',
  }),
})
export type DuplicateView = Static<typeof DuplicateView>

export const Duplicates = Type.Object({ items: Type.Array(DuplicateView, { description: 'The likeliest first' }) })

/** Body of POST /api/incidents/duplicates. */
export const AskDuplicates = Type.Object(
  {
    matter: Type.Optional(Type.String({ maxLength: 16 })),
    location: Place,
    description: Type.Optional(Type.String({ maxLength: textLimits.description })),
  },
  { additionalProperties: false },
)
export type AskDuplicates = Static<typeof AskDuplicates>
