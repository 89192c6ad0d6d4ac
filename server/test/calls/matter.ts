// Calls of the catalogue, procedures, calendars and suggestions.

import { readFileSync } from 'node:fs'
import { coordinated } from '@linli/contract/incident/procedures/coordinated.ts'
import { v7 as uuidv7 } from 'uuid'
import { type Call, get, items, json } from './call.ts'

/** A place's own procedure: what ships, under a key of its own. */
const ownProcedure = { ...coordinated, key: 'own', version: 1 }

/** The shipped extension as next year's edition. */
const nextCatalogue = (): string =>
  readFileSync(new URL('../../db/catalogue/extension-2026.csv', import.meta.url), 'utf8').replace(
    'LINLI,2026,2026-01-01,',
    'LINLI,2027,2027-01-01,',
  )

const dutyList = [
  'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source',
  '青禾街道履职清单,town,990101001,2026-01-01,,街道公布,06042,,basic,,',
].join('\n')

const mapping = [
  'from_catalogue,from_kind,from_code,to_catalogue,to_kind,to_code,relation,why',
  'LINLI,event,94008,GB/T 47678.5,event,06038,doubtful,犬只不是家禽家畜',
].join('\n')

const file = (what: string, text: () => string): Call =>
  json(
    'PUT',
    () => `/api/matters/${what}/${uuidv7()}`,
    () => ({ csv: Buffer.from(text()).toString('base64') }),
  )

/** The file of an edition that is loaded. */
const editionFile = (): Call => {
  let id = ''
  return {
    async prepare({ people }) {
      id = (await people.sysadmin.get('/api/matters/editions')).body.items[0].id
    },
    make: () => ({ method: 'GET', url: `/api/matters/editions/${id}/file` }),
    shows: ({ body }) => String(body).split('\n').length,
  }
}

export const matterCalls: Record<string, Call[]> = {
  'GET /api/matters': [get(() => '/api/matters?limit=500')],
  'GET /api/matters/editions': [get(() => '/api/matters/editions')],
  'GET /api/matters/editions/:id/file': [editionFile()],
  'PUT /api/matters/editions/:id': [file('editions', nextCatalogue)],
  'GET /api/matters/duty-lists': [get(() => '/api/matters/duty-lists')],
  'GET /api/matters/duty-lists/:id': [get(() => `/api/matters/duty-lists/${uuidv7()}`)],
  'PUT /api/matters/duty-lists/:id': [file('duty-lists', () => dutyList)],
  'GET /api/matters/mappings': [get(() => '/api/matters/mappings')],
  'PUT /api/matters/mappings/:id': [file('mappings', () => mapping)],
  'GET /api/procedures': [get(() => '/api/procedures')],
  'GET /api/procedures/:key': [
    get(
      () => '/api/procedures/coordinated',
      ({ body }) => body.versions.length,
    ),
  ],
  'POST /api/procedures/check': [
    json(
      'POST',
      () => '/api/procedures/check',
      () => ({ key: 'own' }),
    ),
  ],
  'PUT /api/procedures/:key/:version': [
    json(
      'PUT',
      () => '/api/procedures/own/1',
      () => ownProcedure,
    ),
  ],
  'GET /api/calendars': [get(() => '/api/calendars')],
  'GET /api/calendars/:key': [
    get(
      () => '/api/calendars/default',
      ({ body }) => body.days.length,
    ),
  ],
  'PUT /api/calendars/:key': [
    json(
      'PUT',
      () => '/api/calendars/night',
      () => ({
        version: 0,
        name: '夜班',
        hours: [{ from: '20:00', to: '24:00' }],
        weekdays: [1, 2, 3, 4, 5],
        publishedThrough: 2026,
        days: [],
      }),
    ),
  ],
  'POST /api/deadlines/explain': [
    json(
      'POST',
      () => '/api/deadlines/explain',
      () => ({ from: '2026-11-16T09:00:00+08:00', amount: 4, unit: 'workHour' }),
      { isRead: true },
    ),
  ],
  'POST /api/matters/suggest': [
    json(
      'POST',
      () => '/api/matters/suggest',
      ({ place }) => ({ description: '垃圾桶满溢，异味明显', location: place }),
      { isRead: true, shows: items },
    ),
  ],
  'GET /api/suggestions/models': [get(() => '/api/suggestions/models')],
  'POST /api/suggestions/training': [
    json(
      'POST',
      () => '/api/suggestions/training',
      () => ({ county: '990101' }),
    ),
  ],
}
