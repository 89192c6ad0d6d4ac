// Reads the rows of one matter. A row without anything of a filing condition makes a class, which nobody can file and
// which therefore has no procedure, units, checks or duty.
import { limitUnits } from '../deadline/calendar.ts'
import { lintBurden } from './burden.ts'
import { type CatalogueRow, cell, type Report, sameAsFirst, text, titleOf } from './catalogue-cells.ts'
import { type ColumnName, catalogueColumns, lookUp, words } from './catalogue-columns.ts'
import { type FormField, heldByRegisters, readForm } from './form.ts'
import {
  type Duty,
  type Edition,
  type EvidenceKind,
  type FilingCondition,
  type Limit,
  largestLimit,
  type Matter,
  type MatterKind,
  textLimits,
} from './schemas.ts'

export interface MatterDraft {
  matter: Matter
  duty: Duty | null
  row: number
  /** Row of each condition, in the same order. */
  conditionRows: number[]
}

const conditionColumns = ['condition', 'filing', 'closing', 'limit_amount', 'limit_unit'] as const
const notOfClasses = catalogueColumns
  .map(({ name }) => name)
  .filter(
    (name) =>
      [
        'procedure',
        'precheck',
        'postcheck',
        'mediable',
        'duty',
        'duty_basis',
        'duty_source',
        'unit_town',
        'unit_county',
      ].includes(name) ||
      ['filing_evidence', 'closing_evidence', 'target', 'followed_by', 'same_as', 'form'].includes(name),
  )
/** What the trouble of a component takes over from it; the rest of its row (names, hint) is its own. */
const ofTheComponent = [...conditionColumns, ...notOfClasses].filter((name) => name !== 'same_as')

export function readMatter(rows: readonly CatalogueRow[], edition: Edition, report: Report): MatterDraft {
  const first = rows[0]!
  const isClass =
    rows.length === 1 &&
    (cell(first, 'same_as') !== '' || conditionColumns.every((column) => cell(first, column) === ''))
  checkRepeats(rows, report)
  const head = readHead(first, isClass, edition, report)
  if (isClass && head.sameAs !== null) return readTrouble(first, head, report)
  if (isClass) {
    for (const column of notOfClasses)
      if (cell(first, column) !== '')
        report.add(first.row, column, 'class_has_value', cell(first, column), titleOf(column, report.columns))
    return {
      matter: { ...head, procedure: null, conditions: [], unit: null },
      duty: null,
      row: first.row,
      conditionRows: [],
    }
  }
  const conditions = rows.map((row) => readCondition(row, first, head, report))
  checkUnique(rows, conditions, report)
  const matter: Matter = {
    ...head,
    procedure: readProcedure(first, report),
    conditions,
    unit: conditions[0]?.units.town ?? conditions[0]?.units.county ?? null,
  }
  return { matter, duty: readDuty(rows, matter, report), row: first.row, conditionRows: rows.map(({ row }) => row) }
}

/** A matter that is the trouble of a component: it stays empty here and takes everything over once all rows are read. */
function readTrouble(first: CatalogueRow, head: Omit<Matter, 'procedure' | 'conditions' | 'unit'>, report: Report) {
  for (const column of ofTheComponent)
    if (cell(first, column) !== '')
      report.add(first.row, column, 'same_as_has_value', cell(first, column), titleOf(column, report.columns))
  if (head.kind !== 'event') report.add(first.row, 'same_as', 'same_as_kind', head.sameAs ?? '')
  const matter: Matter = { ...head, procedure: null, conditions: [], unit: null }
  return { matter, duty: null, row: first.row, conditionRows: [] }
}

function checkRepeats(rows: readonly CatalogueRow[], report: Report): void {
  const first = rows[0]!
  for (const row of rows.slice(1))
    for (const { name, of } of catalogueColumns) {
      if (of !== 'matter') continue
      const kinds = [row, first].map((r) => lookUp(words.kind, cell(r, 'kind')))
      if (name === 'kind' && kinds[0] && kinds[1] && kinds[0] !== kinds[1])
        report.add(row.row, 'kind', 'both_kinds', cell(row, 'kind'), first.row)
      else sameAsFirst(first, row, name, report)
    }
}

