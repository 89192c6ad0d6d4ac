// The catalogue, the calendar and the procedures, held in memory: every intake and every deadline needs them.
import {
  type Calendar,
  type CalendarDay,
  createCalendar,
  type OpeningHours,
} from '@linli/contract/deadline/calendar.ts'
import type { Procedure } from '@linli/contract/incident/document.ts'
import type { Duty, Edition, FilingCondition, Matter } from '@linli/contract/matter/schemas.ts'
import { indexMatters, type MatterIndex } from '@linli/contract/matter/search.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { House } from '#platform/house.ts'
import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'

export { cutVersion, wholeWords, wordsOf } from './words.ts'

export interface LoadedEdition extends Edition {
  id: string
  matters: ReadonlyMap<string, Matter>
  duties: ReadonlyMap<string, Duty>
}

type EditionRow = Edition & { id: string }
type MatterRow = Omit<
  Matter,
  'conditions' | 'unit' | 'catalogue' | 'edition' | 'parent' | 'procedure' | 'hint' | 'mediable'
> & {
  editionId: string
  isMediable: boolean
  hint: string | null
  hintEn: string | null
  parentCode: string | null
  procedureKey: string | null
}
interface ConditionRow {
  editionId: string
  id: string
  matterCode: string
  text: string
  textEn: string | null
  closing: string
  closingEn: string | null
  limitAmount: number
  limitUnit: FilingCondition['limit']['unit']
  unitTown: string | null
  unitCounty: string | null
  evidenceFiling: FilingCondition['evidence']['filing']
  evidenceClosing: FilingCondition['evidence']['closing']
  target: FilingCondition['target']
  followedBy: string | null
  source: string
}

const viewCondition = (r: ConditionRow): FilingCondition => ({
  id: r.id,
  text: r.text,
  textEn: r.textEn,
  limit: { amount: r.limitAmount, unit: r.limitUnit },
  closing: r.closing,
  closingEn: r.closingEn,
  units: { town: r.unitTown, county: r.unitCounty },
  evidence: { filing: r.evidenceFiling, closing: r.evidenceClosing },
  target: r.target,
  followedBy: r.followedBy,
  source: r.source,
})

function buildEdition(
  edition: EditionRow,
  matters: MatterRow[],
  conditions: ConditionRow[],
  duties: (Duty & { editionId: string; matterCode: string })[],
): LoadedEdition {
  const byMatter = Map.groupBy(
    conditions.filter((c) => c.editionId === edition.id),
    (c) => c.matterCode,
  )
  const build = ({ editionId: _, parentCode, procedureKey, hint, hintEn, isMediable, ...m }: MatterRow): Matter => {
    const own = (byMatter.get(m.code) ?? []).map(viewCondition)
    return {
      ...m,
      hint: hint === null ? null : { zh: hint, en: hintEn },
      parent: parentCode,
      procedure: procedureKey,
      mediable: isMediable,
      conditions: own,
      unit: own[0]?.units.town ?? own[0]?.units.county ?? null,
      catalogue: edition.catalogue,
      edition: edition.edition,
    }
  }
  return {
    ...edition,
    matters: new Map(matters.filter((m) => m.editionId === edition.id).map((m) => [m.code, build(m)])),
    duties: new Map(
      duties
        .filter((d) => d.editionId === edition.id)
        .map((d) => [d.matterCode, { code: d.matterCode, kind: d.kind, basis: d.basis, source: d.source }]),
    ),
  }
}

/** All editions by id, newest first: an incident is read with the edition it was filed under. */
export const editions = reference(
  ['edition'],
  [
    sql`select id, catalogue, edition, valid_from, valid_to, source from edition order by valid_from desc, catalogue`,
    sql`select edition_id, code, standard_code, name, name_en, parent_code, kind, procedure_key, precheck, postcheck, is_mediable, synonyms, initials, pinyin, same_as, hint,
      hint_en, confused_with, form, source from matter order by position`,
    sql`select edition_id, id, matter_code, text, text_en, closing, closing_en, limit_amount, limit_unit, unit_town, unit_county, evidence_filing, evidence_closing, target, followed_by, source
      from filing_condition order by matter_code, position`,
    sql`select edition_id, matter_code, kind, basis, source from duty`,
  ],
  (rows) => {
    const [list, matters, conditions, duties] = rows as unknown[] as [
      EditionRow[],
      MatterRow[],
      ConditionRow[],
      (Duty & { editionId: string; matterCode: string })[],
    ]
    return new Map(list.map((e) => [e.id, buildEdition(e, matters, conditions, duties)]))
  },
)

