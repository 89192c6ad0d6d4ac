// How the server starts, refuses to start, and ends: in one line that says what is wrong, and without leaving anything behind.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Row } from '#platform/engine.ts'
import { MigrationError, migrate } from '#platform/migrate.ts'
import { openBucket, type TestBucket } from './bucket.ts'
import {
  administer,
  databaseServer,
  type Ended,
  type Ground,
  newDatabase,
  newGround,
  runServer,
  startServer,
  stopServer,
} from './process.ts'

let ground: Ground
beforeAll(async () => {
  ground = await newGround(databaseServer)
})
afterAll(() => ground.remove())

/** It ended by itself, and standard error holds one line for people: no stack, no second line. */
function saidInOneLine({ code, stderr }: Ended): string {
  expect(code).toBe(1)
  const lines = stderr.trim().split('\n')
  expect(lines, stderr).toHaveLength(1)
  return lines[0]!
}

const healthy = async (url: string) => (await fetch(`${url}/api/health`)).status

test('SIGTERM ends it in order: exit code 0, the lock given back, and the data opens again', {
  timeout: 120_000,
}, async () => {
  const first = await startServer(ground.environment)
  expect(await healthy(first.url)).toBe(200)
  // A connection that stays open must not hold the end up.
  const open = fetch(`${first.url}/api/ready`, { headers: { connection: 'keep-alive' } })
  expect((await open).status).toBe(200)
  const end = await stopServer(first)
  expect(end).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(existsSync(join(ground.folder, 'lock'))).toBe(false)
  const second = await startServer(ground.environment)
  expect(await healthy(second.url)).toBe(200)
  expect(await stopServer(second)).toMatchObject({ code: 0, signal: null })
})

test('a port that is taken is named, and the data folder is given back', { timeout: 60_000 }, async () => {
  const taken = createServer()
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
  )
  try {
    expect(saidInOneLine(await runServer({ ...ground.environment, PORT: String(port) }))).toMatch(/PORT/)
    expect(existsSync(join(ground.folder, 'lock'))).toBe(false)
  } finally {
    taken.close()
  }
})

describe.skipIf(databaseServer)('the embedded database (skipped on PostgreSQL: a folder may be shared there)', () => {
  test('a second process on the same data folder is turned away, with the number of the first', {
    timeout: 120_000,
  }, async () => {
    const first = await startServer(ground.environment)
    try {
      const line = saidInOneLine(await runServer(ground.environment))
      expect(line).toContain(`in use by process ${first.pid}`)
      expect(line).toContain(ground.folder)
      expect(await healthy(first.url)).toBe(200)
    } finally {
      await stopServer(first)
    }
  })

  test('the lock of a process that is dead is taken over, also when its number has been given away', {
    timeout: 120_000,
  }, async () => {
    const first = await startServer(ground.environment)
    first.child.kill('SIGKILL')
    await first.ended
    expect(JSON.parse(readFileSync(join(ground.folder, 'lock'), 'utf8'))).toMatchObject({ pid: first.pid })
    const second = await startServer(ground.environment)
    expect(JSON.parse(readFileSync(join(ground.folder, 'lock'), 'utf8'))).toMatchObject({ pid: second.pid })
    await stopServer(second)
    // This process lives, but it began at another time than the one that the lock speaks of.
    writeFileSync(join(ground.folder, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }))
    const third = await startServer(ground.environment)
    expect(await stopServer(third)).toMatchObject({ code: 0 })
  })
})

