// The schema after all migrations as one readable text, table by table: what a review should see change. Read from the
// catalogue of the database itself, since pg_dump exists neither in the embedded engine nor on every desk; what extensions
// brought is left out. It is a record and no script: tables stand in the order of the alphabet, not of their references.
import type { Engine, Row } from './engine.ts'

const ours = (object: string, catalogue: string) => `${object}.oid not in
  (select objid from pg_depend where classid = '${catalogue}'::regclass and deptype = 'e')`

/** Functions that triggers and the checks of extensions call are theirs; `acl` null means the defaults of the engine. */
const questions = {
  roles: `select rolname as name, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolcanlogin as is_strong
    from pg_roles where rolname like 'linli\\_%' order by 1`,
  tables: `select c.oid::int as id, c.relname as name, c.relrowsecurity as is_secured, obj_description(c.oid) as comment
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and ${ours('c', 'pg_class')} order by c.relname collate "C"`,
  columns: `select a.attrelid::int as id, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as is_required,
      a.attidentity <> '' as is_identity, pg_get_expr(d.adbin, d.adrelid) as fallback, col_description(a.attrelid, a.attnum) as comment,
      case when a.attcollation <> 0 and a.attcollation <> 'default'::regcollation then (select collname from pg_collation where oid = a.attcollation) end as collation
    from pg_attribute a left join pg_attrdef d on (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    where a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`,
  constraints: `select conrelid::int as id, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid <> 0 and contype in ('p', 'u', 'c', 'x', 'f') order by strpos('pucxf', contype::text), conname collate "C"`,
  indexes: `select i.indrelid::int as id, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by c.relname collate "C"`,
  triggers: `select tgrelid::int as id, pg_get_triggerdef(oid) as definition from pg_trigger where not tgisinternal order by tgname collate "C"`,
  policies: `select polrelid::int as id, polname as name, polpermissive as is_permissive,
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
      (select string_agg(case r when 0 then 'public' else r::regrole::text end, ', ' order by r::regrole::text collate "C") from unnest(polroles) r) as roles,
      pg_get_expr(polqual, polrelid) as qualifies, pg_get_expr(polwithcheck, polrelid) as checks
    from pg_policy order by polname collate "C"`,
  tableGrants: `select c.oid::int as id, a.grantee::regrole::text as role, string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as rights
    from pg_class c, aclexplode(c.relacl) a where c.relkind = 'r' and a.grantee <> c.relowner group by 1, 2 order by 2`,
  columnGrants: `select t.attrelid::int as id, a.grantee::regrole::text as role, lower(a.privilege_type) as right, string_agg(t.attname, ', ' order by t.attnum) as columns
    from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a where a.grantee <> c.relowner group by 1, 2, 3 order by 2, 3`,
  sequences: `select c.relname as name, (select string_agg(a.grantee::regrole::text, ', ' order by a.grantee::regrole::text collate "C")
      from aclexplode(c.relacl) a where a.grantee <> c.relowner and a.privilege_type = 'USAGE') as users
    from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and ${ours('c', 'pg_class')} order by 1`,
  functions: `select pg_get_functiondef(p.oid) as definition, p.oid::regprocedure::text as signature,
      (select string_agg(case a.grantee when 0 then 'public' else a.grantee::regrole::text end, ', ' order by a.grantee::regrole::text collate "C")
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner) as users
    from pg_proc p where p.pronamespace = 'public'::regnamespace and ${ours('p', 'pg_proc')} order by p.proname collate "C", p.oid::regprocedure::text collate "C"`,
} as const

type Answers = Record<keyof typeof questions, Row[]>

/** The text of server/db/schema.sql, for the database that `engine` opens. */
export async function describeSchema(engine: Engine): Promise<string> {
  const connection = await engine.connect()
  try {
    const names = Object.keys(questions) as (keyof typeof questions)[]
    const rows = await connection.batch(names.map((name) => ({ text: questions[name], values: [] })))
    return write(Object.fromEntries(names.map((name, i) => [name, rows[i]!])) as Answers)
  } finally {
    connection.release()
  }
}

function write(all: Answers): string {
  const of = (name: keyof Answers, id: unknown) => all[name].filter((row) => row.id === id)
  const blocks = [
    '-- generated by npm run generate from the migrations; a record for review, not a script',
    [
      '-- roles',
      ...all.roles.map((r) => `--   ${r.name}${r.is_strong ? ' (STRONG: may log in or pass by row security)' : ''}`),
    ].join('\n'),
    ...all.tables.map((table) => writeTable(table, of)),
    all.sequences
      .map((s) => `create sequence ${s.name};${s.users ? ` grant usage on sequence ${s.name} to ${s.users};` : ''}`)
      .join('\n'),
    ...all.functions.map((f) => `${tidy(f.definition)};\n${grantOf(`function ${f.signature}`, f.users)}`),
  ]
  return `${blocks.join('\n\n')}\n`
}

const grantOf = (what: string, users: unknown) =>
  users
    ? `grant execute on ${what} to ${String(users)};`
    : `-- nobody but the owner may execute ${what.slice('function '.length)}`

/** On one line: the engine breaks expressions where no reader would. */
const flat = (text: unknown) => String(text).replace(/\s+/g, ' ').trim()

/** No blanks at the ends of lines, and no Windows line ends, whoever typed the migration. */
const tidy = (text: unknown) =>
  String(text)
    .replace(/\r/g, '')
    .replace(/[ \t]+$/gm, '')
    .trim()

const quoted = (text: unknown) => `'${String(text).replaceAll("'", "''")}'`

function writeTable(table: Row, of: (name: keyof Answers, id: unknown) => Row[]): string {
  const { id, name } = table
  const parts = [
    ...of('columns', id).map(writeColumn),
    ...of('constraints', id).map((c) => `  constraint ${c.name} ${flat(c.definition)}`),
  ]
  return [
    `create table ${name} (\n${parts.join(',\n')}\n);`,
    ...(table.comment ? [`comment on table ${name} is ${quoted(table.comment)};`] : []),
    ...of('columns', id).flatMap((c) =>
      c.comment ? [`comment on column ${name}.${c.name} is ${quoted(c.comment)};`] : [],
    ),
    ...of('indexes', id).map((i) => `${tidy(i.definition)};`),
    ...of('triggers', id).map((t) => `${tidy(t.definition)};`),
    table.is_secured ? `alter table ${name} enable row level security;` : `-- no row level security on ${name}`,
    ...of('policies', id).map((p) => writePolicy(String(name), p)),
    ...of('tableGrants', id).map((g) => `grant ${g.rights} on ${name} to ${g.role};`),
    ...of('columnGrants', id).map((g) => `grant ${g.right} (${g.columns}) on ${name} to ${g.role};`),
  ].join('\n')
}

function writeColumn(c: Row): string {
  const collation = c.collation ? ` collate "${c.collation}"` : ''
  const fallback = c.is_identity ? ' generated as identity' : c.fallback ? ` default ${c.fallback}` : ''
  return `  ${c.name} ${c.type}${collation}${c.is_required ? ' not null' : ''}${fallback}`
}

function writePolicy(table: string, p: Row): string {
  const parts = [
    `create policy ${p.name} on ${table}${p.is_permissive ? '' : ' as restrictive'} for ${p.command} to ${p.roles}`,
    ...(p.qualifies ? [`  using (${flat(p.qualifies)})`] : []),
    ...(p.checks ? [`  with check (${flat(p.checks)})`] : []),
  ]
  return `${parts.join('\n')};`
}
