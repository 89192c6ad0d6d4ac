// A mapping between catalogues as a file: what a sub-class of an older list is in the ones of today, and how sure that is. The
// codes are those of the catalogues themselves; each row is one pair, a code may have several.
import {
  type CatalogueRow,
  type CatalogueTable,
  cell,
  type FileReport,
  reportInto,
  sameAsFirst,
  startReading,
  text,
} from './catalogue-cells.ts'
import { type CatalogueProblem, type Column, lookUp, words } from './catalogue-columns.ts'
import { type MappingEntry, textLimits } from './schemas.ts'

export const mappingColumns = [
  {
    name: 'from_catalogue',
    of: 'edition',
    required: true,
    zh: '原目录',
    en: 'Catalogue that is mapped, the same in all rows',
  },
  { name: 'from_kind', of: 'row', required: true, zh: '原类别', en: 'component 部件 or event 事件' },
  { name: 'from_code', of: 'row', required: true, zh: '原编码', en: 'Code there' },
  { name: 'from_name', of: 'row', required: false, zh: '原名称', en: 'Name there, for people' },
  { name: 'to_catalogue', of: 'row', required: true, zh: '现目录', en: 'Catalogue here; blank with none' },
  { name: 'to_kind', of: 'row', required: true, zh: '现类别', en: 'component 部件 or event 事件; blank with none' },
  { name: 'to_code', of: 'row', required: true, zh: '现编码', en: 'Code here; blank with none' },
  { name: 'to_name', of: 'row', required: false, zh: '现名称', en: 'Name here, for people' },
  { name: 'relation', of: 'row', required: true, zh: '关系', en: 'same 相同, near 相近, doubtful 存疑, none 无' },
  { name: 'why', of: 'row', required: true, zh: '理由', en: 'Why' },
  { name: 'why_en', of: 'row', required: false, zh: '英文理由', en: 'Why, in English' },
] as const satisfies readonly Column[]

export interface MappingOptions {
  /** `catalogue kind code` of everything that is loaded, whatever the edition. */
  entries: ReadonlySet<string>
  catalogues: ReadonlySet<string>
}

export const mappingKey = (catalogue: string, kind: string, code: string): string =>
  `${catalogue}\u0000${kind}\u0000${code}`

export type CheckedMapping =
  | { ok: true; fromCatalogue: string; entries: MappingEntry[] }
  | { ok: false; report: CatalogueProblem[] }

export function checkMapping(table: CatalogueTable, options: MappingOptions): CheckedMapping {
  const found: CatalogueProblem[] = []
  const report = reportInto(found, mappingColumns)
  const rows = startReading(table, report, 5000)
  const refused = (): CheckedMapping => ({ ok: false, report: found.toSorted((a, b) => a.row - b.row) })
  if (found.length > 0) return refused()
  const first = rows[0]!
  const fromCatalogue = text(first, 'from_catalogue', textLimits.catalogue, true, report)
  if (fromCatalogue !== '' && !options.catalogues.has(fromCatalogue))
    report.add(first.row, 'from_catalogue', 'catalogue_unknown', fromCatalogue)
  for (const row of rows.slice(1)) sameAsFirst(first, row, 'from_catalogue', report)
  const entries = rows.map((row) => readPair(row, fromCatalogue, options, report))
  checkPairs(rows, entries, report)
  return found.length > 0 ? refused() : { ok: true, fromCatalogue, entries }
}

function readPair(row: CatalogueRow, fromCatalogue: string, options: MappingOptions, report: FileReport): MappingEntry {
  const relationWord = text(row, 'relation', 20, true, report)
  const relation = lookUp(words.relation, relationWord)
  if (relationWord !== '' && !relation) report.add(row.row, 'relation', 'relation_unknown', relationWord)
  const from = readSide(row, 'from', fromCatalogue, options, report)
  const toCatalogue = cell(row, 'to_catalogue') || null
  const hasTarget = toCatalogue !== null || cell(row, 'to_code') !== ''
  if (relation === 'none' && hasTarget) report.add(row.row, 'to_code', 'target_present', cell(row, 'to_code'))
  if (relation && relation !== 'none' && !hasTarget) report.add(row.row, 'to_code', 'target_missing')
  if (toCatalogue !== null && !options.catalogues.has(toCatalogue))
    report.add(row.row, 'to_catalogue', 'catalogue_unknown', toCatalogue)
  const to = hasTarget && relation !== 'none' ? readSide(row, 'to', toCatalogue ?? '', options, report) : null
  return {
    ...{ fromCatalogue, fromKind: from.kind, fromCode: from.code },
    ...{ toCatalogue: to && toCatalogue, toKind: to?.kind ?? null, toCode: to?.code ?? null },
    relation: relation ?? 'none',
    why: text(row, 'why', textLimits.source, true, report),
    whyEn: text(row, 'why_en', textLimits.source, false, report) || null,
  }
}

function readSide(
  row: CatalogueRow,
  side: 'from' | 'to',
  catalogue: string,
  options: MappingOptions,
  report: FileReport,
) {
  const kindWord = text(row, `${side}_kind`, 20, true, report)
  const kind = lookUp(words.kind, kindWord)
  if (kindWord !== '' && !kind) report.add(row.row, `${side}_kind`, 'kind_unknown', kindWord)
  const code = text(row, `${side}_code`, textLimits.code, true, report)
  if (
    kind &&
    code !== '' &&
    options.catalogues.has(catalogue) &&
    !options.entries.has(mappingKey(catalogue, kind, code))
  )
    report.add(row.row, `${side}_code`, 'matter_unknown', code)
  return { kind: kind ?? ('event' as const), code }
}

/** A pair once; of one code at most one is the same in each catalogue. */
function checkPairs(rows: readonly CatalogueRow[], entries: readonly MappingEntry[], report: FileReport): void {
  const pairs = new Map<string, number>()
  const same = new Map<string, number>()
  for (const [i, entry] of entries.entries()) {
    const { row } = rows[i]!
    const from = `${entry.fromKind} ${entry.fromCode}`
    const pair = `${from} ${entry.toCatalogue} ${entry.toKind} ${entry.toCode}`
    const earlier = pairs.get(pair)
    if (earlier !== undefined) report.add(row, 'to_code', 'pair_twice', entry.toCode ?? '', earlier)
    else pairs.set(pair, row)
    if (entry.relation !== 'same') continue
    const key = `${from} ${entry.toCatalogue}`
    const other = same.get(key)
    if (other !== undefined && earlier === undefined) report.add(row, 'relation', 'same_twice', 'same', other)
    else same.set(key, row)
  }
}
