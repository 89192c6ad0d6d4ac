// The words of an incident as they are kept beside it (table incident_words): written with the report, corrected with a supplement,
// and cut anew by a job where they are missing or older than the way of cutting.
import { folded } from '@linli/contract/incident/search.ts'
import { placeCell } from '#platform/geo.ts'
import type { House } from '#platform/house.ts'
import { insert, type Op, update } from '#platform/ops.ts'
import { findSetting, keepSetting } from '#platform/setting.ts'
import { type Query, sql, textArray } from '#platform/sql.ts'
import { cutVersion, wordsOf } from '../matter/public.ts'

interface Told {
  description: string
  address: string | null
}
interface Worded extends Told {
  areaCode: string
  lng: number | null
  lat: number | null
}

const saidOf = ({ description, address }: Told): string => folded(`${description}\n${address ?? ''}`)

const wordsKept = (incident: Worded) => ({
  areaCode: incident.areaCode,
  cell: incident.lng === null || incident.lat === null ? null : placeCell(incident.lng, incident.lat),
  words: wordsOf(incident.description),
  cut: cutVersion,
  said: saidOf(incident),
})

/** `receivedAt` as the database takes it. */
export const keepWords = (incident: Worded & { id: string; intakeNo: number; receivedAt: string | null }): Op =>
  insert('incident_words', {
    incidentId: incident.id,
    intakeNo: incident.intakeNo,
    receivedAt: incident.receivedAt,
    ...wordsKept(incident),
  })

/** The same for the public door, which has no right to the table and keeps only what it has just reported. */
export const keepPublicWords = (incident: Told & { id: string }): Query =>
  sql`select public_words(${JSON.stringify({
    incident_id: incident.id,
    words: wordsOf(incident.description),
    cut: cutVersion,
    said: saidOf(incident),
  })}::jsonb)`

export const correctWords = (incident: Worded & { id: string }): Op =>
  update('incident_words', wordsKept(incident), { incidentId: incident.id })

const mark = 'incident.words'
interface Mark {
  cut: number
  intakeNo: number
}
interface Uncut extends Told {
  id: string
  intakeNo: number
  cut: number | null
}

const listNext = (after: number, limit: number): Query<Uncut> => sql<Uncut>`
  select i.id, i.intake_no, i.description, i.address, w.cut from incident i left join incident_words w on w.incident_id = i.id
  where i.intake_no > ${after} order by i.intake_no limit ${sql.lit(limit)}`

const cutAnew = (rows: readonly Uncut[]): Query => {
  const cut = JSON.stringify(
    rows.map((row) => ({ id: row.id, words: textArray(wordsOf(row.description)), said: saidOf(row) })),
  )
  return sql`insert into incident_words (incident_id, area_code, received_at, cell, words, cut, intake_no, said)
    select i.id, i.area_code, i.received_at, place_cell(i.lng, i.lat), c.words::text[], ${cutVersion}, i.intake_no, c.said
    from jsonb_to_recordset(${cut}::jsonb) c (id uuid, words text, said text) join incident i on i.id = c.id
    on conflict (incident_id) do update set words = excluded.words, cut = excluded.cut, said = excluded.said`
}

/**
 * Goes on where the last pass stopped, in batches of one short transaction each; what is killed is done again, and two at once do the
 * same work to the same end. Gives the number of incidents whose words were cut.
 */
export async function cutOldWords(house: House, batch = 500): Promise<number> {
  let done = 0
  for (;;) {
    const [kept] = await house.db.transaction('linli_job', (tx) => tx.commit(findSetting<Mark>(mark)))
    const from = kept[0]?.value.cut === cutVersion ? kept[0].value.intakeNo : 0
    const more = await house.db.transaction('linli_job', async (tx) => {
      const [rows] = await tx.send(listNext(from, batch))
      const last = rows.at(-1)
      if (!last) return false
      const old = rows.filter((r) => r.cut !== cutVersion)
      await tx.commit(
        ...(old.length > 0 ? [cutAnew(old)] : []),
        keepSetting(mark, { cut: cutVersion, intakeNo: last.intakeNo } satisfies Mark, house.clock.wall()),
      )
      done += old.length
      return true
    })
    if (!more) return done
  }
}
