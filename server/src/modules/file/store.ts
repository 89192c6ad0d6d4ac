// Where the bytes lie. On this machine, `partial/<sender>/<id>`: uploads under way, each sender in a folder of their own, so that
// nobody can go on with, look at or cut off what another began; and `draft/`: pictures being drawn. On the shelf, which all servers
// share, `kept/<last two of the id>/<id>-<digest>`: what arrived and was judged. Paths are built from ids that were checked, never
// from names that people send.

import { mkdirSync } from 'node:fs'
import { readdir, rm, rmdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { FileStore } from '@tus/file-store'
import { syncFile, workFolder } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import type { Config } from '#src/config.ts'

/** Uploads that nobody went on with are given up after this time. */
export const partialMs = 48 * 3_600_000
/** Left free on the disk, which the database may share. */
const reserveBytes = 512 * 1024 * 1024

/** tus storage that acknowledges nothing before it is on the disk. */
class DurableStore extends FileStore {
  override async write(readable: Readable, key: string, offset: number): Promise<number> {
    const next = await super.write(readable, key, offset)
    await syncFile(join(this.directory, key))
    return next
  }
}

export interface Store {
  folder: string
  tus: FileStore
}

export function openStore(config: Config): Store {
  const folder = workFolder(config)
  const partial = join(folder, 'partial')
  for (const part of ['partial', 'draft']) mkdirSync(join(folder, part), { recursive: true })
  const tus = new DurableStore({ directory: partial, expirationPeriodInMilliseconds: partialMs })
  // A piece belongs to a PATCH: with data in the creation, a refusal would come after the bytes.
  tus.extensions = ['creation', 'expiration', 'termination']
  return { folder, tus }
}

/** Of whom an upload is: an account, or a browser that holds a token. */
export type Sender = { accountId: string } | { token: string }

const shapes = { account: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, token: /^[0-9a-f]{32}$/ }
export const isToken = (text: string): boolean => shapes.token.test(text)

/** The key of an upload in the store; it stands for the sender's right to it. */
export function keyOf(sender: Sender, id: string): string {
  const own = 'token' in sender ? sender.token : sender.accountId
  if (!shapes['token' in sender ? 'token' : 'account'].test(own) || !shapes.account.test(id))
    throw new Error('An upload has a sender or an id that cannot be a path.')
  return `${'token' in sender ? 'r-' : 'a-'}${own}/${id}`
}

export function parseKey(key: string): { sender: Sender; id: string } {
  const [owner, id] = key.split('/') as [string, string]
  return { sender: owner.startsWith('r-') ? { token: owner.slice(2) } : { accountId: owner.slice(2) }, id }
}

export const partialPath = (store: Store, key: string): string => join(store.folder, 'partial', key)

export type Size = 'full' | 'thumb'

/** The digest is part of the name: content of another sender under the same id can never take its place. */
export function keptName(id: string, sha256: Uint8Array, size: Size = 'full'): string {
  const name = `kept/${id.slice(-2)}/${id}-${Buffer.from(sha256).toString('hex', 0, 8)}`
  return size === 'thumb' ? `${name}.thumb` : name
}

export async function removeKept({ shelf }: House, id: string, sha256: Uint8Array): Promise<void> {
  await shelf.remove(keptName(id, sha256))
  await shelf.remove(keptName(id, sha256, 'thumb'))
}

export async function removePartial(store: Store, key: string): Promise<void> {
  const path = partialPath(store, key)
  await rm(path, { force: true })
  await rm(`${path}.json`, { force: true })
}

/** Uploads under way with the time of their last byte; what cannot be read counts as old. */
export async function listPartials(store: Store): Promise<{ key: string; touchedAt: number }[]> {
  const root = join(store.folder, 'partial')
  const found: { key: string; touchedAt: number }[] = []
  for (const owner of await readdir(root)) {
    const ids = new Set((await readdir(join(root, owner))).map((name) => name.replace(/\.json$/, '')))
    for (const id of ids) {
      const at = await stat(join(root, owner, id)).then(
        (s) => s.mtimeMs,
        () => 0,
      )
      found.push({ key: `${owner}/${id}`, touchedAt: at })
    }
  }
  return found
}

/** Folders of senders who have nothing under way: every resident's browser leaves one, and nobody comes back for it. */
export async function removeEmptyFolders(store: Store, before: number): Promise<void> {
  const root = join(store.folder, 'partial')
  for (const owner of await readdir(root)) {
    const path = join(root, owner)
    const { mtimeMs } = await stat(path)
    // Refused by the system while anything is in it, and that is as it should be.
    if (mtimeMs < before) await rmdir(path).catch(() => {})
  }
}

export async function countPartials(store: Store, sender: Sender): Promise<number> {
  const owner = keyOf(sender, '00000000-0000-0000-0000-000000000000').split('/')[0]!
  const names = await readdir(join(store.folder, 'partial', owner)).catch(() => [])
  return names.filter((name) => name.endsWith('.json')).length
}

/** Whether so many more bytes may be taken: an upload and what is drawn from it, beside the reserve. */
export async function hasRoom(store: Store, bytes: number): Promise<boolean> {
  const disk = await statfs(store.folder)
  return disk.bavail * disk.bsize > reserveBytes + 2 * bytes
}
