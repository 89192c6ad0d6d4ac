// npm run bench -- city: builds the city and says how long that took and what lies in it. With BENCH_KEEP it stays as a template for the
// other measurements.
import { openCity } from './lib/city.ts'
import { table } from './lib/figures.ts'

const city = await openCity()
try {
  const rows = await city.ask(
    `select relname as name, reltuples::bigint as rows, round(pg_total_relation_size(oid) / 1048576.0) as mib from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > 1000 order by 3 desc`,
  )
  const states = await city.ask('select state, count(*)::int as n from incident group by 1 order by 2 desc')
  const cells = (list: Record<string, unknown>[], ...names: string[]) =>
    list.map((row) => names.map((name) => String(row[name])))
  process.stdout.write(`${table(['table', 'rows', 'MiB'], cells(rows, 'name', 'rows', 'mib'))}\n\n`)
  process.stdout.write(`${table(['state', 'incidents'], cells(states, 'state', 'n'))}\n`)
} finally {
  await city.close()
}
