// The way back: a catalogue as the rows of a file, so that a place can take one out, change it and hand it in again as its
// next edition. What is written here reads back as exactly the same catalogue.

import type { CatalogueTable } from './catalogue-cells.ts'
import { type ColumnName, catalogueColumns } from './catalogue-columns.ts'
import type { Catalogue } from './catalogue-file.ts'
import { writeForm } from './form.ts'
import type { Duty, FilingCondition, Matter } from './schemas.ts'

export function writeCatalogue({ edition, matters, duties }: Catalogue): CatalogueTable {
  const dutyOf = new Map(duties.map((duty) => [duty.code, duty]))
  const standardOf = new Map(matters.map((matter) => [matter.code, matter.standardCode]))
  const standard = (code: string | null) => (code === null ? '' : (standardOf.get(code) ?? code))
  const rows: Record<ColumnName, string>[] = []
  for (const matter of matters) {
    const names = { ...blankRow(), ...nameCells(matter, standard) }
    // What was taken over from its component is not written again.
    const head = matter.sameAs === null ? { ...names, ...matterCells(matter, dutyOf.get(matter.code)) } : names
    const [first, ...others] = matter.sameAs === null ? matter.conditions : []
    rows.push(first ? { ...head, ...conditionCells(first, standard) } : { ...head, source: matter.source })
    for (const condition of others) rows.push({ ...blankRow(), ...conditionCells(condition, standard) })
  }
  const first = rows[0]
  if (first)
    Object.assign(first, {
      catalogue: edition.catalogue,
      edition: edition.edition,
      valid_from: edition.validFrom,
      valid_to: edition.validTo ?? '',
      edition_source: edition.source,
    })
  return { header: catalogueColumns.map(({ name }) => name), rows: rows.map((cells, i) => ({ row: i + 2, cells })) }
}

function blankRow(): Record<ColumnName, string> {
  const row: Partial<Record<ColumnName, string>> = {}
  for (const { name } of catalogueColumns) row[name] = ''
  return row as Record<ColumnName, string>
}

type Standard = (code: string | null) => string

function nameCells(matter: Matter, standard: Standard): Partial<Record<ColumnName, string>> {
  return {
    code: matter.standardCode,
    name: matter.name,
    name_en: matter.nameEn ?? '',
    parent: standard(matter.parent),
    kind: matter.kind,
    same_as: standard(matter.sameAs),
    synonyms: matter.synonyms.join('|'),
    initials: matter.initials ?? '',
    hint: matter.hint?.zh ?? '',
    hint_en: matter.hint?.en ?? '',
    confused_with: matter.confusedWith.join('|'),
  }
}

function matterCells(matter: Matter, duty: Duty | undefined): Partial<Record<ColumnName, string>> {
  return {
    procedure: matter.procedure ?? '',
    precheck: matter.precheck ? 'yes' : '',
    postcheck: matter.postcheck ? 'yes' : '',
    mediable: matter.mediable ? 'yes' : '',
    duty: duty?.kind ?? '',
    duty_basis: duty?.basis ?? '',
    duty_source: duty?.source ?? '',
    form: writeForm(matter.form),
  }
}

function conditionCells(condition: FilingCondition, standard: Standard): Partial<Record<ColumnName, string>> {
  const [, code, number] = /^(.*)\.([^.]*)$/.exec(condition.followedBy ?? '') ?? []
  return {
    condition: condition.id.slice(condition.id.lastIndexOf('.') + 1),
    filing: condition.text,
    filing_en: condition.textEn ?? '',
    closing: condition.closing,
    closing_en: condition.closingEn ?? '',
    limit_amount: String(condition.limit.amount),
    limit_unit: condition.limit.unit,
    // A dash, not a blank: below the first row a blank would take over the first row's unit.
    unit_town: condition.units.town ?? '-',
    unit_county: condition.units.county ?? '-',
    filing_evidence: condition.evidence.filing.join('|'),
    closing_evidence: condition.evidence.closing.join('|'),
    target: condition.target ?? '',
    followed_by: code === undefined ? '' : `${standard(code)}.${number}`,
    source: condition.source,
  }
}
