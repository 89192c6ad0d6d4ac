import { textLimits } from '@linli/contract/incident/fields.ts'
import type { Source, Urgency } from '@linli/contract/incident/words.ts'
import { type Answers, answered } from '@linli/ui/incident/OwnQuestions.tsx'
import { filesOf, sentIds, type UploadedFile } from './form-values.ts'
import type { DuplicateAsk, ReportIncident } from './incident.api.ts'

/** The form of a report taken for somebody else, and its way to the API. */
export type Intake = {
  id: string
  source: Source
  matter: string | null
  description: string
  /** Answers to the matter's own questions; absent in a draft of an earlier version. */
  form?: Answers
  building: { id: string; name: string; lng: number; lat: number } | null
  point: { lng: number; lat: number } | null
  address: string
  reporterName: string
  reporterPhone: string
  occurredAt: string | null
  urgency: Urgency
  evidence: UploadedFile[]
}

export function emptyIntake(id: string): Intake {
  return {
    id,
    source: 'hotline',
    matter: null,
    description: '',
    building: null,
    point: null,
    address: '',
    reporterName: '',
    reporterPhone: '',
    occurredAt: null,
    urgency: 'normal',
    evidence: [],
  }
}

/** Sources that somebody at a desk takes in; the others come by themselves. */
export const deskSources = [
  'hotline',
  'counter',
  'police',
  'superior',
  'mailbox',
  'inspection',
  'patrol',
  'worker',
] as const satisfies Source[]

export type Gaps = {
  matter?: 'intake.missing.matter'
  description?: 'intake.missing.description' | 'intake.tooLong'
  place?: 'intake.missing.place'
  phone?: 'intake.phoneWrong'
  evidence?: 'action.uploading'
}

/** What hinders sending, in the order of the form. */
export function findGaps(intake: Intake): Gaps {
  const gaps: Gaps = {}
  if (!intake.matter) gaps.matter = 'intake.missing.matter'
  if (intake.description.trim() === '') gaps.description = 'intake.missing.description'
  else if (intake.description.trim().length > textLimits.description) gaps.description = 'intake.tooLong'
  if (!intake.point && !intake.building) gaps.place = 'intake.missing.place'
  if (intake.reporterPhone.trim() !== '' && !/^[0-9+ ()-]{5,30}$/.test(intake.reporterPhone.trim()))
    gaps.phone = 'intake.phoneWrong'
  if (filesOf(intake.evidence).some((file) => file.state === 'sending')) gaps.evidence = 'action.uploading'
  return gaps
}

/** Call only when findGaps finds none. */
export function toReport(intake: Intake): ReportIncident {
  const name = intake.reporterName.trim()
  const phone = intake.reporterPhone.trim()
  const evidence = sentIds(intake.evidence)
  const form = answered(intake.form)
  return {
    matter: intake.matter ?? '',
    description: intake.description.trim(),
    location: placeOf(intake),
    source: intake.source,
    urgency: intake.urgency,
    ...(intake.occurredAt ? { occurredAt: intake.occurredAt } : {}),
    ...(name || phone ? { reporter: { ...(name ? { name } : {}), ...(phone ? { phone } : {}) } } : {}),
    ...(evidence.length > 0 ? { evidence } : {}),
    ...(form ? { form } : {}),
  }
}

/** Where it is, as far as that is known yet. */
export const knownPlace = (intake: Intake): ReportIncident['location'] | undefined =>
  intake.point || intake.building ? placeOf(intake) : undefined

/** A point on the map is more exact than the building it was begun with; a building alone says it best itself. */
function placeOf({ point, building, address }: Intake): ReportIncident['location'] {
  const words = address.trim()
  if (building && !point && !words) return { building: building.id }
  const at = point ?? building
  return {
    lng: at?.lng ?? 0,
    lat: at?.lat ?? 0,
    ...(words ? { address: words } : building ? { address: building.name } : {}),
  }
}

/** Enough to look for the same occurrence: where, and what or in which words. */
export function toDuplicateAsk(intake: Intake): DuplicateAsk | null {
  const description = intake.description.trim().slice(0, textLimits.description)
  if (!(intake.matter || description) || (!intake.point && !intake.building)) return null
  return {
    ...(intake.matter ? { matter: intake.matter } : {}),
    ...(description ? { description } : {}),
    location: placeOf(intake),
  }
}
