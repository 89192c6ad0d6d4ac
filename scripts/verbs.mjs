// What each `npm run …` does, once the Node that runs this is known to be new enough.
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkAll } from './check.mjs'
import { develop } from './dev.mjs'
import { ensureFronts } from './fronts.mjs'
import { findNode } from './node24.mjs'
import { ensurePackages } from './packages.mjs'
import { generate } from './records.mjs'
import { run } from './run.mjs'
import { Refusal, say } from './say.mjs'

/**
 * @typedef {object} Ready
 * @property {string} root the checkout
 * @property {string} node a Node ≥ 24
 * @property {string[]} args what stood after `--`
 */
/** @typedef {(ready: Ready) => Promise<number>} Verb */

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @type {Record<string, Verb>} */
const verbs = {
  setup: async ({ node }) => {
    say(`the locked packages are installed; the server runs on ${node}`)
    return 0
  },
  demo: (ready) => serve({ ...ready, args: ['--demo', ...ready.args] }),
  start: serve,
  test: (ready) => vitest(ready, ['run']),
  dev: develop,
  check: checkAll,
  build: async ({ node }) => {
    await ensureFronts(root, node, { force: true })
    return 0
  },
  e2e: async (ready) => {
    await ensureFronts(root, ready.node)
    return vitest(ready, ['run', '--config', 'e2e/vitest.config.ts'])
  },
  bench: measure,
  replay: (ready) => program(ready, 'server/src/replay.ts'),
  administrator: (ready) => program(ready, 'server/src/administrator.ts'),
  generate: async (ready) => {
    const changed = await generate(ready)
    say(changed.length === 0 ? 'generated records are unchanged' : `written anew: ${changed.join(', ')}`)
    return 0
  },
}

/** Resolves to the exit code; an expected failure is one line, anything else a stack. @param {string | undefined} name @param {string[]} args */
export async function runVerb(name, args) {
  const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb) {
    say(`${name === undefined ? 'say what to do' : `there is no "${name}"`}: ${Object.keys(verbs).join(', ')}`)
    return 2
  }
  try {
    await ensurePackages(root)
    return await verb({ root, node: findNode(root), args })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    say(error.message)
    return 1
  }
}

/** @type {Verb} */
async function serve(ready) {
  await ensureFronts(root, ready.node)
  return program(ready, 'server/src/main.ts')
}

/** @param {Ready} ready @param {string[]} first */
function vitest({ node, args }, first) {
  return run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...first, ...args], { cwd: root, node })
}

/** @param {Ready} ready @param {string} file */
function program({ node, args }, file) {
  return run(node, [file, ...args], { cwd: root, node })
}

/** @type {Verb} */
async function measure(ready) {
  const [name, ...args] = ready.args
  const file = `bench/${name}.ts`
  if (name !== undefined && /^[a-z][a-z-]*$/.test(name) && existsSync(join(root, file)))
    return program({ ...ready, args }, file)
  const known = readdirSync(join(root, 'bench'))
    .filter((entry) => /^[a-z][a-z-]*\.ts$/.test(entry))
    .map((entry) => entry.slice(0, -3))
  say(`npm run bench -- NAME, where NAME is one of: ${known.join(', ') || '(none yet)'}`)
  return 2
}
