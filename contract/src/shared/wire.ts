// Shapes that every resource shares: ids, times, pages (docs/wire.md, HTTP).
import Type, { type TSchema } from 'typebox'

export const Id = Type.String({
  format: 'uuid',
  // Read in either case, kept in one: two writings of one id must not pass for two things.
  'x-lowercase': true,
  description: 'UUIDv7, made by whoever creates the thing',
})
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339 with offset' })
export const Day = Type.String({ format: 'date' })
export const AreaCode = Type.String({
  pattern: '^[0-9]{2,18}$',
  description: 'Area code; a longer code lies inside each of its prefixes',
})
export const Lng = Type.Number({ minimum: -180, maximum: 180 })
export const Lat = Type.Number({ minimum: -90, maximum: 90 })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 200, description: 'The `next` of the page before' })),
  count: Type.Optional(Type.Boolean({ description: 'Adds `total`, exact up to 10,000' })),
}

export const Page = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    next: Nullable(Type.String()),
    total: Type.Optional(Type.Integer()),
    totalIsAtLeast: Type.Optional(Type.Boolean()),
  })
