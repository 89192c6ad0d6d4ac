// `npm run check` is what the continuous integration asks of a change besides the tests. Every part runs, so that one look
// shows all that is wrong.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { findBrokenLinks } from './links.mjs'
import { generate } from './records.mjs'
import { run } from './run.mjs'
import { say, secondsSince } from './say.mjs'

/** @typedef {import('./verbs.mjs').Ready} Ready */
/** @typedef {{ name: string, ok: (ready: Ready) => Promise<boolean> }} Part */

const colors = process.stdout.isTTY ? 'force' : 'off'

/** @type {import('./verbs.mjs').Verb} */
export async function checkAll(ready) {
  const failed = []
  for (const part of listParts(ready.root)) {
    const start = performance.now()
    const ok = await part.ok(ready).catch((error) => {
      say(error.message)
      return false
    })
    say(`${ok ? 'ok    ' : 'FAILED'} ${part.name} (${secondsSince(start)})`)
    if (!ok) failed.push(part.name)
  }
  say(failed.length === 0 ? 'check: all is well' : `check: ${failed.length} failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}

/** @param {string} root @returns {Part[]} */
function listParts(root) {
  const messages = 'scripts/check-messages.mjs'
  return [
    ...listTypeProjects(root).map((project) => ({ name: `types ${project}`, ok: typesAreRight(project) })),
    {
      name: 'format and lint',
      ok: succeeds(['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', `--colors=${colors}`]),
    },
    ...(existsSync(join(root, messages)) ? [{ name: 'messages', ok: succeeds([messages]) }] : []),
    { name: 'links', ok: linksLead },
    { name: 'generated records', ok: recordsAreFresh },
  ]
}

/** The root project, and every workspace with a tsconfig of its own and something in it. @param {string} root */
function listTypeProjects(root) {
  const own = ['ui', 'console', 'field', 'resident', 'e2e'].map((workspace) => `${workspace}/tsconfig.json`)
  return ['tsconfig.json', ...own.filter((project) => existsSync(join(root, project)) && hasSources(root, project))]
}

/** @param {string} root @param {string} project */
function hasSources(root, project) {
  const folder = join(root, project, '..', 'src')
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.tsx?$/.test(String(name)))
}

/** @param {string} project */
const typesAreRight = (project) => succeeds(['node_modules/typescript/bin/tsc', '--noEmit', '-p', project])

/** @param {string[]} args @returns {Part['ok']} */
function succeeds(args) {
  return async ({ root, node }) => (await run(node, args, { cwd: root, node })) === 0
}

/** @type {Part['ok']} */
async function linksLead({ root }) {
  const broken = findBrokenLinks(root)
  for (const { file, line, target, why } of broken) say(`${file}:${line}: ${target} – ${why}`)
  return broken.length === 0
}

/** @type {Part['ok']} */
async function recordsAreFresh(ready) {
  const changed = await generate(ready)
  for (const record of changed) say(`${record} differed from what the code says and is written anew: commit it`)
  return changed.length === 0
}
