import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  foreignWrites,
  importsOf,
  judgeImport,
  resolveImport,
  rooms,
  runtimeImportsOf,
  tableOwners,
  tablesWritten,
  withoutComments,
} from './architecture.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const workspaces = ['contract', 'server', 'ui', 'console', 'field', 'resident']

/** Sources below a folder, as paths from the root with forward slashes. */
function listFiles(folder: string, pattern: RegExp): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((path) => pattern.test(path) && !/\/(node_modules|dist)\//.test(path))
    .sort()
}

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const sources = workspaces.flatMap((workspace) => listFiles(`${workspace}/src`, /\.tsx?$/))
const domain = sources.filter(
  (path) => /^(contract\/src|server\/src\/modules)\//.test(path) && !path.includes('.test.'),
)
const migrations = listFiles('server/db/migrations', /\.sql$/)
const platform = sources.filter((path) => path.startsWith('server/src/platform/'))
// The list of migrations keeps itself: its table is made by the migrator.
const owners = tableOwners([...migrations.map(read), ...platform.map((path) => `-- owner: platform\n${read(path)}`)])

describe('imports', () => {
  test('no source breaks the rules', () => {
    const broken = sources.flatMap((file) =>
      importsOf(read(file)).flatMap((name) => {
        const why = judgeImport(file, resolveImport(file, name))
        return why ? [`${file} imports ${name}: ${why}`] : []
      }),
    )
    expect(broken).toEqual([])
  })

  // Packages are hoisted, so an undeclared one works until somebody else stops needing it.
  test('every package that a workspace imports stands in its own package.json', () => {
    const shared = Object.keys(JSON.parse(read('package.json')).devDependencies)
    const undeclared = workspaces.flatMap((workspace) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(`${workspace}/package.json`))
      const forTests = [...Object.keys(devDependencies), ...shared]
      const isDeclared = (name: string, file: string) =>
        name in dependencies ||
        `@types/${name}` in devDependencies ||
        (file.includes('.test.') && forTests.includes(name))
      return sources
        .filter((file) => file.startsWith(`${workspace}/`))
        .flatMap((file) =>
          runtimeImportsOf(read(file))
            .map((name) => resolveImport(file, name))
            .filter((target) => target.startsWith('package:') && !isDeclared(target.slice('package:'.length), file))
            .map((target) => `${file}: ${target.slice('package:'.length)}`),
        )
    })
    expect(undeclared).toEqual([])
  })

  test.each([
    ['server/src/modules/incident/actions.ts', '#modules/area/public.ts', null],
    ['server/src/modules/incident/actions.ts', './queries.ts', null],
    ['server/src/modules/incident/actions.ts', '#platform/db.ts', null],
    ['server/src/modules/incident/actions.ts', '@linli/contract/incident/procedure.ts', null],
    [
      'server/src/modules/incident/actions.ts',
      '#modules/area/queries.ts',
      'other rooms are entered through area/public.ts only',
    ],
    [
      'server/src/modules/incident/actions.ts',
      '../area/queries.ts',
      'other rooms are entered through area/public.ts only',
    ],
    ['server/src/modules/area/queries.ts', '#modules/incident/public.ts', 'incident stands above area in the house'],
    [
      'server/src/modules/area/queries.ts',
      '#src/app.ts',
      'a room imports platform and other rooms, not what puts the rooms together',
    ],
    ['server/src/platform/db.ts', '../modules/area/public.ts', 'platform knows no room'],
    ['server/src/app.ts', './modules/area/routes.ts', null],
    ['contract/src/area/norm.ts', 'typebox', null],
    ['contract/src/area/norm.ts', 'fastify', 'contract is pure: it imports nothing but its own files and typebox'],
    ['contract/src/area/norm.ts', 'node:fs', 'contract is pure: it imports nothing but its own files and typebox'],
    ['contract/src/area/norm.test.ts', 'vitest', null],
    ['contract/src/area/norm.ts', '../../../server/src/config.ts', 'contract does not import server'],
    ['ui/src/button.tsx', '@linli/console/paths.ts', 'ui does not import console'],
    ['field/src/main.tsx', '@linli/server/app.ts', 'field does not import server'],
    ['console/src/main.tsx', '@linli/ui/components/Button.tsx', null],
  ])('%s imports %s', (file, name, wanted) => {
    expect(judgeImport(file, resolveImport(file, name))).toBe(wanted)
  })

  test('all ways to import are seen, comments are not', () => {
    const text = `
      import type { A } from './a.ts'
      import { b,
        c } from "./b.ts"
      import './c.css'
      export { d } from './d.ts'
      const e = await import('./e.ts')
      // import { f } from './f.ts'
      /* import { g } from './g.ts' */
      const h = 'https://example.org' // from './h.ts'
      export const i = ['taken from ', './i.ts']`
    expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './d.ts', './c.css', './e.ts'])
    expect(runtimeImportsOf(text)).toEqual(['./b.ts', './d.ts', './c.css', './e.ts'])
    expect(withoutComments("const url = 'https://example.org'")).toBe("const url = 'https://example.org'")
  })
})

