// A place's own procedure: read from a file, proven by the checker, kept as a version. New incidents begin under the newest
// version; open ones stay on theirs to the end, because somebody has promised by it.

import { loadProcedures } from '@linli/contract/incident/checker.ts'
import type { Procedure } from '@linli/contract/incident/document.ts'
import type { Fault } from '@linli/contract/incident/fault.ts'
import { shippedProcedure } from '@linli/contract/incident/procedures/shipped.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { canonical } from '#platform/crypto.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'

interface KnownVersion {
  key: string
  version: number
  document: Procedure
}

export interface NewVersion {
  key: string
  version: number
  document: unknown
}

export interface LoadedVersion {
  key: string
  version: number
  created: boolean
}

const newestVersions: Query<KnownVersion> = sql<KnownVersion>`select distinct on (key) key, version, document from procedure order by key, version desc`
const versionsOf = (key: string): Query<KnownVersion> =>
  sql<KnownVersion>`select key, version, document from procedure where key = ${key} order by version`

/** What is wrong with a document, by the procedures that it may hand over to; empty if it may be loaded. */
export const faultsOf = (document: unknown, known: readonly Procedure[]): readonly Fault[] =>
  loadProcedures([document], known).faults[0]!

/** PUT /api/procedures/{key}/{version}. Throws procedure.refused with every fault and its place in the document. */
export const loadProcedure: ActionSpec<
  NewVersion,
  [typeof newestVersions, ReturnType<typeof versionsOf>, ReturnType<typeof chainHead>],
  LoadedVersion
> = {
  name: 'procedure.load',
  role: 'linli_app',
  facts: ({ key }) => [newestVersions, versionsOf(key), chainHead('audit')],
  decide([others, versions, [head]], { key, version, document }, { house, who, now, wall }) {
    permit(who, 'procedure.load')
    refuseName(document, key, version)
    const same = versions.find((known) => known.version === version)
    if (same && canonical(same.document) !== canonical(document))
      throw problem('procedure.version_taken', { key, version })
    if (same) return { writes: [], target: key, answer: given({ key, version, created: false }) }
    if (shippedProcedure(key)) throw problem('procedure.shipped', { key })
    const newest = versions.at(-1)?.version ?? 0
    if (version <= newest) throw problem('procedure.version_old', { key, version, newest })
    const known = others.filter((other) => other.key !== key).map((other) => other.document)
    const faults = faultsOf(document, known)
    if (faults.length > 0) throw refused(faults)
    return {
      writes: [
        insertRow('procedure', {
          key,
          version,
          document,
          validFrom: formatInstant(now).slice(0, 10),
          source: who.username ?? who.name,
          loadedAt: at(now),
        }),
        change({ kind: 'procedure', id: key, version, areaCode: null, at: now }),
        ...append(house.keys, 'audit', head, {
          id: uuidv7(),
          accountId: who.accountId,
          verb: 'procedure.load',
          subject: key,
          facts: { version },
          at: wall,
        }),
      ],
      target: key,
      answer: given({ key, version, created: true }),
    }
  },
  replay: () => given({ key: '', version: 0, created: false }),
}

const given = (loaded: LoadedVersion) => ({ queries: [], build: () => loaded })

/** The address and the document must name the same thing: one of them is a mistake otherwise. */
function refuseName(document: unknown, key: string, version: number): void {
  const said = document as { key?: unknown; version?: unknown }
  const wrong = said.key !== key ? '/key' : said.version !== version ? '/version' : null
  if (wrong)
    throw problem('request.invalid', {
      errors: [{ path: wrong, message: `must be as in the address: ${key}, ${version}` }],
    })
}

export const refused = (faults: readonly Fault[]) =>
  problem('procedure.refused', {
    errors: faults.map(({ path, en }) => ({ path, message: en })),
    faults,
  })
