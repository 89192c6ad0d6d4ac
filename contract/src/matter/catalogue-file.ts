// A catalogue file is checked as a whole before anything of it is loaded: either it is clean and comes back as matters,
// conditions and duties, or it comes back as a report, row by row, of everything that is wrong. The checker knows no file
// format: it takes the header and the rows as texts, and never throws, whatever they hold.
import { dayName, dayNumber } from '../deadline/calendar.ts'
import { lintBurden } from './burden.ts'
import {
  type CatalogueRow,
  type CatalogueTable,
  cell,
  type Report,
  readDay,
  reportInto,
  sameAsFirst,
  startReading,
  text,
} from './catalogue-cells.ts'
import { type CatalogueProblem, catalogueColumns, lookUp, words } from './catalogue-columns.ts'
import { type MatterDraft, readMatter } from './catalogue-matter.ts'
import {
  conditionsPerMatter,
  type Duty,
  type Edition,
  type Matter,
  type MatterKind,
  shippedProcedures,
  textLimits,
} from './schemas.ts'

export interface Catalogue {
  edition: Edition
  matters: Matter[]
  duties: Duty[]
}

export interface CheckOptions {
  /** Editions that are loaded already; only those of the same catalogue matter. */
  known?: readonly Edition[]
  /** Keys of the procedures that exist here; the four that ship by default. */
  procedures?: readonly string[]
  /** Matters of other catalogues that are loaded, with the days on which they can be filed. */
  taken?: readonly TakenCode[]
}

export interface TakenCode extends Pick<Edition, 'catalogue' | 'validFrom' | 'validTo'> {
  code: string
}

export type Checked =
  | {
      ok: true
      catalogue: Catalogue
      /** The open edition that this one follows, with the last day it now gets. */
      supersedes: { edition: string; validTo: string } | null
    }
  | { ok: false; report: CatalogueProblem[] }

export const rowsPerFile = 20_000

export function checkCatalogue(table: CatalogueTable, options: CheckOptions = {}): Checked {
  const found: CatalogueProblem[] = []
  const twofold = codesOfBothKinds(table.rows)
  const report: Report = {
    ...reportInto(found, catalogueColumns),
    procedures: options.procedures ?? shippedProcedures,
    unique: (kind, code) => (kind === 'event' && twofold.has(code) ? `E${code}` : code),
  }
  const refused = (): Checked => ({ ok: false, report: found.toSorted((a, b) => a.row - b.row) })

  const rows = startReading(table, report, rowsPerFile)
  if (found.length > 0) return refused()

  const edition = readEdition(rows, report)
  const drafts = groupRows(rows, report).map((group) => readMatter(group, edition, report))
  takeOver(drafts, report)
  checkTree(drafts, report)
  checkTaken(drafts, edition, options.taken ?? [], report)
  checkFollowers(drafts, report)
  const catalogue = {
    edition,
    matters: drafts.map(({ matter }) => matter),
    duties: drafts.flatMap(({ duty }) => (duty ? [duty] : [])),
  }
  checkBurden(drafts, edition.validFrom, report)
  const supersedes = succession(edition, options.known ?? [], rows[0]?.row ?? 2, report)
  return found.length > 0 ? refused() : { ok: true, catalogue, supersedes }
}

function readEdition(rows: readonly CatalogueRow[], report: Report): Edition {
  const first = rows[0]!
  const edition = {
    catalogue: text(first, 'catalogue', textLimits.catalogue, true, report),
    edition: text(first, 'edition', textLimits.edition, true, report),
    validFrom: readDay(first, 'valid_from', true, report) ?? '',
    validTo: readDay(first, 'valid_to', false, report),
    source: text(first, 'edition_source', textLimits.source, true, report),
  }
  if (edition.validTo !== null && edition.validTo < edition.validFrom)
    report.add(first.row, 'valid_to', 'dates_reversed', edition.validTo, edition.validFrom)
  for (const row of rows.slice(1))
    for (const { name, of } of catalogueColumns) if (of === 'edition') sameAsFirst(first, row, name, report)
  return edition
}

const kindOf = (row: CatalogueRow) => lookUp(words.kind, cell(row, 'kind'))

/** Standards number components and events apart: 0101 is a cover there and an illegal building here. */
function codesOfBothKinds(rows: readonly CatalogueRow[]): ReadonlySet<string> {
  const of = (kind: MatterKind) => rows.filter((row) => kindOf(row) === kind).map((row) => cell(row, 'code'))
  const components = new Set(of('component'))
  return new Set(of('event').filter((code) => components.has(code)))
}

