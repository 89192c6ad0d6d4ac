import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const manifest = JSON.parse(read('package.json'))

/** `package in workspace`, as the package.json files say it. */
function declared(): string[] {
  const own = Object.keys(manifest.optionalDependencies).map((name) => `${name} in root`)
  const others = (manifest.workspaces as string[]).flatMap((workspace) =>
    Object.keys(JSON.parse(read(`${workspace}/package.json`)).dependencies ?? {})
      .filter((name) => !name.startsWith('@linli/'))
      .map((name) => `${name} in ${workspace}`),
  )
  return [...own, ...others].sort()
}

/** The same, as the decision record explains it. */
function explained(text: string): string[] {
  const rows = [...text.matchAll(/^\| `([^`]+)` \| ([a-z, ]+) \| (.{20,}) \|$/gm)]
  return rows.flatMap(([, name, where]) => where!.split(', ').map((workspace) => `${name} in ${workspace}`)).sort()
}

test('every runtime dependency has a line that says why, and no line is left over', () => {
  expect(explained(read('docs/decisions/0007-runtime-dependencies.md'))).toEqual(declared())
})

test('a line without a reason explains nothing', () => {
  expect(explained('| `left-pad` | server | because |\n')).toEqual([])
})

test('every version is exact', () => {
  const loose = [
    'package.json',
    ...manifest.workspaces.map((workspace: string) => `${workspace}/package.json`),
  ].flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(path))
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))
      .map(([name, version]) => `${path}: ${name} ${version}`)
  })
  expect(loose).toEqual([])
})

/** Packages that a workspace's own files import, by name; `@types/x` stands for `x`. */
function imported(workspace: string): Set<string> {
  const files = globSync('**/*.{ts,tsx,mjs}', {
    cwd: join(root, workspace),
    exclude: (name) => /node_modules|dist/.test(name),
  })
  const names = files.flatMap((file) => {
    const text = read(join(workspace, file))
    return [
      ...text.matchAll(/^(?:import|export)\s[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
    ].map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '')
  })
  const packages = names.filter((name) => /^[@a-z]/.test(name) && !name.startsWith('node:'))
  return new Set(
    packages.map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    ),
  )
}

const own = (name: string): string => name.replace(/^@types\//, '')
/** Of the root, for all. */
const tools = new Set(Object.keys(manifest.devDependencies))

test.each(manifest.workspaces as string[])('%s declares what it imports, and nothing else', (workspace) => {
  const { dependencies, devDependencies } = JSON.parse(read(`${workspace}/package.json`))
  const used = imported(workspace)
  const named = Object.keys({ ...dependencies, ...devDependencies }).map(own)
  // Its types come along with React's own.
  expect(named.filter((name) => !used.has(name) && name !== 'react-dom')).toEqual([])
  expect([...used].filter((name) => !named.includes(name) && !tools.has(name))).toEqual([])
})
