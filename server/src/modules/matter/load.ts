// Loading a catalogue and the shipped procedures: checked as a whole, written in one transaction, never half.

import { checkProcedure } from '@linli/contract/incident/checker.ts'
import { shippedProcedures } from '@linli/contract/incident/procedures/shipped.ts'
import type { TakenCode } from '@linli/contract/matter/catalogue-file.ts'
import type { Edition } from '@linli/contract/matter/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, insertRows, type Query, sql, updateRow } from '#platform/sql.ts'
import { readCatalogue } from './catalogue-read.ts'
import { catalogueRows } from './catalogue-rows.ts'
import { editions } from './public.ts'

export interface Loaded {
  edition: string
  matters: number
  conditions: number
  duties: number
}

export type LoadInput = { id: string; bytes: Uint8Array }

const knownEditions = sql<
  Edition & { id: string }
>`select id, catalogue, edition, valid_from, valid_to, source from edition`
const knownProcedures = sql<{ key: string }>`select distinct key from procedure`

/** PUT /api/matters/editions/{id}: a catalogue file becomes an edition, or a report row by row. */
export const loadCatalogue: ActionSpec<
  LoadInput,
  [typeof knownEditions, typeof knownProcedures, ReturnType<typeof chainHead>],
  Loaded
> = {
  name: 'matter.load',
  role: 'linli_app',
  facts: () => [knownEditions, knownProcedures, chainHead('audit')],
  decide([known, keys, [head]], { id, bytes }, { house, who, now, wall }) {
    permit(who, 'matter.load')
    const checked = readCatalogue(bytes, { known, procedures: keys.map((k) => k.key), taken: takenCodes(house) })
    if (!checked.ok) throw problem('matter.catalogue_refused', { report: checked.report })
    const rows = catalogueRows(checked.catalogue, id)
    const loaded = {
      edition: `${rows.edition.catalogue} ${rows.edition.edition}`,
      matters: rows.matters.length,
      conditions: rows.conditions.length,
      duties: rows.duties.length,
    }
    const older = known.find((e) => e.catalogue === rows.edition.catalogue && e.edition === checked.supersedes?.edition)
    return {
      writes: [
        ...(older ? [updateRow('edition', older.id, { validTo: checked.supersedes!.validTo })] : []),
        insertRow('edition', { ...rows.edition, loadedAt: at(now) }),
        insertRows('matter', rows.matters),
        insertRows('filing_condition', rows.conditions),
        ...(rows.duties.length > 0 ? [insertRows('duty', rows.duties)] : []),
        change({ kind: 'edition', id, version: 1, areaCode: null, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'matter.load',
          subject: id,
          facts: { ...loaded },
          at: wall,
        }),
      ],
      target: id,
      answer: { queries: [], build: () => loaded },
    }
  },
  replay: (target) => ({
    queries: [
      sql`select e.catalogue || ' ' || e.edition as edition, (select count(*)::int from matter m where m.edition_id = e.id) as matters,
        (select count(*)::int from filing_condition c where c.edition_id = e.id) as conditions, (select count(*)::int from duty d where d.edition_id = e.id) as duties
        from edition e where e.id = ${target}::uuid`,
    ],
    build: ([rows]) => rows![0] as Loaded,
  }),
}

/** Every code that can be filed against, with its days. */
const takenCodes = (house: House): TakenCode[] =>
  [...editions.of(house).values()].flatMap(({ catalogue, validFrom, validTo, matters }) =>
    [...matters.values()]
      .filter(({ procedure }) => procedure !== null)
      .map(({ code }) => ({ catalogue, validFrom, validTo, code })),
  )

/**
 * The procedures that ship with the product, each proven by the checker before it is written; those that are there already (`key@version`)
 * are left out.
 */
export function shippedProcedureRows(now: number, known: ReadonlySet<string> = new Set()): Query[] {
  const fresh = shippedProcedures.filter(({ key, version }) => !known.has(`${key}@${version}`))
  if (fresh.length === 0) return []
  const rows = fresh.map((p) => {
    const faults = checkProcedure(p, shippedProcedures)
    if (faults.length > 0)
      throw new Error(`The shipped procedure ${p.key} does not pass the checker: ${JSON.stringify(faults)}`)
    return {
      key: p.key,
      version: p.version,
      document: p,
      validFrom: '2026-01-01',
      source: 'shipped',
      loadedAt: at(now),
    }
  })
  return [
    insertRows('procedure', rows),
    change({ kind: 'procedure', id: 'shipped', version: 1, areaCode: null, at: now }),
  ]
}
