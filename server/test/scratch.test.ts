import { spawnSync } from 'node:child_process'
import process from 'node:process'
import pg from 'pg'
import { expect, test } from 'vitest'
import { isPostgres } from './db.ts'
import { administer } from './process.ts'
import { sweepLeftovers } from './scratch.ts'

const server = process.env.TEST_DATABASE_URL ?? ''

test.skipIf(!isPostgres)('databases of runs that were killed stayed behind on the server', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid
  const [left, old, used] = [`linli_test_${gone}_1`, `linli_test_${gone}`, `linli_process_${gone}_1`]
  const [living, other] = [`linli_test_${process.ppid}_0`, `linli_testing_${gone}`]
  const all = [left, old, used, living, other]
  await administer(server, ...all.map((name) => `create database ${name} template template0`))
  const own = new URL(server)
  own.pathname = `/${used}`
  const client = new pg.Client(own.href)
  await client.connect()
  try {
    const swept = await sweepLeftovers(server)
    expect(swept).toEqual(expect.arrayContaining([old, left]))
    for (const name of [used, living, other]) expect(swept).not.toContain(name)
  } finally {
    await client.end()
    await administer(server, ...all.map((name) => `drop database if exists ${name} with (force)`))
  }
})
