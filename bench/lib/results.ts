// What was measured, where and of what: JSON for programs on standard output and in bench/results, with the same as a page.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { BenchDatabase } from './database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Result {
  name: string
  /** What the figures mean, in a sentence or two. */
  about: string
  settings: Record<string, unknown>
  figures: unknown
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', 'server', 'contract') !== ''
  return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with uncommitted changes' : '')
}

/** Facts of the machine that a reader needs to compare; never its name. */
function machine() {
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    loadBefore: loadAtStart,
  }
}

const loadAtStart = Number((loadavg()[0] ?? 0).toFixed(1))

const isShortened = () =>
  Object.keys(process.env).some(
    (name) => name.startsWith('BENCH_') && !['BENCH_DATABASE_URL', 'BENCH_KEEP'].includes(name),
  )

/** Measurements that need no database leave it out. */
export function keep(result: Result, page: string, database?: BenchDatabase): void {
  const day = new Date().toISOString().slice(0, 10)
  const document = {
    ...result,
    day,
    commit: commit(),
    machine: machine(),
    ...(database && { postgres: database.facts }),
  }
  const json = `${JSON.stringify(document, null, 2)}\n`
  // A shortened run says little and would take the place of one that says more.
  if (!isShortened()) keepFiles(document, json, page)
  process.stderr.write(`\n${page}\n`)
  process.stdout.write(json)
}

type Document = Result & { day: string; commit: string; machine: object; postgres?: Record<string, string> }

function keepFiles(document: Document, json: string, page: string): void {
  mkdirSync(`${root}/bench/results`, { recursive: true })
  const base = `${root}/bench/results/${document.name}-${document.day}`
  writeFileSync(`${base}.json`, json)
  const facts = Object.entries({
    commit: document.commit,
    ...document.machine,
    ...document.settings,
    ...document.postgres,
  })
  const lines = [
    `# ${document.name}, ${document.day}`,
    '',
    document.about,
    '',
    page,
    '',
    facts.map(([name, value]) => `${name} ${String(value)}`).join(' · '),
    '',
  ]
  writeFileSync(`${base}.md`, lines.join('\n'))
}
