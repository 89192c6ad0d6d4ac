import type { MappingEntry } from '@linli/contract/matter/schemas.ts'
import { sql } from '#platform/sql.ts'

export type MappingRow = MappingEntry

/** Pairs of the last mapping of each catalogue, in the order of its file. */
export const listMappings = (from: string | undefined) =>
  sql<MappingRow>`select m.from_catalogue, e.from_kind, e.from_code, e.to_catalogue, e.to_kind, e.to_code, e.relation, e.why, e.why_en
    from (select distinct on (from_catalogue) id, from_catalogue from mapping order by from_catalogue, loaded_at desc, id desc) m
    join mapping_entry e on e.mapping_id = m.id
    where ${from ?? null}::text is null or m.from_catalogue = ${from ?? null}::text order by m.from_catalogue, e.position`
