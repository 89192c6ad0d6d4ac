// The embedded database (PGlite with PostGIS): one connection, handed from one transaction to the next in order.
import { Worker } from 'node:worker_threads'
import type { Ask, EmbeddedOptions } from './embedded-worker.ts'
import { type Connection, DatabaseError, type Engine, type Row } from './engine.ts'

export interface Embedded extends Engine {
  /** The whole database, packed: what a template file holds. */
  dump(): Promise<Uint8Array>
}

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }
type Answer = {
  id: number
  value?: unknown
  ready?: true
  error?: { message: string; sqlState: string; constraint: string | null; statement: string | null }
}
type OmitId<T> = T extends { id: number } ? Omit<T, 'id'> : never

export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: options })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended = error
    for (const w of waiting.values()) w.reject(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', (code) => fail(ended ?? new Error(`The embedded database ended (exit code ${code}).`)))
  worker.on('message', (a: Answer) => {
    const w = waiting.get(a.id)
    waiting.delete(a.id)
    if (a.error) w?.reject(new DatabaseError(a.error.message, a.error))
    else w?.resolve(a.value)
  })
  const ask = (message: OmitId<Ask>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...message, id })
    })
  await new Promise<unknown>((resolve, reject) => waiting.set(0, { resolve, reject }))

  let turn: Promise<void> = Promise.resolve()
  return {
    kind: 'embedded',
    async connect(): Promise<Connection> {
      const before = turn
      let done!: () => void
      turn = new Promise((resolve) => (done = resolve))
      await before
      return {
        batch: (statements) =>
          ask({
            kind: 'batch',
            statements: statements.map((s) => ({ text: s.text, values: [...s.values] })),
          }) as Promise<Row[][]>,
        release: () => done(),
      }
    },
    dump: () => ask({ kind: 'dump' }) as Promise<Uint8Array>,
    async close() {
      await turn
      if (ended) return
      await ask({ kind: 'close' })
      ended = new Error('The database is closed.')
      await worker.terminate()
    },
  }
}
