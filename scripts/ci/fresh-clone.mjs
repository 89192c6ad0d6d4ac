// What somebody sees who clones the project and types `npm run demo`: it must answer within the time that the README promises,
// stop when told to, and start again quickly. Installing packages is measured apart, it depends on the network.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../postgres.mjs'

// Two idle cores need about 50 s. The figure is printed.
const FIRST_START_S = 90
const SECOND_START_S = 10
const INSTALL_S = 150
const STOP_S = 20
const pages = ['/', '/console', '/field', '/api/ready']

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const clone = mkdtempSync(join(tmpdir(), 'linli-clone-'))

/** @typedef {{ seconds: number, installSeconds: number, stop: () => Promise<void> }} Demo */

/** @param {number} port @param {number} limitS without the install @returns {Promise<Demo>} */
async function startDemo(port, limitS) {
  const { DATABASE_URL: _, DATA_DIR: __, ...env } = process.env
  const start = performance.now()
  const child = spawn('npm', ['run', 'demo'], {
    cwd: clone,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let text = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    text += chunk
    process.stdout.write(chunk)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const stop = () => stopDemo(child, port)
  const installS = () => Number(/packages installed in ([\d.]+) s/.exec(text)?.[1] ?? 0)
  try {
    for (;;) {
      const seconds = (performance.now() - start) / 1000
      if (await isHealthy(port)) return { seconds: seconds - installS(), installSeconds: installS(), stop }
      if (child.exitCode !== null) throw new Error(`npm run demo ended with exit code ${child.exitCode}`)
      if (seconds > (installS() === 0 ? INSTALL_S : 0) + installS() + limitS)
        throw new Error(`no answer from /api/health within ${limitS} s`)
      await sleep(100)
    }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

/** Asks npm to end, as a service manager would, and expects the server behind it to be gone soon. @param {import('node:child_process').ChildProcess} child @param {number} port */
async function stopDemo(child, port) {
  child.kill('SIGTERM')
  const until = performance.now() + STOP_S * 1000
  while (await answers(port)) {
    if (performance.now() > until) {
      endGroup(child.pid)
      throw new Error(`the server still answers ${STOP_S} s after it was told to stop`)
    }
    await sleep(100)
  }
  // The port closes before the database does; the group is gone only when both are.
  while (groupLives(child.pid) && performance.now() < until) await sleep(100)
  if (groupLives(child.pid)) {
    endGroup(child.pid)
    throw new Error(`processes are left ${STOP_S} s after the server was told to stop`)
  }
}

/** @param {number} port */
async function isHealthy(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`)
    const body = /** @type {{ status?: string }} */ (await answer.json())
    return answer.status === 200 && body.status === 'ok'
  } catch {
    return false
  }
}

/** @param {number} port */
async function answers(port) {
  return fetch(`http://127.0.0.1:${port}/api/health`).then(
    () => true,
    () => false,
  )
}

/** @param {number | undefined} pid */
function groupLives(pid) {
  try {
    return pid !== undefined && process.kill(-pid, 0)
  } catch {
    return false
  }
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (groupLives(pid) && pid !== undefined) process.kill(-pid, 'SIGKILL')
}

/** @param {string} what @param {number} seconds @param {number} limit */
function judge(what, seconds, limit) {
  console.log(`${what}: ${seconds.toFixed(1)} s (limit ${limit} s)`)
  if (seconds > limit) throw new Error(`${what} took ${seconds.toFixed(1)} s; the limit is ${limit} s`)
}

/** @param {number} port */
async function openPages(port) {
  for (const page of pages) {
    const answer = await fetch(`http://127.0.0.1:${port}${page}`)
    console.log(`${page}: ${answer.status}`)
    if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`)
  }
}

try {
  execFileSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' })
  const port = await freePort()
  const first = await startDemo(port, FIRST_START_S)
  await openPages(port).finally(first.stop)
  console.log(`npm ci: ${first.installSeconds.toFixed(1)} s`)
  judge('first start', first.seconds, FIRST_START_S)
  const second = await startDemo(port, SECOND_START_S)
  await second.stop()
  judge('second start', second.seconds, SECOND_START_S)
} catch (error) {
  console.error(`fresh clone: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  rmSync(clone, { recursive: true, force: true })
}
