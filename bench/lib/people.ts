// Those of the city who are asked to act: where most is going on, one of each level, and an officer who sees by unit alone.
import type { BenchCity } from './city.ts'

export const county = '990201'

export interface Level {
  level: 'grid' | 'community' | 'town' | 'county' | 'unit'
  username: string
}

/** People of the busiest grid and of all above it, and of the department that has had most incidents. */
export async function busiest(city: BenchCity): Promise<Level[]> {
  const [grid] = await city.ask(
    `select area_code as code from incident where area_code ^@ '${county}' group by 1 order by count(*) desc, 1 limit 1`,
  )
  const code = String(grid!.code)
  const [officer] = await city.ask(
    `select a.username from (select unit_id from incident_party where kind = 'department' group by 1 order by count(*) desc, 1 limit 1) u
    join post p on p.unit_id = u.unit_id join account a on a.id = p.account_id order by 1 limit 1`,
  )
  const levels: Level[] = [
    { level: 'grid', username: `w${code.slice(6)}` },
    { level: 'community', username: `c${code.slice(6, 12)}-1` },
    { level: 'town', username: `d${code.slice(6, 9)}-1` },
    { level: 'county', username: 'd-1' },
    { level: 'unit', username: String(officer!.username) },
  ]
  await city.house.signIn(...levels.map((l) => l.username))
  return levels
}

/** Matters by how often they are filed: the most frequent, one in the middle, the rarest. */
export async function mattersByUse(city: BenchCity): Promise<string[]> {
  const rows = await city.ask(
    `select matter_code as code from incident where area_code ^@ '${county}' group by 1 order by count(*) desc, 1`,
  )
  const codes = rows.map((r) => String(r.code))
  return [codes[0]!, codes[Math.floor(codes.length / 2)]!, codes.at(-1)!]
}
