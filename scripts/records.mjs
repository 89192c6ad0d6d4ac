// Generated records are committed so that a review sees them change (schema, API, settings, permissions). They are written by
// `npm run generate` only; `npm run check` writes them too and fails if a byte differs from what stood there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decisionIndex } from './decisions.mjs'
import { run, toStandardError } from './run.mjs'
import { Refusal } from './say.mjs'

/** Every record that generating may write. The matrix and the statements are drawn by calling, in a test (docs/decisions/0018). */
export const records = ['docs/decisions/README.md', 'docs/settings.md', 'server/db/schema.sql', 'server/openapi.json']

/** Writes all records; resolves to those whose bytes changed. @param {import('./verbs.mjs').Ready} ready */
export async function generate({ root, node }) {
  const before = readAll(root)
  writeFileSync(join(root, 'docs', 'decisions', 'README.md'), decisionIndex(root))
  const program = 'server/src/generate.ts'
  if (existsSync(join(root, program))) {
    const code = await run(node, [program], { cwd: root, node, stdio: toStandardError })
    if (code !== 0) throw new Refusal(`${program} failed (exit code ${code}); the lines above say why`)
  }
  const after = readAll(root)
  return records.filter((record) => before.get(record) !== after.get(record))
}

/** @param {string} root */
function readAll(root) {
  return new Map(
    records.map((record) => {
      const file = join(root, record)
      return [record, existsSync(file) ? readFileSync(file, 'utf8') : null]
    }),
  )
}
