// Are the installed packages those of package-lock.json? The stamp answers in a millisecond; without a matching one (somebody
// ran npm by hand) the list that npm leaves behind is compared, and only a real difference costs an install.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { withLock } from './lock.mjs'
import { isOwnNodeEnough, packagedNode } from './node24.mjs'
import { run, toStandardError } from './run.mjs'
import { Refusal, say, secondsSince } from './say.mjs'

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} LockFile */

/** Makes node_modules what package-lock.json says; does nothing when it already is. @param {string} root */
export async function ensurePackages(root) {
  if (isInstalled(root)) return
  await withLock(root, 'install', async () => {
    if (!isInstalled(root)) await install(root)
  })
}

/** @param {string} root */
export function isInstalled(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const node = packagedNode(root)
  if (node && !isOwnNodeEnough() && !existsSync(node)) return false
  const stamp = stampFile(root)
  if (readIfThere(stamp) === digest(lockText)) return true
  const installedText = readIfThere(join(root, 'node_modules', '.package-lock.json'))
  if (installedText === null || !isSame(JSON.parse(lockText), JSON.parse(installedText))) return false
  writeFileSync(stamp, digest(lockText))
  return true
}

/**
 * Whether every locked package stands there in its version. Optional ones may be absent: they are for other machines.
 * @param {LockFile} locked @param {LockFile} installed
 */
export function isSame(locked, installed) {
  const there = installed.packages ?? {}
  return Object.entries(locked.packages ?? {}).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true
    const found = there[path]
    if (!found) return wanted.optional === true
    return found.version === wanted.version && Boolean(found.link) === Boolean(wanted.link)
  })
}

/** @param {string} root */
async function install(root) {
  say('installing the locked packages (npm ci) …')
  const start = performance.now()
  rmSync(stampFile(root), { force: true })
  // Development packages are included even under NODE_ENV=production: the pages are built with them.
  // Packages that need Node ≥ 22 warn under npm's own Node 20, though they run under Node 24: only errors are shown.
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--include=dev', '--include=optional']
  const { program, first } = findNpm()
  const code = await run(program, [...first, ...args, '--loglevel=error'], { cwd: root, stdio: toStandardError })
  if (code !== 0) throw new Refusal(`npm ci failed (exit code ${code}); the lines above say why`)
  writeFileSync(stampFile(root), digest(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  say(`packages installed in ${secondsSince(start)}`)
}

/** npm by its own file where npm started us, since a shell script cannot be spawned on Windows; else the one beside Node. */
function findNpm() {
  const fromNpm = process.env.npm_execpath
  const beside = [
    join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(process.execPath, '..', '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const file = [fromNpm?.endsWith('npm-cli.js') ? fromNpm : '', ...beside].find((path) => path && existsSync(path))
  if (file) {
    refuseOldNpm(file)
    return { program: process.execPath, first: [file] }
  }
  if (process.platform === 'win32') throw new Refusal('npm was not found. Start this with: npm run demo')
  return { program: 'npm', first: [] }
}

/** @param {string} file */
function refuseOldNpm(file) {
  const about = readIfThere(join(file, '..', '..', 'package.json'))
  const version = about === null ? '' : String(JSON.parse(about).version)
  const major = Number(version.split('.')[0])
  if (major > 0 && major < 10)
    throw new Refusal(`this is npm ${version}; npm 10 or later is needed (it comes with Node 20.19)`)
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.linli-lock')

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('hex')

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
