// A PostgreSQL of one's own for a test run: made in a folder for temporary files, listening on a free port of 127.0.0.1,
// stopped and removed at the end. By hand: node scripts/postgres.mjs npm test -- --project server
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { run } from './run.mjs'
import { Refusal, say } from './say.mjs'

/** @typedef {{ url: string, version: string, stop: () => Promise<void> }} Postgres */

/** Starts it, with settings of the caller's over ours; whoever starts it also stops it. @param {Record<string, string>} [own] @returns {Promise<Postgres>} */
export async function startPostgres(own = {}) {
  const bin = findBin()
  const user = unprivilegedUser()
  const folder = mkdtempSync(join(tmpdir(), 'linli-postgres-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    if (user) chownSync(folder, user.uid, user.gid)
    const data = join(folder, 'data')
    const init = ['-D', data, '-U', 'linli', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
    execFileSync(join(bin, 'initdb'), init, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    const port = await freePort()
    // Nothing here outlives the run, so flushing to disk would only cost time; a kill of our own server loses nothing by it.
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off', ...own }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags, '-c', 'logging_collector=off'], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const tail = keepTail(server.stderr)
    const ended = new Promise((resolve) => server.once('exit', resolve))
    const stop = async () => {
      // SIGINT is PostgreSQL's "fast": it ends its connections and then itself.
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT')
      await ended
      remove()
    }
    if (!(await accepts(bin, port, server))) {
      await stop()
      throw new Refusal(`PostgreSQL did not start: ${tail()}`)
    }
    const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim()
    return { url: `postgres://linli@127.0.0.1:${port}/postgres`, version, stop }
  } catch (error) {
    remove()
    throw error
  }
}

/** The newest installed server that has PostGIS beside it; Debian keeps them out of PATH. */
function findBin() {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  const version = versions.find(
    (name) =>
      existsSync(join(base, name, 'bin', 'initdb')) &&
      existsSync(join('/usr/share/postgresql', name, 'extension', 'postgis.control')),
  )
  if (!version) throw new Refusal('no PostgreSQL with PostGIS is installed (apt-get install postgresql-15-postgis-3)')
  return join(base, version, 'bin')
}

/** PostgreSQL refuses to run as root: then somebody who owns nothing takes over. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const entry = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!entry) throw new Refusal('PostgreSQL must not run as root, and there is neither a user postgres nor nobody')
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** @param {string} bin @param {number} port @param {import('node:child_process').ChildProcess} server */
async function accepts(bin, port, server) {
  for (let tries = 0; tries < 150 && server.exitCode === null; tries++) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q'])
      return true
    } catch {
      await sleep(200)
    }
  }
  return false
}

/** @param {NodeJS.ReadableStream} stream */
function keepTail(stream) {
  let text = ''
  stream.on('data', (chunk) => {
    text = (text + chunk).slice(-2000)
  })
  return () => text.trim()
}

/** A port that nobody listens on at this moment. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program, ...args] = process.argv.slice(2)
  if (!program) {
    say('usage: node scripts/postgres.mjs COMMAND …   (runs it with TEST_DATABASE_URL set)')
    process.exit(2)
  }
  const postgres = await startPostgres()
  say(`${postgres.version} at ${postgres.url}`)
  try {
    process.exitCode = await run(program, args, { cwd: process.cwd(), env: { TEST_DATABASE_URL: postgres.url } })
  } finally {
    await postgres.stop()
  }
}
