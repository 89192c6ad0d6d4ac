// The three front doors are built by Vite into <workspace>/dist. Which sources a build came from stands in dist/.built, so a
// second start costs a hash and no build, and a changed file never shows an old page.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { withLock } from './lock.mjs'
import { run, toStandardError } from './run.mjs'
import { Refusal, say, secondsSince } from './say.mjs'

const doors = ['console', 'field', 'resident']
const sharedSources = ['ui', 'contract']
const sharedFiles = ['package-lock.json', 'tsconfig.base.json']

/** The front ends that have a build of their own. @param {string} root */
export function listFronts(root) {
  return doors.filter((door) => existsSync(join(root, door, 'vite.config.ts')))
}

/**
 * Builds the front ends whose sources differ from those of their last build.
 * @param {string} root @param {string} node @param {{ force?: boolean }} [options]
 */
export async function ensureFronts(root, node, options = {}) {
  const isDue = (/** @type {string} */ door) => options.force || !isBuilt(root, door)
  if (!listFronts(root).some(isDue)) return
  await withLock(root, 'build', async () => {
    const results = await Promise.allSettled(
      listFronts(root)
        .filter(isDue)
        .map((door) => build(root, node, door)),
    )
    for (const result of results) if (result.status === 'rejected') throw result.reason
  })
}

/** @param {string} root @param {string} node @param {string} door */
async function build(root, node, door) {
  const start = performance.now()
  // Hashed before the build: a file that changes meanwhile makes the result stale, never falsely fresh.
  const sources = hashSources(root, door)
  const code = await run(node, [viteFile(root), 'build', '--logLevel', 'warn'], {
    cwd: join(root, door),
    node,
    stdio: toStandardError,
  })
  if (code !== 0) throw new Refusal(`the build of ${door} failed; the lines above say why`)
  writeFileSync(join(root, door, 'dist', '.built'), sources)
  say(`${door} built in ${secondsSince(start)}`)
}

/** @param {string} root */
export const viteFile = (root) => join(root, 'node_modules', 'vite', 'bin', 'vite.js')

/** @param {string} root @param {string} door */
function isBuilt(root, door) {
  const stamp = join(root, door, 'dist', '.built')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSources(root, door)
}

/** One digest over the names and contents of all that a build reads. @param {string} root @param {string} door */
export function hashSources(root, door) {
  const hash = createHash('sha256')
  const files = [door, ...sharedSources].flatMap((folder) => listSources(join(root, folder)))
  for (const file of [...files, ...sharedFiles.map((name) => join(root, name))]) {
    if (!existsSync(file)) continue
    const content = readFileSync(file)
    hash.update(`${relative(root, file).replaceAll('\\', '/')}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex')
}

/** Files below a folder in a fixed order, without what a build makes and without tests. @param {string} folder @returns {string[]} */
function listSources(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return []
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return listSources(path)
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path]
    })
}
