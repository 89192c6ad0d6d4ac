// Bytes of a catalogue file to a table of texts. The file must be CSV in UTF-8 (a byte order mark is welcome: Excel writes
// one). Anything else is named for what it is and refused: guessing an encoding would put wrong words into a
// table that decides deadlines.

import type { CatalogueTable } from '@linli/contract/matter/catalogue-cells.ts'
import {
  type CatalogueProblem,
  type CatalogueProblemCode,
  catalogueProblem,
} from '@linli/contract/matter/catalogue-columns.ts'
import { type Checked, type CheckOptions, checkCatalogue } from '@linli/contract/matter/catalogue-file.ts'
import { CsvError, parse } from 'csv-parse/sync'

/** In bytes; ten times a national catalogue with all its conditions. Files sent over the wire are held to the same. */
export const largestFile = 5 * 1024 * 1024

export type ReadTable = { ok: true; table: CatalogueTable } | { ok: false; report: CatalogueProblem[] }

/** Reads and checks in one go; the report of either step comes back the same way. */
export function readCatalogue(bytes: Uint8Array, options: CheckOptions = {}): Checked {
  const read = readTable(bytes)
  return read.ok ? checkCatalogue(read.table, options) : read
}

export function readTable(bytes: Uint8Array): ReadTable {
  const refuse = (row: number, code: CatalogueProblemCode, value = '', detail: string | number = ''): ReadTable => ({
    ok: false,
    report: [catalogueProblem(row, null, code, value, detail)],
  })
  if (bytes.length > largestFile) return refuse(0, 'file_too_large', '', '5 MB')
  const encoding = wrongEncoding(bytes)
  if (encoding) return refuse(encoding.row, encoding.code, '', encoding.at)
  // The decoder drops the byte order mark itself.
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  try {
    return tableOf(parse(text, { relax_column_count: true, skip_empty_lines: false }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse(typeof error.records === 'number' ? error.records + 1 : 0, 'quote_broken')
  }
}

function tableOf(records: readonly string[][]): ReadTable {
  const [first = [], ...others] = records
  // Spreadsheets keep empty columns at the right edge; they are no columns.
  const header = first.map((name) => name.trim())
  while (header.length > 0 && header.at(-1) === '') header.pop()
  const report: CatalogueProblem[] = []
  const rows = others.map((record, i) => {
    const row = i + 2
    const isBlank = record.every((cell) => cell.trim() === '')
    const spare = record.slice(header.length).some((cell) => cell.trim() !== '')
    if (!isBlank && (record.length < header.length || spare))
      report.push(catalogueProblem(row, null, 'cell_count', String(record.length), header.length))
    return { row, cells: Object.fromEntries(header.map((name, n) => [name, record[n] ?? ''])) }
  })
  return report.length > 0 ? { ok: false, report } : { ok: true, table: { header, rows } }
}

interface WrongEncoding {
  code: CatalogueProblemCode
  /** The line, where there is one to speak of; else 0. */
  row: number
  at: number | string
}

function wrongEncoding(bytes: Uint8Array): WrongEncoding | null {
  const [a, b, c, d] = bytes
  const whole = (code: CatalogueProblemCode): WrongEncoding => ({ code, row: 0, at: '' })
  const place = (code: CatalogueProblemCode, offset: number): WrongEncoding => ({
    code,
    row: bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1,
    at: offset + 1,
  })
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return whole('file_is_workbook')
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return whole('file_is_workbook')
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return whole('file_is_utf16')
  const broken = firstBrokenByte(bytes)
  if (broken !== null) return looksLikeGbk(bytes) ? whole('file_is_gbk') : place('file_not_utf8', broken)
  const nul = bytes.indexOf(0)
  return nul >= 0 ? place('file_has_nul', nul) : null
}

/** Offset of the first byte that is not UTF-8, found by halving: a prefix up to a whole character either decodes or not. */
function firstBrokenByte(bytes: Uint8Array): number | null {
  if (decodes(bytes, false)) return null
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodes(bytes.subarray(0, middle), true)) good = middle
    else bad = middle
  }
  return good
}

function decodes(bytes: Uint8Array, isPrefix: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isPrefix })
    return true
  } catch {
    return false
  }
}

/**
 * Chinese text in GBK decodes without error and becomes mostly common characters (the first level of GB 2312, bytes B0–D7),
 * while a UTF-8 file with a damaged byte still has nearly all of its characters as UTF-8.
 */
function looksLikeGbk(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  const asUtf8 = new TextDecoder('utf-8').decode(bytes)
  const broken = asUtf8.split('\ufffd').length - 1
  const whole = [...asUtf8].filter((c) => c > '\u007f' && c !== '\ufffd').length
  return broken > whole
}