function readHead(
  row: CatalogueRow,
  isClass: boolean,
  edition: Edition,
  report: Report,
): Omit<Matter, 'procedure' | 'conditions' | 'unit'> {
  const code = text(row, 'code', textLimits.code, true, report)
  if (code !== '' && !/^[0-9A-Za-z]{2,16}$/.test(code)) report.add(row.row, 'code', 'code_invalid', code)
  const kindWord = text(row, 'kind', 20, true, report)
  const kind = lookUp(words.kind, kindWord)
  if (kindWord !== '' && !kind) report.add(row.row, 'kind', 'kind_unknown', kindWord)
  const initials = text(row, 'initials', textLimits.initials, false, report)
  if (!/^[a-z0-9]*$/.test(initials)) report.add(row.row, 'initials', 'initials_invalid', initials)
  const synonyms = text(row, 'synonyms', textLimits.synonyms, false, report)
  const sameAs = cell(row, 'same_as')
  return {
    code: report.unique(kind ?? 'event', code),
    standardCode: code,
    name: text(row, 'name', textLimits.name, true, report),
    nameEn: text(row, 'name_en', textLimits.nameEn, false, report) || null,
    parent: report.unique(kind ?? 'event', cell(row, 'parent')) || null,
    kind: kind ?? 'event',
    precheck: readYesNo(row, 'precheck', report),
    postcheck: readYesNo(row, 'postcheck', report),
    mediable: readYesNo(row, 'mediable', report),
    synonyms: [...new Set(synonyms.split(/[|｜]/).map((word) => word.trim()))].filter((word) => word !== ''),
    initials: initials || null,
    pinyin: [],
    sameAs: sameAs === '' ? null : report.unique('component', sameAs),
    hint: readHint(row, report),
    confusedWith: readConfused(row, report),
    form: readOwnForm(row, code, report),
    catalogue: edition.catalogue,
    edition: edition.edition,
    source: isClass ? text(row, 'source', textLimits.source, true, report) : cell(row, 'source'),
  }
}

function readHint(row: CatalogueRow, report: Report): Matter['hint'] {
  const zh = text(row, 'hint', textLimits.hint, cell(row, 'hint_en') !== '', report)
  const en = text(row, 'hint_en', textLimits.hintEn, false, report)
  return zh === '' ? null : { zh, en: en || null }
}

function readConfused(row: CatalogueRow, report: Report): string[] {
  const codes = cell(row, 'confused_with')
    .split(/[|｜]/)
    .map((code) => code.trim())
    .filter((code) => code !== '')
  // They may stand in another catalogue, so only their form is checked.
  if (!codes.every((code) => /^[0-9A-Za-z]{2,16}$/.test(code)))
    report.add(row.row, 'confused_with', 'confused_invalid', cell(row, 'confused_with'))
  return [...new Set(codes)]
}

function readOwnForm(row: CatalogueRow, code: string, report: Report): FormField[] {
  const read = readForm(text(row, 'form', textLimits.form, false, report))
  if (!read.ok) {
    report.add(row.row, 'form', 'form_invalid', cell(row, 'form'), read.question)
    return []
  }
  const fields = read.fields.map(({ name }) => ({
    ...{ name, type: 'value' as const, required: false, input: 'asked' as const },
    register: heldByRegisters[name] ?? null,
  }))
  for (const { message } of lintBurden([{ kind: 'form', key: code, fields }], ''))
    report.add(row.row, 'form', 'form_burden', cell(row, 'form'), message)
  return read.fields
}

function readYesNo(row: CatalogueRow, column: ColumnName, report: Report): boolean {
  const yes = lookUp(words.yesNo, cell(row, column))
  if (yes === undefined) report.add(row.row, column, 'yes_no_unknown', cell(row, column))
  return yes ?? false
}

function readProcedure(row: CatalogueRow, report: Report): string {
  const word = text(row, 'procedure', 60, true, report)
  const procedure = lookUp<string>(words.procedure, word) ?? word
  if (word !== '' && !report.procedures.includes(procedure))
    report.add(row.row, 'procedure', 'procedure_unknown', word, report.procedures.join(', '))
  return procedure
}

function readCondition(
  row: CatalogueRow,
  first: CatalogueRow,
  { code, kind }: { code: string; kind: MatterKind },
  report: Report,
): FilingCondition {
  const number = text(row, 'condition', 10, true, report)
  if (number !== '' && !/^[1-9]\d?$/.test(number)) report.add(row.row, 'condition', 'condition_invalid', number)
  const targetWord = cell(row, 'target')
  const target = lookUp(words.target, targetWord)
  if (targetWord !== '' && !target) report.add(row.row, 'target', 'target_unknown', targetWord)
  return {
    id: `${code}.${number}`,
    text: text(row, 'filing', textLimits.text, true, report),
    textEn: text(row, 'filing_en', textLimits.text, false, report) || null,
    limit: readLimit(row, report),
    closing: text(row, 'closing', textLimits.closing, true, report),
    closingEn: text(row, 'closing_en', textLimits.closing, false, report) || null,
    units: { town: readUnit(row, first, 'unit_town', report), county: readUnit(row, first, 'unit_county', report) },
    evidence: {
      filing: readEvidence(row, 'filing_evidence', report),
      closing: readEvidence(row, 'closing_evidence', report),
    },
    target: target ?? null,
    followedBy: readFollower(row, kind, report),
    source: text(row, 'source', textLimits.source, true, report),
  }
}

