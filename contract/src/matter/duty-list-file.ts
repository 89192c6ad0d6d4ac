// A duty list 履职清单 as a file: what the list is stands in its first row, below it a row for each matter or whole class. Like a
// catalogue it is checked as a whole: either it is clean, or the report names every fault with its row.
import {
  type CatalogueRow,
  type CatalogueTable,
  cell,
  type FileReport,
  readDay,
  reportInto,
  sameAsFirst,
  startReading,
  text,
} from './catalogue-cells.ts'
import { type CatalogueProblem, type Column, lookUp, words } from './catalogue-columns.ts'
import { nextTo } from './catalogue-file.ts'
import { type DutyKind, type DutyLevel, type DutyList, textLimits } from './schemas.ts'

export const dutyListColumns = [
  { name: 'list', of: 'edition', required: true, zh: '清单名称', en: 'Name of the list' },
  { name: 'level', of: 'edition', required: true, zh: '层级', en: 'town 镇街 or county 区县: whose duties they are' },
  { name: 'area', of: 'edition', required: false, zh: '区划', en: 'Code of the town or county; blank = everywhere' },
  { name: 'valid_from', of: 'edition', required: true, zh: '启用日期', en: 'First day in force, YYYY-MM-DD' },
  {
    name: 'valid_to',
    of: 'edition',
    required: false,
    zh: '停用日期（含当日）',
    en: 'Last day; blank = until the next list',
  },
  { name: 'list_source', of: 'edition', required: true, zh: '清单依据', en: 'Where the list comes from' },
  { name: 'matter', of: 'row', required: true, zh: '事项编码', en: 'Code of a matter, or of a class for all below it' },
  { name: 'name', of: 'row', required: false, zh: '事项名称', en: 'Its name, to be compared with the catalogue' },
  { name: 'duty', of: 'row', required: true, zh: '类型', en: 'basic 基本, joint 配合, takenBack 收回' },
  { name: 'basis', of: 'row', required: false, zh: '法定依据', en: 'Legal basis; a taken-back duty must have one' },
  { name: 'source', of: 'row', required: false, zh: '来源', en: 'Where the row comes from; blank = as the list' },
] as const satisfies readonly Column[]

export interface DutyEntry {
  matter: string
  kind: DutyKind
  basis: string | null
  source: string
}

export interface DutyListOptions {
  /** Names of matters and classes by code, over all editions that are loaded. */
  matters: ReadonlyMap<string, string>
  hasArea(code: string): boolean
  known?: readonly DutyList[]
}

export type CheckedDutyList =
  | { ok: true; list: DutyList; entries: DutyEntry[]; supersedes: { name: string; validTo: string } | null }
  | { ok: false; report: CatalogueProblem[] }

const codeLengthOf: Record<DutyLevel, number> = { town: 9, county: 6 }
const mostRows = 5000

export function checkDutyList(table: CatalogueTable, options: DutyListOptions): CheckedDutyList {
  const found: CatalogueProblem[] = []
  const report = reportInto(found, dutyListColumns)
  const rows = startReading(table, report, mostRows)
  const refused = (): CheckedDutyList => ({ ok: false, report: found.toSorted((a, b) => a.row - b.row) })
  if (found.length > 0) return refused()
  const list = readList(rows, options, report)
  const entries = rows.map((row) => readEntry(row, list, options, report))
  checkTwice(rows, report)
  const supersedes = succession(list, options.known ?? [], rows[0]!.row, report)
  return found.length > 0 ? refused() : { ok: true, list, entries, supersedes }
}

function readList(rows: readonly CatalogueRow[], { hasArea }: DutyListOptions, report: FileReport): DutyList {
  const first = rows[0]!
  const levelWord = text(first, 'level', 20, true, report)
  const level = lookUp(words.level, levelWord)
  if (levelWord !== '' && !level) report.add(first.row, 'level', 'level_unknown', levelWord)
  const area = cell(first, 'area') || null
  if (area !== null && !hasArea(area)) report.add(first.row, 'area', 'area_unknown', area)
  else if (area !== null && level && area.length > codeLengthOf[level])
    report.add(first.row, 'area', 'area_level', area, { zh: level === 'town' ? '镇街' : '区县', en: level })
  const list = {
    name: text(first, 'list', textLimits.name, true, report),
    level: level ?? 'town',
    area,
    validFrom: readDay(first, 'valid_from', true, report) ?? '',
    validTo: readDay(first, 'valid_to', false, report),
    source: text(first, 'list_source', textLimits.source, true, report),
  }
  if (list.validTo !== null && list.validTo < list.validFrom)
    report.add(first.row, 'valid_to', 'dates_reversed', list.validTo, list.validFrom)
  for (const row of rows.slice(1))
    for (const { name, of } of dutyListColumns) if (of === 'edition') sameAsFirst(first, row, name, report)
  return list
}

function readEntry(row: CatalogueRow, list: DutyList, { matters }: DutyListOptions, report: FileReport): DutyEntry {
  const matter = text(row, 'matter', textLimits.code, true, report)
  const name = matters.get(matter)
  if (matter !== '' && name === undefined) report.add(row.row, 'matter', 'matter_unknown', matter)
  const given = cell(row, 'name')
  // A slip in the code is the commonest fault of such a list: the name beside it gives it away.
  if (given !== '' && name !== undefined && given !== name) report.add(row.row, 'name', 'name_differs', given, name)
  const word = text(row, 'duty', 20, true, report)
  const kind = lookUp(words.duty, word)
  if (word !== '' && !kind) report.add(row.row, 'duty', 'duty_unknown', word)
  const basis = text(row, 'basis', textLimits.basis, false, report) || null
  if (kind === 'takenBack' && basis === null) report.add(row.row, 'basis', 'duty_basis_missing')
  const source = text(row, 'source', textLimits.source, false, report) || list.source
  return { matter, kind: kind ?? 'basic', basis, source }
}

function checkTwice(rows: readonly CatalogueRow[], report: FileReport): void {
  const firstOf = new Map<string, number>()
  for (const row of rows) {
    const code = cell(row, 'matter')
    const first = firstOf.get(code)
    if (first !== undefined && code !== '') report.add(row.row, 'matter', 'duty_twice', code, first)
    else firstOf.set(code, row.row)
  }
}

/** As with editions: an open list of the same area and level ends on the eve of the next one. */
function succession(list: DutyList, known: readonly DutyList[], row: number, report: FileReport) {
  let supersedes: { name: string; validTo: string } | null = null
  for (const other of known.filter(({ level, area }) => level === list.level && area === list.area)) {
    const next = nextTo(other, list)
    if (next === 'overlap') report.add(row, 'valid_from', 'lists_overlap', list.validFrom, other.name)
    else if (next !== 'apart') supersedes = { name: other.name, validTo: next.validTo }
  }
  return supersedes
}
