// From what stands in the form to a report on the wire, and from a refusal back to the field that it is about. Pure: the page, the
// server's answer to a sent form and the tests share it.
import { residentFiles } from '@linli/contract/file/media.ts'
import { textLimits } from '@linli/contract/incident/fields.ts'
import type { PublicReport } from '@linli/contract/incident/schemas.ts'
import type { ProblemCode } from '@linli/contract/problem.ts'
import { isNonce } from '@linli/contract/shared/public-secret.ts'
import type { Language } from '../app/say.ts'
import { problemWords, type Translate, translator } from '../app/translate.ts'
import { type ReportField, type ReportForm, wordsMost } from './report-page.ts'

export type Errors = Partial<Record<ReportField, string>>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
export const isVersion7 = (text: string): boolean => uuid.test(text) && text[14] === '7'

/** Reads the sent fields; `freshId` is used where none came or a strange one. A nonce is made with an empty form only. */
export function readForm(fields: URLSearchParams, freshId: string): ReportForm {
  const text = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim()
  const id = text('id').toLowerCase()
  return {
    id: isVersion7(id) ? id : freshId,
    nonce: isNonce(text('nonce')) ? text('nonce') : '',
    matter: text('matter'),
    q: text('q').slice(0, 100),
    place: text('place'),
    lng: text('lng'),
    lat: text('lat'),
    accuracy: text('accuracy'),
    address: text('address').slice(0, 100),
    description: text('description'),
    name: text('name'),
    phone: text('phone').normalize('NFKC'),
    evidence: [...new Set(fields.getAll('evidence').map((one) => one.toLowerCase()))].filter((one) => uuid.test(one)),
  }
}

/** How sure a position is, where that matters. */
export function sayAccuracy(language: Language, accuracy: string): string | undefined {
  const t = translator(language)
  const metres = Math.round(Number(accuracy))
  return metres > 20 ? t('report.where.accuracy', { metres }) : undefined
}

type Location = PublicReport['location']

/** The report that the form makes, or what is missing, field by field. */
export function judgeForm(form: ReportForm, language: Language): { report: PublicReport } | { errors: Errors } {
  const t = translator(language)
  const errors: Errors = {}
  const location = locationOf(form)
  const { description, name, phone, evidence } = form
  if (form.matter === '') errors.matter = t('report.error.matter')
  if (!location) errors.place = t('report.error.place')
  if (description === '') errors.description = t('report.error.words')
  // Counted as the wire counts, in UTF-16 units: never less than what a person sees.
  if (description.length > wordsMost) errors.description = t('report.error.words.long', { most: wordsMost })
  if (name.length > textLimits.name) errors.name = t('report.error.name')
  if (phone !== '' && !/^[0-9+ ()-]{5,30}$/.test(phone)) errors.phone = t('report.error.phone')
  if (evidence.length > residentFiles) errors.photos = t('report.error.photos.many', { most: residentFiles })
  if (!location || Object.keys(errors).length > 0) return { errors }
  return {
    report: {
      matter: form.matter,
      description: withPlace(form, location),
      location,
      ...((name !== '' || phone !== '') && { reporter: { ...(name && { name }), ...(phone && { phone }) } }),
      ...(evidence.length > 0 && { evidence: [...evidence] }),
      ...(form.nonce !== '' && { nonce: form.nonce }),
    },
  }
}

function locationOf({ place, lng, lat, accuracy }: ReportForm): Location | null {
  const [kind, value = ''] = place.split(':')
  if (kind === 'building' && uuid.test(value)) return { building: value }
  if (kind === 'area' && /^\d{2,18}$/.test(value)) return { area: value }
  if (kind !== 'point' || lng === '' || lat === '') return null
  const [x, y, metres] = [Number(lng), Number(lat), Number(accuracy)]
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return null
  return { lng: x, lat: y, ...(accuracy !== '' && metres >= 0 && metres <= 100_000 && { accuracy: metres }) }
}

/** Where only a whole area is known, what was typed as the place goes with the words: the desk can make more of it than a search. */
function withPlace({ description, address }: ReportForm, location: Location): string {
  if (!('area' in location) || address === '') return description
  // The desk reads Chinese, whatever the form was filled in with.
  const t = translator('zh')
  return `${description}\n${t('report.place.note', { typed: address })}`
}

/** Where on the form a refusal belongs, in words that say what to do. */
export function explainRefusal(
  language: Language,
  code: ProblemCode,
  errors: readonly { path: string }[] = [],
): Errors {
  const t = translator(language)
  const known = byCode(t)[code]
  if (known) return known
  for (const { path } of errors) {
    if (path.startsWith('/evidence')) return { photos: t('report.error.photos') }
    if (path.startsWith('/reporter/phone')) return { phone: t('report.error.phone') }
    if (path.startsWith('/reporter/name')) return { name: t('report.error.name') }
    if (path.startsWith('/location')) return { place: t('report.error.place') }
  }
  return { other: t('report.error.other', { why: problemWords(language, code) }) }
}

const byCode = (t: Translate): Partial<Record<ProblemCode, Errors>> => ({
  'incident.unknown_matter': { matter: t('report.error.matter') },
  'resident.matter_not_offered': { matter: t('report.error.matter.not_offered') },
  'area.outside_county': { place: t('report.error.place.outside') },
  'area.unknown_building': { place: t('report.error.place') },
  'area.unknown': { place: t('report.error.place') },
  'id.conflict': { other: t('report.error.conflict') },
})
