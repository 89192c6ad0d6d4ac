// The city that is measured: a database with a city of the wanted number of incidents, and the server on it. What has fallen due since
// the city's last instant is swept before anything is measured.
import { setTimeout as sleep } from 'node:timers/promises'
import { buildCity } from '../city/build.ts'
import { type CitySize, smallCity, wholeCity } from '../city/size.ts'
import { type BenchDatabase, openDatabase, run } from './database.ts'
import { type BenchHouse, benchKey, openHouse } from './house.ts'

export interface BenchCity {
  incidents: number
  database: BenchDatabase
  house: BenchHouse
  /** Rows of a statement as the owner of the database. */
  ask(statement: string): Promise<Record<string, unknown>[]>
  /** Gives what the server logged as errors. */
  close(): Promise<string[]>
}

const say = (line: string) => process.stderr.write(`${line}\n`)

export const wantedIncidents = Number(process.env.BENCH_INCIDENTS ?? 1_400_000)

interface Wanted {
  incidents?: number
  /** `small`: a few grids, for what needs the shape of a city and not its size. */
  shape?: 'whole' | 'small'
  /** Reports of the last half hour that nobody has touched. */
  rush?: number
  /** The last instant of the city's past; now, unless said otherwise. */
  until?: number
}

/** A database with the city and no server on it. */
export function openCityDatabase({
  incidents = wantedIncidents,
  shape = 'whole',
  rush = 0,
  until = Math.floor(Date.now() / 60_000) * 60_000,
}: Wanted = {}): Promise<BenchDatabase> {
  const size = { ...(shape === 'whole' ? wholeCity : smallCity)(incidents, until), rush }
  const isUsual = shape === 'whole' && rush === 0
  return openDatabase(isUsual ? String(incidents) : null, (url) => fillCity(url, size))
}

/** The city with a server on it; `environment` holds settings beside those that every measurement has. */
export async function openCity(wanted: Wanted = {}, environment: Record<string, string> = {}): Promise<BenchCity> {
  const database = await openCityDatabase(wanted)
  try {
    const house = await openHouse(database.url, environment)
    await settled(database.url)
    return {
      incidents: wanted.incidents ?? wantedIncidents,
      database,
      house,
      ask: (statement) => run(database.url, statement),
      async close() {
        const errors = await house.close()
        await database.close()
        return errors
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The server migrates and brings the demonstration's people; the city comes beside them. */
async function fillCity(url: string, size: CitySize): Promise<void> {
  await (await openHouse(url)).close()
  say(`building a city of ${size.incidents + size.rush} incidents`)
  const built = await buildCity(url, benchKey, size, say)
  say(`built in ${built.seconds} s: ${JSON.stringify(built.rows)}`)
}

/** Waits until the sweep has caught up with the clock. */
async function settled(url: string): Promise<void> {
  for (let told = ''; ; ) {
    const rows = await run(url, `select count(*)::int as n from incident where next_step_at <= clock_timestamp()`)
    const left = Number(rows[0]!.n)
    if (left === 0) return
    const line = `${left} incidents are due since the city was built; the sweep takes them first`
    if (told === '') say(line)
    told = line
    await sleep(2_000)
  }
}
