// `npm run generate`: writes the records that are drawn from the code and committed, so that a review sees them change: the
// schema, the description of the interface, the settings. An empty embedded database stands behind it, nothing of this machine.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from './app.ts'
import { describeSettings, readConfig } from './config.ts'
import { standingClock } from './platform/clock.ts'
import { parseKeys } from './platform/crypto.ts'
import { openDb } from './platform/db.ts'
import { describeSchema } from './platform/describe-schema.ts'
import { template } from './platform/embedded.ts'
import { openEmbedded } from './platform/engine-embedded.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const write = (path: string, text: string) => writeFileSync(join(root, path), text)

const dataDir = mkdtempSync(join(tmpdir(), 'linli-generate-'))
const engine = await openEmbedded({ folder: null, template: await template() })
try {
  write('server/db/schema.sql', await describeSchema(engine))
  // The virtual clock adds a route of its own, which the description must hold as well.
  const app = await buildApp({
    config: readConfig({ DATA_DIR: dataDir, CLOCK: 'virtual', LOG_LEVEL: 'error' }),
    db: openDb(engine),
    clock: standingClock(0),
    keys: parseKeys('0'.repeat(64)),
  })
  await app.http.ready()
  const answer = await app.http.inject('/api/openapi.json')
  if (answer.statusCode !== 200) throw new Error(`The description of the interface fails: ${answer.body}`)
  write('server/openapi.json', `${JSON.stringify(answer.json(), null, 2)}\n`)
  write('docs/settings.md', describeSettings())
  await app.close()
} finally {
  await engine.close()
  rmSync(dataDir, { recursive: true, force: true })
}
