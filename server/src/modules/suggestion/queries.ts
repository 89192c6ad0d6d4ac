import { at, type Query, sql, textArray } from '#platform/sql.ts'
import type { Packed } from './learn-worker.ts'

export interface ClosedRow {
  intakeNo: number
  areaCode: string
  receivedAt: number
  matterCode: string
  conditionId: string | null
  /** Null where they have not been cut yet; then the description comes instead. */
  words: string[] | null
  description: string | null
  /** Who had the lead in the end; null where it was handled on the spot. */
  unit: string | null
}

/** Closed incidents of a county received since, in the order of their intake; index incident_intake_no_key. */
export const listClosed = (
  county: string,
  since: number,
  after: number,
  limit: number,
): Query<ClosedRow> => sql<ClosedRow>`
  select i.intake_no, i.area_code, i.received_at, i.matter_code, i.condition_id, w.words, case when w.words is null then i.description end as description,
    (select p.unit_id from incident_party p where p.incident_id = i.id and p.part = 'lead' order by p.id desc limit 1) as unit
  from incident i left join incident_words w on w.incident_id = i.id
  where i.intake_no > ${after} and i.intake_no >= coalesce((select min(b.intake_no) from (
      select intake_no from incident where received_at >= ${at(since)}::timestamptz order by received_at, intake_no limit 100) b), 0)
    and i.area_code >= ${county} and i.area_code < ${`${county}:`} and i.state in ('closed', 'archived') and i.received_at >= ${at(since)}::timestamptz
  order by i.intake_no limit ${sql.lit(limit)}`

/** A county that is new waits for the next night. */
export const keepDue = (counties: readonly string[], now: number): Query =>
  sql`insert into suggestion_training (county, due_at) select county, ${at(now)}::timestamptz from unnest(${textArray(counties)}::text[]) county on conflict do nothing`

export const takeDue = (now: number, until: number): Query<{ county: string }> =>
  sql<{ county: string }>`update suggestion_training set due_at = ${at(until)}::timestamptz where county = (
    select county from suggestion_training where due_at <= ${at(now)}::timestamptz order by due_at limit 1 for update skip locked) returning county`

export const trainedAgain = (county: string, due: number): Query =>
  sql`insert into suggestion_training (county, due_at) values (${county}, ${at(due)}::timestamptz) on conflict (county) do update set due_at = excluded.due_at`

export const nextVersion = (county: string): Query<{ version: number }> =>
  sql<{
    version: number
  }>`select coalesce(max(version), 0) + 1 as version from suggestion_model where county = ${county}`

export interface NewModel extends Packed {
  county: string
  version: number
  trainedAt: number
  seconds: number
}

export const insertModel = (m: NewModel): Query =>
  sql`insert into suggestion_model (county, version, state, n, matters, figures, parameters, trained_at, seconds)
    values (${m.county}, ${m.version}, ${m.state}, ${m.n}, ${m.matters}, ${m.figures && JSON.stringify(m.figures)}::jsonb, ${m.parameters && Buffer.from(m.parameters)}::bytea,
      ${at(m.trainedAt)}::timestamptz, ${m.seconds})`

/** Figures are kept for good, what was learned only of the newest. */
export const forgetOlder = (county: string, version: number): Query =>
  sql`update suggestion_model set parameters = null where county = ${county} and version < ${version} and parameters is not null`

export interface ModelRow {
  county: string
  version: number
  state: 'usable' | 'tooFew' | 'noBetter'
  n: number
  matters: number
  figures: Packed['figures']
  parameters: Uint8Array | null
  trainedAt: number
  seconds: number
}

/** The newest of each county. */
export const newestModels = sql<ModelRow>`select distinct on (county) county, version, state, n, matters, figures, parameters, trained_at, seconds
  from suggestion_model order by county, version desc`

/** All versions that administrators may look at, newest first, without what was learned. */
export const listModels = sql<
  Omit<ModelRow, 'parameters'>
>`select county, version, state, n, matters, figures, trained_at, seconds
  from suggestion_model order by trained_at desc, county, version desc limit 200`

/** At the next look; what is due sooner stays so. */
export const dueNow = (county: string, now: number): Query =>
  sql`insert into suggestion_training (county, due_at) values (${county}, ${at(now)}::timestamptz)
    on conflict (county) do update set due_at = least(suggestion_training.due_at, excluded.due_at)`
