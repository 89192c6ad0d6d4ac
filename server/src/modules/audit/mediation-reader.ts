// Reads the chains of all mediations and compares them with the audit, which names every act in a case by its digest. So the audit, and
// the anchors over it, prove what a chain cannot say of itself: that its end, and the case as a whole, are still there. Cases are few
// (some thousand acts in a year of a city), so that all are read whenever a check comes to the end; no anchor knows of them.
import { auditVerbs } from '@linli/contract/audit/verbs.ts'
import type { House } from '#platform/house.ts'
import { type Query, sql, textArray } from '#platform/sql.ts'
import { type ActionRow, entryFits } from '../mediation/public.ts'
import type { Reader } from './log-reader.ts'
import type { Pace } from './pace.ts'
import { type Found, newTally } from './tally.ts'

/** An act as the audit names it, with what stands in the history of the case; one statement sees both or neither. */
interface Named {
  entry: number
  incident: string | null
  named: string
  /** Something stands behind its place. */
  hasNext: boolean
  before: Uint8Array | null
  /** Of the case; null when it is gone. */
  headSeq: number | null
  headDigest: Uint8Array | null
}
type Row = Named & (ActionRow | { [K in keyof ActionRow]: null })

const chunk = 1000

export function mediationReader(house: House, pace: Pace): Reader {
  const tally = newTally('mediation')
  const ask = async <T>(query: Query<T>): Promise<T[]> => {
    await pace()
    return (await house.db.transaction('linli_job', (tx) => tx.commit(query)))[0]
  }
  return {
    tally,
    async upTo() {},
    skip() {},
    async finish() {
      for (let rows = await ask(listNamed(0)); rows.length > 0; ) {
        for (const row of rows) {
          const why = whatIsWrong(house, row)
          if (why) tally.found({ entry: row.entry, why, incident: row.incident })
        }
        tally.entries += rows.length
        tally.head = rows.at(-1)!.named
        rows = await ask(listNamed(rows.at(-1)!.entry))
      }
      for (let rows: Known[] = await ask(listKnown()); rows.length > 0; rows = await ask(listKnown(rows.at(-1)))) {
        for (const { entry, incident, isNamed } of rows) if (!isNamed) tally.found({ entry, why: 'replaced', incident })
        tally.entries += rows.filter(({ isNamed }) => !isNamed).length
      }
    },
  }
}

function whatIsWrong(house: House, row: Row): Found['why'] | null {
  if (row.seq === null) return row.hasNext ? 'missing' : 'cut'
  if (Buffer.from(row.digest).toString('hex') !== row.named) return 'replaced'
  if (row.seq > 1 && row.before === null) return 'missing'
  if (!entryFits(house.keys, row, row.before)) return 'changed'
  if (row.hasNext) return null
  if (row.headSeq === null || row.headDigest === null) return 'head'
  return row.headSeq === row.seq && Buffer.from(row.headDigest).equals(Buffer.from(row.digest)) ? null : 'head'
}

// What somebody has written into the audit may be no id and no number: that is for the check of the audit to say, and must not end this.
const uuid = (text: Query) =>
  sql`case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${text})::uuid end`
const place = sql`case when l.facts ->> 'seq' ~ '^[0-9]{1,9}$' then (l.facts ->> 'seq')::int end`
const acts = auditVerbs.filter((verb) => verb.startsWith('mediation.'))
const isOfCase = sql`l.verb = any (${textArray(acts)}::text[]) and l.facts ? 'digest'`

/** In the order of the audit; index audit_verb. */
const listNamed = (after: number): Query<Row> =>
  sql<Row>`select n.entry, n.named, a.mediation_id, a.seq, a.action, a.account_id, a.at, a.to_state, a.content, a.digest, p.digest as before,
      exists (select from mediation_action x where x.mediation_id = n.case_id and x.seq > n.place) as has_next,
      m.seq as head_seq, m.head_digest, coalesce(m.incident_id, n.named_incident) as incident
    from (select l.seq as entry, ${uuid(sql`l.subject`)} as case_id, ${place} as place, l.facts ->> 'digest' as named,
        ${uuid(sql`l.facts ->> 'incident'`)} as named_incident
      from audit l where ${isOfCase} and l.seq > ${after} order by l.seq limit ${sql.lit(chunk)}) n
    left join mediation_action a on a.mediation_id = n.case_id and a.seq = n.place
    left join mediation_action p on p.mediation_id = n.case_id and p.seq = n.place - 1
    left join mediation m on m.id = n.case_id order by n.entry`

interface Place {
  mediationId: string
  seq: number
}
type Known = Place & { entry: number; incident: string | null; isNamed: boolean }

/** What stands in the histories: whether the audit knows of it, and the last entry of the audit about its case; index audit_subject. */
const listKnown = (after?: Place): Query<Known> =>
  sql<Known>`select a.mediation_id, a.seq, m.incident_id as incident,
      coalesce((select max(l.seq) from audit l where l.subject = a.mediation_id::text), 0) as entry,
      exists (select from audit l where l.subject = a.mediation_id::text and ${isOfCase}
        and l.facts ->> 'digest' = encode(a.digest, 'hex') and ${place} = a.seq) as is_named
    from (select mediation_id, seq, digest from mediation_action
        ${after ? sql`where (mediation_id, seq) > (${after.mediationId}::uuid, ${after.seq})` : sql``}
        order by mediation_id, seq limit ${sql.lit(chunk)}) a
    left join mediation m on m.id = a.mediation_id order by a.mediation_id, a.seq`
