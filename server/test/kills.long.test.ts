// Many deaths on each engine, at the failpoints in turn and from outside; KILL_ROUNDS says how many (bench/kills.ts asks for 200).
import { expect, test } from 'vitest'
import { killRounds } from './kills.ts'
import { databaseServer } from './process.ts'

const rounds = Number(process.env.KILL_ROUNDS ?? 20)
const timeout = rounds * 30_000

async function survive(engine: string, server: string | null): Promise<void> {
  const kills = await killRounds(server, rounds)
  expect(kills.acknowledged).toBe(kills.stories * 4)
  expect(kills.underWay).toBeGreaterThanOrEqual(kills.rounds)
  process.stderr.write(`${engine}: ${JSON.stringify(kills)}\n`)
}

test(`${rounds} × kill -9 on the embedded database`, () => survive('embedded', null), timeout)

test.skipIf(!databaseServer)(
  `${rounds} × kill -9 on PostgreSQL (skipped without TEST_DATABASE_URL)`,
  () => survive('PostgreSQL', databaseServer),
  timeout,
)
