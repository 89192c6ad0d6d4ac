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
  /** Settings of the server beside those that every measurement has. */
  environment?: Record<string, string>
}

export async function openCity({
  incidents = wantedIncidents,
  shape = 'whole',
  environment = {},
}: Wanted = {}): Promise<BenchCity> {
  const sizeAt = (until: number) => (shape === 'whole' ? wholeCity : smallCity)(incidents, until)
  const mark = shape === 'whole' ? String(incidents) : null
  const database = await openDatabase(mark, (url) => fillCity(url, sizeAt))
  try {
    const house = await openHouse(database.url, environment)
    await settled(database.url)
    return {
      incidents,
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
async function fillCity(url: string, sizeAt: (until: number) => CitySize): Promise<void> {
  await (await openHouse(url)).close()
  const size = sizeAt(Math.floor(Date.now() / 60_000) * 60_000)
  say(`building a city of ${size.incidents} incidents`)
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
