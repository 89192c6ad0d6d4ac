// A checked catalogue as rows ready for the tables edition, matter, filing_condition and duty. Pure: the id of the edition
// comes from the caller, who also writes the rows in one transaction, so that nothing is half loaded.
import type { Catalogue } from '@linli/contract/matter/catalogue-file.ts'
import type { FormField } from '@linli/contract/matter/form.ts'
import { initialsOf, syllablesOf } from './pinyin.ts'

export interface EditionRow {
  id: string
  catalogue: string
  edition: string
  validFrom: string
  validTo: string | null
  source: string
}

export interface MatterRow {
  editionId: string
  code: string
  standardCode: string
  name: string
  nameEn: string | null
  parentCode: string | null
  kind: 'component' | 'event'
  procedureKey: string | null
  precheck: boolean
  postcheck: boolean
  isMediable: boolean
  synonyms: string[]
  initials: string | null
  pinyin: string[]
  sameAs: string | null
  hint: string | null
  hintEn: string | null
  confusedWith: string[]
  form: FormField[]
  source: string
  position: number
}

export interface FilingConditionRow {
  editionId: string
  id: string
  matterCode: string
  position: number
  text: string
  textEn: string | null
  closing: string
  closingEn: string | null
  limitAmount: number
  limitUnit: string
  unitTown: string | null
  unitCounty: string | null
  evidenceFiling: string[]
  evidenceClosing: string[]
  target: string | null
  followedBy: string | null
  source: string
}

export interface DutyRow {
  editionId: string
  matterCode: string
  kind: 'basic' | 'joint' | 'takenBack'
  basis: string | null
  source: string
}

export interface CatalogueRows {
  edition: EditionRow
  matters: MatterRow[]
  conditions: FilingConditionRow[]
  duties: DutyRow[]
}

/** Positions are the order of the file, from 1: that is the order in which people pick. */
export function catalogueRows({ edition, matters, duties }: Catalogue, editionId: string): CatalogueRows {
  return {
    edition: { id: editionId, ...edition },
    matters: matters.map((matter, i) => ({
      editionId,
      code: matter.code,
      standardCode: matter.standardCode,
      name: matter.name,
      nameEn: matter.nameEn,
      parentCode: matter.parent,
      kind: matter.kind,
      procedureKey: matter.procedure,
      precheck: matter.precheck,
      postcheck: matter.postcheck,
      isMediable: matter.mediable,
      synonyms: matter.synonyms,
      initials: matter.initials ?? (initialsOf(syllablesOf(matter.name)) || null),
      pinyin: [matter.name, ...matter.synonyms].map(syllablesOf),
      sameAs: matter.sameAs,
      hint: matter.hint?.zh ?? null,
      hintEn: matter.hint?.en ?? null,
      confusedWith: matter.confusedWith,
      form: matter.form,
      source: matter.source,
      position: i + 1,
    })),
    conditions: matters.flatMap(({ code, conditions }) =>
      conditions.map((condition, i) => ({
        editionId,
        id: condition.id,
        matterCode: code,
        position: i + 1,
        text: condition.text,
        textEn: condition.textEn,
        closing: condition.closing,
        closingEn: condition.closingEn,
        limitAmount: condition.limit.amount,
        limitUnit: condition.limit.unit,
        unitTown: condition.units.town,
        unitCounty: condition.units.county,
        evidenceFiling: condition.evidence.filing,
        evidenceClosing: condition.evidence.closing,
        target: condition.target,
        followedBy: condition.followedBy,
        source: condition.source,
      })),
    ),
    duties: duties.map(({ code, kind, basis, source }) => ({ editionId, matterCode: code, kind, basis, source })),
  }
}
