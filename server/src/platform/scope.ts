// What a session sees, as a condition on a row that names its area, the accounts it belongs to and the units that are in it. Row-level
// security asks the same of whole rows; this tells rows apart of which somebody may know only that they exist.
import { type Query, sql } from './sql.ts'

/** Columns by name, with their alias. */
export interface Seen {
  area: string
  accounts: string
  units: string
}

export const inScope = ({ area, accounts, units }: Seen): Query<boolean> =>
  sql<boolean>`(${sql.ref(area)} ^@ any ((select nullif(current_setting('linli.areas', true), '')::text[])::text[])
  or (select nullif(current_setting('linli.account', true), '')::uuid) = any (${sql.ref(accounts)})
  or coalesce(${sql.ref(units)} && (select nullif(current_setting('linli.units', true), '')::uuid[]), false))`
