// The server that is measured: a process of its own as `npm start` makes it, with the demonstration district and, beside it, the
// same house in this process, only to write down which statements a request sends.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { type App, buildApp } from '../../server/src/app.ts'
import { readConfig } from '../../server/src/config.ts'
import { realClock } from '../../server/src/platform/clock.ts'
import { loadKeys, parseKeys, randomToken } from '../../server/src/platform/crypto.ts'
import { openDb } from '../../server/src/platform/db.ts'
import type { Engine } from '../../server/src/platform/engine.ts'
import { openPostgres } from '../../server/src/platform/engine-postgres.ts'
import type { Statement } from '../../server/src/platform/sql.ts'
import { startServer, stopServer } from '../../server/test/process.ts'
import { run } from './database.ts'
import { type Http, openHttp } from './http.ts'

export interface BenchHouse {
  http: Http
  /** Session tokens by user name. */
  tokens: Map<string, string>
  signIn(...usernames: string[]): Promise<void>
  /** Sessions without the cost of as many passwords: rows as sign-in writes them. */
  admit(usernames: readonly string[]): Promise<void>
  /** What one request sends to the database, trip by trip. */
  record(request: Recorded): Promise<Statement[][]>
  /** The same with the answer. */
  recordAnswer(request: Recorded): Promise<{ trips: Statement[][]; body: string }>
  /** The server's process, for whoever looks at its memory or ends it. */
  pid: number
  /** Stops it in order; gives what it logged as errors. */
  close(): Promise<string[]>
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
  const recordAnswer = async ({ method, url, token, body }: Recorded) => {
    inside ??= await openInside(environment)
    inside.trips.length = 0
    const headers = { authorization: `Bearer ${token}` }
    const reply = await inside.app.http.inject({ method, url, headers, ...(body && { payload: body }) })
    if (reply.statusCode >= 300) throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`)
    return { trips: inside.trips.slice(), body: reply.body }
  }
  const end = async () => {
    http.close()
    await inside?.app.close()
    const { stdout } = await stopServer(server)
    rmSync(folder, { recursive: true, force: true })
    return stdout.split('\n').filter((line) => /"level":(50|60)/.test(line))
  }
  let closing: Promise<string[]> | null = null
  return {
    http,
    tokens,
    pid: server.pid,
    async signIn(...usernames) {
      for (const username of usernames) {
        const reply = await http.send('POST', '/api/session', null, { username, password: 'linli-demo' })
        if (reply.status !== 200) throw new Error(`${username} cannot sign in: ${reply.text}`)
        tokens.set(username, (JSON.parse(reply.text) as { token: string }).token)
      }
    },
    admit: (usernames) => admit(databaseUrl, tokens, usernames),
    record: async (request) => (await recordAnswer(request)).trips,
    recordAnswer,
    close() {
      closing ??= end()
      return closing
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

/** One signs in by password; the others' sessions are copies of that row with their own token and account. */
async function admit(databaseUrl: string, tokens: Map<string, string>, usernames: readonly string[]): Promise<void> {
  const [model] = tokens.keys()
  if (!model) throw new Error('somebody must have signed in before others can be admitted')
  const keys = parseKeys(`1:${benchKey}`)
  const digest = (token: string) => keys.digest('session', token).toString('hex')
  const wanted = usernames.filter((u) => !tokens.has(u)).map((username) => ({ username, token: randomToken() }))
  const rows = wanted.map(({ username, token }) => ({ username, id: uuidv7(), digest: `\\x${digest(token)}` }))
  const done = await run(
    databaseUrl,
    `insert into session select r.* from jsonb_to_recordset('${JSON.stringify(rows)}') w (username text, id uuid, digest text)
      join account a using (username), session s, lateral jsonb_populate_record(s, jsonb_build_object('id', w.id, 'token_digest', w.digest, 'account_id', a.id)) r
      where s.token_digest = '\\x${digest(tokens.get(model)!)}' returning id`,
  )
  if (done.length < wanted.length)
    throw new Error(`${wanted.length - done.length} of those to be admitted have no account`)
  for (const { username, token } of wanted) tokens.set(username, token)
}