/** Rows of one matter; a row with a blank code belongs to the matter above it. */
function groupRows(rows: readonly CatalogueRow[], report: Report): CatalogueRow[][] {
  const groups: CatalogueRow[][] = []
  const firstOf = new Map<string, CatalogueRow>()
  for (const row of rows) {
    const code = cell(row, 'code')
    const open = groups.at(-1)
    const kind = kindOf(row)
    const isOther = open !== undefined && kind !== undefined && kind !== kindOf(open[0]!)
    if (open && (code === '' || (code === cell(open[0]!, 'code') && !isOther))) {
      open.push(row)
      continue
    }
    const first = firstOf.get(`${kind} ${code}`)
    const namesake = firstOf.get(`${kind === 'event' ? 'component' : 'event'} ${code}`)
    if (first) report.add(row.row, 'code', 'code_duplicate', code, first.row)
    else if (namesake && cell(namesake, 'name') === cell(row, 'name'))
      report.add(row.row, 'code', 'both_kinds', code, namesake.row)
    else firstOf.set(`${kind} ${code}`, row)
    groups.push([row])
  }
  return groups
}

/** The trouble of a component takes over its procedure, conditions, units, checks and duty, under its own code. */
function takeOver(drafts: MatterDraft[], report: Report): void {
  const byCode = new Map(drafts.map((draft) => [draft.matter.code, draft]))
  for (const draft of drafts) {
    const { code, sameAs } = draft.matter
    if (sameAs === null) continue
    const component = byCode.get(sameAs)
    if (component?.matter.kind !== 'component' || component.matter.conditions.length === 0) {
      report.add(draft.row, 'same_as', 'same_as_missing', sameAs)
      continue
    }
    const own = (id: string) => `${code}${id.slice(id.lastIndexOf('.'))}`
    const { procedure, unit, precheck, postcheck, mediable, form, conditions } = component.matter
    draft.matter = {
      ...{ ...draft.matter, procedure, unit, precheck, postcheck, mediable, form },
      conditions: conditions.map((c) => ({ ...c, id: own(c.id), followedBy: c.followedBy && own(c.followedBy) })),
    }
    draft.duty = component.duty && { ...component.duty, code }
  }
}

/** What is filed by its code alone must mean one thing on any day; nobody files a class. */
function checkTaken(
  drafts: readonly MatterDraft[],
  { catalogue, validFrom, validTo }: Edition,
  taken: readonly TakenCode[],
  report: Report,
): void {
  const others = new Map(
    taken
      .filter((t) => t.catalogue !== catalogue)
      .filter((t) => (t.validTo ?? '9999') >= validFrom && (validTo ?? '9999') >= t.validFrom)
      .map((t) => [t.code, t.catalogue]),
  )
  for (const { matter, row } of drafts) {
    const other = matter.conditions.length > 0 ? others.get(matter.code) : undefined
    if (other !== undefined) report.add(row, 'code', 'code_taken', matter.code, other)
  }
}

function checkTree(drafts: readonly MatterDraft[], report: Report): void {
  const byCode = new Map(drafts.toReversed().map((draft) => [draft.matter.code, draft]))
  const parents = new Set(drafts.map(({ matter }) => matter.parent))
  for (const { matter, row } of drafts) {
    if (matter.conditions.length === 0 && matter.sameAs === null && !parents.has(matter.code))
      report.add(row, 'filing', 'no_condition')
    if (matter.conditions.length > conditionsPerMatter)
      report.add(row, 'condition', 'too_many_conditions', String(matter.conditions.length), conditionsPerMatter)
    if (matter.parent === null) continue
    const parent = byCode.get(matter.parent)?.matter
    if (!parent) report.add(row, 'parent', 'parent_missing', matter.parent)
    else if (parent.conditions.length > 0) report.add(row, 'parent', 'parent_is_matter', matter.parent)
    else if (parent.kind !== matter.kind) report.add(row, 'parent', 'parent_kind', matter.parent, parent.kind)
    const circle = circleFrom(matter.code, byCode)
    if (circle) report.add(row, 'parent', 'parent_cycle', matter.parent, circle)
  }
}

