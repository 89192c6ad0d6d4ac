// The facts of many reports and of many acts in as few statements as for one (platform/batch.ts). What comes back is what a single act
// would have read, so the decisions do not know the difference.

import type { Gathered } from '#platform/batch.ts'
import { prepared, type Query, sql, textArray } from '#platform/sql.ts'
import { type ActFacts, newFiles, type Take } from './act.ts'
import {
  type IncidentRow,
  listOpenRequestsOf,
  listOpenSupervisionsOf,
  listPartiesOf,
  type OfIncident,
} from './columns.ts'
import { type Standing, standings } from './evidence.ts'
import { evidenceOf, type NewReport, type PlaceRow, type ReportFacts } from './report.ts'

/** A list of statements that grows, and where the rows of each will be. */
function asking() {
  const queries: Query[] = []
  return {
    queries,
    /** Asked only where there is something to ask for. */
    ask<T>(query: Query<T> | null): (rows: readonly unknown[][]) => T[] {
      if (query === null) return () => []
      const place = queries.push(query) - 1
      return (rows) => rows[place] as T[]
    },
  }
}

/** Reads rows once and hands each asker its own. */
function sorted<T, K>(find: (rows: readonly unknown[][]) => readonly T[], key: (row: T) => K) {
  let known: Map<K, T[]> | null = null
  return (rows: readonly unknown[][], wanted: K): T[] => {
    known ??= Map.groupBy(find(rows), key)
    return known.get(wanted) ?? []
  }
}

const listFilesOf = (ids: string): Query<{ fileId: string } & OfIncident> =>
  prepared(
    sql<
      { fileId: string } & OfIncident
    >`select incident_id, file_id from evidence where incident_id = any (${ids}::uuid[]) order by file_id`,
  )

export function actsFacts(takes: readonly Take[]): Gathered<ActFacts> {
  const ids = textArray(takes.map(({ incidentId }) => incidentId))
  const files = [...new Set(takes.flatMap(newFiles))]
  const closing = takes.filter(({ action }) => action === 'close')
  const points = takes.flatMap(({ input }, nth) => (input.location ? [{ nth, ...(input.location as object) }] : []))
  const { queries, ask } = asking()
  const own = { id: (row: { id: string }) => row.id, incident: (row: OfIncident) => row.incidentId }
  // In one order for everybody, so that two who lock the same ones do not wait for each other.
  const rows = sorted(
    ask(prepared(sql<IncidentRow>`select * from incident where id = any (${ids}::uuid[]) order by id for update`)),
    own.id,
  )
  const parties = sorted(ask(listPartiesOf(ids)), own.incident)
  const requests = sorted(ask(listOpenRequestsOf(ids)), own.incident)
  const supervisions = sorted(ask(listOpenSupervisionsOf(ids)), own.incident)
  const standing = sorted(ask(files.length > 0 ? standings(files, null) : null), own.id)
  const attached = sorted(ask(files.length > 0 ? listFilesOf(ids) : null), own.incident)
  const numbers = ask(closing.length > 0 ? nextNumbers(closing.length) : null)
  const located = sorted(ask(points.length > 0 ? locate(points) : null), (row) => row.nth)
  return {
    queries,
    of(found, nth) {
      const take = takes[nth]!
      const id = take.incidentId
      const number = numbers(found)[closing.indexOf(take)]
      return [
        rows(found, id),
        parties(found, id),
        requests(found, id),
        supervisions(found, id),
        // Merging, which needs another incident, is done alone.
        [],
        newFiles(take).flatMap((file) => standing(found, file)),
        attached(found, id),
        number ? [number] : [],
        located(found, nth),
      ]
    },
  }
}

const nextNumbers = (count: number): Query<{ no: number }> =>
  prepared(sql<{ no: number }>`select nextval('incident_intake_no') as no from generate_series(1, ${count}::int)`)

const locate = (points: readonly object[]): Query<{ nth: number; code: string | null }> =>
  prepared(sql<{ nth: number; code: string | null }>`select p.nth, f.area_code as code
    from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) p (nth int, lng float8, lat float8), intake_place(p.lng, p.lat, null, null) f`)

export function reportsFacts(reports: readonly NewReport[]): Gathered<ReportFacts> {
  const places = reports.map(({ report: { location } }, nth) => ({ nth, ...location }))
  const named = reports.flatMap(({ id, report }, nth) => {
    const files = evidenceOf(report)
    return files.length > 0 ? [{ nth, report: id, files }] : []
  })
  const { queries, ask } = asking()
  const place = sorted(ask(findPlaces(places)), (row) => row.nth)
  const numbers = ask(nextNumbers(reports.length))
  const standing = sorted(ask(named.length > 0 ? findStandings(named) : null), (row) => row.nth)
  return {
    queries,
    of: (found, nth) => [place(found, nth), [numbers(found)[nth]!], standing(found, nth)],
  }
}

const findPlaces = (places: readonly object[]): Query<PlaceRow & { nth: number }> =>
  prepared(sql<PlaceRow & { nth: number }>`select p.nth, f.* from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
    p (nth int, lng float8, lat float8, building uuid, area text), intake_place(p.lng, p.lat, p.building, p.area) f`)

const findStandings = (named: readonly object[]): Query<Standing & { nth: number }> =>
  prepared(sql<
    Standing & { nth: number }
  >`select n.nth, f.id, f.standing from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
    n (nth int, report uuid, files uuid[]), file_standing(n.files, n.report) f`)
