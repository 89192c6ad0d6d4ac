// A lock between processes of one checkout, so that `npm test` and `npm run demo` started together do not both install or
// build. A directory is the lock, since making one is atomic on every file system; inside stands who holds it. A holder
// that died is found by its process id and its lock is taken over.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal, say } from './say.mjs'

const POLL_MS = 200
const PATIENCE_MS = 15 * 60_000
/** How long a lock without a name in it may be in the making before it counts as left behind. */
const UNNAMED_MS = 10_000

/**
 * Runs `work` while no other process of this checkout holds the lock of that name.
 * @template T
 * @param {string} root
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(root, name, work) {
  const dir = join(root, '.cache', `${name}.lock`)
  await take(dir, name)
  try {
    return await work()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** @param {string} dir @param {string} name */
async function take(dir, name) {
  mkdirSync(join(dir, '..'), { recursive: true })
  const until = Date.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    if (tryTake(dir)) return
    const owner = ownerOf(dir)
    if (owner === 'gone') {
      stealFrom(dir)
      continue
    }
    if (!told) say(`another process (${owner}) is busy with ${name}; waiting for it`)
    if (Date.now() > until) throw new Refusal(`${name} is still held by ${owner}. If nothing runs, remove ${dir}`)
    await sleep(POLL_MS)
  }
}

/** @param {string} dir */
function tryTake(dir) {
  try {
    mkdirSync(dir)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(dir, 'owner'), String(process.pid))
  return true
}

/** 'gone' when the holder is dead or never wrote its name. @param {string} dir */
function ownerOf(dir) {
  try {
    const pid = Number(readFileSync(join(dir, 'owner'), 'utf8'))
    if (pid > 0) return isAlive(pid) ? `process ${pid}` : 'gone'
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const age = Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  return age > UNNAMED_MS ? 'gone' : 'not yet named'
}

/**
 * Moves a dead holder's lock aside; of several that try, the rename lets one win. Should a live one have taken its place in
 * between, it is put back.
 * @param {string} dir
 */
function stealFrom(dir) {
  const aside = `${dir}.${process.pid}`
  try {
    renameSync(dir, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (ownerOf(aside) === 'gone') rmSync(aside, { recursive: true, force: true })
  else renameSync(aside, dir)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined)
