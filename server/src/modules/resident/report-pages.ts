// The form of a report as a page: shown, searched in, sent. Everything typed comes back with the page, whatever the answer is.

import type { MatterChoice } from '@linli/contract/resident/schemas.ts'
import type { Visitor } from '@linli/resident/app/page.ts'
import type { Language } from '@linli/resident/app/say.ts'
import { type Errors, explainRefusal, judgeForm, readForm, sayAccuracy } from '@linli/resident/report/form.ts'
import { type PlaceChoice, type ReportForm, type ReportView, reportPage } from '@linli/resident/report/report-page.ts'
import type { FastifyInstance } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import { randomToken } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { type Caller, spend } from '#platform/limits.ts'
import { Problem } from '#platform/problem.ts'
import { areaNames, areaPath } from '../area/public.ts'
import { keepOpened } from './follow-pages.ts'
import { fieldsOf, orNull, sendPage } from './frame.ts'
import { favouriteMatters, findOffered, offeredMatters, searchMatters, suggestedMatters } from './matters.ts'
import type { VisitorOf } from './pages.ts'
import { boundsOf, findBuildings, findGrids, locatePoint, nearReports } from './places.ts'
import { sendReport } from './report.ts'

const tilesMost = 12
const placesMost = 8
/** A list longer than this helps nobody; then the search has to do. */
const communitiesMost = 40

export function reportForms(door: FastifyInstance, house: House, visitorOf: VisitorOf): void {
  door.get('/report', { schema: { hide: true } }, async (request, reply) => {
    const { matter, grid } = request.query as Record<string, unknown>
    const fields = new URLSearchParams({ nonce: randomToken() })
    if (typeof matter === 'string') fields.set('matter', matter)
    if (typeof grid === 'string' && areaNames.of(house).has(grid)) fields.set('place', `area:${grid}`)
    const visitor = visitorOf(request, reply)
    const view = await viewOf(house, readForm(fields, uuidv7()), {}, visitor.language)
    reply.header('cache-control', 'private, no-cache')
    return sendPage(reply, reportPage(visitor, view))
  })

  door.post('/report', { schema: { hide: true } }, async (request, reply) => {
    const fields = fieldsOf(request)
    const form = readForm(fields, uuidv7())
    const visitor = visitorOf(request, reply)
    const wantsMore = ['search', 'place'].includes(fields.get('do') ?? '')
    if (wantsMore) spend({ house, request, reply }, 'looks')
    const answer = wantsMore ? { errors: {}, status: 200 } : await send({ house, request, reply }, form, visitor)
    if (answer === 'sent') return reply.redirect('/report/sent', 303)
    const { errors, status } = answer
    reply.header('cache-control', 'no-store')
    return sendPage(reply, reportPage(visitor, await viewOf(house, form, errors, visitor.language)), status)
  })
}

/** Sends the report; or says, field by field, why not. */
async function send(
  visit: Caller,
  form: ReportForm,
  { language }: Visitor,
): Promise<'sent' | { errors: Errors; status: number }> {
  const judged = judgeForm(form, language)
  if ('errors' in judged) return { errors: judged.errors, status: 400 }
  try {
    const { receipt } = await sendReport(visit, form.id, judged.report)
    keepOpened(visit, receipt.number, receipt.secret)
    return 'sent'
  } catch (error) {
    if (!(error instanceof Problem) || ![400, 409].includes(error.status)) throw error
    return { errors: explainRefusal(language, error.code, error.facts.errors), status: error.status }
  }
}

async function viewOf(house: House, form: ReportForm, errors: Errors, language: Language): Promise<ReportView> {
  const found = form.q === '' ? favouriteMatters(house) : searchMatters(house, form.q, tilesMost)
  const point = pointOf(form)
  const places = await placesOf(house, form, point, language)
  const isLost = form.address !== '' && places.every(({ value }) => value === form.place)
  const area = form.place.startsWith('area:') ? form.place.slice('area:'.length) : null
  const near = point && form.matter !== '' ? await nearReports(house, { matter: form.matter, ...point }) : null
  return {
    // A form whose id was taken by another report is a new one from now on.
    form: errors.other ? { ...form, id: uuidv7(), nonce: randomToken(), evidence: [] } : form,
    tiles: withChosen(house, form.matter, found),
    isSearched: form.q !== '',
    all: offeredMatters(house),
    places,
    placeNotFound: isLost,
    isOutside: point !== null && errors.place === undefined && !places.some(({ value }) => value === 'point'),
    communities: isLost ? communitiesOf(house).filter(({ value }) => value !== form.place) : [],
    suggested: form.matter === '' && form.description !== '' ? suggestedMatters(house, form.description) : [],
    near: near?.items[0] ?? null,
    errors,
    bounds: (area && (await boundsOf(house, area))) || (await boundsOf(house, null)),
  }
}

function pointOf({ place, lng, lat }: ReportForm): { lng: number; lat: number } | null {
  if (place !== 'point' || lng === '' || lat === '') return null
  const point = { lng: Number(lng), lat: Number(lat) }
  return Math.abs(point.lng) <= 180 && Math.abs(point.lat) <= 90 ? point : null
}

function withChosen(house: House, code: string, found: MatterChoice[]): MatterChoice[] {
  if (code === '' || found.some((matter) => matter.code === code)) return found
  const chosen = findOffered(house, code)
  return chosen && chosen !== 'not_offered' ? [chosen, ...found] : found
}

/** What was chosen first, then what the typed address finds. */
async function placesOf(
  house: House,
  form: ReportForm,
  point: { lng: number; lat: number } | null,
  language: Language,
): Promise<PlaceChoice[]> {
  const chosen = await chosenPlace(house, form, point, language)
  if (form.address === '') return chosen
  const buildings = await findBuildings(house, form.address, placesMost)
  const grids = await findGrids(house, form.address, placesMost)
  const found = [...buildings.map(asPlace), ...grids.map(({ code, path }) => ({ value: `area:${code}`, label: path }))]
  return [...chosen, ...found.filter((one) => !chosen.some((known) => known.value === one.value))]
}

async function chosenPlace(
  house: House,
  { place, accuracy }: ReportForm,
  point: { lng: number; lat: number } | null,
  language: Language,
): Promise<PlaceChoice[]> {
  const [kind, value = ''] = place.split(':')
  if (kind === 'building') return (await findBuildings(house, value, 1)).map(asPlace)
  if (kind === 'area' && areaNames.of(house).has(value)) return [{ value: place, label: areaPath(house, value) }]
  const located = point && (await orNull(locatePoint(house, point.lng, point.lat)))
  if (!located) return []
  return [{ value: 'point', label: located.path || located.name, note: sayAccuracy(language, accuracy) }]
}

const asPlace = ({ id, name, address }: { id: string; name: string; address: string }): PlaceChoice => ({
  value: `building:${id}`,
  label: name,
  note: address,
})

const communitiesOf = (house: House): PlaceChoice[] => {
  const codes = [...areaNames.of(house).keys()].filter((code) => code.length === 12).sort()
  return codes.length > communitiesMost
    ? []
    : codes.map((code) => ({ value: `area:${code}`, label: areaPath(house, code) }))
}
