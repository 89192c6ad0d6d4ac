// Calls of mediations.

import { v7 as uuidv7 } from 'uuid'
import { applicant, respondent } from '../mediation.ts'
import { type Call, get, json, stands } from './call.ts'

export const mediationCalls: Record<string, Call[]> = {
  'GET /api/incidents/:id/mediation': [
    get(({ mediation }) => `/api/incidents/${mediation.incident.id}/mediation`, stands),
  ],
  'POST /api/incidents/:id/mediation': [
    json(
      'POST',
      ({ quarrel }) => `/api/incidents/${quarrel.id}/mediation`,
      ({ mediation }) => ({ ...mediation.opening, id: uuidv7() }),
    ),
  ],
  'GET /api/mediations': [get(() => '/api/mediations?count=true')],
  'GET /api/mediations/candidates': [
    get(({ mediation }) => `/api/mediations/candidates?unit=${String(mediation.opening.unit)}`),
  ],
  'GET /api/mediations/:id': [
    get(
      ({ mediation }) => `/api/mediations/${mediation.id}`,
      ({ body }) => body.state,
    ),
  ],
  'POST /api/mediations/:id/read': [
    json(
      'POST',
      ({ mediation }) => `/api/mediations/${mediation.id}/read`,
      () => ({ purpose: '督促办理' }),
    ),
  ],
  ...Object.fromEntries(
    Object.entries({
      sessions: { at: '2026-11-16T08:30:00+08:00', attended: [applicant.id] },
      disputants: { disputants: [applicant, respondent] },
      mediators: null,
      agree: { kind: 'oral', on: '2026-11-16', terms: '各让一步' },
      fail: { told: ['court'] },
      withdraw: { disputant: respondent.id },
      court: { outcome: 'asked', on: '2026-11-16' },
      performed: { performed: true, on: '2026-11-16' },
    }).map(([address, fields]) => [
      `POST /api/mediations/:id/${address}`,
      [
        json(
          'POST',
          ({ mediation }) => `/api/mediations/${mediation.id}/${address}`,
          ({ mediation }) => ({
            version: mediation.view.version,
            ...(fields ?? { mediators: mediation.opening.mediators, reason: '当事人选定' }),
          }),
        ),
      ],
    ]),
  ),
}