function readFollower(row: CatalogueRow, kind: MatterKind, report: Report): string | null {
  const [, code, number] = /^(.*)\.([^.]*)$/.exec(cell(row, 'followed_by')) ?? []
  return code === undefined ? cell(row, 'followed_by') || null : `${report.unique(kind, code)}.${number}`
}

function readLimit(row: CatalogueRow, report: Report): Limit {
  const amountText = cell(row, 'limit_amount')
  const amount = /^[+-]?\d+(\.0+)?$/.test(amountText) ? Number(amountText) : Number.NaN
  if (amountText === '') report.add(row.row, 'limit_amount', 'limit_missing')
  else if (/^-/.test(amountText) || amount === 0) report.add(row.row, 'limit_amount', 'limit_not_positive', amountText)
  else if (Number.isNaN(amount)) report.add(row.row, 'limit_amount', 'limit_invalid', amountText)
  else if (amount > largestLimit) report.add(row.row, 'limit_amount', 'limit_too_large', amountText, largestLimit)
  const unitWord = cell(row, 'limit_unit')
  const unit = lookUp(words.limitUnit, unitWord)
  if (unitWord === '') report.add(row.row, 'limit_unit', 'limit_unit_missing')
  else if (!unit) report.add(row.row, 'limit_unit', 'limit_unit_unknown', unitWord)
  return { amount, unit: unit ?? limitUnits[0]! }
}

function readUnit(
  row: CatalogueRow,
  first: CatalogueRow,
  column: 'unit_town' | 'unit_county',
  report: Report,
): string | null {
  const key = cell(row, column) || cell(first, column)
  if (key === '' || key === '-') return null
  if (!/^[a-z][a-z0-9-]*$/.test(key)) report.add(row.row, column, 'unit_invalid', key)
  if (key.length > textLimits.unit) report.add(row.row, column, 'text_too_long', key, textLimits.unit)
  return key
}

function readEvidence(row: CatalogueRow, column: ColumnName, report: Report): EvidenceKind[] {
  const kinds = new Set<EvidenceKind>()
  for (const word of cell(row, column)
    .split(/[|｜]/)
    .map((part) => part.trim())) {
    const kind = lookUp(words.evidence, word)
    if (kind) kinds.add(kind)
    else if (word !== '') report.add(row.row, column, 'evidence_unknown', word)
  }
  return [...kinds]
}

function checkUnique(rows: readonly CatalogueRow[], conditions: readonly FilingCondition[], report: Report): void {
  const numbers = new Map<string, number>()
  const texts = new Map<string, number>()
  for (const [i, { id, text: filing }] of conditions.entries()) {
    const row = rows[i]!
    const sameNumber = numbers.get(id)
    const sameText = texts.get(filing)
    if (sameNumber !== undefined && cell(row, 'condition') !== '')
      report.add(row.row, 'condition', 'condition_duplicate', cell(row, 'condition'), sameNumber)
    if (sameText !== undefined && filing !== '') report.add(row.row, 'filing', 'filing_duplicate', filing, sameText)
    numbers.set(id, sameNumber ?? row.row)
    texts.set(filing, sameText ?? row.row)
  }
}

function readDuty(rows: readonly CatalogueRow[], matter: Matter, report: Report): Duty | null {
  const first = rows[0]!
  const word = cell(first, 'duty')
  const basis = text(first, 'duty_basis', textLimits.basis, false, report) || null
  const source = text(first, 'duty_source', textLimits.source, word !== '', report)
  if (word === '') {
    if (basis || source) report.add(first.row, 'duty', 'value_missing', '', titleOf('duty', report.columns))
    return null
  }
  const kind = lookUp(words.duty, word)
  if (!kind) {
    report.add(first.row, 'duty', 'duty_unknown', word)
    return null
  }
  if (kind === 'takenBack') {
    if (!basis) report.add(first.row, 'duty_basis', 'duty_basis_missing')
    const i = matter.conditions.findIndex(({ units }) => units.town !== null)
    if (i >= 0) report.add(first.row, 'duty', 'duty_contradicts_unit', word, rows[i]?.row ?? first.row)
  }
  return { code: matter.code, kind, basis, source }
}
