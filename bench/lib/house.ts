// The server that is measured: a process of its own as `npm start` makes it, with the demonstration district and, beside it, the
// same house in this process, only to write down which statements a request sends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, buildApp } from '../../server/src/app.ts'
import { readConfig } from '../../server/src/config.ts'
import { realClock } from '../../server/src/platform/clock.ts'
import { loadKeys } from '../../server/src/platform/crypto.ts'
import { openDb } from '../../server/src/platform/db.ts'
import type { Engine } from '../../server/src/platform/engine.ts'
import { openPostgres } from '../../server/src/platform/engine-postgres.ts'
import type { Statement } from '../../server/src/platform/sql.ts'
import { startServer, stopServer } from '../../server/test/process.ts'
import { type Http, openHttp } from './http.ts'

export interface BenchHouse {
  http: Http
  /** Session tokens by user name. */
  tokens: Map<string, string>
  signIn(...usernames: string[]): Promise<void>
  /** What one request sends to the database, trip by trip. */
  record(request: Recorded): Promise<Statement[][]>
  close(): Promise<void>
}

export interface Recorded {
  method: 'GET' | 'PUT' | 'POST'
  url: string
  token: string
  body?: object
}

export const poolSize = 10

/** The key of every city that is built for measuring, so that one that is kept can be opened again. It guards nothing. */
export const benchKey = '5b'.repeat(32)

export async function openHouse(databaseUrl: string, more: Record<string, string> = {}): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'))
  const key = join(folder, 'master.key')
  writeFileSync(key, `1:${benchKey}\n`)
  const environment = {
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    MASTER_KEY_FILE: key,
    POOL_SIZE: String(poolSize),
    LOG_LEVEL: 'warn',
    ...more,
  }
  const server = await startServer(environment, '--demo', '--without-incidents')
  const http = openHttp(server.url)
  const tokens = new Map<string, string>()
  let inside: { app: App; trips: Statement[][] } | null = null
  return {
    http,
    tokens,
    async signIn(...usernames) {
      for (const username of usernames) {
        const reply = await http.send('POST', '/api/session', null, { username, password: 'linli-demo' })
        if (reply.status !== 200) throw new Error(`${username} cannot sign in: ${reply.text}`)
        tokens.set(username, (JSON.parse(reply.text) as { token: string }).token)
      }
    },
    async record({ method, url, token, body }) {
      inside ??= await openInside(environment)
      inside.trips.length = 0
      const headers = { authorization: `Bearer ${token}` }
      const reply = await inside.app.http.inject({ method, url, headers, ...(body && { payload: body }) })
      if (reply.statusCode >= 300) throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`)
      return inside.trips.slice()
    },
    async close() {
      http.close()
      await inside?.app.close()
      await stopServer(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openInside(environment: Record<string, string>): Promise<{ app: App; trips: Statement[][] }> {
  const config = readConfig(environment)
  const trips: Statement[][] = []
  const db = openDb(recording(openPostgres(config.databaseUrl!, 2), trips))
  const app = await buildApp({
    config,
    db,
    clock: realClock,
    keys: loadKeys(config.masterKeyFile),
    isDemonstration: true,
  })
  // The feed's own questions must not stand among those of a request.
  await app.changes.stop()
  return { app, trips }
}

function recording(engine: Engine, trips: Statement[][]): Engine {
  return {
    ...engine,
    async connect() {
      const connection = await engine.connect()
      return {
        ...connection,
        batch(statements) {
          trips.push([...statements])
          return connection.batch(statements)
        },
      }
    },
  }
}
