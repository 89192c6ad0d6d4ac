// Loading a duty list or a mapping: checked as a whole against what is loaded, written in one transaction, never half.
import { checkDutyList } from '@linli/contract/matter/duty-list-file.ts'
import { checkMapping, mappingKey } from '@linli/contract/matter/mapping-file.ts'
import type { DutyList } from '@linli/contract/matter/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, insertRows, sql, updateRow } from '#platform/sql.ts'
import { areaNames } from '../area/public.ts'
import { readTable } from './catalogue-read.ts'
import type { LoadInput } from './load.ts'
import { editions } from './public.ts'

type Head = ReturnType<typeof chainHead>

const knownLists = sql<
  DutyList & { id: string }
>`select id, name, level, area_code as area, valid_from, valid_to, source from duty_list`

export interface LoadedList {
  list: string
  entries: number
}

/** PUT /api/matters/duty-lists/{id}. */
export const loadDutyList: ActionSpec<LoadInput, [typeof knownLists, Head], LoadedList> = {
  name: 'matter.load_duties',
  role: 'linli_app',
  facts: () => [knownLists, chainHead('audit')],
  decide([known, [head]], { id, bytes }, { house, who, now, wall }) {
    permit(who, 'matter.load')
    const read = readTable(bytes)
    const checked = read.ok
      ? checkDutyList(read.table, {
          known,
          matters: namesByCode(house),
          hasArea: (code) => areaNames.of(house).has(code),
        })
      : read
    if (!checked.ok) throw problem('matter.duty_list_refused', { report: checked.report })
    const { list, entries, supersedes } = checked
    const older = known.find(
      (k) =>
        supersedes &&
        k.level === list.level &&
        k.area === list.area &&
        k.name === supersedes.name &&
        k.validTo === null,
    )
    const { area, ...own } = list
    const loaded = { list: list.name, entries: entries.length }
    return {
      writes: [
        ...(older ? [updateRow('duty_list', older.id, { validTo: supersedes!.validTo })] : []),
        insertRow('duty_list', { id, ...own, areaCode: area, loadedAt: at(now) }),
        insertRows(
          'duty_entry',
          entries.map(({ matter, ...entry }, i) => ({ listId: id, matterCode: matter, ...entry, position: i + 1 })),
        ),
        change({ kind: 'duty_list', id, version: 1, areaCode: null, at: now }),
        ...append(house.keys, 'audit', head, {
          ...{ id: uuidv7(), accountId: who.accountId, verb: 'matter.load_duties', subject: id },
          ...{ facts: { ...loaded }, at: wall },
        }),
      ],
      target: id,
      answer: { queries: [], build: () => loaded },
    }
  },
  replay: (target) => ({
    queries: [
      sql`select l.name as list, (select count(*)::int from duty_entry e where e.list_id = l.id) as entries from duty_list l where l.id = ${target}::uuid`,
    ],
    build: ([rows]) => rows![0] as LoadedList,
  }),
}

/** Of all editions, the newest last: a list may speak of a matter that an older edition has. */
const namesByCode = (house: House): ReadonlyMap<string, string> =>
  new Map(
    [...editions.of(house).values()]
      .toReversed()
      .flatMap(({ matters }) => [...matters.values()].map((m) => [m.code, m.name])),
  )

export interface LoadedMapping {
  catalogue: string
  entries: number
}

/** PUT /api/matters/mappings/{id}. */
export const loadMapping: ActionSpec<LoadInput, [Head], LoadedMapping> = {
  name: 'matter.load_mapping',
  role: 'linli_app',
  facts: () => [chainHead('audit')],
  decide([[head]], { id, bytes }, { house, who, now, wall }) {
    permit(who, 'matter.load')
    const read = readTable(bytes)
    const all = [...editions.of(house).values()]
    const checked = read.ok
      ? checkMapping(read.table, {
          catalogues: new Set(all.map(({ catalogue }) => catalogue)),
          entries: new Set(
            all.flatMap(({ catalogue, matters }) =>
              [...matters.values()].map((m) => mappingKey(catalogue, m.kind, m.standardCode)),
            ),
          ),
        })
      : read
    if (!checked.ok) throw problem('matter.mapping_refused', { report: checked.report })
    const loaded = { catalogue: checked.fromCatalogue, entries: checked.entries.length }
    return {
      writes: [
        insertRow('mapping', { id, fromCatalogue: checked.fromCatalogue, loadedAt: at(now) }),
        insertRows(
          'mapping_entry',
          checked.entries.map(({ fromCatalogue: _, ...entry }, i) => ({ mappingId: id, position: i + 1, ...entry })),
        ),
        ...append(house.keys, 'audit', head, {
          ...{ id: uuidv7(), accountId: who.accountId, verb: 'matter.load_mapping', subject: id },
          ...{ facts: { ...loaded }, at: wall },
        }),
      ],
      target: id,
      answer: { queries: [], build: () => loaded },
    }
  },
  replay: (target) => ({
    queries: [
      sql`select m.from_catalogue as catalogue, (select count(*)::int from mapping_entry e where e.mapping_id = m.id) as entries from mapping m where m.id = ${target}::uuid`,
    ],
    build: ([rows]) => rows![0] as LoadedMapping,
  }),
}
