// The list of breaks for the audit administrator, and the note that says what came of looking into one: that a backup was restored on
// purpose, that a row was put back, that the police have it. A note is for good and stands in the audit too.
import { type BreakPage, type BreakView, breakId, type NoteBreak, parseBreakId } from '@linli/contract/audit/breaks.ts'
import type { ChainBreak } from '@linli/contract/audit/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec, Answer } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'
import { actors } from './view.ts'

interface BreakRow extends ChainBreak {
  foundAt: number
  events: { kind: 'noted' | 'whole' | 'again'; account: string | null; reason: string | null; at: string }[]
}

const rowsWhere = (where: Query, limit: number, from = 0) =>
  sql<BreakRow>`select b.chain, b.entry, b.why, b.place, b.anchor_seq as anchor, b.incident_id as incident, b.found_at,
      coalesce((select jsonb_agg(jsonb_build_object('kind', e.kind, 'account', e.account_id, 'reason', e.reason, 'at', e.at) order by e.no)
        from chain_break_event e where e.chain = b.chain and e.entry = b.entry and e.why = b.why and e.place = b.place), '[]') as events
    from chain_break b where ${where} order by b.found_at desc, b.chain, b.entry, b.why, b.place limit ${sql.lit(limit)} offset ${sql.lit(from)}`

/** Newest first; the cursor counts, since breaks are few and none is ever taken away. */
export const listBreaks = (limit: number, cursor: string | undefined): { query: Query<BreakRow>; from: number } => {
  const from = Math.max(0, decodeCursor(cursor, ['whole'])?.[0] ?? 0)
  return { query: rowsWhere(sql`true`, limit + 1, from), from }
}

const findBreak = ({ chain, entry, why, place }: Pick<ChainBreak, 'chain' | 'entry' | 'why' | 'place'>) =>
  rowsWhere(sql`b.chain = ${chain} and b.entry = ${entry} and b.why = ${why} and b.place = ${place}`, 1)

function viewBreak(house: House, { foundAt, events, ...row }: BreakRow): BreakView {
  const last = events.findLast(({ kind }) => kind !== 'noted')
  const instant = (text: string) => formatInstant(Date.parse(text))
  return {
    ...row,
    id: breakId(row),
    foundAt: formatInstant(foundAt),
    wholeSince: last?.kind === 'whole' ? instant(last.at) : null,
    events: events.map(({ account, at: when, ...event }) => ({
      ...event,
      at: instant(when),
      accountName: (account && actors.of(house).byId.get(account)?.name) ?? null,
    })),
  }
}

export const pageOfBreaks = (house: House, rows: readonly BreakRow[], limit: number, from: number): BreakPage =>
  toPage(
    rows.map((row, i) => ({ row, next: from + i + 1 })),
    limit,
    ({ next }) => [next],
    ({ row }) => viewBreak(house, row),
  )

const oneBreak = (id: string): Answer<BreakView> => ({
  queries: [findBreak(parseBreakId(id)!)],
  build: ([rows], { house }) => viewBreak(house, (rows as BreakRow[])[0]!),
})

/** POST /api/audit/breaks/{id}/notes. */
export const noteBreak: ActionSpec<
  NoteBreak & { break: string },
  [Query<BreakRow>, ReturnType<typeof chainHead>],
  BreakView
> = {
  name: 'audit.note_break',
  facts: ({ break: id }) => [findBreak(keyOf(id)), chainHead('audit')],
  decide([[row], [head]], { break: id, reason }, { house, who, wall }) {
    permit(who, 'audit.read')
    if (!row) throw problem('not_found')
    const { chain, entry, why, place } = row
    const note = { chain, entry, why, place, kind: 'noted', accountId: who.accountId, reason, at: at(wall) }
    const facts = { chain, entry, why, place, reason }
    const entryOf = {
      id: uuidv7(),
      accountId: who.accountId,
      verb: 'audit.note_break' as const,
      subject: id,
      facts,
      at: wall,
    }
    return {
      // The log itself may be what is broken, to the point that nothing can be appended: the note is taken all the same.
      writes: [insertRow('chain_break_event', note), ...(head ? append(house.keys, 'audit', head, entryOf) : [])],
      target: id,
      answer: oneBreak(id),
    }
  },
  replay: oneBreak,
}

function keyOf(id: string) {
  const key = parseBreakId(id)
  if (!key) throw problem('not_found')
  return key
}
