// Which incidents may tell of the same occurrence: candidates by place and by words from indexes, under the asker's own policy, then
// scored one by one (contract likeness.ts). Nothing here decides; merging and linking are acts of people.
import type { DuplicateView } from '@linli/contract/incident/duplicates.ts'
import {
  commonDigits,
  isShown,
  type LikeKind,
  type Likeness,
  likelyFrom,
  type Standing,
  scoreLikeness,
  searched,
  shareWords,
} from '@linli/contract/incident/likeness.ts'
import type { Place } from '@linli/contract/incident/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { toCentimetre } from '#platform/geo.ts'
import type { House } from '#platform/house.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'
import { editions, wholeWords } from '../matter/public.ts'
import { seesWhole } from './access.ts'
import type { IncidentRow } from './columns.ts'

/** What likeness is sought for. */
export interface Sought {
  matter: string | null
  words: readonly string[]
  areaCode: string
  receivedAt: number
  closedAt: number | null
}

export type AlikeRow = Pick<
  IncidentRow,
  | 'id'
  | 'number'
  | 'state'
  | 'description'
  | 'receivedAt'
  | 'closedAt'
  | 'followUpUntil'
  | 'reportCount'
  | 'matterCode'
  | 'areaCode'
  | 'editionId'
  | 'stateSince'
> & { metres: number | null; words: string[] }

export interface PlaceRow {
  areaCode: string | null
}

/** A `from` item: what a report's place says, as intake takes it; no row or no area where we serve nobody. */
export const placeOf = (location: Place): Query => {
  const point = 'lng' in location ? { lng: toCentimetre(location.lng), lat: toCentimetre(location.lat) } : null
  const building = 'building' in location ? location.building : null
  const area = 'area' in location ? location.area : null
  return sql`intake_place(${point?.lng ?? null}::float8, ${point?.lat ?? null}::float8, ${building}::uuid, ${area}::text)`
}

/** What is not sent yet. */
export const soughtThere = (location: Place, words: readonly string[], when: number): Query =>
  sql`(select null::uuid as id, p.lng, p.lat, p.area_code as area, ${at(when)}::timestamptz as received, ${textArray(words)}::text[] as words
    from ${placeOf(location)} p where p.area_code is not null)`

/** An incident that is there. */
export const soughtOf = (id: string): Query =>
  sql`(select i.id, i.lng, i.lat, i.area_code as area, i.received_at as received, coalesce(w.words, '{}') as words
    from incident i left join incident_words w on w.incident_id = i.id where i.id = ${id}::uuid and ${seesWhole('i')})`

const shown = 10
const candidates = 100
/** Reports of a month in the nine or so fields around a point; of more, the latest. */
const nearest = 500
const hour = 3_600_000

/**
 * `sought` gives one row: id, lng, lat, area, received, words. First what lies near (words_near, index incident_words_cell), then what
 * has words in common where a point is missing on either side (words_like, index incident_words_words). What was merged away stands for
 * the incident that it was merged into. `limit 1` keeps each candidate a look-up by key, the policy being asked of these few only;
 * `now_in` is worked out one step before, because behind a policy the planner takes no expression for a key.
 */
