// The writes of several works as few statements: rows for one table go in together, changes of one shape too. Each work's own order is
// kept (a row goes before those that refer to it); between works there is none to keep, since they touch different things.
import { type Op, opsIn, toStatements } from './ops.ts'
import { prepared, type Query, snake, sql } from './sql.ts'

type Write = Op | { raw: Query }

const kindOf = (write: Write): string =>
  'raw' in write ? 'raw' : 'insert' in write ? `insert ${write.insert}` : `update ${write.update}`

/** Statements that do what all these lists do, whatever the number of lists. */
export function merge(lists: readonly (readonly Query[])[]): Query[] {
  let queues = lists.map((list) => list.flatMap(writesOf))
  const merged: Query[] = []
  for (;;) {
    queues = queues.filter((queue) => queue.length > 0)
    if (queues.length === 0) return merged
    const kind = nextKind(queues)
    const taken = queues.flatMap((queue) => {
      const end = queue.findIndex((write) => kindOf(write) !== kind)
      return queue.splice(0, end < 0 ? queue.length : end)
    })
    merged.push(...together(taken))
  }
}

/** The kind with which nobody will come later; where the orders contradict each other, any that stands first. */
function nextKind(queues: readonly (readonly Write[])[]): string {
  const later = new Set<string>()
  for (const queue of queues) {
    const first = kindOf(queue[0]!)
    for (const write of queue) if (kindOf(write) !== first) later.add(kindOf(write))
  }
  const firsts = queues.map((queue) => kindOf(queue[0]!))
  return firsts.find((kind) => !later.has(kind)) ?? firsts[0]!
}

const writesOf = (statement: Query): Write[] => [...(opsIn(statement) ?? [{ raw: statement }])]

/** Writes of one kind, in as many statements as they have shapes. */
function together(writes: readonly Write[]): Query[] {
  return [...Map.groupBy(writes, shapeOf).values()].flatMap((same): Query[] => {
    const [first] = same
    if ('raw' in first!) return same.map((write) => (write as { raw: Query }).raw)
    if ('insert' in first!) {
      const rows = same.flatMap((write) => (write as Extract<Op, { insert: string }>).rows)
      return toStatements([{ insert: first.insert, rows }])
    }
    const changes = same as Extract<Op, { update: string }>[]
    return changes.length === 1 || isFoundByWhatChanges(changes[0]!) ? toStatements(changes) : [updateRows(changes)]
  })
}

function shapeOf(write: Write): string {
  if ('raw' in write) return ''
  if ('insert' in write) return Object.keys(write.rows[0] ?? {}).join()
  const where = Object.entries(write.where).map(([name, value]) => (value === null ? `${name} null` : name))
  return `${Object.keys(write.set).join()} where ${where.join()}`
}

const isFoundByWhatChanges = ({ set, where }: Extract<Op, { update: string }>): boolean =>
  Object.entries(where).some(([name, value]) => value !== null && name in set)

/**
 * Changes of several rows, alike in the columns that they set and ask for. The keys stand in it twice, so that the table is asked by its
 * index, whatever the planner believes of joins with rows that it cannot see.
 */
function updateRows(changes: readonly Extract<Op, { update: string }>[]): Query {
  const { update, set, where } = changes[0]!
  const t = sql.table(update)
  const column = (name: string) => sql.ref(snake(name))
  const sets = sql.join(Object.keys(set).map((name) => sql`${column(name)} = r.${column(name)}`))
  const tests = Object.entries(where).map(([name, value]) =>
    value === null ? sql`t.${column(name)} is null` : sql`t.${column(name)} = r.${column(name)}`,
  )
  const [key] = Object.entries(where).find(([, value]) => value !== null)!
  const rows = changes.map((c) => {
    const found = Object.entries(c.where).filter(([, value]) => value !== null)
    return Object.fromEntries([...found, ...Object.entries(c.set)].map(([name, value]) => [snake(name), value]))
  })
  return prepared(
    sql`with r as materialized (select * from jsonb_populate_recordset(null::${t}, ${JSON.stringify(rows)}::jsonb))
      update ${t} t set ${sets} from r where t.${column(key)} = any (array(select ${column(key)} from r)) and ${sql.join(tests, sql` and `)}`,
  )
}