describe('wrong settings stop the start with one line', () => {
  test.each([
    ['PORT', '70000', /PORT="70000".*0 to 65535/],
    ['DATABASE_URL', 'mysql://somewhere/linli', /DATABASE_URL="mysql:.*postgres:\/\//],
    ['DATABASE_URL', 'not an address', /DATABASE_URL=.*postgres:\/\//],
    ['LINLI_FAILPOINT', 'somewhere:1', /LINLI_FAILPOINT=.*before-commit/],
    ['CLOCK', 'sundial', /CLOCK=.*real, virtual/],
    ['FILES_URL', 'ftp://elsewhere/files', /FILES_URL: .*file:\/\/\/.*s3:\/\//],
    ['FILES_URL', 's3://evidence?region=cn-test-1', /FILES_URL names a bucket, but no key.*FILES_KEY_FILE/],
    ['FILES_URL', 'file:///dev/null/files', /FILES_URL: the folder \/dev\/null\/files cannot be used.*let the user/],
  ])('%s=%s', async (name, value, words) => {
    expect(saidInOneLine(await runServer({ ...ground.environment, [name]: value }))).toMatch(words)
  })

  test('what tests and trials may do is refused in production', async () => {
    const production = { ...ground.environment, NODE_ENV: 'production' }
    expect(saidInOneLine(await runServer({ ...production, LINLI_FAILPOINT: 'after-commit:1' }))).toMatch(
      /NODE_ENV=production/,
    )
    expect(saidInOneLine(await runServer({ ...production, CLOCK: 'virtual' }))).toMatch(/NODE_ENV=production/)
    expect(saidInOneLine(await runServer(production, '--demo'))).toMatch(/NODE_ENV=production/)
  })

  test('a DATABASE_URL where nobody answers is named without its password', async () => {
    const environment = { DATA_DIR: ground.folder, DATABASE_URL: 'postgres://linli:geheim@127.0.0.1:1/linli' }
    const line = saidInOneLine(await runServer(environment))
    expect(line).toMatch(/DATABASE_URL: no database at 127\.0\.0\.1:1\/linli/)
    expect(line).not.toContain('geheim')
  })
})

describe('a bucket', () => {
  let bucket: TestBucket
  beforeAll(async () => {
    bucket = await openBucket()
  })
  afterAll(() => bucket.stop())
  const withKey = (id: string, secret: string, url = bucket.url) => {
    const path = join(ground.folder, 'files.key')
    writeFileSync(path, `${id}\n${secret}\n`)
    return { ...ground.environment, FILES_URL: url, FILES_KEY_FILE: path }
  }
  const refusal = async (environment: Record<string, string>) => {
    const line = saidInOneLine(await runServer(environment))
    expect(line).not.toContain(bucket.key.secret)
    expect(existsSync(join(ground.folder, 'lock'))).toBe(false)
    return line
  }

  test('that cannot be used stops the start with one line that says why and what to do', {
    timeout: 120_000,
  }, async () => {
    const { id, secret } = bucket.key
    expect(await refusal(withKey('NOBODY', secret))).toMatch(
      /bucket evidence at http:.*access key id. Correct FILES_KEY_FILE/,
    )
    expect(await refusal(withKey(id, 'guessed'))).toMatch(/signature. Correct the secret/)
    expect(await refusal(withKey(id, secret, bucket.url.replace('evidence', 'elsewhere')))).toMatch(
      /no bucket of this name. Make it/,
    )
    expect(await refusal(withKey(id, secret, bucket.url.replace('cn-test-1', 'cn-test-2')))).toMatch(
      /another region than cn-test-2/,
    )
    expect(await refusal(withKey(id, secret, bucket.url.replace(/:\d+&/, ':1&')))).toMatch(
      /nobody answers at http:\/\/127\.0\.0\.1:1 /,
    )
    expect(await refusal({ ...withKey(id, secret), FILES_URL: `${bucket.url}&secret=${secret}` })).toMatch(
      /not "secret"/,
    )
    expect(bucket.objects.size).toBe(0)
  })

  test('that fits is tried once and left as it was; the key may come from the environment, and is shown nowhere', {
    timeout: 120_000,
  }, async () => {
    const { id, secret } = bucket.key
    const environment = { FILES_URL: bucket.url, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }
    const server = await startServer({ ...ground.environment, ...environment, LOG_LEVEL: 'info' })
    expect(await (await fetch(`${server.url}/api/ready`)).json()).toEqual({ status: 'ready', files: 'ready' })
    expect(bucket.objects.size).toBe(0)
    const { code, stdout, stderr } = await stopServer(server)
    expect([code, (stdout + stderr).includes(secret)]).toEqual([0, false])
  })
})

describe.skipIf(!databaseServer)('a PostgreSQL that does not fit (skipped without TEST_DATABASE_URL)', () => {
  const server = databaseServer ?? ''
  const refusal = async (url: string) => saidInOneLine(await runServer({ DATA_DIR: ground.folder, DATABASE_URL: url }))

  test('no such database, no such role', async () => {
    const missing = new URL(server)
    missing.pathname = '/linli_nowhere'
    expect(await refusal(missing.href)).toMatch(/DATABASE_URL: .*linli_nowhere.* does not exist/)
    const nobody = new URL(server)
    nobody.username = 'linli_nobody'
    expect(await refusal(nobody.href)).toMatch(/DATABASE_URL: .*linli_nobody/)
  })

  test('a database without PostGIS and a role that may not create it: who must do what, and nothing is changed', async () => {
    const role = `linli_plain_${process.pid}`
    const { url, drop } = await newDatabase(server)
    const name = new URL(url).pathname.slice(1)
    await administer(server, `drop role if exists ${role}`, `create role ${role} login`)
    try {
      await administer(server, `alter database ${name} owner to ${role}`)
      const own = new URL(url)
      own.username = role
      const line = await refusal(own.href)
      expect(line).toMatch(/The extension postgis is not in this database.*create extension postgis/)
      await administer(url, `do $$ begin assert to_regclass('public.migration') is null; end $$`)
    } finally {
      await drop()
      await administer(server, `drop role ${role}`)
    }
  })
})

/** A real database server on which nobody has installed PostGIS. */
function openBare(db: PGlite): Engine {
  return {
    kind: 'embedded',
    close: () => db.close(),
    connect: async () => ({
      release: () => {},
      async batch(statements) {
        const results: Row[][] = []
        for (const s of statements) results.push((await db.query<Row>(s.text, [...s.values])).rows)
        return results
      },
    }),
  }
}

test('a server without PostGIS hears what to install, and nothing is changed', { timeout: 60_000 }, async () => {
  const db = await PGlite.create()
  try {
    const refused = migrate(openBare(db))
    await expect(refused).rejects.toThrow(MigrationError)
    await expect(refused).rejects.toThrow(/The database server has no postgis\. Install it .* nothing was changed\./)
    const tables = await db.query(`select from pg_class where relnamespace = 'public'::regnamespace`)
    expect(tables.rows).toHaveLength(0)
  } finally {
    await db.close()
  }
})
