// Reads the histories of all incidents in the order in which their entries were written. Each entry is judged by the one before it in
// its own history and by what must follow: the next one, or the incident as it stands. So no history need be held as a whole.
import type { House } from '#platform/house.ts'
import { sql } from '#platform/sql.ts'
import { type ActionRow, entryFits } from '../incident/public.ts'
import { type Heads, leafHash } from './anchor.ts'
import type { Reader } from './log-reader.ts'
import type { Pace } from './pace.ts'
import { type Found, newTally } from './tally.ts'

interface Row extends ActionRow {
  entryNo: number
  before: Uint8Array | null
  hasNext: boolean
  /** Of the incident; null when it is gone. */
  headSeq: number | null
  headDigest: Uint8Array | null
}

const chunk = 1000

export function historyReader(house: House, start: Heads['history'] | null, pace: Pace): Reader {
  const tally = newTally('history')
  let to = start?.to ?? 0
  /** The range of the next anchor begins where we stand. */
  let isAligned = true
  const readTo = async (end: number) => {
    const hash = leafHash()
    for (let isMore = true; isMore; ) {
      const rows = await readRows(house, to, end)
      for (const row of rows) {
        hash.add(row)
        const why = whatIsWrong(house, row)
        if (why) tally.found({ entry: row.entryNo, why, incident: row.incidentId })
      }
      tally.entries += rows.length
      isMore = rows.length === chunk
      to = rows.at(-1)?.entryNo ?? to
      await pace()
    }
    return hash
  }
  return {
    tally,
    async upTo({ history }, anchor) {
      const from = to
      const hash = await readTo(history.to)
      const isWhole = hash.count >= history.entries
      const digest = hash.digest()
      if (isAligned && digest !== history.digest)
        tally.found({ entry: from + 1, why: isWhole ? 'replaced' : 'cut', anchor })
      to = Math.max(to, history.to)
      isAligned = true
      tally.head = digest
    },
    skip() {
      isAligned = false
    },
    async finish() {
      await readTo(Number.MAX_SAFE_INTEGER)
    },
  }
}

function whatIsWrong(house: House, row: Row): Found['why'] | null {
  if (row.seq > 1 && row.before === null) return 'missing'
  if (!entryFits(house.keys, row, row.before)) return 'changed'
  if (row.hasNext) return null
  if (row.headSeq === null || row.headDigest === null) return 'head'
  if (row.headSeq > row.seq) return 'cut'
  return row.headSeq === row.seq && Buffer.from(row.headDigest).equals(Buffer.from(row.digest)) ? null : 'head'
}

async function readRows(house: House, after: number, to: number): Promise<Row[]> {
  const [rows] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(
      sql<Row>`select a.entry_no, a.incident_id, a.seq, a.action, a.round, a.actor_kind, a.by_actor, a.account_id, a.actor_name, a.on_behalf_of,
          a.post_id, a.unit_id, a.from_state, a.to_state, a.at, a.recorded_at, a.due_was, a.data, a.salt, a.payload_digest, a.digest,
          p.digest as before, exists (select from incident_action n where n.incident_id = a.incident_id and n.seq = a.seq + 1) as has_next,
          i.seq as head_seq, i.head_digest
        from incident_action a left join incident_action p on p.incident_id = a.incident_id and p.seq = a.seq - 1
          left join incident i on i.id = a.incident_id
        where a.entry_no > ${after} and a.entry_no <= ${to} order by a.entry_no limit ${sql.lit(chunk)}`,
    ),
  )
  return rows
}
