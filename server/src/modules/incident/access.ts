// Who sees the whole of an incident: its area, its reporters, and units that take part now. A unit that took part and does no
// longer is a former party: it keeps the header (number, matter, area, stage, state, who holds it, times), the outcome and its own
// acts; no words, no place, no people, no files, and no news. Row-level security lets both see the row; this narrows the columns.
import { inScope } from '#platform/scope.ts'
import { type Query, sql, textArray } from '#platform/sql.ts'

/** True in a row of `incident`, under this alias, that the caller sees whole; false for a former party. */
export const seesWhole = (incident = 'incident'): Query<boolean> =>
  inScope({
    area: `${incident}.area_code`,
    accounts: `${incident}.reporter_accounts`,
    units: `${incident}.open_units`,
  })

/** For live events. */
export const incidentSight = (ids: readonly string[]): Query<{ id: string }> =>
  sql<{ id: string }>`select id::text as id from incident where id = any (${textArray(ids)}::uuid[]) and ${seesWhole()}`
