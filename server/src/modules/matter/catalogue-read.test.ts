import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestFile, readCatalogue, readTable } from './catalogue-read.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const shipped = readFileSync(new URL('../../../db/catalogue/extension-2026.csv', import.meta.url))

/** The report as `row code`. */
function codes(bytes: Uint8Array): string[] {
  const read = readTable(bytes)
  return read.ok ? [] : read.report.map(({ row, code }) => `${row} ${code}`)
}

/** Node decodes GBK but does not write it: the table is turned round. */
function gbk(text: string): Uint8Array {
  const table = new Map<string, [number, number]>()
  for (let high = 0xa1; high <= 0xf7; high++)
    for (let low = 0xa1; low <= 0xfe; low++)
      table.set(new TextDecoder('gb18030').decode(Uint8Array.of(high, low)), [high, low])
  return Uint8Array.from([...text].flatMap((c) => (c < '\u0080' ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))))
}

describe('readTable', () => {
  it('reads quoted cells, rows counted as a spreadsheet counts them, blank rows included', () => {
    const read = readTable(utf8('code,filing,\n06010,"破损，或者\n""缺失""",\n,,\n06011,脏\n'))
    expect(read).toEqual({
      ok: true,
      table: {
        header: ['code', 'filing'],
        rows: [
          { row: 2, cells: { code: '06010', filing: '破损，或者\n"缺失"' } },
          { row: 3, cells: { code: '', filing: '' } },
          { row: 4, cells: { code: '06011', filing: '脏' } },
        ],
      },
    })
  })

  it('reads a byte order mark and the line ends of Windows as if they were not there', () => {
    const plain = readTable(utf8('code,name\n06010,暴露垃圾\n'))
    expect(readTable(utf8('\ufeffcode,name\r\n06010,暴露垃圾\r\n'))).toEqual(plain)
  })

  it('names a file that is not UTF-8 for what it is', () => {
    const text = 'code,name,filing\n06010,暴露垃圾,公共场所未倒入垃圾容器的生活垃圾\n'
    expect(codes(utf8(text))).toEqual([])
    expect(codes(gbk(text))).toEqual(['0 file_is_gbk'])
    expect(codes(Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual(['0 file_is_utf16'])
    expect(codes(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0))).toEqual(['0 file_is_workbook'])
    expect(codes(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toEqual(['0 file_is_workbook'])
    expect(codes(utf8('code\n\0'))).toEqual(['2 file_has_nul'])
    expect(codes(new Uint8Array(largestFile + 1))).toEqual(['0 file_too_large'])
  })

  it('says in which line and at which byte UTF-8 breaks', () => {
    const bytes = utf8('code,name\n06010,暴露垃圾\n')
    bytes[17] = 0x20 // the second byte of 暴: the 18th of the file
    const read = readTable(bytes)
    expect(read).toMatchObject({ ok: false, report: [{ row: 2, code: 'file_not_utf8' }] })
    if (!read.ok) expect(read.report[0]?.message.zh).toBe('第 18 个字节处不是合法的 UTF-8')
    expect(codes(bytes.subarray(0, 18))).toEqual(['2 file_not_utf8'])
  })

  it('refuses rows with too many or too few cells, and quotes that do not end', () => {
    expect(codes(utf8('a,b\n1,2,3\n1\n1,2\n1,2,\n'))).toEqual(['2 cell_count', '3 cell_count'])
    expect(codes(utf8('a,b\n1,2\n1,"2\n3,4\n'))).toEqual(['3 quote_broken'])
    expect(codes(utf8('a,b\n1,2\n1,2"2\n'))).toEqual(['3 quote_broken'])
    expect(codes(new Uint8Array(0))).toEqual([])
    expect(readCatalogue(new Uint8Array(0))).toMatchObject({ ok: false })
  })

  it('never throws, whatever the bytes, damaged copies of a real file included', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const checked = readCatalogue(bytes)
        return checked.ok || checked.report.length > 0
      }),
    )
    const start = shipped.subarray(0, 6000)
    fc.assert(
      fc.property(fc.nat({ max: start.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const copy = Uint8Array.from(start)
        copy[at] = byte
        const checked = readCatalogue(copy)
        return checked.ok || checked.report.length > 0
      }),
      { numRuns: 200 },
    )
  })
})

it('reports a file of bad rows exactly, and loads nothing of it', () => {
  const checked = readCatalogue(readFileSync(new URL('../../../db/catalogue/fixture/bad-rows.csv', import.meta.url)))
  expect(checked.ok).toBe(false)
  if (checked.ok) return
  expect(
    checked.report.map(({ row, column, code, value }) => `${row} ${column} ${code} ${value.slice(0, 12)}`.trim()),
  ).toEqual([
    '2 valid_from date_invalid 2026-13-01',
    '3 limit_unit limit_unit_unknown 小时',
    '4 limit_amount limit_not_positive -1',
    '5 limit_amount limit_missing',
    '5 condition condition_duplicate 2',
    '6 limit_unit limit_unit_missing',
    '6 source value_missing',
    '6 filing filing_duplicate 垃圾满溢',
    '6 closing_evidence evidence_not_asked photo',
    '8 procedure procedure_unknown 特快',
    '8 duty_basis duty_basis_missing',
    '8 duty duty_contradicts_unit 收回',
    '9 code both_kinds 06010',
    '9 parent parent_kind 06',
    '10 closing text_too_long 长长长长长长长长长长长长',
    '10 parent parent_missing 16',
    '10 followed_by follow_missing 06012.9',
    '11 parent parent_cycle 98',
    '12 parent parent_cycle 97',
    '13 filing no_condition',
  ])
  for (const { message } of checked.report) expect(message.zh + message.en).not.toMatch(/\{[vd]\}/)
})
