// Those who take a loop from its report to its end: in each of many grids a worker, the head of the team, the clerk of the community. One
// crew is never two at a time in a grid, so that nobody waits for anybody who would not wait in life.
import type { BenchCity } from './city.ts'
import { county } from './people.ts'

export interface BenchCrew {
  grid: string
  /** Unit of the grid's team. */
  team: string
  lng: number
  lat: number
  worker: string
  head: string
  clerk: string
}

/** Crews of `count` communities, all signed in. */
export async function openCrews(city: BenchCity, count: number): Promise<BenchCrew[]> {
  const rows = await city.ask(
    `select g.code, t.id as team, st_x(p) as lng, st_y(p) as lat,
      (select a.username from post x join account a on a.id = x.account_id where x.area_code = g.code and x.role = 'grid_worker' limit 1) as worker,
      (select a.username from post x join account a on a.id = x.account_id where x.area_code = g.code and x.role = 'grid_head' limit 1) as head,
      (select a.username from post x join account a on a.id = x.account_id where x.area_code = left(g.code, 12) and x.role = 'clerk' order by a.username limit 1) as clerk
    from area g join unit t on t.area_code = g.code and t.kind = 'team', lateral (select st_pointonsurface(g.boundary) as p) x
    where g.code ^@ '${county}' and g.code like '%007' order by md5(g.code) limit ${count}`,
  )
  const crews = rows.map(
    (r): BenchCrew => ({
      grid: String(r.code),
      team: String(r.team),
      lng: Number(r.lng),
      lat: Number(r.lat),
      worker: String(r.worker),
      head: String(r.head),
      clerk: String(r.clerk),
    }),
  )
  await city.house.signIn('sysadmin')
  await city.house.admit([...new Set(crews.flatMap((c) => [c.worker, c.head, c.clerk]))])
  return crews
}
