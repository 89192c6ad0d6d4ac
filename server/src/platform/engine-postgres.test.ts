// What the pool of connections does when there are none: found in a spike, where callers who had waited ten seconds were told of a fault.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPostgres, type TestHouse, testHouse } from '#test/db.ts'
import { openDb } from './db.ts'
import { openPostgres } from './engine-postgres.ts'
import { explainConstraint, Problem } from './problem.ts'
import { sql } from './sql.ts'

const why = isPostgres ? '' : ' (skipped: the embedded database has no pool)'

/** What a request would be answered with. */
const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => {
      const shown = explainConstraint(error)
      return shown instanceof Problem ? [shown.status, shown.code] : shown
    },
  )

describe.skipIf(!isPostgres)(`a pool of one connection${why}`, () => {
  let app: TestHouse
  beforeAll(async () => {
    app = await testHouse()
  })
  const db = () => openDb(openPostgres(app.databaseUrl!, 1, 100))
  const opened: ReturnType<typeof db>[] = []
  const fresh = () => {
    const one = db()
    opened.push(one)
    return one
  }
  afterAll(() => Promise.all(opened.map((one) => one.close())))

  test('all connections taken for too long was a fault: it is busy, and passes', async () => {
    const one = fresh()
    const held = await one.engine.connect()
    expect(one.engine.standing!()).toEqual({ open: 1, idle: 0, waiting: 0 })
    expect(await refusal(one.transaction('owner', (tx) => tx.commit(sql`select 1`)))).toEqual([503, 'busy'])
    held.release()
    expect(await refusal(one.transaction('owner', (tx) => tx.commit(sql`select 1`)))).toBeNull()
  })

  test('an act on a large place waited for workers that a statement without rows had started', async () => {
    const [[row]] = await fresh().transaction('linli_app', (tx) =>
      tx.commit(
        sql`select current_setting('max_parallel_workers_per_gather') as workers, current_setting('jit') as jit`,
      ),
    )
    expect(row).toEqual({ workers: '0', jit: 'off' })
  })

  test('a connection that broke under a statement was a fault: it is busy, and the next one is whole', async () => {
    const one = fresh()
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`
    expect(await refusal(one.transaction('owner', (tx) => tx.commit(ended)))).toEqual([503, 'busy'])
    expect(await refusal(one.transaction('owner', (tx) => tx.commit(sql`select 1`)))).toBeNull()
  })

  test('a database that is not there was a fault: it is busy', async () => {
    const nowhere = openDb(openPostgres('postgres://linli@127.0.0.1:1/linli', 1, 1000))
    opened.push(nowhere)
    expect(await refusal(nowhere.transaction('owner', (tx) => tx.commit(sql`select 1`)))).toEqual([503, 'busy'])
  })
})
