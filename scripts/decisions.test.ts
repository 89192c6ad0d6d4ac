import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { decisionIndex, readHead } from './decisions.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))

test('the index of decisions is what the records say (npm run generate)', () => {
  expect(readFileSync(join(root, 'docs/decisions/README.md'), 'utf8')).toBe(decisionIndex(root))
})

test.each([
  ['# 0001 One\n\nDate: 2026-01-02\nStatus: accepted\n', { title: 'One', date: '2026-01-02', status: 'accepted' }],
  [
    '# 0001 One\n\nDate: 2026-01-02\nStatus: replaced by 0009\n',
    { title: 'One', date: '2026-01-02', status: 'replaced by 0009' },
  ],
])('the head of a record is read', (text, wanted) => {
  expect(readHead(text, '0001-one.md')).toEqual(wanted)
})

test.each([
  ['# One\n\nDate: 2026-01-02\nStatus: accepted\n'],
  ['# 0001 One\n\nStatus: accepted\n'],
  ['# 0001 One\n\nDate: 2026-01-02\nStatus: perhaps\n'],
])('a record without its head is named', (text) => {
  expect(() => readHead(text, '0001-one.md')).toThrow('docs/decisions/0001-one.md')
})
