import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anchorsOf, findBrokenLinks } from './links.mjs'

let root = ''
function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linli-links-'))
  write('docs/there.md', '# There\n\n## Two words: and 中文\n')
  write('server/src/main.ts', '')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test.each([
  ['[a](docs/there.md)'],
  ['[a](docs/there.md#two-words-and-中文)'],
  ['[a](#here)\n\n## Here'],
  ['![picture](server/src/main.ts "title")'],
  ['[a]: docs/there.md'],
  ['[a](https://example.org/nothing)'],
  ['`server/src/main.ts` and `server/src/modules/<noun>/routes.ts`, `server/src/**/*.ts`'],
  ['```\n[a](nowhere.md)\n```'],
])('leads somewhere: %s', (text) => {
  write('README.md', text)
  expect(findBrokenLinks(root)).toEqual([])
})

test.each([
  ['[a](docs/gone.md)', 'docs/gone.md', 'there is no such file'],
  ['[a](docs/there.md#three)', 'docs/there.md#three', 'there is no heading #three'],
  ['[a](#here)', '#here', 'there is no heading #here'],
  ['[a](../outside.md)', '../outside.md', 'it leads out of the project'],
  ['[a]: docs/gone.md', 'docs/gone.md', 'there is no such file'],
  ['`server/src/gone.ts`', 'server/src/gone.ts', 'there is no such file'],
])('leads nowhere: %s', (text, target, why) => {
  write('README.md', `\n${text}`)
  expect(findBrokenLinks(root)).toEqual([{ file: 'README.md', line: 2, target, why }])
})

test('headings with code become plain anchors', () => {
  expect(anchorsOf('## `action()` and its twin ##\n')).toEqual(['action-and-its-twin'])
})

test('every link in the documents of this project leads somewhere', () => {
  expect(findBrokenLinks(dirname(dirname(fileURLToPath(import.meta.url))))).toEqual([])
})
