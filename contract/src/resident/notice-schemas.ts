// Public notices of an application that must be approved 公示: what everybody may read, and what everybody may answer.
import Type, { type Static } from 'typebox'
import { textLimits } from '../incident/fields.ts'
import { AreaCode, Id, Instant, Nullable } from '../shared/wire.ts'
import { Said } from './schemas.ts'

export const PublicNotice = Type.Object({
  number: Type.String(),
  matter: Said,
  area: AreaCode,
  place: Type.String({ description: 'Names from the town down to the community; never nearer' }),
  step: Type.Enum(['community', 'town'], {
    description: 'Whose finding it makes public: the first or the second notice',
  }),
  text: Nullable(Type.String({ description: 'What the community wrote for it' })),
  answer: Nullable(Type.String({ description: 'What the town answered to objections against the first notice' })),
  since: Instant,
  until: Instant,
})
export type PublicNotice = Static<typeof PublicNotice>

export const NoticeQuery = Type.Object({
  area: Type.Optional(AreaCode),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
})
export const PublicNotices = Type.Object({ items: Type.Array(PublicNotice) })

/** Body of POST /api/public/notices/{number}/objections. No name is asked for: what is said is answered, not who said it. */
export const Objection = Type.Object(
  {
    id: Type.Optional(Id),
    reason: Type.String({
      minLength: 1,
      maxLength: textLimits.reason,
      pattern: '\\S',
      description: 'What speaks against it',
    }),
  },
  { additionalProperties: false },
)
export type Objection = Static<typeof Objection>
