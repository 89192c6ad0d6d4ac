// Calls of residents.

import { v7 as uuidv7 } from 'uuid'
import { bin, type Call, get, grid, items, json, report, secretOf } from './call.ts'

export const residentCalls: Record<string, Call[]> = {
  'POST /api/public/matters/suggest': [
    json(
      'POST',
      () => '/api/public/matters/suggest',
      () => ({ description: '垃圾桶满溢，异味明显' }),
      { isRead: true, shows: items },
    ),
  ],
  'GET /api/public/reports/:number/pictures/:id': [
    {
      make: ({ closed }, who) => ({
        method: 'GET',
        url: `/api/public/reports/${closed.number}/pictures/${closed.picture}?secret=${secretOf(closed, who)}`,
      }),
    },
  ],
  'PUT /api/public/reports/:id': [json('PUT', () => `/api/public/reports/${uuidv7()}`, report)],
  'GET /api/public/reports/:number': [
    {
      make: ({ closed }, who) => ({
        method: 'GET',
        url: `/api/public/reports/${closed.number}?secret=${secretOf(closed, who)}`,
      }),
    },
  ],
  'POST /api/public/reports/:number/reopen': [
    json(
      'POST',
      ({ closed }) => `/api/public/reports/${closed.number}/reopen`,
      ({ closed }, who) => ({
        secret: secretOf(closed, who),
        reason: '还是很臭',
      }),
    ),
  ],
  'POST /api/public/reports/:number/withdraw': [
    json(
      'POST',
      ({ closed }) => `/api/public/reports/${closed.number}/withdraw`,
      ({ closed }, who) => ({ secret: secretOf(closed, who) }),
    ),
  ],
  'GET /api/public/notices': [get(() => '/api/public/notices')],
  'GET /api/public/notices/:number': [get(({ closed }) => `/api/public/notices/${closed.number}`)],
  'POST /api/public/notices/:number/objections': [
    json(
      'POST',
      ({ closed }) => `/api/public/notices/${closed.number}/objections`,
      () => ({ reason: '名下另有住房' }),
    ),
  ],
  'GET /api/public/grids/:code': [get(() => `/api/public/grids/${grid}`)],
  'GET /api/public/locate': [get(({ place }) => `/api/public/locate?lng=${place.lng}&lat=${place.lat}`)],
  'GET /api/public/buildings': [get(() => '/api/public/buildings?q=1')],
  'GET /api/public/matters': [get(() => '/api/public/matters?q=垃圾')],
  'GET /api/public/near': [get(({ place }) => `/api/public/near?matter=${bin}&lng=${place.lng}&lat=${place.lat}`)],
}
