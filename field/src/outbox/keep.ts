/**
 * The phone's own shelf: items that wait to be sent, and the photos of drafts and items. IndexedDB survives a closed
 * browser, a dead battery and an update. Where a browser refuses it (some private windows), the shelf lives as long as
 * the page, and `isLasting` says so, for people must know.
 */
import type { OutboxItem } from './item.ts'

/** A photo, video or voice note before its bytes are with the server. */
export type KeptFile = {
  id: string
  account: string
  blob: Blob
  name: string
  addedAt: string
  /** Where a begun upload goes on. */
  uploadUrl?: string
}

export type Shelf<T extends { id: string }> = {
  all(): Promise<T[]>
  get(id: string): Promise<T | undefined>
  put(thing: T): Promise<void>
  drop(id: string): Promise<void>
}

export type Keep = { items: Shelf<OutboxItem>; files: Shelf<KeptFile>; isLasting: boolean }

const name = 'linli.field'
const shelves = ['items', 'files'] as const

export async function openKeep(factory: IDBFactory | undefined = globalThis.indexedDB): Promise<Keep> {
  try {
    if (!factory) return memoryKeep()
    const database = await Promise.race([openDatabase(factory), tooLong()])
    return {
      items: shelfOf<OutboxItem>(database, 'items'),
      files: shelfOf<KeptFile>(database, 'files'),
      isLasting: true,
    }
  } catch {
    return memoryKeep()
  }
}

/** Some browsers never answer at all; people must be able to work all the same. */
function tooLong(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('the database does not open')), 4_000))
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(name, 1)
    opening.onupgradeneeded = () => {
      for (const shelf of shelves) opening.result.createObjectStore(shelf, { keyPath: 'id' })
    }
    opening.onsuccess = () => {
      // A newer version of the app in another tab may change the shelves; this page then asks to be loaded anew.
      opening.result.onversionchange = () => opening.result.close()
      resolve(opening.result)
    }
    opening.onerror = () => reject(opening.error)
    opening.onblocked = () => reject(new Error('another tab holds the database'))
  })
}

function shelfOf<T extends { id: string }>(database: IDBDatabase, shelf: (typeof shelves)[number]): Shelf<T> {
  const ask = <R>(mode: IDBTransactionMode, make: (store: IDBObjectStore) => IDBRequest): Promise<R> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(shelf, mode)
      const request = make(transaction.objectStore(shelf))
      // Only a finished transaction is on the disk.
      transaction.oncomplete = () => resolve(request.result as R)
      transaction.onabort = () => reject(transaction.error ?? request.error)
    })
  return {
    all: () => ask('readonly', (store) => store.getAll()),
    get: (id) => ask('readonly', (store) => store.get(id)),
    put: (thing) => ask('readwrite', (store) => store.put(thing)),
    drop: (id) => ask('readwrite', (store) => store.delete(id)),
  }
}

/** Lives as long as the page; also what tests use. */
export function memoryKeep(): Keep {
  return { items: memoryShelf(), files: memoryShelf(), isLasting: false }
}

function memoryShelf<T extends { id: string }>(): Shelf<T> {
  const things = new Map<string, T>()
  return {
    all: async () => [...things.values()],
    get: async (id) => things.get(id),
    put: async (thing) => void things.set(thing.id, thing),
    drop: async (id) => void things.delete(id),
  }
}
