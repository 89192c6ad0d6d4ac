import { AreaCode } from '@linli/contract/shared/wire.ts'
import { AskSuggestions, ModelView, Suggestions } from '@linli/contract/suggestion/schemas.ts'
import Type from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { toCentimetre } from '#platform/geo.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Who } from '#platform/session.ts'
import { type Query, sql } from '#platform/sql.ts'
import { areaNames } from '../area/public.ts'
import { units } from '../identity/public.ts'
import { models, viewModel } from './models.ts'
import { dueNow, listModels } from './queries.ts'
import { suggest } from './suggest.ts'

const placeOf = ({ location }: AskSuggestions): Query<{ areaCode: string | null }> => {
  const point = location && 'lng' in location ? location : null
  const building = location && 'building' in location ? location.building : null
  const area = location && 'area' in location ? location.area : null
  return sql<{
    areaCode: string | null
  }>`select area_code from intake_place(${point && toCentimetre(point.lng)}::float8, ${point && toCentimetre(point.lat)}::float8, ${building}::uuid, ${area}::text)`
}

const areasOf = (house: House, who: Who): string[] =>
  who.posts.flatMap((p) => p.areaCode ?? (p.unitId ? (units.of(house).byId.get(p.unitId)?.areaCode ?? []) : []))

/** An area speaks, in likelihood and in figures, only to whoever may look at all of its incidents. */
const mayKnow =
  (who: Who) =>
  (areaCode: string): boolean =>
    who.posts.some((p) => p.areaCode !== null && areaCode.startsWith(p.areaCode))

export const suggestionRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/matters/suggest',
    summary:
      'Matter, filing condition and unit that a report may be about, the likeliest three with the reason; nothing is chosen',
    permission: 'incident.report',
    schema: { body: AskSuggestions, response: { 200: Suggestions } },
    handle({ entry, body }) {
      return read(house, entry, [placeOf(body)], ([[place]], { who }) => {
        permit(who, 'incident.report')
        const counties = areasOf(house, who).map((code) => code.slice(0, 6))
        const areaCode = place?.areaCode ?? null
        // The experience of another county is not theirs to ask.
        const county = counties.find((code) => areaCode?.startsWith(code)) ?? counties[0] ?? ''
        return {
          items: suggest(house, { ...body, county, areaCode, knows: mayKnow(who) }),
          model: models.of(house).get(county)?.view ?? null,
        }
      })
    },
  }),
  route({
    method: 'GET',
    url: '/api/suggestions/models',
    summary: 'Versions of what suggests, newest first, with their figures',
    permission: 'setting.read',
    schema: { response: { 200: Type.Object({ items: Type.Array(ModelView) }) } },
    handle({ entry }) {
      return read(house, entry, [listModels], ([rows], { who }) => {
        permit(who, 'setting.read')
        return { items: rows.map(viewModel) }
      })
    },
  }),
  route({
    method: 'POST',
    url: '/api/suggestions/training',
    summary: 'Have a county learned anew, within minutes instead of within its week',
    permission: 'matter.load',
    schema: {
      body: Type.Object({ county: AreaCode }, { additionalProperties: false }),
      response: { 200: Type.Object({ county: AreaCode }) },
    },
    async handle({ entry, body }) {
      return (await perform(house, askTraining, { entry, input: body })).result
    },
  }),
]

const askTraining: ActionSpec<{ county: string }, [ReturnType<typeof chainHead>], { county: string }> = {
  name: 'suggestion.train',
  facts: () => [chainHead('audit')],
  decide([[head]], { county }, { house, who, now, wall }) {
    permit(who, 'matter.load')
    if (county.length !== 6 || !areaNames.of(house).has(county))
      throw problem('area.unknown', { errors: [{ path: '/county', message: 'is no county of ours' }] })
    const entry = {
      id: uuidv7(),
      accountId: who.accountId,
      verb: 'suggestion.train' as const,
      subject: county,
      facts: {},
      at: wall,
    }
    return {
      writes: [dueNow(county, now), ...append(house.keys, 'audit', head, entry)],
      target: county,
      answer: { queries: [], build: () => ({ county }) },
    }
  },
  replay: (county) => ({ queries: [], build: () => ({ county }) }),
}
