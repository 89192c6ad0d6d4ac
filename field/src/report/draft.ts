import { textLimits } from '@linli/contract/incident/fields.ts'
import type { ReportIncident } from '@linli/contract/incident/schemas.ts'
import { newId } from '@linli/ui/api/id.ts'
import { type Answers, answered } from '@linli/ui/incident/OwnQuestions.tsx'
import { clearDraft, readDraft, writeDraft } from '../app/draft.ts'
import type { Matter } from '../matter/matter.api.ts'

/**
 * A report while it is being made. It has its id from the first moment on, so however often it is sent, it is one. At
 * the least it holds a matter; the place is then the worker's own grid and the words are the matter's name.
 */
export type DraftPlace =
  | { kind: 'point'; lng: number; lat: number; accuracy?: number; by: 'gps' | 'map' }
  | { kind: 'building'; id: string; name: string; area: string; lng: number; lat: number }
  | { kind: 'grid'; code: string }

export type ReportDraft = {
  id: string
  photos: string[]
  matter: string | null
  /** The filing condition whose words the worker took over; only a way to say it without typing. */
  phrase: string | null
  /** Answers to the matter's own questions; absent in a draft of an earlier version. */
  form?: Answers
  place: DraftPlace | null
  address: string
  words: string
  isHandled: boolean
  result: string
  afterPhotos: string[]
  urgency: 'normal' | 'urgent' | 'veryUrgent'
  /** `2026-11-22T14:30` of the place; empty = now. */
  occurredAt: string
  reporterName: string
  reporterPhone: string
}

export function emptyDraft(): ReportDraft {
  return {
    id: newId(),
    photos: [],
    matter: null,
    phrase: null,
    place: null,
    address: '',
    words: '',
    isHandled: false,
    result: '',
    afterPhotos: [],
    urgency: 'normal',
    occurredAt: '',
    reporterName: '',
    reporterPhone: '',
  }
}

export const reportKey = (account: string) => `${account}.report`

export const hasReportDraft = (account: string): boolean => readDraft(reportKey(account)) !== null

/** Photos from the camera on the first page; they come to whatever was begun before. */
export function addReportPhotos(account: string, ids: readonly string[]): void {
  const draft = { ...emptyDraft(), ...readDraft<ReportDraft>(reportKey(account)) }
  writeDraft(reportKey(account), { ...draft, photos: [...draft.photos, ...ids] })
}

export const clearReportDraft = (account: string): void => clearDraft(reportKey(account))

export type Gap =
  | 'matter'
  | 'place'
  | 'outside'
  | 'result'
  | 'resultLong'
  | 'photo'
  | 'afterPhoto'
  | 'wordsLong'
  | 'phone'

type Evidenced = { evidence: { filing: readonly string[]; closing: readonly string[] } }

/**
 * Whether a photo must be there. Only where the condition itself says so (the burden rules forbid more): the one whose
 * words were taken over, else when every condition of the matter does.
 */
export function demandsPhoto(
  conditions: readonly (Evidenced & { id: string })[],
  phrase: string | null,
  when: 'filing' | 'closing',
): boolean {
  const chosen = conditions.find(({ id }) => id === phrase)
  const asked = chosen ? [chosen] : conditions
  return asked.length > 0 && asked.every(({ evidence }) => evidence[when].includes('photo'))
}

/** What still has to be said before the report can go. */
export function gapsOf(draft: ReportDraft, matter: Matter | undefined, grids: readonly string[]): Gap[] {
  const gaps: Gap[] = []
  const conditions = matter?.conditions ?? []
  if (!matter) gaps.push('matter')
  if (!draft.place && grids.length !== 1) gaps.push('place')
  if (demandsPhoto(conditions, draft.phrase, 'filing') && draft.photos.length === 0) gaps.push('photo')
  if (draft.isHandled && draft.result.trim() === '') gaps.push('result')
  if (draft.isHandled && draft.result.trim().length > textLimits.reason) gaps.push('resultLong')
  if (draft.isHandled && demandsPhoto(conditions, draft.phrase, 'closing') && draft.afterPhotos.length === 0) {
    gaps.push('afterPhoto')
  }
  // Said and not cut off: what a browser drops at its own limit, nobody sees go.
  if (draft.words.trim().length > textLimits.description) gaps.push('wordsLong')
  if (draft.reporterPhone.trim() !== '' && !/^[0-9+ ()-]{5,30}$/.test(draft.reporterPhone.trim())) gaps.push('phone')
  return gaps
}

/** The words of the report: the worker's own, else the matter with the condition that fits. */
export function wordsOf(draft: ReportDraft, matter: Pick<Matter, 'name' | 'conditions'>): string {
  const phrase = matter.conditions.find(({ id }) => id === draft.phrase)?.text
  const own = draft.words.trim()
  if (own) return own
  return phrase ? `${matter.name}：${phrase}` : matter.name
}

/** The body of PUT /api/incidents/{id}. A half-filled part that the server would refuse is left out, not made up. */
export function reportOf(draft: ReportDraft, matter: Matter, grids: readonly string[]): ReportIncident {
  const name = draft.reporterName.trim()
  const phone = draft.reporterPhone.trim()
  const form = answered(draft.form)
  return {
    matter: matter.code,
    description: wordsOf(draft, matter),
    location: locationOf(draft, grids),
    ...(draft.photos.length > 0 && { evidence: draft.photos }),
    ...(draft.urgency !== 'normal' && { urgency: draft.urgency }),
    ...(form && { form }),
    ...(draft.occurredAt && { occurredAt: `${draft.occurredAt}:00+08:00` }),
    ...((name || phone) && { reporter: { ...(name && { name }), ...(phone && { phone }) } }),
    ...(draft.isHandled && {
      handled: {
        result: draft.result.trim(),
        ...(draft.afterPhotos.length > 0 && { evidence: draft.afterPhotos }),
      },
    }),
  }
}

export function locationOf(
  { place, address }: Pick<ReportDraft, 'place' | 'address'>,
  grids: readonly string[],
): ReportIncident['location'] {
  if (place?.kind === 'building') return { building: place.id }
  if (place?.kind === 'point') {
    const { lng, lat, accuracy } = place
    return { lng, lat, ...(accuracy !== undefined && { accuracy }), ...(address.trim() && { address: address.trim() }) }
  }
  return { area: place?.kind === 'grid' ? place.code : (grids[0] ?? '') }
}
