// Whose duty a matter is on a day, in an area: what the nearest list says, of the matter itself or of a class above it, else a
// wider list, else the catalogue's own default for towns.
import type { DutyInForce, DutyKind, DutyLevel, DutyList } from '@linli/contract/matter/schemas.ts'
import type { House } from '#platform/house.ts'
import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'
import type { LoadedEdition } from './public.ts'

export interface LoadedDutyList extends DutyList {
  id: string
  entries: ReadonlyMap<string, { kind: DutyKind; basis: string | null; source: string }>
}

interface EntryRow {
  listId: string
  matterCode: string
  kind: DutyKind
  basis: string | null
  source: string
}

/** All lists, the nearest area first: a town's own before the county's for all its towns before everybody's. */
export const dutyLists = reference(
  ['duty_list'],
  [
    sql`select id, name, level, area_code as area, valid_from, valid_to, source from duty_list order by length(coalesce(area_code, '')) desc, valid_from desc`,
    sql`select list_id, matter_code, kind, basis, source from duty_entry order by list_id, position`,
  ],
  (rows): readonly LoadedDutyList[] => {
    const [lists, entries] = rows as unknown[] as [(DutyList & { id: string })[], EntryRow[]]
    const byList = Map.groupBy(entries, (entry) => entry.listId)
    return lists.map((list) => ({
      ...list,
      entries: new Map((byList.get(list.id) ?? []).map(({ listId: _, matterCode, ...entry }) => [matterCode, entry])),
    }))
  },
)

export interface Asked {
  level: DutyLevel
  /** Code of the area that would have to do it; null asks what holds everywhere. */
  area: string | null
  day: string
}

/** `edition` is that of the matter; null when no list and no default says anything. */
export function dutyOf(house: House, edition: LoadedEdition, code: string, asked: Asked): DutyInForce | null {
  const { level, area, day } = asked
  for (const list of dutyLists.of(house)) {
    if (list.level !== level || list.validFrom > day || (list.validTo !== null && list.validTo < day)) continue
    if (list.area !== null && !area?.startsWith(list.area)) continue
    for (let at: string | null = code; at !== null; at = edition.matters.get(at)?.parent ?? null) {
      const entry = list.entries.get(at)
      if (entry) return { level, ...entry, list: list.name, validFrom: list.validFrom, by: at }
    }
  }
  const own = level === 'town' ? edition.duties.get(code) : undefined
  return own
    ? {
        level,
        kind: own.kind,
        basis: own.basis,
        source: own.source,
        list: null,
        validFrom: edition.validFrom,
        by: code,
      }
    : null
}

/** What towns, and what counties have to do about it, seen from an area. */
export function dutiesOf(house: House, edition: LoadedEdition, code: string, area: string | null, day: string) {
  return [
    dutyOf(house, edition, code, { level: 'town', area, day }),
    dutyOf(house, edition, code, { level: 'county', area: area?.slice(0, 6) ?? null, day }),
  ].filter((duty) => duty !== null)
}