/** Editions in force on this day (YYYY-MM-DD), newest first. */
export const editionsOn = (all: ReadonlyMap<string, LoadedEdition>, day: string): LoadedEdition[] =>
  [...all.values()].filter((e) => e.validFrom <= day && (e.validTo === null || e.validTo >= day))

export interface LoadedCalendar extends Calendar {
  name: string
  version: number
}

/**
 * Where the codes of an incident are looked up: the edition that it was filed under, then the other catalogues in force today, to
 * one of which its matter may be changed. A newer edition of its own catalogue is never looked at.
 */
export function editionsFor(house: House, editionId: string | null, day: string): LoadedEdition[] {
  const all = editions.of(house)
  const own = editionId === null ? undefined : all.get(editionId)
  const inForce = editionsOn(all, day)
  return own ? [own, ...inForce.filter(({ catalogue }) => catalogue !== own.catalogue)] : inForce
}

interface Today {
  day: string
  matters: readonly Matter[]
  index: MatterIndex<Matter>
}

/** One index a day for each set of editions: building it takes longer than a hundred searches. */
const indexes = new WeakMap<object, Map<string, Today>>()

/** Everything in force today, in the order of the catalogues, and the one search over it. */
export function mattersToday(house: House): Today {
  const all = editions.of(house)
  const day = formatInstant(house.clock.now()).slice(0, 10)
  const byDay = indexes.get(all) ?? new Map<string, Today>()
  const known = byDay.get(day)
  if (known) return known
  const matters = editionsOn(all, day).flatMap((edition) => [...edition.matters.values()])
  const today = { day, matters, index: indexMatters(matters) }
  // A clock in trials goes on for weeks; yesterday is not asked for again.
  indexes.set(all, new Map([[day, today]]))
  return today
}

/** What people pick from: no classes, and no trouble of a component, which is filed against the component. */
export const isOffered = ({ procedure, sameAs }: Matter): boolean => procedure !== null && sameAs === null

export interface CalendarRow {
  id: string
  name: string
  version: number
  offsetMinutes: number
  hours: OpeningHours[]
  weekdays: number[]
  publishedThrough: number
}

export type CalendarDayRow = CalendarDay & { calendarId: string }

/** Of all rows of days, those of other calendars are left out. */
export function buildCalendar({ name, version, ...row }: CalendarRow, days: readonly CalendarDayRow[]): LoadedCalendar {
  const calendar = createCalendar({ ...row, days: days.filter((d) => d.calendarId === row.id) })
  return { ...calendar, name, version }
}

export const calendars = reference(
  ['calendar'],
  [
    sql`select id, name, version, offset_minutes, hours, weekdays, published_through from calendar order by id`,
    sql`select calendar_id, day, kind, name, source from calendar_day order by day`,
  ],
  (rows): ReadonlyMap<string, LoadedCalendar> => {
    const [list, days] = rows as unknown[] as [CalendarRow[], CalendarDayRow[]]
    return new Map(list.map((row) => [row.id, buildCalendar(row, days)]))
  },
)

/** The calendar that deadlines count by. */
export const DEFAULT_CALENDAR = 'default'

export const procedures = reference(
  ['procedure'],
  [sql`select key, version, document from procedure order by key, version`],
  (rows): ReadonlyMap<string, Procedure> => {
    const [list] = rows as unknown[] as [{ key: string; version: number; document: Procedure }[]]
    // The plain key stands for the newest version, key@version for one that an open incident began under.
    return new Map(list!.flatMap((p) => [[`${p.key}@${p.version}`, p.document] as const, [p.key, p.document] as const]))
  },
)

export { dutyLists, dutyOf } from './duty.ts'
