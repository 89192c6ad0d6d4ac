import { describe, expect, test } from 'vitest'
import { merge } from './merge.ts'
import { insert, type Op, toStatements, update } from './ops.ts'
import { compile, sql } from './sql.ts'

/** A statement as its verb, its table and how many rows it carries. */
const outline = (lists: readonly (readonly Op[])[]): string[] =>
  merge(lists.map(toStatements)).map((query) => {
    const { text, values } = compile(query)
    const [, verb, table] = /(insert into|update) "(\w+)"/.exec(text)!
    const rows: unknown = JSON.parse(String(values[0]))
    return `${verb} ${table} ${Array.isArray(rows) ? rows.length : 1}`
  })

const begun = (id: string): Op[] => [insert('incident', { id }), insert('report', { id }), insert('change', { id })]
const changed = (id: string, set: object = { state: 'signed' }): Op[] => [
  update('incident', set, { id }),
  insert('incident_action', { incidentId: id }),
  update('incident_party', { toAt: 'then' }, { incidentId: id, toAt: null }),
  insert('change', { id }),
]

describe('writes of many', () => {
  const cases: [string, Op[][], string[]][] = [
    ['nothing', [], []],
    ['one is left as it is', [begun('a')], ['insert into incident 1', 'insert into report 1', 'insert into change 1']],
    [
      'rows for one table go together',
      [begun('a'), begun('b')],
      ['insert into incident 2', 'insert into report 2', 'insert into change 2'],
    ],
    [
      'changes of one shape go together, others by themselves',
      [changed('a'), changed('b'), changed('c', { state: 'signed', note: 'x' })],
      [
        'update incident 2',
        'update incident 1',
        'insert into incident_action 3',
        'update incident_party 3',
        'insert into change 3',
      ],
    ],
    [
      'what only some have goes in its place',
      [begun('a'), [insert('incident', { id: 'b' }), insert('evidence', { id: 'b' }), insert('change', { id: 'b' })]],
      ['insert into incident 2', 'insert into report 1', 'insert into evidence 1', 'insert into change 2'],
    ],
    [
      'one that writes a table again later waits for itself alone',
      [[...begun('a'), ...begun('b')], begun('c')],
      [
        'insert into incident 2',
        'insert into report 2',
        'insert into change 2',
        'insert into incident 1',
        'insert into report 1',
        'insert into change 1',
      ],
    ],
    [
      'orders that contradict each other are each kept',
      [
        [insert('report', { id: 'a' }), insert('change', { id: 'a' })],
        [insert('change', { id: 'b' }), insert('report', { id: 'b' })],
      ],
      ['insert into report 1', 'insert into change 2', 'insert into report 1'],
    ],
    [
      'what is found by what changes is not mixed up',
      [
        [update('post', { version: 2 }, { id: 'a', version: 1 })],
        [update('post', { version: 2 }, { id: 'b', version: 1 })],
      ],
      ['update post 1', 'update post 1'],
    ],
  ]
  test.each(cases)('%s', (_, lists, wanted) => expect(outline(lists)).toEqual(wanted))

  test('a statement of which nothing is known is sent as it is, in its place', () => {
    const raw = sql`select 1`
    const [first, second, third] = merge([[...toStatements([insert('incident', { id: 'a' })]), raw], [sql`select 2`]])
    expect([first, second, third].map((q) => compile(q!).text.split(' ')[0])).toEqual(['insert', 'select', 'select'])
  })
})
