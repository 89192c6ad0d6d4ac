import { describe, expect, it } from 'vitest'
import type { CatalogueTable } from './catalogue-cells.ts'
import { checkMapping, mappingColumns, mappingKey } from './mapping-file.ts'

type Cells = Partial<Record<(typeof mappingColumns)[number]['name'], string>>

const header = mappingColumns.map(({ name }) => name)
const table = (rows: readonly Cells[]): CatalogueTable => ({
  header,
  rows: rows.map((cells, i) => ({ row: i + 2, cells: Object.fromEntries(header.map((n) => [n, cells[n] ?? ''])) })),
})
const pair = (kind: string, from: string, to: string, relation: string): Cells => ({
  ...{ from_catalogue: 'OLD', from_kind: kind, from_code: from, relation, why: '名称相同', why_en: 'The same name' },
  ...(to && { to_catalogue: 'NEW', to_kind: kind, to_code: to }),
})
const clean: readonly Cells[] = [
  pair('component', '0101', '01001', '相同'),
  pair('event', '0101', '06001', 'near'),
  pair('event', '0101', '06002', 'doubtful'),
  pair('event', '0195', '', 'none'),
]
const options = {
  catalogues: new Set(['OLD', 'NEW']),
  entries: new Set([
    ...[mappingKey('OLD', 'component', '0101'), mappingKey('OLD', 'event', '0101'), mappingKey('OLD', 'event', '0195')],
    ...[mappingKey('NEW', 'component', '01001'), mappingKey('NEW', 'event', '06001')],
    mappingKey('NEW', 'event', '06002'),
  ]),
}
const findings = (rows: readonly Cells[]): string[] => {
  const checked = checkMapping(table(rows), options)
  return checked.ok ? [] : checked.report.map(({ row, column, code }) => `${row} ${column ?? '-'} ${code}`)
}
const spoiled = (row: number, cells: Cells) => clean.map((c, i) => (i + 2 === row ? { ...c, ...cells } : c))

it('reads pairs by the codes of the catalogues themselves; component and event of one code are two things', () => {
  const checked = checkMapping(table(clean), options)
  expect(
    checked.ok && [checked.fromCatalogue, checked.entries.map((e) => [e.fromKind, e.fromCode, e.toCode, e.relation])],
  ).toEqual([
    'OLD',
    [
      ['component', '0101', '01001', 'same'],
      ['event', '0101', '06001', 'near'],
      ['event', '0101', '06002', 'doubtful'],
      ['event', '0195', null, 'none'],
    ],
  ])
})

describe('one wrong cell is one finding, at its place', () => {
  const cases: [number, Cells, ...string[]][] = [
    [3, { from_catalogue: 'X' }, '3 from_catalogue contradicts'],
    [2, { to_catalogue: 'X' }, '2 to_catalogue catalogue_unknown'],
    [2, { from_code: '0199' }, '2 from_code matter_unknown'],
    [2, { from_kind: 'event' }, '3 to_code pair_twice'],
    [2, { to_code: '09999' }, '2 to_code matter_unknown'],
    [2, { to_kind: '物件' }, '2 to_kind kind_unknown'],
    [2, { relation: '大概' }, '2 relation relation_unknown'],
    [2, { relation: 'none' }, '2 to_code target_present'],
    [5, { relation: 'same' }, '5 to_code target_missing'],
    [2, { why: '' }, '2 why value_missing'],
    [4, { to_code: '06001' }, '4 to_code pair_twice'],
  ]
  it.each(cases)('row %s, %o', (row, cells, ...expected) => {
    const fits =
      row === 2 && cells.from_kind
        ? spoiled(row, { ...cells, to_kind: 'event', to_code: '06001' })
        : spoiled(row, cells)
    expect(findings(fits)).toEqual(expected)
  })

  it('lets a code be the same as one only', () => {
    const rows = spoiled(3, { relation: 'same' }).map((c, i) => (i === 2 ? { ...c, relation: 'same' } : c))
    expect(findings(rows)).toEqual(['4 relation same_twice'])
  })

  it('says which catalogue has to be loaded first', () => {
    const checked = checkMapping(table(clean), { ...options, catalogues: new Set(['NEW']) })
    expect(!checked.ok && checked.report.map(({ row, code, value }) => `${row} ${code} ${value}`)).toEqual([
      '2 catalogue_unknown OLD',
    ])
  })
})
