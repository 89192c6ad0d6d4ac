import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { problems } from '@linli/contract/problem.ts'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface Entry {
  words: string[]
  tables: string[]
}

/** Rows of GLOSSARY.md: the words in bold are those used in code, the tables stand in code. */
function entriesOf(text: string): Entry[] {
  return [...text.matchAll(/^\| (\*\*[^|]+) \|[^|]*\|([^|]*)\|/gm)].map(([, words, tables]) => ({
    words: [...words!.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word]) => word!),
    tables: [...tables!.matchAll(/`([a-z_]+)`/g)].map(([, table]) => table!),
  }))
}

const foldersIn = (path: string) =>
  existsSync(join(root, path))
    ? readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      )
    : []

const createdTables = readdirSync(join(root, 'server/db/migrations'))
  .filter((name) => name.endsWith('.sql'))
  .flatMap((name) => [
    ...read(`server/db/migrations/${name}`).matchAll(/^\s*create table (?:if not exists )?([a-z_]+)/gm),
  ])
  .map(([, table]) => table!)
  .sort()

describe('one word for one thing', () => {
  const entries = entriesOf(read('GLOSSARY.md'))
  const words = entries.flatMap((entry) => entry.words)
  const tables = entries.flatMap((entry) => entry.tables)

  test('no word stands for two things', () => {
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })

  test('every table stands with exactly one word, and no word names a table that is not there', () => {
    expect([...tables].sort()).toEqual(createdTables)
  })

  test.each(['server/src/modules', 'contract/src', 'console/src', 'field/src', 'resident/src'])(
    'every folder of %s is a word',
    (folder) => {
      // app and browser are the frame of a front end, shared is what has no noun.
      const frame = ['app', 'browser', 'shared']
      expect(foldersIn(folder).filter((name) => !words.includes(name) && !frame.includes(name))).toEqual([])
    },
  )

  test('rows are read as they are written', () => {
    const rows = `| **filing condition**, **closing condition** | 立案条件 | \`filing_condition\` | what must be so | |
| **holder** | 当前责任方 | | who must act next | desk |`
    expect(entriesOf(rows)).toEqual([
      { words: ['filing condition', 'closing condition'], tables: ['filing_condition'] },
      { words: ['holder'], tables: [] },
    ])
  })
})

describe('docs/http-status.md', () => {
  const explained = [...read('docs/http-status.md').matchAll(/^\| (\d{3}) \|/gm)].map(([, status]) => Number(status))

  test('explains every status that a refusal may have', () => {
    const used = [...new Set(Object.values(problems).map((words) => words.status))].sort()
    expect(used.filter((status) => !explained.includes(status))).toEqual([])
  })

  test('422 is not one of them', () => {
    expect(Object.values(problems).map((words): number => words.status)).not.toContain(422)
  })
})
