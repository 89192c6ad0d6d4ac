// Reads every page and every catalogue of the doors and says, place by place, which words break the rules of
// message-rules.mjs. Run by `npm run check`; exit code 1 when anything was found.
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { checkMessage, findLiteralText, findUses } from './message-rules.mjs'

/** @typedef {import('./message-rules.mjs').Message} Message */

const root = fileURLToPath(new URL('..', import.meta.url))

/** @param {string} at the root of the project @returns {Promise<string[]>} one line for each finding */
export async function checkMessages(at) {
  const catalogues = globSync('{contract,ui,console,field,resident}/src/**/*.messages.ts', { cwd: at })
  const pages = globSync('{contract,ui,console,field,resident}/src/**/*.{ts,tsx}', { cwd: at }).filter(
    (file) => !/\.(messages|test|d)\.tsx?$/.test(file),
  )
  const { ids, found } = await readCatalogues(at, catalogues)
  const used = new Set()
  for (const page of pages) {
    const code = readFileSync(join(at, page), 'utf8')
    // What both sides agree on keeps its words in tables of the contract, beside the lists that they name.
    if (!page.startsWith('contract')) {
      for (const { line, what } of findLiteralText(page, code)) found.push(`${page}:${line} ${what}`)
    }
    const uses = findUses(page, code)
    for (const id of ids.keys()) {
      if (uses.ids.has(id) || uses.patterns.some((pattern) => pattern.test(id))) used.add(id)
    }
    for (const { line, test, text } of uses.asked) {
      if (![...ids.keys()].some(test)) found.push(`${page}:${line} no catalogue has ${text}`)
    }
  }
  for (const [id, file] of ids) if (!used.has(id)) found.push(`${file} ${id} is used nowhere`)
  return found
}

/** @param {string} at @param {string[]} files */
async function readCatalogues(at, files) {
  /** @type {Map<string, string>} */
  const ids = new Map()
  /** @type {string[]} */
  const found = []
  for (const file of files) {
    const exported = await import(pathToFileURL(join(at, file)).href)
    for (const catalogue of Object.values(exported)) {
      for (const [id, message] of Object.entries(/** @type {Record<string, Message>} */ (catalogue))) {
        if (ids.has(id)) found.push(`${file} ${id} stands in ${ids.get(id)} too`)
        ids.set(id, file)
        for (const wrong of checkMessage(message)) found.push(`${file} ${id} ${wrong}`)
      }
    }
  }
  return { ids, found }
}

if (process.argv[1] && relative(process.argv[1], fileURLToPath(import.meta.url)) === '') {
  const found = await checkMessages(root)
  for (const line of found) console.error(line)
  console.error(found.length === 0 ? 'messages: all words stand where they belong' : `messages: ${found.length} found`)
  process.exitCode = found.length === 0 ? 0 : 1
}
