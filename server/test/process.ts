// The server as people start it: a process of its own on a data folder or database of its own. For what only a process can show:
// that it survives being killed, ends cleanly, and says in one line why it does not start.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** The PostgreSQL server that the tests run on; null = each process brings its embedded database. */
export const databaseServer: string | null = process.env.TEST_DATABASE_URL ?? null

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  url: string
  pid: number
  child: ChildProcess
  /** Resolves when the process is gone, however it went. */
  ended: Promise<Ended>
}

export type Environment = Record<string, string>

function launch(environment: Environment, args: readonly string[]) {
  const { TEST_DATABASE_URL: _, DATABASE_URL: __, NODE_ENV: ___, ...inherited } = process.env
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...inherited, PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (piece) => (said.stdout += String(piece)))
  child.stderr.on('data', (piece) => (said.stderr += String(piece)))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, ...said })),
  )
  return { child, ended, said }
}

/** Starts a server and waits until it says where it listens; throws with its own words when it ends instead. */
export async function startServer(environment: Environment, ...args: string[]): Promise<Running> {
  const { child, ended, said } = launch(environment, args)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = / is ready: (http:\/\/[\d.:]+)\//.exec(said.stdout)
      if (found) resolve(found[1]!)
    })
    void ended.then((e) =>
      reject(new Error(`The server did not start (${e.code ?? e.signal}): ${e.stdout}${e.stderr}`)),
    )
  })
  return { url, pid: child.pid!, child, ended }
}

/** Starts a server that is expected to end by itself. */
export const runServer = (environment: Environment, ...args: string[]): Promise<Ended> =>
  launch(environment, args).ended

/** Ends a server in order. */
export function stopServer(server: Running): Promise<Ended> {
  server.child.kill('SIGTERM')
  return server.ended
}

export interface Ground {
  environment: Environment
  folder: string
  remove(): Promise<void>
}

/** Somewhere to start a server: a new folder, and in it the embedded database, or beside it a new database of this server. */
export async function newGround(databaseServer: string | null): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-ground-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  if (!databaseServer) return { folder, environment: { DATA_DIR: folder }, remove: async () => clear() }
  const { url, drop } = await newDatabase(databaseServer)
  const remove = async () => {
    clear()
    await drop()
  }
  return { folder, environment: { DATA_DIR: folder, DATABASE_URL: url }, remove }
}

let databases = 0

/** An empty database of its own on a PostgreSQL server. */
export async function newDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `linli_process_${process.pid}_${++databases}`
  await administer(server, `drop database if exists ${name} with (force)`)
  await administer(server, `create database ${name} encoding 'UTF8' template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) }
}

/** Runs statements as the administrator of a PostgreSQL server. */
export async function administer(server: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
