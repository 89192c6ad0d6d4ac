// Calls of sessions, accounts, posts and who stands in.

import { v7 as uuidv7 } from 'uuid'
import { PASSWORD } from '../db.ts'
import { type Call, get, grid, json } from './call.ts'

export const identityCalls: Record<string, Call[]> = {
  'POST /api/session': [
    json(
      'POST',
      () => '/api/session',
      (_, who) => ({ username: who, password: PASSWORD }),
      { label: 'by their own name' },
    ),
  ],
  'DELETE /api/session': [{ make: () => ({ method: 'DELETE', url: '/api/session' }) }],
  'GET /api/me': [get(() => '/api/me')],
  'GET /api/me/security': [
    get(
      () => '/api/me/security',
      ({ body }) => (body.otpSince ? 'otp' : 'none'),
    ),
  ],
  'POST /api/me/password': [
    json(
      'POST',
      () => '/api/me/password',
      () => ({ current: PASSWORD, password: 'tramway lamp 7 tea' }),
    ),
  ],
  'POST /api/me/otp': [
    json(
      'POST',
      () => '/api/me/otp',
      () => ({ password: PASSWORD }),
    ),
  ],
  'POST /api/me/otp/confirm': [
    json(
      'POST',
      () => '/api/me/otp/confirm',
      () => ({ otp: '123456' }),
      { label: 'without an offer' },
    ),
  ],
  'POST /api/me/otp/remove': [
    json(
      'POST',
      () => '/api/me/otp/remove',
      () => ({ password: PASSWORD }),
      { label: 'without one' },
    ),
  ],
  'POST /api/me/recovery-codes': [
    json(
      'POST',
      () => '/api/me/recovery-codes',
      () => ({ password: PASSWORD }),
      { label: 'without a second factor' },
    ),
  ],
  'GET /api/sessions': [get(() => '/api/sessions')],
  'DELETE /api/sessions': [{ make: () => ({ method: 'DELETE', url: '/api/sessions' }) }],
  'DELETE /api/sessions/:id': [
    { label: 'of worker7', make: ({ worker7 }) => ({ method: 'DELETE', url: `/api/sessions/${worker7.session}` }) },
  ],
  'GET /api/accounts': [get(() => '/api/accounts?limit=500')],
  'GET /api/accounts/:id': [
    get(
      ({ worker7 }) => `/api/accounts/${worker7.account}`,
      ({ body }) => body.posts.length,
    ),
  ],
  'GET /api/accounts/:id/hand-over': [
    get(
      ({ worker7 }) => `/api/accounts/${worker7.account}/hand-over`,
      ({ body }) => `${body.open}/${body.incidents.length}`,
    ),
  ],
  'PUT /api/accounts/:id': [
    json(
      'PUT',
      () => `/api/accounts/${uuidv7()}`,
      () => ({ username: 'somebody.new', name: '某人' }),
    ),
  ],
  ...Object.fromEntries(
    (
      [
        ['change', { name: '某人' }],
        ['disable', { reason: '调离', handOver: { force: true, reason: '撤并' } }],
        ['enable', { reason: '返岗' }],
        ['reset-password', { reason: '遗忘' }],
        ['reset-otp', { reason: '丢失' }],
      ] as const
    ).map(([verb, fields]) => [
      `POST /api/accounts/:id/${verb}`,
      [
        json(
          'POST',
          ({ worker7 }) => `/api/accounts/${worker7.account}/${verb}`,
          () => ({ version: 1, ...fields }),
        ),
      ],
    ]),
  ),
  'DELETE /api/accounts/:id/sessions': [
    { make: ({ fire1 }) => ({ method: 'DELETE', url: `/api/accounts/${fire1}/sessions` }) },
  ],
  'GET /api/posts': [get(() => '/api/posts?limit=500')],
  'GET /api/posts/:id/candidates': [get(({ worker7 }) => `/api/posts/${worker7.post}/candidates`)],
  'GET /api/deputies': [get(() => '/api/deputies?limit=500')],
  'PUT /api/deputies/:id': [
    json(
      'PUT',
      () => `/api/deputies/${uuidv7()}`,
      ({ worker7 }) => ({
        post: worker7.post,
        from: '2026-11-18T08:00:00+08:00',
        to: '2026-11-20T18:00:00+08:00',
        reason: '培训',
      }),
    ),
  ],
  'POST /api/deputies/:id/end': [
    json(
      'POST',
      ({ absence }) => `/api/deputies/${absence}/end`,
      () => ({ version: 1 }),
      { label: 'of worker14' },
    ),
  ],
  'GET /api/rosters': [get(() => '/api/rosters?limit=500')],
  'PUT /api/rosters/:id': [
    json(
      'PUT',
      () => `/api/rosters/${uuidv7()}`,
      ({ units, fire1 }) => ({
        unit: units.fire,
        account: fire1,
        from: '2027-03-01T08:00:00+08:00',
        to: '2027-03-02T08:00:00+08:00',
      }),
    ),
  ],
  'POST /api/rosters/:id/end': [
    json(
      'POST',
      ({ turn }) => `/api/rosters/${turn}/end`,
      () => ({ version: 1 }),
      { label: 'of the fire office' },
    ),
  ],
  'GET /api/settings': [
    get(
      () => '/api/settings',
      ({ body }) => (body.items?.length > 0 ? 'shown' : ''),
    ),
  ],
  'POST /api/accounts/:id/unlock': [
    json(
      'POST',
      ({ worker7 }) => `/api/accounts/${worker7.account}/unlock`,
      () => ({ version: 1 }),
    ),
  ],
  'PUT /api/posts/:id': [
    json(
      'PUT',
      () => `/api/posts/${uuidv7()}`,
      ({ fire1, units }) => ({
        account: fire1,
        role: 'grid_worker',
        area: grid,
        unit: units.team,
        from: '2026-11-16',
      }),
    ),
  ],
  'POST /api/posts/:id/end': [
    json(
      'POST',
      ({ worker7 }) => `/api/posts/${worker7.post}/end`,
      () => ({ to: '2026-12-31', version: 1, handOver: { force: true, reason: '撤并' } }),
    ),
  ],
}
