import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashSources, listFronts } from './fronts.mjs'

let root = ''
function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linli-fronts-'))
  write('package-lock.json', '{}')
  write('console/vite.config.ts', 'export default {}')
  write('console/src/main.tsx', 'start()')
  write('ui/src/button.tsx', 'button')
  write('contract/src/area/code.ts', 'code')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('only a workspace with a build of its own is a front end', () => {
  write('field/src/main.tsx', 'start()')
  expect(listFronts(root)).toEqual(['console'])
})

test.each([
  'console/src/main.tsx',
  'console/src/new/page.tsx',
  'ui/src/button.tsx',
  'contract/src/area/code.ts',
  'package-lock.json',
])('a build is stale when %s changes', (path) => {
  const before = hashSources(root, 'console')
  write(path, 'changed')
  expect(hashSources(root, 'console')).not.toBe(before)
})

test.each([
  'console/dist/index.html',
  'console/src/main.test.tsx',
  'console/node_modules/x/index.js',
  'field/src/a.ts',
])('a build stays fresh when %s changes', (path) => {
  const before = hashSources(root, 'console')
  write(path, 'changed')
  expect(hashSources(root, 'console')).toBe(before)
})

test('text that moves from one file to the next makes a difference', () => {
  write('console/src/a.ts', 'one two')
  write('console/src/b.ts', '')
  const before = hashSources(root, 'console')
  write('console/src/a.ts', 'one ')
  write('console/src/b.ts', 'two')
  expect(hashSources(root, 'console')).not.toBe(before)
})
