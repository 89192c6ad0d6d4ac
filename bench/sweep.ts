// npm run bench -- sweep: a hundred thousand incidents fall due at once. Two sweepers, processes of their own, take them; one is killed
// when half is done. Afterwards the database is asked whether every step was taken, and none twice. The clock is that of an ordinary
// working day, so that the run says the same on a Sunday.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { dayNumberAt, indexOf } from '../contract/src/deadline/calendar.ts'
import { defaultCalendar } from '../server/db/seed/calendar.ts'
import { openCityDatabase } from './lib/city.ts'
import { run } from './lib/database.ts'
import { short, table } from './lib/figures.ts'
import { keep } from './lib/results.ts'

const due = Number(process.env.BENCH_DUE ?? 100_000)
const incidents = Number(process.env.BENCH_INCIDENTS ?? 100_000)
const sweeper = fileURLToPath(new URL('./lib/sweeper.ts', import.meta.url))
const minute = 60_000

/** Half past nine of the last working day: what was reported from nine on is reminded of from ten to half past. */
function lastMorning(): number {
  const calendar = defaultCalendar()
  const day = 86_400_000
  for (let at = Date.now() - day; ; at -= day) {
    const number = dayNumberAt(at, calendar)
    if (indexOf(calendar).works(number)) return number * day - calendar.offsetMinutes * minute + 9.5 * 60 * minute
  }
}

async function startSweeper(url: string, now: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [sweeper, url, String(now)], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

const until = lastMorning()
const now = until + 61 * minute
const database = await openCityDatabase({ incidents, rush: due, until })
try {
  const ask = (statement: string) => run(database.url, statement)
  const count = async (statement: string) => Number((await ask(statement))[0]!.n)
  const instant = `'${new Date(now).toISOString()}'::timestamptz`
  const isDue = `next_step_at <= ${instant}`
  await ask(`create table bench_due as select id, next_step, next_step_at, seq from incident where ${isDue}`)
  const wanted = await count('select count(*)::int as n from bench_due')
  const left = () => count(`select count(*)::int as n from incident where ${isDue}`)
  const [one, other] = await Promise.all([startSweeper(database.url, now), startSweeper(database.url, now)])
  process.stderr.write(`${wanted} steps are due\n`)
  const start = performance.now()
  const ended = once(one!, 'exit')
  for (const child of [one!, other!]) child.stdin!.write('go\n')
  let killedAt = 0
  for (let n = wanted; n > 0; n = await left()) {
    if (killedAt === 0 && n <= wanted / 2) {
      other!.kill('SIGKILL')
      killedAt = wanted - n
    }
    await sleep(500)
  }
  const seconds = (performance.now() - start) / 1000
  await ended
  const wrong = {
    stillDue: await left(),
    notTaken: await count(
      `select count(*)::int as n from bench_due d where not exists (select from incident_action a where a.incident_id = d.id and a.seq > d.seq and a.action = d.next_step)`,
    ),
    takenTwice: await count(
      `select count(*)::int as n from (select 1 from bench_due d join incident_action a on a.incident_id = d.id and a.seq > d.seq
        group by a.incident_id, a.action, a.data ->> 'dueAt' having count(*) > 1) x`,
    ),
    gaps: await count(
      `select count(*)::int as n from bench_due d join incident i using (id) where i.seq <> (select count(*) from incident_action a where a.incident_id = i.id)`,
    ),
    // An emergency that misses both its clocks while nobody sweeps is late twice, and each is told.
    toldTwice: await count(
      `select count(*)::int as n from (select 1 from bench_due d join message m on m.incident_id = d.id where m.at >= d.next_step_at
        group by m.incident_id, m.message, m.unit_id, m.account_id
        having count(*) > greatest(1, (select count(*) from incident_action a join bench_due b on b.id = a.incident_id
          where a.incident_id = m.incident_id and a.seq > b.seq and a.action = 'markLate'))) x`,
    ),
  }
  const steps = await count(
    `select count(*)::int as n from bench_due d join incident_action a on a.incident_id = d.id and a.seq > d.seq`,
  )
  const rows = Object.entries(wrong)
  keep(
    {
      name: 'sweep',
      about: `${wanted} incidents fell due at once among ${incidents + due}; two sweepers, one killed after ${killedAt} steps: ${steps} steps in ${short(seconds)} s.`,
      settings: { incidents: incidents + due, due: wanted, sweepers: 2, killedAfter: killedAt },
      figures: { seconds: short(seconds), stepsPerSecond: short(steps / seconds), steps, wrong },
    },
    `${table(['due', 'steps', 's', 'steps/s'], [[wanted, steps, short(seconds), short(steps / seconds)]])}\n\n${table(['wrong', 'incidents'], rows)}`,
    database,
  )
  if (rows.some(([, n]) => n > 0)) process.exitCode = 1
} finally {
  await database.close()
}
