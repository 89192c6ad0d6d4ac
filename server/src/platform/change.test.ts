import { beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Change, change } from './change.ts'

let app: TestHouse
beforeAll(async () => {
  app = await testHouse()
})

test('a change that was committed while the feed was being read was heard half a second later', async () => {
  await app.reset()
  const heard: string[] = []
  const gate = Promise.withResolvers<void>()
  const reading = Promise.withResolvers<void>()
  const stop = app.changes.listen(async (batch: Change[]) => {
    heard.push(...batch.map(({ id }) => id))
    reading.resolve()
    await gate.promise
  })
  const write = async (id: string) => {
    const row = { kind: 'trial', id, version: 1, areaCode: null, at: app.clock.now() }
    await app.house.db.transaction('owner', (tx) => tx.commit(change(row)))
    await app.settled()
  }
  try {
    await write('first')
    const first = app.changes.drain()
    await reading.promise
    await write('second')
    const second = app.changes.drain()
    gate.resolve()
    await Promise.all([first, second])
    expect(heard).toEqual(['first', 'second'])
  } finally {
    gate.resolve()
    stop()
  }
})
