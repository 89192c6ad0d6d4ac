// The cells of a file as texts, and the report that reading them adds to: catalogues, duty lists and mappings are read alike.
import { dayNumber } from '../deadline/calendar.ts'
import {
  type CatalogueProblem,
  type CatalogueProblemCode,
  type Column,
  catalogueProblem,
  lookUp,
} from './catalogue-columns.ts'
import type { MatterKind } from './schemas.ts'

export interface CatalogueRow {
  /** As a spreadsheet counts it: the header is row 1. */
  row: number
  cells: Readonly<Record<string, string>>
}

export interface CatalogueTable {
  header: readonly string[]
  rows: readonly CatalogueRow[]
}

/** Collects what is wrong; reading goes on so that one report names everything. */
export interface FileReport {
  readonly columns: readonly Column[]
  add(row: number, column: string | null, code: CatalogueProblemCode, value?: string, detail?: Detail): void
}
type Detail = string | number | { zh: string; en: string }

export interface Report extends FileReport {
  readonly procedures: readonly string[]
  /** The code that is unique in the edition: with an E before it where a component of the file has the same. */
  unique(kind: MatterKind, code: string): string
}

/** A report that collects into `found`. */
export const reportInto = (found: CatalogueProblem[], columns: readonly Column[]): FileReport => ({
  columns,
  add: (row, column, code, value, detail) => found.push(catalogueProblem(row, column, code, value, detail)),
})

/** Faults of the header, and the rows that are not blank; none of them is read when the header is wrong. */
export function startReading(table: CatalogueTable, report: FileReport, mostRows: number): CatalogueRow[] {
  const known = new Set(report.columns.map(({ name }) => name))
  const seen = new Set<string>()
  for (const name of table.header) {
    if (seen.has(name)) report.add(1, name, 'column_twice', name)
    else if (!known.has(name)) report.add(1, name, 'column_unknown', name)
    seen.add(name)
  }
  for (const { name, required, zh, en } of report.columns)
    if (required && !seen.has(name)) report.add(1, name, 'column_missing', name, { zh, en })
  const rows = table.rows.filter(({ cells }) => Object.values(cells).some((cell) => cell.trim() !== ''))
  if (rows.length === 0) report.add(1, null, 'no_rows')
  if (rows.length > mostRows) report.add(0, null, 'too_many_rows', '', mostRows)
  return rows
}

export function cell(row: CatalogueRow, column: string): string {
  return (lookUp(row.cells, column) ?? '').trim()
}

/** The text of a cell within its length; a blank one is reported when it is needed. */
export function text(row: CatalogueRow, column: string, longest: number, needed: boolean, report: FileReport): string {
  const value = cell(row, column)
  if (value === '' && needed) report.add(row.row, column, 'value_missing', '', titleOf(column, report.columns))
  if ([...value].length > longest) report.add(row.row, column, 'text_too_long', value, longest)
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(value)) report.add(row.row, column, 'text_invalid', value)
  return value
}

export function titleOf(column: string, columns: readonly Column[]): { zh: string; en: string } {
  return { zh: columns.find(({ name }) => name === column)?.zh ?? column, en: column }
}

// Excel rewrites 2026-07-01 as 2026/7/1 when the file passes through it; both are read.
export function readDay(row: CatalogueRow, column: string, needed: boolean, report: FileReport): string | null {
  const value = text(row, column, 20, needed, report)
  if (value === '') return null
  const [, y, m, d] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(value) ?? []
  const day = y && m && d ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : value
  if (dayNumber(day) === undefined) report.add(row.row, column, 'date_invalid', value)
  return day
}

/** A cell below the first row is blank or says the same. */
export function sameAsFirst(first: CatalogueRow, row: CatalogueRow, column: string, report: FileReport): void {
  const value = cell(row, column)
  if (value !== '' && value !== cell(first, column))
    report.add(row.row, column, 'contradicts', value, cell(first, column))
}
