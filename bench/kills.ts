// npm run bench -- kills: the server is killed two hundred times on each engine, as in server/test/kills.long.test.ts, which it runs. The
// database server for the second engine is that of BENCH_DATABASE_URL, or one that is started for the run.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openDatabase } from './lib/database.ts'
import { table } from './lib/figures.ts'
import { keep } from './lib/results.ts'

const rounds = Number(process.env.BENCH_KILLS ?? 200)
const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))

interface Kills {
  rounds: number
  stories: number
  acknowledged: number
  underWay: number
}

const database = await openDatabase()
try {
  const said = await new Promise<string>((resolve, reject) => {
    const args = [vitest, 'run', '--project', 'server', 'server/test/kills.long.test.ts']
    const environment = { LINLI_LONG: '1', KILL_ROUNDS: String(rounds), TEST_DATABASE_URL: database.url }
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...environment } })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += String(piece)))
    child.once('close', (code) => (code === 0 ? resolve(text) : reject(new Error(text.slice(-4000)))))
  })
  const engines = [...said.matchAll(/^(embedded|PostgreSQL): (\{.*\})$/gm)].map(([, engine, json]) => ({
    engine: engine!,
    ...(JSON.parse(json!) as Kills),
  }))
  if (engines.length !== 2) throw new Error(`both engines should have said how it went:\n${said.slice(-4000)}`)
  keep(
    {
      name: 'kills',
      about: `The server killed ${rounds} times on each engine, at failpoints and from outside, while four clients send: everything acknowledged is there once, nothing is doubled, every chain holds.`,
      settings: { rounds },
      figures: engines,
    },
    table(
      ['engine', 'deaths', 'stories', 'acknowledged', 'under way at a death'],
      engines.map((e) => [e.engine, e.rounds, e.stories, e.acknowledged, e.underWay]),
    ),
    database,
  )
} finally {
  await database.close()
}
