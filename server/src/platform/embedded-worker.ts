// The embedded database lives in a worker thread: a heavy query would otherwise hold up every request (docs/decisions/0004).
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { parsers } from './engine-postgres.ts'
import type { Statement } from './sql.ts'

export interface EmbeddedOptions {
  /** Folder of the database; null = in memory. */
  folder: string | null
  /** Packed template to start a new database from. */
  template: string | null
}

export type Ask =
  | { id: number; kind: 'batch'; statements: Statement[] }
  | { id: number; kind: 'dump' }
  | { id: number; kind: 'close' }

const options = workerData as EmbeddedOptions
const port = parentPort!

const db = await PGlite.create({
  ...(options.folder ? { dataDir: options.folder } : {}),
  ...(options.template ? { loadDataDir: new Blob([new Uint8Array(await readFile(options.template))]) } : {}),
  extensions: { postgis, btree_gist, pg_trgm },
  parsers: parsers as Record<number, (text: string) => string>,
})
await db.exec(`set timezone to 'UTC'`)
port.postMessage({ id: 0, ready: true })

port.on('message', (ask: Ask) => {
  void answer(ask).then(
    (value) => port.postMessage({ id: ask.id, value }),
    (error: Error & { code?: string; constraint?: string; at?: string }) =>
      port.postMessage({
        id: ask.id,
        error: {
          message: error.message,
          sqlState: error.code ?? '',
          constraint: error.constraint ?? null,
          statement: error.at ?? null,
        },
      }),
  )
})

async function answer(ask: Ask): Promise<unknown> {
  if (ask.kind === 'close') return db.close()
  if (ask.kind === 'dump') return new Uint8Array(await (await db.dumpDataDir('gzip')).arrayBuffer())
  const results: unknown[] = []
  for (const s of ask.statements) {
    try {
      // Several commands in one text (migrations) need the simple protocol.
      if (s.values.length === 0 && s.text.includes(';')) results.push((await db.exec(s.text)).at(-1)?.rows ?? [])
      else results.push((await db.query(s.text, [...s.values])).rows)
    } catch (error) {
      throw Object.assign(error as Error, { at: s.text })
    }
  }
  return results
}
