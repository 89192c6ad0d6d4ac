import { readFileSync } from 'node:fs'
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
