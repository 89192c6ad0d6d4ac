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

/** Somebody with a phone in a grid of theirs. */
export interface Phone {
  username: string
  lng: number
  lat: number
}

/** Workers and heads all over the city, signed in; each at a point of a grid of their own. */
export async function openPhones(city: BenchCity, count: number): Promise<Phone[]> {
  const rows = await city.ask(
    `select * from (select distinct on (a.username) a.username, st_x(p) as lng, st_y(p) as lat
      from post x join account a on a.id = x.account_id join area g on g.code = x.area_code, lateral (select st_pointonsurface(g.boundary) as p) y
      where x.area_code ^@ '${county}' and x.role in ('grid_worker', 'grid_head') order by a.username) z order by md5(username) limit ${count}`,
  )
  const phones = rows.map((r): Phone => ({ username: String(r.username), lng: Number(r.lng), lat: Number(r.lat) }))
  await city.house.signIn('sysadmin')
  for (let i = 0; i < phones.length; i += 2_000)
    await city.house.admit(phones.slice(i, i + 2_000).map((p) => p.username))
  return phones
}
