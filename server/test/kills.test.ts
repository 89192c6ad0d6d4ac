// Four deaths on the engine under test; kills.long.test.ts has twenty on each.
import { expect, test } from 'vitest'
import { killRounds } from './kills.ts'
import { databaseServer } from './process.ts'

test('killed before a commit, after one, before an answer and at no particular place: nothing acknowledged is lost, nothing doubled', {
  timeout: 240_000,
}, async () => {
  const kills = await killRounds(databaseServer, 4)
  expect(Object.values(kills.byName)).toEqual([1, 1, 1, 1])
  expect(kills.acknowledged).toBe(kills.stories * 4)
  expect(kills.underWay).toBeGreaterThanOrEqual(kills.rounds)
})
