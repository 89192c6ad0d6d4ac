import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueTable } from './catalogue-cells.ts'
import { catalogueProblems } from './catalogue-columns.ts'
import { checkDutyList, type DutyListOptions, dutyListColumns } from './duty-list-file.ts'

type Cells = Partial<Record<(typeof dutyListColumns)[number]['name'], string>>

const header = dutyListColumns.map(({ name }) => name)
const table = (rows: readonly Cells[]): CatalogueTable => ({
  header,
  rows: rows.map((cells, i) => ({ row: i + 2, cells: Object.fromEntries(header.map((n) => [n, cells[n] ?? ''])) })),
})

const clean: readonly Cells[] = [
  {
    ...{ list: '青禾街道履职清单', level: '镇街', area: '990101001', valid_from: '2026/1/1', list_source: '街道公布' },
    ...{ matter: '06010', name: '暴露垃圾', duty: '基本' },
  },
  { matter: '08', duty: 'joint', source: '第 12 项' },
  { matter: '06046', name: '占用河道', duty: 'taken_back', basis: '《河道管理条例》第二十五条' },
]
const options: DutyListOptions = {
  matters: new Map([
    ['06010', '暴露垃圾'],
    ['08', '施工管理类'],
    ['06046', '占用河道'],
  ]),
  hasArea: (code) => ['990101', '990101001', '990101001001'].includes(code),
}
const findings = (rows: readonly Cells[], more: Partial<DutyListOptions> = {}): string[] => {
  const checked = checkDutyList(table(rows), { ...options, ...more })
  return checked.ok ? [] : checked.report.map(({ row, column, code }) => `${row} ${column ?? '-'} ${code}`)
}
const spoiled = (row: number, cells: Cells) => clean.map((c, i) => (i + 2 === row ? { ...c, ...cells } : c))

it('reads a clean list, in Chinese words or ours; a row without a source has that of the list', () => {
  expect(checkDutyList(table(clean), options)).toEqual({
    ok: true,
    list: {
      ...{ name: '青禾街道履职清单', level: 'town', area: '990101001', source: '街道公布' },
      ...{ validFrom: '2026-01-01', validTo: null },
    },
    entries: [
      { matter: '06010', kind: 'basic', basis: null, source: '街道公布' },
      { matter: '08', kind: 'joint', basis: null, source: '第 12 项' },
      { matter: '06046', kind: 'takenBack', basis: '《河道管理条例》第二十五条', source: '街道公布' },
    ],
    supersedes: null,
  })
})

describe('one wrong cell is one finding, at its place', () => {
  const cases: [number, Cells, ...string[]][] = [
    [2, { list: '' }, '2 list value_missing'],
    [2, { level: '社区' }, '2 level level_unknown'],
    [2, { area: '999' }, '2 area area_unknown'],
    [2, { area: '990101001001' }, '2 area area_level'],
    [2, { level: '区县' }, '2 area area_level'],
    [2, { valid_from: '2026-02-30' }, '2 valid_from date_invalid'],
    [2, { valid_to: '2025-12-31' }, '2 valid_to dates_reversed'],
    [3, { list: '另一个' }, '3 list contradicts'],
    [3, { matter: '' }, '3 matter value_missing'],
    [3, { matter: '08999' }, '3 matter matter_unknown'],
    [3, { matter: '06010' }, '3 matter duty_twice'],
    [2, { name: '积存渣土' }, '2 name name_differs'],
    [2, { duty: '主办' }, '2 duty duty_unknown'],
    [4, { basis: '' }, '4 basis duty_basis_missing'],
  ]
  it.each(cases)('row %s, %o', (row, cells, ...expected) => {
    expect(findings(spoiled(row, cells))).toEqual(expected)
  })

  it('names a code that slipped by the name beside it', () => {
    const checked = checkDutyList(table(spoiled(2, { matter: '08' })), options)
    expect(!checked.ok && checked.report.map(({ message }) => message.zh)).toEqual([
      '目录中的名称是“施工管理类”',
      '同一事项已在第 2 行',
    ])
  })

  it('reads no further when columns are missing', () => {
    const checked = checkDutyList({ header: ['matter', 'duty'], rows: [] }, options)
    expect(
      !checked.ok && checked.report.filter(({ code }) => code === 'column_missing').map(({ value }) => value),
    ).toEqual(['list', 'level', 'valid_from', 'list_source'])
  })
})

it('follows the open list of the same area and level, and never shares a day with another', () => {
  const known = (validFrom: string, validTo: string | null, area: string | null = '990101001') => ({
    ...{ name: '上一版', level: 'town' as const, area, validFrom, validTo, source: 's' },
  })
  const check = (list: ReturnType<typeof known>) => checkDutyList(table(clean), { ...options, known: [list] })
  expect(check(known('2025-01-01', null))).toMatchObject({
    ok: true,
    supersedes: { name: '上一版', validTo: '2025-12-31' },
  })
  expect(findings(clean, { known: [known('2026-01-01', null)] })).toEqual(['2 valid_from lists_overlap'])
  expect(findings(clean, { known: [known('2025-01-01', '2026-03-01')] })).toEqual(['2 valid_from lists_overlap'])
  expect(check(known('2025-01-01', null, null))).toMatchObject({ ok: true, supersedes: null })
})

it('never throws, and answers with a list or with at least one finding', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '06010', '08', '镇街', 'town', '基本', '收回', '990101', '2026-01-01', '__proto__', '{v}'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.constantFrom(...header), cell, { maxKeys: 11 }), { maxLength: 6 }),
      (rows) => {
        const checked = checkDutyList(table(rows), options)
        if (checked.ok) expect(checked.entries.length).toBeGreaterThan(0)
        else for (const { code } of checked.report) expect(Object.keys(catalogueProblems)).toContain(code)
      },
    ),
  )
})
