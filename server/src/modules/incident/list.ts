// Lists of incidents. One door at a time (docs/scope.md): my areas, or what a unit holds; each has its own index, and the
// scope's bounds stand in the statement itself, so that the planner sees them (docs/decisions/0004). Row-level security checks again.
import type { IncidentListItem, IncidentQuery } from '@linli/contract/incident/schemas.ts'
import { stateNames, states } from '@linli/contract/incident/words.ts'
import { parseInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { all, decodeCursor, type Page, toPage } from '#platform/page.ts'
import { problem } from '#platform/problem.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'
import { seesWhole } from './access.ts'
import type { SeenRow } from './columns.ts'
import { headOf } from './view.ts'

/** What a row of the lists is made of. */
export const listColumns = sql`id, number, intake_no, stage, state, version, round, area_code, edition_id, matter_code, source, urgency, holder_unit,
  received_at, due_at, remind_at, escalate_at, is_late, left(description, 120) as description, lng, lat, accuracy, address, ${seesWhole()} as is_whole`

const wrongField = (path: string, message: string) =>
  problem('request.invalid', { errors: [{ path: `querystring/${path}`, message }] })

const textList = (names: readonly string[]): Query => sql`(${sql.join(names.map((name) => sql.lit(name)))})`
/** Written out, as the partial indexes of migration 52 have it: a parameter would hide from the planner that they fit. */
const open = textList(stateNames.filter((state) => !states[state].final && state !== 'closed'))
const running = textList(
  stateNames.filter((state) => !states[state].final && state !== 'closed' && state !== 'suspended'),
)
const before = (now: number, days: number): Query => sql`${at(now - days * 86_400_000)}::timestamptz`

/** What goes wrong with open ones. Own defaults: five days in one state, three days in which no member of staff did anything. */
const watched: Record<NonNullable<IncidentQuery['watch']>, (now: number) => Query> = {
  late: () => sql`is_late and state in ${open}`,
  stuck: (now) => sql`state_since <= ${before(now, 5)} and state in ${running}`,
  declined: () => sql`jsonb_array_length(declines) >= 2 and state in ${open}`,
  reworked: () => sql`reworks > 0 and state in ${open}`,
  reopened: () => sql`round > 1 and state in ${open}`,
  silent: (now) => sql`acted_at <= ${before(now, 3)} and state in ${running}`,
}

function filters(q: IncidentQuery, now: number): Query[] {
  const conditions: Query[] = []
  if (q.area) conditions.push(sql`area_code >= ${q.area} and area_code < ${`${q.area}:`}`)
  if (q.state) conditions.push(sql`state = ${q.state}`)
  if (q.stage)
    conditions.push(sql`state = any (${textArray(stateNames.filter((s) => states[s].stage === q.stage))}::text[])`)
  if (q.matter) conditions.push(sql`matter_code = ${q.matter}`)
  if (q.source) conditions.push(sql`source = ${q.source}`)
  if (q.due === 'late') conditions.push(sql`is_late and due_at is not null`)
  if (q.due === 'soon')
    conditions.push(sql`remind_at <= ${at(now)}::timestamptz and due_at >= ${at(now)}::timestamptz and not is_late`)
  if (q.watch) conditions.push(watched[q.watch](now))
  for (const [name, operator] of [
    ['since', sql`>=`],
    ['until', sql`<`],
  ] as const) {
    const text = q[name]
    if (text === undefined) continue
    const instant = parseInstant(text)
    if (instant === undefined) throw wrongField(name, 'is not an RFC 3339 instant')
    conditions.push(sql`received_at ${operator} ${at(instant)}::timestamptz`)
  }
  if (q.q)
    conditions.push(
      sql`(number = ${q.q.toUpperCase()} or ${seesWhole()} and (strpos(description, ${q.q}) > 0 or strpos(address, ${q.q}) > 0))`,
    )
  if (q.bbox) {
    const [west, south, east, north] = q.bbox.split(',').map(Number) as [number, number, number, number]
    if (!(west < east && south < north)) throw wrongField('bbox', 'must be west,south,east,north')
    conditions.push(
      sql`lng between ${west}::float8 and ${east}::float8 and lat between ${south}::float8 and ${north}::float8 and ${seesWhole()}`,
    )
  }
  return conditions
}

/** `from` with its door: my areas for whoever has some, otherwise what my units hold or held; or what a unit holds. */
function door(q: IncidentQuery): { area: Query; unit: Query } {
  if (q.holder === 'me')
    return { area: sql`false`, unit: sql`holder_unit = any (current_setting('linli.units')::uuid[])` }
  const held = q.holder ? sql` and holder_unit = ${q.holder}::uuid` : sql``
  return {
    area: sql`current_setting('linli.areas') <> '{}' and area_code >= current_setting('linli.lo') and area_code < current_setting('linli.hi')${held}`,
    unit: sql`current_setting('linli.areas') = '{}' and id in (select incident_id from incident_party where unit_id = any (current_setting('linli.units')::uuid[]))${held}`,
  }
}

/** Page of incidents, newest first or by what falls due first; indexes incident_area, incident_area_due, incident_holder. */
export function listIncidents(q: IncidentQuery, now: number): Query<SeenRow> {
  const limit = (q.limit ?? 50) + 1
  const conditions = filters(q, now)
  const byDue = q.sort === 'due'
  if (byDue) {
    const after = decodeCursor(q.cursor, ['instant', 'whole'])
    conditions.push(sql`due_at is not null`)
    if (after) conditions.push(sql`(due_at, intake_no) > (${at(after[0])}::timestamptz, ${after[1]})`)
  } else {
    const after = decodeCursor(q.cursor, ['whole'])
    if (after) conditions.push(sql`intake_no < ${after[0]}`)
  }
  const order = byDue ? sql`order by due_at, intake_no` : sql`order by intake_no desc`
  const { area, unit } = door(q)
  const branch = (where: Query) =>
    sql`(select ${listColumns} from incident where ${all([where, ...conditions])} ${order} limit ${sql.lit(limit)})`
  return sql<SeenRow>`${branch(area)} union all ${branch(unit)} ${order} limit ${sql.lit(limit)}`
}

/** For counting: the same rows without order and page. */
export function incidentsIn(q: IncidentQuery, now: number): Query {
  const conditions = [...filters(q, now), ...(q.sort === 'due' ? [sql`due_at is not null`] : [])]
  const { area, unit } = door(q)
  return sql`(select 1 from incident where ${all([area, ...conditions])} union all select 1 from incident where ${all([unit, ...conditions])}) listed`
}

export function pageOfIncidents(
  house: House,
  q: IncidentQuery,
  rows: SeenRow[],
  counted: number | undefined,
): Page<IncidentListItem> {
  const key = q.sort === 'due' ? (r: SeenRow) => [r.dueAt, r.intakeNo] : (r: SeenRow) => [r.intakeNo]
  return toPage(rows, q.limit ?? 50, key, (r) => listItem(house, r), counted)
}

export const listItem = (house: House, row: SeenRow): IncidentListItem => ({
  ...headOf(house, row),
  description: row.isWhole ? row.description : '',
})