export const listAlike = (sought: Query): Query<AlikeRow> => sql<AlikeRow>`
  with s as materialized (select * from ${sought} x limit 1),
  found as materialized (
    select w.incident_id, w.words from s, words_near(s.lng, s.lat, ${sql.lit(searched.metres)}, s.received - ${openDays}, s.received + ${openDays}, ${sql.lit(nearest)}) w
    where s.lng is not null
    union all
    select w.incident_id, w.words from s, words_like(s.words, case when s.lng is null then s.area end,
      array[left(s.area, 15), left(s.area, 12), left(s.area, 9), left(s.area, 6)], s.received - ${openDays}, s.received + ${openDays}, ${sql.lit(candidates / 2)}) w
  )
  select i.id, i.number, i.state, left(i.description, 120) as description, i.received_at, i.closed_at, i.follow_up_until, i.report_count,
    i.matter_code, i.area_code, i.edition_id, i.state_since, d.metres, f.words
  from s, found f,
    lateral (select h.id, coalesce(h.merged_into, h.id) as now_in, h.lng, h.lat from incident h where h.id = f.incident_id and ${seesWhole('h')} limit 1) h,
    lateral (select sqrt(((h.lng - s.lng) * cos(radians(s.lat)) * 111320) ^ 2 + ((h.lat - s.lat) * 111320) ^ 2) as metres) d,
    lateral (select * from incident i where i.id = h.now_in and ${seesWhole('i')} limit 1) i
  where (d.metres is null or d.metres <= ${sql.lit(searched.metres)}) and i.state not in ('merged', 'voided') and i.id is distinct from s.id and h.id is distinct from s.id
    and (i.received_at >= s.received - ${closedDays} or i.closed_at >= s.received - ${closedDays} or (i.stage <> 'archive' and i.state <> 'rejected'))
  order by d.metres, i.received_at desc limit ${sql.lit(candidates)}`

const openDays = sql.raw(`interval '${searched.openDays} days'`)
const closedDays = sql.raw(`interval '${searched.closedDays} days'`)

/** The likeliest first, each incident once; `weight` says how much a word tells. */
export function viewAlike(
  house: House,
  sought: Sought,
  rows: readonly AlikeRow[],
  now: number,
  weight: (word: string) => number,
): DuplicateView[] {
  const best = new Map<string, DuplicateView>()
  for (const row of rows) {
    const { share, common } = shareWords(sought.words, row.words, weight)
    const likeness = likenessOf(house, sought, row, share)
    const score = scoreLikeness(likeness)
    if (!isShown(likeness, score) || (best.get(row.id)?.score ?? -1) >= score) continue
    const matter = editions.of(house).get(row.editionId)?.matters.get(row.matterCode)
    best.set(row.id, {
      id: row.id,
      number: row.number,
      state: row.state,
      matter: row.matterCode,
      matterName: matter?.name ?? row.matterCode,
      matterNameEn: matter?.nameEn ?? null,
      description: row.description,
      reportedAt: formatInstant(row.receivedAt),
      reports: row.reportCount,
      score: Math.round(score * 1000) / 1000,
      likely: score >= likelyFrom,
      metres: row.metres === null ? null : Math.round(row.metres),
      kind: likeness.kind,
      words: wholeWords(common).slice(0, 5),
      reopenUntil:
        row.state === 'closed' && row.followUpUntil !== null && row.followUpUntil > now
          ? formatInstant(row.followUpUntil)
          : null,
    })
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || b.reportedAt.localeCompare(a.reportedAt))
    .slice(0, shown)
}

function likenessOf(house: House, sought: Sought, row: AlikeRow, words: number | null): Likeness {
  const isEarlier = row.receivedAt <= sought.receivedAt
  const [later, closedAt] = isEarlier ? [sought.receivedAt, overSince(row)] : [row.receivedAt, sought.closedAt]
  const wasClosed = closedAt !== null && closedAt <= later
  const standing: Standing = !wasClosed ? 'open' : isEarlier && row.state === 'rejected' ? 'over' : 'reopenable'
  const from = wasClosed ? closedAt : Math.min(row.receivedAt, sought.receivedAt)
  return {
    metres: row.metres,
    commonDigits: commonDigits(sought.areaCode, row.areaCode),
    hours: (later - from) / hour,
    standing,
    kind: kindOf(house, sought.matter, row),
    words,
  }
}

const overSince = (row: AlikeRow): number | null => row.closedAt ?? (row.state === 'rejected' ? row.stateSince : null)

/** Before a matter is chosen nothing speaks against any. */
function kindOf(house: House, matter: string | null, row: AlikeRow): LikeKind {
  if (matter === null || matter === row.matterCode) return 'matter'
  const matters = editions.of(house).get(row.editionId)?.matters
  const [a, b] = [matters?.get(matter)?.parent, matters?.get(row.matterCode)?.parent]
  return a !== undefined && a !== null && a === b ? 'class' : 'other'
}
