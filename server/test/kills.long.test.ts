// Twenty deaths on each engine, at the failpoints in turn and from outside.
import { expect, test } from 'vitest'
import { killRounds } from './kills.ts'
import { databaseServer } from './process.ts'

test('20 × kill -9 on the embedded database', async () => {
  const kills = await killRounds(null, 20)
  expect(kills.acknowledged).toBe(kills.stories * 4)
  expect(kills.underWay).toBeGreaterThanOrEqual(kills.rounds)
  process.stderr.write(`embedded: ${JSON.stringify(kills)}\n`)
})

test.skipIf(!databaseServer)('20 × kill -9 on PostgreSQL (skipped without TEST_DATABASE_URL)', async () => {
  const kills = await killRounds(databaseServer, 20)
  expect(kills.acknowledged).toBe(kills.stories * 4)
  expect(kills.underWay).toBeGreaterThanOrEqual(kills.rounds)
  process.stderr.write(`PostgreSQL: ${JSON.stringify(kills)}\n`)
})
