// A dispute between two invented neighbours, set up through the doors that everybody uses.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { MediationContent, MediationView } from '@linli/contract/mediation/schemas.ts'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { TestHouse } from './db.ts'
import { type Cast, did, reported } from './given.ts'
import type { Person } from './http.ts'
import { upload } from './upload.ts'

export const applicant = { id: uuidv7(), part: 'applicant', name: '陈甲', phone: '13800001234' }
export const respondent = { id: uuidv7(), part: 'respondent', name: '李乙', representative: { name: '李小乙' } }

export interface Case {
  id: string
  url: string
  incident: IncidentView
  opening: Record<string, unknown> & { id: string }
  /** As the last act left it. */
  view: MediationView
}

export const reportedBin = (app: TestHouse, people: Cast) => people.as('worker7').then((by) => reported(app, by))

/** Reported by the worker of grid 7, accepted by the community. */
export async function disputed(app: TestHouse, people: Cast): Promise<IncidentView> {
  const incident = await reported(app, await people.as('worker7'), {
    matter: '98001',
    description: '楼上楼下因漏水争执',
  })
  return did(await people.as('clerk1'), incident, 'accept')
}

/** Mediated by clerk1 for the centre of the community. */
export async function mediated(app: TestHouse, people: Cast, fields: object = {}): Promise<Case> {
  const incident = await disputed(app, people)
  const clerk = await people.as('clerk1')
  const me = (await clerk.get('/api/me')).body.account.id
  const id = uuidv7()
  const opening = {
    ...{ id, unit: incident.desk.id!, basis: 'applied', openness: 'closed' },
    ...{ disputants: [applicant, respondent], mediators: [me], ...fields },
  }
  const reply = await clerk.post(`/api/incidents/${incident.id}/mediation`, opening)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return { id, url: `/api/mediations/${id}`, incident, opening, view: reply.body }
}

/** An act that must succeed. */
export async function done(by: Person, one: Case, address: string, fields: object): Promise<void> {
  const reply = await by.post(`${one.url}/${address}`, { version: one.view.version, ...fields })
  expect(reply.status, `${by.name} ${address}: ${JSON.stringify(reply.body)}`).toBe(200)
  one.view = reply.body
}

export async function content(by: Person, one: Case, purpose?: string): Promise<MediationContent> {
  const reply = await by.post(`${one.url}/read`, purpose === undefined ? {} : { purpose })
  expect(reply.status, `${by.name}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body
}

/** Of somebody's own, uploaded. */
export async function photo(by: Person): Promise<string> {
  const id = uuidv7()
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a63' } })
    .png()
    .toBuffer()
  expect((await upload(by, { id, type: 'image/png', bytes })).status).toBe(204)
  return id
}
