// The rules of the house as functions: who may import whom, and who may write which table. They read text only; the test
// beside this file puts them to the whole checkout, and to small wrong examples so that they cannot fall silent.
import { dirname, join } from 'node:path/posix'

/** The rooms from the lowest to the highest: a room imports only from rooms before it, and only their public.ts. */
export const rooms = [
  'area',
  'identity',
  'matter',
  'suggestion',
  'notify',
  'file',
  'register',
  'incident',
  'mediation',
  'task',
  'visit',
  'patrol',
  'resident',
  'exchange',
  'insight',
  'appraisal',
  'audit',
]

const serverFolders: Record<string, string> = {
  '#platform/': 'server/src/platform/',
  '#modules/': 'server/src/modules/',
  '#src/': 'server/src/',
  '#test/': 'server/test/',
  '#seed/': 'server/db/seed/',
}

/** Without comments, so that a sentence about an import is not one. Strings keep their content. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1')
}

const importPatterns = [
  /^\s*(?:import|export)\b[^'"`;=()]*?\bfrom\s*['"]([^'"\n]+)['"]/gm,
  /^\s*import\s*['"]([^'"\n]+)['"]/gm,
  /\bimport\(\s*['"]([^'"\n]+)['"]/g,
]

/** What a source imports, static, dynamic and re-exported, as written. */
export function importsOf(text: string): string[] {
  const code = withoutComments(text)
  return importPatterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name!))
}

/** The same without imports of types alone, which leave no trace when the program runs. */
export function runtimeImportsOf(text: string): string[] {
  return importsOf(
    withoutComments(text).replace(/^\s*(?:import|export)\s+type\b[^'"`;=()]*?\bfrom\s*['"][^'"\n]+['"]/gm, ''),
  )
}

/** Path from the root for a file of ours, `package:name` for a package, `node:…` for Node itself. */
export function resolveImport(file: string, name: string): string {
  if (name.startsWith('.')) return join(dirname(file), name)
  if (name.startsWith('node:')) return name
  for (const [prefix, folder] of Object.entries(serverFolders))
    if (name.startsWith(prefix)) return folder + name.slice(prefix.length)
  const own = /^@linli\/([a-z0-9]+)\/(.+)$/.exec(name)
  if (own) return `${own[1]}/src/${own[2]}`
  const parts = name.split('/')
  return `package:${name.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const workspaceOf = (path: string) => path.split('/')[0]!
const roomOf = (path: string) => /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1] ?? null

/** Workspaces whose sources a workspace may import; `server` draws the residents' pages and so reads their templates. */
const mayImport: Record<string, string[]> = {
  contract: [],
  ui: ['contract'],
  console: ['contract', 'ui'],
  field: ['contract', 'ui'],
  resident: ['contract'],
  server: ['contract', 'resident'],
}

/** Why this import is against the rules, or null. `target` as resolveImport gives it. */
export function judgeImport(file: string, target: string): string | null {
  if (target.startsWith('node:') || target.startsWith('package:')) return judgeForeign(file, target)
  const [from, to] = [workspaceOf(file), workspaceOf(target)]
  if (from !== to && !(mayImport[from] ?? [to]).includes(to)) return `${from} does not import ${to}`
  return file.startsWith('server/src/') && !isTest(file) ? judgeServer(file, target) : null
}

function judgeForeign(file: string, target: string): string | null {
  if (!file.startsWith('contract/src/') || isTest(file) || target === 'package:typebox') return null
  return 'contract is pure: it imports nothing but its own files and typebox'
}

function judgeServer(file: string, target: string): string | null {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (file.startsWith('server/src/platform/')) return to ? 'platform knows no room' : null
  if (from === null) return null
  if (to === null)
    return !target.startsWith('server/') || /^server\/src\/(platform\/|config\.ts$)/.test(target)
      ? null
      : 'a room imports platform and other rooms, not what puts the rooms together'
  if (from === to) return null
  if (rooms.indexOf(to) > rooms.indexOf(from)) return `${to} stands above ${from} in the house`
  return target.endsWith(`/${to}/public.ts`) ? null : `other rooms are entered through ${to}/public.ts only`
}

/** Which room owns which table, from the line `-- owner: <room>` above it in the migrations; `-- owner of <table>: <room>` moves one. */
export function tableOwners(migrations: readonly string[]): Map<string, string> {
  const owners = new Map<string, string>()
  for (const text of migrations) {
    let owner = 'nobody'
    for (const line of text.split('\n')) {
      owner = /^--\s*owner:\s*([a-z]+)\s*$/.exec(line)?.[1] ?? owner
      const [, moved, to] = /^--\s*owner of ([a-z_]+):\s*([a-z]+)\s*$/.exec(line) ?? []
      if (moved && to) owners.set(moved, to)
      const table = /^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([a-z_]+)/i.exec(line)?.[1]
      if (table) owners.set(table, owner)
    }
  }
  return owners
}

const writePatterns = [
  /\binsert\s+into\s+([a-z_]+)/gi,
  /\bupdate\s+(?:only\s+)?([a-z_]+)(?:\s+(?:as\s+)?[a-z_]+)?\s+set\b/gi,
  /\bdelete\s+from\s+(?:only\s+)?([a-z_]+)/gi,
  /\bmerge\s+into\s+(?:only\s+)?([a-z_]+)/gi,
  /\btruncate\s+(?:table\s+)?([a-z_]+)/gi,
  /\b(?:insert|update|upsert|delete)Rows?\(\s*['"`]([a-z_]+)['"`]/g,
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([a-z_]+)/g,
]

/** Tables that a source writes, each once. */
export function tablesWritten(text: string, tables: Iterable<string>): string[] {
  const known = new Set(tables)
  const code = withoutComments(text)
  const found = writePatterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, table]) => table!.toLowerCase()))
  return [...new Set(found)].filter((table) => known.has(table))
}

/** Tables that this file of the server writes although another room owns them. */
export function foreignWrites(file: string, text: string, owners: ReadonlyMap<string, string>): string[] {
  const own = roomOf(file) ?? (file.startsWith('server/src/platform/') ? 'platform' : 'nobody')
  return tablesWritten(text, owners.keys()).filter((table) => owners.get(table) !== own)
}
