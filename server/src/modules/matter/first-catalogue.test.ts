// An installation of the first version has the catalogue of 86 matters: the full ones follow it, and what is open stays on it.
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { at, insertRow, sql } from '#platform/sql.ts'
import { loadBasics } from '#seed/load-basics.ts'
import { type TestHouse, testHouse } from '#test/db.ts'

let app: TestHouse
beforeEach(async () => {
  app = await testHouse()
  await app.reset()
})

const first = { catalogue: 'common', edition: '2026', validFrom: '2026-01-01', validTo: null, source: 'first' }

async function beforeTheUpdate(...beside: object[]): Promise<void> {
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`truncate edition cascade`,
      ...[first, ...beside].map((row) => insertRow('edition', { id: uuidv7(), loadedAt: at(app.clock.now()), ...row })),
    ),
  )
}

async function editionsNow(): Promise<string[]> {
  const [rows] = await app.house.db.transaction('owner', (tx) =>
    tx.send(
      sql<{ line: string }>`select catalogue || ' ' || valid_from || ' ' || coalesce(valid_to::text, 'open') || ' ' ||
        (select count(*) from matter m where m.edition_id = e.id) as line from edition e order by catalogue`,
    ),
  )
  return rows.map(({ line }) => line)
}

test('the full catalogues follow it from today; a second start changes nothing', async () => {
  await beforeTheUpdate()
  await loadBasics(app.house)
  const followed = ['GB/T 47678.5 2026-11-16 open 418', 'LINLI 2026-11-16 open 82', 'common 2026-01-01 2026-11-15 0']
  expect((await editionsNow()).sort()).toEqual(followed)
  await loadBasics(app.house)
  expect((await editionsNow()).sort()).toEqual(followed)
})

test('a place that loaded a catalogue of its own keeps what it has', async () => {
  await beforeTheUpdate({ ...first, catalogue: 'own', edition: '1' })
  const before = await editionsNow()
  await loadBasics(app.house)
  expect(await editionsNow()).toEqual(before)
})

test('a newer version of a procedure comes with the product; the older one stays for what is under way', async () => {
  const versions = async () => {
    const [rows] = await app.house.db.transaction('owner', (tx) =>
      tx.send(
        sql<{ line: string }>`select key || '@' || version as line from procedure where key = 'approval' order by 1`,
      ),
    )
    return rows.map(({ line }) => line)
  }
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`set local session_replication_role = replica`,
      sql`update procedure set version = 1 where key = 'approval'`,
    ),
  )
  expect(await versions()).toEqual(['approval@1'])
  await loadBasics(app.house)
  expect(await versions()).toEqual(['approval@1', 'approval@2'])
  await loadBasics(app.house)
  expect(await versions()).toEqual(['approval@1', 'approval@2'])
})
