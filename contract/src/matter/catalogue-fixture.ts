// Catalogue files for tests: the smallest clean one, and a way to spoil a cell of it.
import type { CatalogueTable } from './catalogue-cells.ts'
import { type ColumnName, catalogueColumns } from './catalogue-columns.ts'

export type Cells = Partial<Record<ColumnName, string>>

export const header = catalogueColumns.map(({ name }) => name)

export function tableOf(rows: readonly Cells[]): CatalogueTable {
  return {
    header,
    rows: rows.map((cells, i) => ({
      row: i + 2,
      cells: Object.fromEntries(header.map((name) => [name, cells[name] ?? ''])),
    })),
  }
}

/** Row 2 a class, rows 3–4 a matter with two conditions, rows 5–6 an emergency made safe, then repaired. */
export const cleanRows: readonly Cells[] = [
  {
    catalogue: 'test',
    edition: '2026',
    valid_from: '2026-07-01',
    edition_source: '自编',
    code: '06',
    name: '市容环境类',
    name_en: 'Street environment',
    kind: 'event',
    source: 'GB/T 47678.5-2026',
  },
  {
    code: '06010',
    name: '暴露垃圾',
    parent: '06',
    kind: 'event',
    procedure: 'coordinated',
    postcheck: 'yes',
    duty: 'basic',
    duty_source: '自定默认',
    synonyms: '垃圾|乱扔',
    initials: 'bllj',
    hint: '散落的垃圾；桶满选满溢',
    confused_with: '06042|06011',
    form: 'bags:number:袋数:Bags',
    condition: '1',
    filing: '公共场所未入容器的垃圾',
    filing_en: 'Waste in a public place, not in a container',
    closing: '清理',
    closing_en: 'Cleared',
    limit_amount: '4',
    limit_unit: 'workHour',
    unit_town: 'city',
    unit_county: 'county-city',
    source: '运城',
  },
  {
    condition: '2',
    filing: '垃圾堆积超过三日',
    closing: '清理，附清理后照片',
    limit_amount: '1',
    limit_unit: '工作日',
    unit_town: '-',
    closing_evidence: 'photo',
    source: '自定默认',
  },
  {
    code: '06099',
    name: '路面塌陷',
    parent: '06',
    kind: 'event',
    procedure: '突发',
    condition: '1',
    filing: '塌陷影响通行安全',
    closing: '围护并设警示标志',
    limit_amount: '2',
    limit_unit: '紧急工作时',
    unit_county: 'county-housing',
    target: 'makeSafe',
    followed_by: '06099.2',
    source: '运城',
  },
  {
    condition: '2',
    filing: '已围护的塌陷待修复',
    closing: '修复',
    limit_amount: '5',
    limit_unit: 'workDay',
    target: 'repair',
    source: '自定默认',
  },
]

/** The clean rows with some cells of one row (counted as in the report: 2 is the first) changed. */
export function spoiled(row: number, cells: Cells): CatalogueTable {
  return tableOf(cleanRows.map((clean, i) => (i + 2 === row ? { ...clean, ...cells } : clean)))
}
