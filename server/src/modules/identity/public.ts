import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'

export interface Unit {
  id: string
  key: string
  name: string
  kind: 'centre' | 'team' | 'department' | 'community' | 'company'
  areaCode: string
}

export interface Units {
  byId: ReadonlyMap<string, Unit>
  byKey: ReadonlyMap<string, Unit>
  /** The desk of an area. */
  centreOf: ReadonlyMap<string, Unit>
  teamOf: ReadonlyMap<string, Unit>
}

/** All active units: their names are shown to whoever sees what they hold. */
export const units = reference(
  ['unit'],
  [sql`select id, key, name, kind, area_code from unit where is_active`],
  ([rows]: Unit[][]): Units => {
    const of = (kind: Unit['kind']) => new Map(rows!.filter((u) => u.kind === kind).map((u) => [u.areaCode, u]))
    return {
      byId: new Map(rows!.map((u) => [u.id, u])),
      byKey: new Map(rows!.map((u) => [u.key, u])),
      centreOf: of('centre'),
      teamOf: of('team'),
    }
  },
)

/** Names of all accounts: shown as "on behalf of" and in the audit, never listed from here. */
export const accountNames = reference(
  ['account'],
  [sql`select id, name from account`],
  ([rows]: { id: string; name: string }[][]) => new Map(rows!.map((r) => [r.id, r.name])),
)
