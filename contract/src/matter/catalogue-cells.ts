// The cells of a catalogue file as texts, and the report that reading them adds to.
import { type CatalogueProblemCode, type ColumnName, catalogueColumns, lookUp } from './catalogue-columns.ts'
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
export interface Report {
  readonly procedures: readonly string[]
  /** The code that is unique in the edition: with an E before it where a component of the file has the same. */
  unique(kind: MatterKind, code: string): string
  add(row: number, column: ColumnName | null, code: CatalogueProblemCode, value?: string, detail?: Detail): void
}
type Detail = string | number | { zh: string; en: string }

export function cell(row: CatalogueRow, column: ColumnName): string {
  return (lookUp(row.cells, column) ?? '').trim()
}

/** The text of a cell within its length; a blank one is reported when it is needed. */
export function text(row: CatalogueRow, column: ColumnName, longest: number, needed: boolean, report: Report): string {
  const value = cell(row, column)
  if (value === '' && needed) report.add(row.row, column, 'value_missing', '', titleOf(column))
  if ([...value].length > longest) report.add(row.row, column, 'text_too_long', value, longest)
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(value)) report.add(row.row, column, 'text_invalid', value)
  return value
}

export function titleOf(column: ColumnName): { zh: string; en: string } {
  return { zh: catalogueColumns.find(({ name }) => name === column)?.zh ?? column, en: column }
}

/** A cell below the first row is blank or says the same. */
export function sameAsFirst(first: CatalogueRow, row: CatalogueRow, column: ColumnName, report: Report): void {
  const value = cell(row, column)
  if (value !== '' && value !== cell(first, column))
    report.add(row.row, column, 'contradicts', value, cell(first, column))
}
