// Anchors outside the database: DATA_DIR/anchors/anchors.jsonl, one line each, only ever appended and synced before anybody is told.
// Whoever owns the database can rewind it, anchors and all; this file then knows more than the database does. It holds no personal
// data and no key, so that it can be copied to write-once storage, printed, or kept by somebody else (docs/how-to/verify-the-record.md).
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeFolder, syncFolder } from '#platform/files.ts'
import type { House } from '#platform/house.ts'
import { at } from '#platform/sql.ts'
import type { Config } from '#src/config.ts'
import { type Anchor, anchorDigest, listAnchors } from './anchor.ts'

export const anchorFile = (config: Config): string => join(config.dataDir, 'anchors', 'anchors.jsonl')

const lineOf = ({ seq, at: taken, heads, digest }: Anchor): string =>
  `${JSON.stringify({ seq, at: at(taken), heads, digest })}\n`

/** Null for what is no anchor: the torn line of a power cut. What should have stood there is missed by its number. */
export function parseLine(line: string): Anchor | null {
  try {
    const { seq, at: taken, heads, digest } = JSON.parse(line)
    const anchor = { seq, at: Date.parse(taken), heads, digest }
    const isWhole = Number.isSafeInteger(seq) && Number.isFinite(anchor.at) && typeof digest === 'string'
    return isWhole && heads?.audit && heads.disclosure && heads.history ? anchor : null
  } catch {
    return null
  }
}

/**
 * The anchors of the file behind number `after`, in order, each once, without holding more than a line; none if there is no file.
 * What is appended while it is read is left for the next time: the database is read behind the file, and must know every line.
 */
export async function* readAnchorFile(path: string, after: number): AsyncGenerator<Anchor> {
  const bytes = await size(path)
  if (bytes === 0) return
  const lines = createInterface({
    input: createReadStream(path, { end: bytes - 1 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let last = after
  for await (const line of lines) {
    const anchor = parseLine(line)
    if (!anchor || anchor.seq <= last) continue
    last = anchor.seq
    yield anchor
  }
}

const size = (path: string): Promise<number> =>
  stat(path).then(
    (s) => s.size,
    () => 0,
  )

/** A line has about 600 bytes. */
const tailBytes = 65_536

/** The last anchor of the file, read from its end; null when there is none. */
export async function lastInFile(path: string): Promise<Anchor | null> {
  const bytes = await size(path)
  if (bytes === 0) return null
  const file = await open(path, 'r')
  try {
    const start = Math.max(0, bytes - tailBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes - start), 0, bytes - start, start)
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
    for (const line of lines.reverse()) {
      const anchor = parseLine(line)
      if (anchor) return anchor
    }
    return null
  } finally {
    await file.close()
  }
}

/**
 * Brings the file up to the database and gives the number of its last line: what this process, or another server, has anchored since.
 * Nothing is written behind a line that the database does not know: a rewound database must not grow over it.
 */
export async function copyAnchors(house: House): Promise<number> {
  const path = anchorFile(house.config)
  let last = await lastInFile(path)
  for (;;) {
    const after = last?.seq ?? 0
    const [rows] = await house.db.transaction('linli_job', (tx) => tx.commit(listAnchors(Math.max(0, after - 1), 500)))
    const known = after === 0 ? undefined : rows.shift()
    if (after > 0 && known?.digest !== last!.digest) return after
    if (rows.length === 0) return after
    let before = last?.digest ?? null
    for (const row of rows) {
      if (anchorDigest(house.keys, before, row) !== row.digest) return after
      before = row.digest
    }
    await appendLines(path, rows.map(lineOf).join(''))
    last = rows.at(-1)!
  }
}

async function appendLines(path: string, lines: string): Promise<void> {
  await makeFolder(dirname(path))
  const isNew = (await size(path)) === 0
  const file = await open(path, 'a+', 0o640)
  try {
    await file.appendFile((await isTorn(path)) ? `\n${lines}` : lines)
    await file.sync()
  } finally {
    await file.close()
  }
  if (isNew) await syncFolder(dirname(path))
}

/** The last line was cut off by a power cut: what follows begins a line of its own. */
async function isTorn(path: string): Promise<boolean> {
  const bytes = await size(path)
  if (bytes === 0) return false
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, bytes - 1)
    return buffer.toString() !== '\n'
  } finally {
    await file.close()
  }
}