/** The way from a code up through its parents when it comes back to the code itself. */
function circleFrom(code: string, byCode: ReadonlyMap<string, MatterDraft>): string | null {
  const way = [code]
  const seen = new Set(way)
  for (let at = byCode.get(code)?.matter.parent ?? null; at !== null; at = byCode.get(at)?.matter.parent ?? null) {
    way.push(at)
    if (at === code) return way.join(' → ')
    if (seen.has(at)) return null
    seen.add(at)
  }
  return null
}

function checkFollowers(drafts: readonly MatterDraft[], report: Report): void {
  const all = drafts.flatMap(({ matter, conditionRows }) =>
    matter.conditions.map((condition, i) => ({ condition, row: conditionRows[i] ?? 0 })),
  )
  const byId = new Map(all.map(({ condition }) => [condition.id, condition]))
  for (const { condition, row } of all) {
    if (condition.followedBy === null) continue
    const next = byId.get(condition.followedBy)
    if (!next) report.add(row, 'followed_by', 'follow_missing', condition.followedBy)
    else if (next.target !== 'repair' || condition.target !== 'makeSafe')
      report.add(row, 'followed_by', 'follow_not_repair', condition.followedBy)
  }
}

/** Evidence that no condition asks for is refused by the rule against needless uploads (burden.ts). */
function checkBurden(drafts: readonly MatterDraft[], today: string, report: Report): void {
  // What was taken over is judged once, where it stands.
  for (const { matter, conditionRows } of drafts.filter((draft) => draft.matter.sameAs === null))
    for (const [i, { text: filing, closing, evidence }] of matter.conditions.entries())
      for (const at of ['filing', 'closing'] as const) {
        const demands = evidence[at].map((kind) => ({ evidence: kind, at, text: at === 'filing' ? filing : closing }))
        for (const { message } of lintBurden([{ kind: 'matter', key: matter.code, demands }], today))
          report.add(conditionRows[i] ?? 0, `${at}_evidence`, 'evidence_not_asked', evidence[at].join('|'), message)
      }
}

/** An open edition is closed on the eve of its successor; any other day in common is an error. */
function succession(
  edition: Edition,
  known: readonly Edition[],
  row: number,
  report: Report,
): { edition: string; validTo: string } | null {
  let supersedes: { edition: string; validTo: string } | null = null
  for (const other of known.filter(({ catalogue }) => catalogue === edition.catalogue)) {
    const next = nextTo(other, edition)
    if (other.edition === edition.edition) report.add(row, 'edition', 'edition_known', edition.edition)
    else if (next === 'overlap')
      report.add(row, 'valid_from', 'editions_overlap', edition.validFrom, wayOut(other, edition))
    else if (next !== 'apart') supersedes = { edition: other.edition, validTo: next.validTo }
  }
  return supersedes
}

/** Which days are taken, and what to write instead. */
function wayOut({ edition, validFrom, validTo }: Edition, coming: Edition): { zh: string; en: string } {
  if (validTo !== null)
    return {
      zh: `“${edition}”（${validFrom} 至 ${validTo}）在同一天有效，请改为 ${validTo} 之后启用`,
      en: `“${edition}” (${validFrom} to ${validTo}): begin after ${validTo}`,
    }
  const open = { zh: `“${edition}”（${validFrom} 起）在同一天有效`, en: `“${edition}” (from ${validFrom})` }
  return validFrom < coming.validFrom
    ? {
        zh: `${open.zh}，请不填停用日期，前一版本会在启用前一天停用`,
        en: `${open.en}: leave the last day blank, and that one ends on the eve`,
      }
    : {
        zh: `${open.zh}，请改为 ${validFrom} 之后启用，或在其之前停用`,
        en: `${open.en}: begin after ${validFrom}, or end before it`,
      }
}

interface Days {
  validFrom: string
  validTo: string | null
}

/** How something dated that is loaded stands to what comes: apart, in its way, or open and ended on the eve of it. */
export function nextTo(loaded: Days, coming: Days): 'apart' | 'overlap' | { validTo: string } {
  const first = dayNumber(coming.validFrom)
  if (loaded.validTo === null && coming.validTo === null && loaded.validFrom < coming.validFrom && first !== undefined)
    return { validTo: dayName(first - 1) }
  const isApart =
    (loaded.validTo !== null && loaded.validTo < coming.validFrom) ||
    (coming.validTo !== null && coming.validTo < loaded.validFrom)
  return isApart ? 'apart' : 'overlap'
}
