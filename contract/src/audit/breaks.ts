// The wire of what has become of breaks of the record: found, noted by an auditor, whole since, broken again. Nothing is taken away.
import Type, { type Static } from 'typebox'
import { Id, Instant, Nullable, Page, PageQuery } from '../shared/wire.ts'
import { breakKinds, ChainBreak, chains } from './schemas.ts'

export const breakEvents = ['noted', 'whole', 'again'] as const

export const BreakView = Type.Object({
  ...ChainBreak.properties,
  id: Type.String({ description: 'chain.entry.why.place' }),
  foundAt: Instant,
  wholeSince: Nullable(
    Type.String({
      description: 'When a check read the place again and all of the chain held there; null while it does not',
    }),
  ),
  events: Type.Array(
    Type.Object({
      kind: Type.Enum(breakEvents, {
        description: 'noted: an auditor says what came of it; whole: it holds again; again: found once more after that',
      }),
      at: Instant,
      accountName: Nullable(Type.String()),
      reason: Nullable(Type.String()),
    }),
    { description: 'Oldest first' },
  ),
})
export type BreakView = Static<typeof BreakView>

export const BreakQuery = Type.Object(PageQuery)
export const BreakPage = Page(BreakView)
export type BreakPage = Static<typeof BreakPage>

/** Body of POST /api/audit/breaks/{id}/notes. */
export const NoteBreak = Type.Object(
  {
    id: Type.Optional(Id),
    reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S', description: 'What came of looking into it' }),
  },
  { additionalProperties: false },
)
export type NoteBreak = Static<typeof NoteBreak>

type Key = Pick<ChainBreak, 'chain' | 'entry' | 'why' | 'place'>

export const breakId = ({ chain, entry, why, place }: Key): string => `${chain}.${entry}.${why}.${place}`

const places = ['database', 'file'] as const

/** Null for what names no break. */
export function parseBreakId(id: string): Key | null {
  const [chain, entry, why, place, more] = id.split('.')
  const key = {
    chain: chains.find((known) => known === chain),
    why: breakKinds.find((known) => known === why),
    place: places.find((known) => known === place),
  }
  if (more !== undefined || !/^\d{1,15}$/.test(entry ?? '') || !key.chain || !key.why || !key.place) return null
  return { chain: key.chain, entry: Number(entry), why: key.why, place: key.place }
}
