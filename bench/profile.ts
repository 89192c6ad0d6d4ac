// npm run bench -- profile: what the server's process does while it takes in reports, sixteen at once: why intake is that part of its
// floor. Its own samples, only those of the time under load, summed by whose code was running.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { openCity } from './lib/city.ts'
import { openCrews } from './lib/crews.ts'
import { short, table } from './lib/figures.ts'
import { poolSize } from './lib/house.ts'
import { load } from './lib/load.ts'
import { overHttp, reportBody } from './lib/loop.ts'
import { type Profile, sharesOf } from './lib/profile.ts'
import { keep } from './lib/results.ts'

const seconds = 20
const atOnce = 16
/** Microseconds on the clock that the profile counts by. */
const ticks = () => Number(process.hrtime.bigint() / 1000n)

const folder = mkdtempSync(join(tmpdir(), 'linli-profile-'))
const city = await openCity({}, { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` })
try {
  const crews = await openCrews(city, 128)
  const send = overHttp(city)
  let turn = 0
  const once = async () => {
    const crew = crews[turn++ % crews.length]!
    const token = city.house.tokens.get(crew.worker)!
    await send({ method: 'PUT', url: `/api/incidents/${uuidv7()}`, token, body: reportBody(crew) })
  }
  await load(atOnce, 5, once)
  const from = ticks()
  const { rate } = await load(atOnce, seconds, once)
  const to = ticks()
  await city.house.close()
  const [file] = readdirSync(folder)
  const { busy, shares } = sharesOf(JSON.parse(readFileSync(join(folder, file!), 'utf8')) as Profile, from, to)
  keep(
    {
      name: 'profile',
      about: `What the server's process does while ${short(rate)} reports a second come in, ${atOnce} at once, at ${city.incidents} incidents: it is busy ${short(busy * 100)} % of the time; parts of that by whose code was running.`,
      settings: { incidents: city.incidents, seconds, atOnce, poolSize, logLevel: 'warn' },
      figures: { perSecond: short(rate), busy: short(busy), shares },
    },
    table(
      ['whose code', '% of the busy time', 'µs of a report'],
      shares.map(({ whose, share }) => [whose, short(share * 100), Math.round((share * busy * 1e6) / rate)]),
    ),
    city.database,
  )
} finally {
  await city.close()
  rmSync(folder, { recursive: true, force: true })
}