describe('rooms', () => {
  test('every folder of modules is a room of the house', () => {
    const folders = readdirSync(join(root, 'server/src/modules'), { withFileTypes: true }).filter((e) =>
      e.isDirectory(),
    )
    expect(folders.map((folder) => folder.name).filter((name) => !rooms.includes(name))).toEqual([])
  })

  test('no folder hides its files behind an index', () => {
    expect(sources.filter((path) => /\/index\.tsx?$/.test(path))).toEqual([])
  })
})

describe('tables', () => {
  test('every table has an owner that is a room or platform', () => {
    const wrong = [...owners].filter(([, owner]) => owner !== 'platform' && !rooms.includes(owner))
    expect(wrong).toEqual([])
    expect(owners.size).toBeGreaterThan(0)
  })

  test('only the owner writes', () => {
    const server = sources.filter((path) => path.startsWith('server/src/') && !path.includes('.test.'))
    const wrong = server.flatMap((file) =>
      foreignWrites(file, read(file), owners).map((table) => `${file} writes ${table}, owned by ${owners.get(table)}`),
    )
    expect(wrong).toEqual([])
  })

  const example = tableOwners([
    '-- owner: area\ncreate table area (\n);\n',
    '-- owner: incident\ncreate table report (\n);',
  ])

  test.each([
    ['insert into report (id) values (1)'],
    ['update report set id = 1'],
    ['update report as r set id = 1'],
    ['delete from report where true'],
    ['merge into report using x on true'],
    ['truncate report'],
    ["insertRow('report', row)"],
    ["db.insertInto('report')"],
  ])('a write by a stranger is seen: %s', (text) => {
    expect(foreignWrites('server/src/modules/area/queries.ts', text, example)).toEqual(['report'])
    expect(foreignWrites('server/src/modules/incident/queries.ts', text, example)).toEqual([])
    expect(foreignWrites('server/src/main.ts', text, example)).toEqual(['report'])
  })

  test('reading, locking and talking are no writes', () => {
    const text = "select * from report for update; 'update report of the set'; // insert into report"
    expect(tablesWritten(text, ['report'])).toEqual([])
  })

  test('a table changes hands when a later migration says so', () => {
    const moved = tableOwners([
      '-- owner: incident\ncreate table anchor (\n);',
      '-- owner of anchor: audit\nalter table anchor add x int;',
    ])
    expect([...moved]).toEqual([['anchor', 'audit']])
  })

  test('a table without an owner belongs to nobody', () => {
    expect([...tableOwners(['create table lost (id int);'])]).toEqual([['lost', 'nobody']])
  })
})

describe('time and settings come from one place', () => {
  const lines = (files: string[], pattern: RegExp) =>
    files.filter((path) => pattern.test(withoutComments(read(path)))).sort()

  test('domain code asks the clock that it is given', () => {
    expect(lines(domain, /\bDate\.now\(\)|\bnew Date\(\)/)).toEqual([])
  })

  test('no SQL asks the database what time it is', () => {
    const sql = migrations.filter((path) =>
      /(?<![.\w])now\(\)|current_timestamp/i.test(read(path).replace(/--.*$/gm, '')),
    )
    expect([...sql, ...lines(domain, /(?<![.\w])now\(\)(?!\s*[:{=])|\bcurrent_timestamp\b/)]).toEqual([])
  })

  test('only main and the programs hand the environment to config.ts', () => {
    const entries = /^server\/src\/[a-z-]+\.ts$/
    expect(
      lines(
        sources.filter((path) => path.startsWith('server/src/') && !entries.test(path)),
        /process\.env\b/,
      ),
    ).toEqual([])
  })
})
