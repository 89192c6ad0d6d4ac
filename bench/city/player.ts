// A thread that plays days of the city: its own connection, its own look-ups, one COPY per table and day. Incidents of a day lie in the
// database in the order in which their rows were written, as if everybody had sent them.
import { parentPort, workerData } from 'node:worker_threads'
import { openConnection } from './connection.ts'
import { copyRows } from './copy.ts'
import { emptyRows, type Rows } from './dossier.ts'
import { live, type Stage } from './live.ts'
import { openStage, type StageSettings } from './stage.ts'
import { type Day, drawStory, instantsOf } from './story.ts'

/** Rows written by table, so that whoever asked can tell how far it has come. */
export type Played = Record<string, number>

function playDay(stage: Stage, day: Day): Rows {
  const rows = emptyRows(stage.tables)
  for (const [i, at] of instantsOf(stage.land.size, day).entries()) {
    for (const lived of live(stage, drawStory(stage.land.size, stage.land, day.before + i + 1, at, day.isRush)))
      for (const [name, own] of lived) rows.get(name)!.push(...own)
  }
  for (const [name, column] of Object.entries(writtenAt))
    rows.get(name)!.sort((a, b) => (String(a[column]) < String(b[column]) ? -1 : 1))
  return forget(stage, rows)
}

/** Tables whose rows come in the order of the acts and not of the incidents. */
const writtenAt = { incident_action: 'recordedAt', message: 'at', receipt: 'at', change: 'at' } as const

/** The feed of changes is read by those who were here a moment ago; nobody asks for what changed last year. */
const changesKeptMs = 30 * 86_400_000

function forget(stage: Stage, rows: Rows): Rows {
  const since = new Date(stage.until - changesKeptMs).toISOString()
  return new Map(rows).set(
    'change',
    rows.get('change')!.filter((r) => String(r.at) >= since),
  )
}

export async function playDays(
  settings: StageSettings,
  days: AsyncIterable<Day> | Iterable<Day>,
  told: (played: Played) => void,
): Promise<void> {
  const client = await openConnection(settings.databaseUrl)
  const { stage, close } = await openStage(settings, client)
  try {
    // Rows come whole and consistent out of the rules; keys and triggers are looked at once all are there.
    await client.query('set session_replication_role = replica')
    for await (const day of days) {
      const rows = playDay(stage, day)
      await client.query('begin')
      for (const [name, own] of rows) await copyRows(client, stage.tables.get(name)!, own)
      await client.query('commit')
      told(Object.fromEntries([...rows].map(([name, own]) => [name, own.length])))
    }
  } finally {
    await close()
    await client.end()
  }
}

/** Days as they are handed out; the next one is asked for when the last is done. */
async function* handedOut(port: NonNullable<typeof parentPort>): AsyncIterable<Day> {
  for (;;) {
    const next = new Promise<Day | null>((resolve) => port.once('message', resolve))
    port.postMessage('next')
    const day = await next
    if (!day) return
    yield day
  }
}

if (parentPort) {
  const port = parentPort
  await playDays(workerData as StageSettings, handedOut(port), (played) => port.postMessage(played))
}
