import type { House } from '#platform/house.ts'
import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'

type NameRow = { code: string; name: string }

/** Names of all areas of today by code: public knowledge, some 12,000 short texts for a city. */
export const areaNames = reference(
  ['area'],
  [sql`select code, name from area where valid_to is null`],
  ([rows]: NameRow[][]) => new Map(rows!.map((r) => [r.code, r.name])),
)

/** Names from the town down to this area, as people say it: 青禾街道 清泉社区 第3网格. */
export function areaPath(house: House, code: string): string {
  const names = areaNames.of(house)
  return [9, 12, 15, 18]
    .filter((n) => n <= code.length)
    .map((n) => names.get(code.slice(0, n)))
    .filter(Boolean)
    .join(' ')
}

export { locate } from './queries.ts'
