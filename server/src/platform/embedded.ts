// Opens the embedded database safely: its own exclusive lock first (two openers would destroy the data, docs/decisions/0004),
// then from a packed template that already holds PostGIS and the schema, so that a first start takes seconds.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Embedded, openEmbedded } from './engine-embedded.ts'
import { migrate, migrationsDigest } from './migrate.ts'

export class FolderInUse extends Error {}

/** Takes `folder` for this process; throws FolderInUse naming the process that has it. A lock left by a dead process is taken over. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'lock')
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) })
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = readHolder(file)
      if (holder && isAlive(holder)) {
        throw new FolderInUse(
          `The data folder ${folder} is in use by process ${holder.pid}. Stop that process first, or start this one with another DATA_DIR.`,
        )
      }
      if (attempt > 3) throw error
      rmSync(file, { force: true })
    }
  }
  const release = () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  process.once('exit', release)
  return release
}

type Holder = { pid: number; startedAt: string | null }

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** When a process began, as the kernel counts it; null where /proc is missing. Tells a living holder from a reused pid. */
function startOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  const started = startOf(holder.pid)
  return started === null || holder.startedAt === null || started === holder.startedAt
}

const cacheFolder = join(dirname(new URL(import.meta.url).pathname), '../../../node_modules/.cache/linli')

/** Path of the packed template for today's migrations; made once (about 8 s) and kept beside the installed packages. */
export async function template(log: (line: string) => void = () => {}): Promise<string> {
  const file = join(cacheFolder, `template-${migrationsDigest()}.tar.gz`)
  if (existsSync(file)) return file
  log('preparing the database template (once)')
  mkdirSync(cacheFolder, { recursive: true })
  const engine = await openEmbedded({ folder: null, template: null })
  try {
    await migrate(engine)
    keep(file, await engine.dump())
  } finally {
    await engine.close()
  }
  return file
}

function keep(file: string, content: Uint8Array): void {
  for (const old of readdirSync(cacheFolder)) if (old.startsWith('template-')) rmSync(join(cacheFolder, old))
  const part = `${file}.${process.pid}`
  writeFileSync(part, content)
  renameSync(part, file)
}

/** The embedded database in `dataDir`/database, migrated. Closing it gives the folder back. */
export async function openEmbeddedFolder(dataDir: string, log: (line: string) => void = () => {}): Promise<Embedded> {
  const release = lockFolder(dataDir)
  try {
    const folder = join(dataDir, 'database')
    const isNew = !existsSync(join(folder, 'PG_VERSION'))
    // A first start that was killed half-way leaves no PG_VERSION-complete folder: it is unpacked beside and moved in.
    const engine = await openEmbedded({ folder, template: isNew ? await template(log) : null })
    await migrate(engine, log)
    return { ...engine, close: () => engine.close().finally(release) }
  } catch (error) {
    release()
    throw error
  }
}
