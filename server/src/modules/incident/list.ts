// Lists of incidents. One door at a time (docs/scope.md): my areas, or what a unit holds; each has its own index, and the
// scope's bounds stand in the statement itself, so that the planner sees them (docs/decisions/0004). Where only an index that cannot
// stand behind a policy finds a few among many, a definer function names candidates (docs/decisions/0021). Row-level security
// checks each row again.
import type { IncidentListItem, IncidentQuery } from '@linli/contract/incident/schemas.ts'
import { isSearchable, sought } from '@linli/contract/incident/search.ts'
import { isOver, stateNames, states } from '@linli/contract/incident/words.ts'
import { formatIncidentNumber, parseIncidentNumber } from '@linli/contract/shared/incident-number.ts'
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
const openStates = stateNames.filter((state) => !isOver(state))
const open = textList(openStates)
const running = textList(openStates.filter((state) => state !== 'suspended'))
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

/** What was typed: the number of an incident, with or without its dashes, or a piece of what is said and where. */
function soughtBy(q: IncidentQuery): { number?: string; text?: string } {
  if (q.q === undefined) return {}
  const number = parseIncidentNumber(q.q)
  if (number) return { number: formatIncidentNumber(number) }
  const text = sought(q.q)
  if (!isSearchable(text)) throw wrongField('q', 'must have two characters next to each other')
  return { text }
}

function filters(q: IncidentQuery, now: number): Query[] {
  const conditions: Query[] = []
  const { number, text } = soughtBy(q)
  if (number) conditions.push(sql`number = ${number}`)
  // A former party does not find by words what it does not read any more.
  if (text) conditions.push(seesWhole())
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
  if (q.bbox) {
    const [west, south, east, north] = q.bbox.split(',').map(Number) as [number, number, number, number]
    if (!(west < east && south < north)) throw wrongField('bbox', 'must be west,south,east,north')
    conditions.push(
      sql`lng between ${west}::float8 and ${east}::float8 and lat between ${south}::float8 and ${north}::float8 and ${seesWhole()}`,
    )
  }
  return conditions
}

/** The states that can be meant, if `archived` is not among them. */
function liveStates({ state, stage, due, watch, sort }: IncidentQuery): readonly string[] | null {
  if (state !== undefined) return state === 'archived' ? null : [state]
  if (stage !== undefined) return stage === 'archive' ? null : stateNames.filter((s) => states[s].stage === stage)
  return due !== undefined || watch !== undefined || sort === 'due' ? openStates : null
}

const byAreas = sql`current_setting('linli.areas') <> '{}'`
const byUnits = sql`current_setting('linli.areas') = '{}'`
const steps = ['late', 'middle', 'early'] as const
const saying = (text: string, part: 'all' | 'held' | (typeof steps)[number], below: number | null): Query =>
  sql`words_saying(${text}, ${part}, ${below}::bigint)`
const ofMatter = (matter: string): Query => sql`matter_of_units(${matter})`

/** Incidents in which my units take or took part: by an index of their own when few can be meant. */
function partsOf(q: IncidentQuery): Query {
  const live = liveStates(q)
  if (live) return sql`select incident_id from live_of_units(${textArray(live)}::text[])`
  if (q.matter) return sql`select incident_id from ${ofMatter(q.matter)}`
  return sql`select incident_id from incident_party where unit_id = any (current_setting('linli.units')::uuid[])`
}

/** The conditions of each door: my areas for whoever has some, otherwise what my units hold or held; or what a unit holds. */
function doors(q: IncidentQuery): Query[] {
  if (q.holder === 'me') return [sql`holder_unit = any (current_setting('linli.units')::uuid[])`]
  const held = q.holder ? [sql`holder_unit = ${q.holder}::uuid`] : []
  const within = sql`area_code >= current_setting('linli.lo') and area_code < current_setting('linli.hi')`
  return [all([byAreas, within, ...held]), all([byUnits, sql`id in (${partsOf(q)})`, ...held])]
}

/** Rows of these conditions, one select for each door. */
function rowsOf(q: IncidentQuery, columns: Query, conditions: Query[]): Query[] {
  const { text } = soughtBy(q)
  const part = q.holder === 'me' ? 'held' : 'all'
  const said = text ? [sql`id in (select incident_id from ${saying(text, part, null)})`] : []
  return doors(q).map((door) => sql`select ${columns} from incident where ${all([door, ...said, ...conditions])}`)
}

/** Candidates, newest first, read one by one until the page is full: what is sorted already needs no reading to its end. */
const takeInTurn = (candidates: Query, conditions: Query[]): Query =>
  sql`select ${listColumns} from (select incident_id as candidate, intake_no as place from ${candidates} order by intake_no desc) c,
    lateral (select * from incident where ${all([sql`id = candidate`, ...conditions])} limit 1) incident order by place desc`

const newest = sql`order by intake_no desc`

/** Page of incidents, newest first or by what falls due first; indexes incident_area, incident_area_due, incident_holder. */
export function listIncidents(q: IncidentQuery, now: number): Query<SeenRow> {
  const limit = (q.limit ?? 50) + 1
  const conditions = filters(q, now)
  if (q.sort === 'due') return listByDue(q, conditions, limit)
  const [below] = decodeCursor(q.cursor, ['whole']) ?? [null]
  if (below !== null) conditions.push(sql`intake_no < ${below}`)
  const { text } = soughtBy(q)
  if (text && !q.holder) {
    const inTurn = steps.map((step) => takeInTurn(saying(text, step, below), conditions))
    return inSteps(inTurn, limit)
  }
  const selects = rowsOf(q, listColumns, conditions).map((select) => sql`${select} ${newest}`)
  // Whoever sees by part alone and asks for a matter: the last of the doors.
  if (q.matter && !q.holder && !liveStates(q)) selects[1] = takeInTurn(ofMatter(q.matter), conditions)
  return merged(selects, newest, limit)
}

function listByDue(q: IncidentQuery, conditions: Query[], limit: number): Query<SeenRow> {
  const after = decodeCursor(q.cursor, ['instant', 'whole'])
  const ahead = after ? [sql`(due_at, intake_no) > (${at(after[0])}::timestamptz, ${after[1]})`] : []
  const order = sql`order by due_at, intake_no`
  const selects = rowsOf(q, listColumns, [...conditions, sql`due_at is not null`, ...ahead])
  return merged(
    selects.map((select) => sql`${select} ${order}`),
    order,
    limit,
  )
}

const limited = (selects: Query[], limit: number): Query =>
  sql.join(
    selects.map((select) => sql`(${select} limit ${sql.lit(limit)})`),
    sql` union all `,
  )

const merged = (selects: Query[], order: Query, limit: number): Query<SeenRow> =>
  sql<SeenRow>`select * from (${limited(selects, limit)}) listed ${order} limit ${sql.lit(limit)}`

/** A step is not begun before the one ahead of it has been used up: an append under a limit takes its parts in turn. */
const inSteps = (selects: Query[], limit: number): Query<SeenRow> =>
  sql<SeenRow>`select * from (select * from (${limited(selects, limit)}) steps limit ${sql.lit(limit)}) listed ${newest}`

/** For counting: the same rows without order and page. */
export function incidentsIn(q: IncidentQuery, now: number): Query {
  const conditions = [...filters(q, now), ...(q.sort === 'due' ? [sql`due_at is not null`] : [])]
  return sql`(${sql.join(rowsOf(q, sql`1`, conditions), sql` union all `)}) listed`
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
