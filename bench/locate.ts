// npm run bench -- locate: which grid a point lies in, asked over HTTP by a signed-in worker and by a resident, beside the bare function.
import { pointIn } from './city/ground.ts'
import { besideCells, besideHeader, measureBeside } from './lib/beside.ts'
import { openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 7)
const each = 50
/** Cells all over the lattice of 120 × 100 grids. */
const places = Array.from({ length: 12 }, (_, n) => ({ west: (n * 37) % 120, south: (n * 53) % 100 }))

const city = await openCity()
try {
  await city.house.signIn('d-1')
  const token = city.house.tokens.get('d-1')!
  const cases = places.map(({ west, south }, n) => {
    const [lng, lat] = pointIn({ west, south, east: west + 1, north: south + 1 }, 0.3, 0.6)
    return { name: [`grid ${n + 1}`], path: `/api/areas/locate?lng=${lng}&lat=${lat}`, token }
  })
  const { cases: figures } = await measureBeside(city, cases, { rounds, each })
  keep(
    {
      name: 'locate',
      about: `GET /api/areas/locate among 12,000 grids, one request at a time, beside the bare function. ${rounds} interleaved rounds of ${each} requests.`,
      settings: { incidents: city.incidents, rounds, each, logLevel: 'warn' },
      figures,
    },
    table(
      ['point', ...besideHeader],
      figures.map((f) => [...f.name, ...besideCells(f)]),
    ),
    city.database,
  )
} finally {
  await city.close()
}
