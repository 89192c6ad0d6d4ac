// npm run bench -- tiles: vector tiles as the map asks for them, at every depth around the busiest grid, by people of each level, beside
// the bare statements. Encoding, simplification and compression lie between the two.
import { besideCells, besideHeader, measureBeside, type ReadCase } from './lib/beside.ts'
import { openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'
import { busiest } from './lib/people.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const each = 5
const layers = { grids: [11, 13, 15], buildings: [14, 16], incidents: [9, 11, 13, 15, 17], communities: [9, 12] }

function tileAt(lng: number, lat: number, z: number): string {
  const side = 2 ** z
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return `${z}/${Math.floor(((lng + 180) / 360) * side)}/${Math.floor(y * side)}`
}

const city = await openCity()
try {
  const levels = await busiest(city)
  const [place] = await city.ask(
    `select avg(lng)::float8 as lng, avg(lat)::float8 as lat from incident where area_code =
      (select area_code from incident where area_code ^@ '990201' group by 1 order by count(*) desc, 1 limit 1)`,
  )
  const [lng, lat] = [Number(place!.lng), Number(place!.lat)]
  const cases: ReadCase[] = levels.flatMap(({ level, username }) => {
    const token = city.house.tokens.get(username)!
    const tile = (layer: string, z: number, query = '') => ({
      name: [layer + query, String(z), level],
      path: `/tiles/${layer}/${tileAt(lng, lat, z)}.mvt${query}`,
      token,
    })
    return [
      ...Object.entries(layers).flatMap(([layer, depths]) => depths.map((z) => tile(layer, z))),
      ...[15, 17].map((z) => tile('incidents', z, '?open=false')),
    ]
  })
  const { cases: figures } = await measureBeside(city, cases, { rounds, each })
  keep(
    {
      name: 'tiles',
      about: `Vector tiles over HTTP at ${city.incidents} incidents, one request at a time, beside the bare statements. ${rounds} interleaved rounds of ${each} requests; the worst p95 is ${Math.max(...figures.map((f) => f.ms.p95))} ms.`,
      settings: { incidents: city.incidents, rounds, each, logLevel: 'warn' },
      figures,
    },
    table(
      ['layer', 'depth', 'level', ...besideHeader],
      figures.map((f) => [...f.name, ...besideCells(f)]),
    ),
    city.database,
  )
} finally {
  await city.close()
}
