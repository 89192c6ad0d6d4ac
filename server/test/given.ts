// Situations, set up through the same doors as everybody's: never by inserting rows.

import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { sql } from '#platform/sql.ts'
import type { TestHouse } from './db.ts'
import { type Person, type Reply, signIn } from './http.ts'

/** A point inside grid 990101001001007, and one in the other community; taken from the generated buildings at run time. */
export async function pointIn(app: TestHouse, areaCode: string): Promise<{ lng: number; lat: number }> {
  const [[row]] = await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql<{
        lng: number
        lat: number
      }>`select st_x(p) as lng, st_y(p) as lat from (select st_pointonsurface(boundary) as p from area where code = ${areaCode}) x`,
    ),
  )
  return { lng: row!.lng, lat: row!.lat }
}

export interface Cast {
  as(name: string): Promise<Person>
}

/** Signs people in when they are first needed. */
export function cast(app: TestHouse): Cast {
  const known = new Map<string, Promise<Person>>()
  return {
    as(name) {
      const person = known.get(name) ?? signIn(app, name)
      known.set(name, person)
      return person
    },
  }
}

export const act = (
  by: Person,
  incident: { id: string; version: number },
  action: string,
  fields: object = {},
): Promise<Reply> => by.post(`/api/incidents/${incident.id}/actions`, { action, version: incident.version, ...fields })

/** Takes an act that must succeed and gives the incident as it is then. */
export async function did(
  by: Person,
  incident: { id: string; version: number },
  action: string,
  fields: object = {},
): Promise<IncidentView> {
  const reply = await act(by, incident, action, fields)
  expect(reply.status, `${by.name} ${action}: ${JSON.stringify(reply.body)}`).toBe(200)
  return reply.body as IncidentView
}

/** A coordinated incident (overflowing bin) in grid 7, reported by worker7. */
export async function reported(app: TestHouse, by: Person, fields: object = {}): Promise<IncidentView> {
  const id = uuidv7()
  const reply = await by.put(`/api/incidents/${id}`, {
    matter: '06042',
    description: '垃圾桶满溢，异味明显',
    location: await pointIn(app, '990101001001007'),
    ...fields,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body as IncidentView
}

/** A catalogue of its own with one application that must be approved, as the system administrator loads it. */
export const applications = [
  'catalogue,edition,valid_from,valid_to,edition_source,code,name,name_en,parent,kind,procedure,precheck,postcheck,duty,duty_basis,duty_source,synonyms,initials,condition,filing,closing,limit_amount,limit_unit,unit_town,unit_county,filing_evidence,closing_evidence,target,followed_by,source',
  'applications,1,2026-01-01,,own,X1,申请,Applications,,event,,,,,,,,,,,,,,,,,,,,own',
  ',,,,,X1001,最低生活保障认定,Minimum living allowance,X1,event,approval,,,,,,,,1,家庭提出申请,作出决定,22,workDay,civil,,,,,,own',
].join('\n')
