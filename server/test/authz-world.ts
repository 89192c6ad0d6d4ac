// The situation that the authorisation matrix calls every endpoint in. Everything lies in community 1, grid 7: an incident that
// a worker reported with a photo and a contact, that `civil` held and declined and `city` holds now; one that was only just
// reported; a resident's report that is closed, can still be opened again, and shows a picture of the result.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { type Query, sql } from '#platform/sql.ts'
import type { TileAddress } from '#platform/tile.ts'
import type { TestHouse } from './db.ts'
import { type Cast, cast, did, pointIn, reported } from './given.ts'
import { type Person, person } from './http.ts'
import { applicant, type Case, disputed, done, mediated, photo as photoOf, respondent } from './mediation.ts'
import { tileAt } from './tiles.ts'
import { upload } from './upload.ts'

export const members = [
  'worker1',
  'worker7',
  'head1',
  'clerk1',
  'town1',
  'fire1',
  'city1',
  'civil1',
  'county1',
  'leader1',
  'inspector1',
  'appraiser1',
  'sysadmin',
  'secadmin',
  'auditadmin',
  'worker101',
  'clerk101',
  'town2',
  'resident',
  'stranger',
] as const
export type Member = (typeof members)[number]

export interface World {
  /** Held by `city` (signed), once by `civil`. */
  held: IncidentView
  /** Nobody has touched it yet. */
  fresh: IncidentView
  /** The resident's: closed, within the period for "not solved". */
  closed: { id: string; number: string; secret: string; picture: string }
  /** A dispute that clerk1 mediates for the community, with a photo of its own; another one that nobody mediates yet. */
  mediation: Case
  mediationPhoto: string
  quarrel: IncidentView
  place: { lng: number; lat: number }
  tile: TileAddress
  photo: string
  /** What city was told. */
  message: string
  worker7: { account: string; post: string; session: string }
  /** worker15 stands in for worker14 today. */
  absence: string
  /** The last turn of duty of the fire office. */
  turn: string
  /** Somebody who could be given a post. */
  fire1: string
  units: Record<'city' | 'fire' | 'team', string>
  /** Signed in, those that can; each from an address of their own. */
  people: Record<Member, Person>
}

const grid = '990101001001007'

export async function buildWorld(app: TestHouse): Promise<World> {
  const staff = cast(app)
  const place = await pointIn(app, grid)
  const units = await findUnits(app)
  const photo = uuidv7()
  const worker = await staff.as('worker7')
  expect((await upload(worker, { id: photo, type: 'image/png', bytes: await dot() })).status).toBe(204)
  const held = await hold(app, staff, units, photo)
  const closed = await closeResidents(app, staff, units, place)
  const mediation = await mediated(app, staff)
  const mediationPhoto = await photoOf(await staff.as('clerk1'))
  const at0830 = '2026-11-16T08:30:00+08:00'
  await done(await staff.as('clerk1'), mediation, 'sessions', {
    at: at0830,
    attended: [applicant.id, respondent.id],
    files: [mediationPhoto],
  })
  const people = Object.fromEntries(
    await Promise.all(members.map(async (name, i) => [name, at(await whoIs(app, staff, name), `10.9.0.${i + 1}`)])),
  ) as World['people']
  return {
    held,
    fresh: await reported(app, worker),
    mediation,
    mediationPhoto,
    quarrel: await disputed(app, staff),
    closed,
    place,
    tile: tileAt(place, 15),
    photo,
    ...(await findRows(app, held.id)),
    units,
    people,
  }
}

const whoIs = (app: TestHouse, staff: Cast, name: Member): Promise<Person> =>
  name === 'resident' || name === 'stranger' ? Promise.resolve(person(app, name, null)) : staff.as(name)

const at = (who: Person, remoteAddress: string): Person => ({
  ...who,
  send: (options) => who.send({ ...options, remoteAddress }),
})

const dot = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a6' } })
    .withExif({ IFD2: { DateTimeOriginal: '2026:11:15 08:30:00', OffsetTimeOriginal: '+08:00' } })
    .png()
    .toBuffer()

/** For what no door can set up or look at. */
export const asOwner = async <T>(app: TestHouse, query: Query<T>): Promise<T[]> =>
  (await app.house.db.transaction('owner', (tx) => tx.commit(query)))[0]

const ask = async <T>(app: TestHouse, query: Query<T>): Promise<T> => (await asOwner(app, query))[0]!

/** By user name or by key. */
export async function idOf(app: TestHouse, table: 'account' | 'unit', name: string): Promise<string> {
  const column = sql.ref(table === 'account' ? 'username' : 'key')
  return (await ask(app, sql<{ id: string }>`select id from ${sql.table(table)} where ${column} = ${name}`)).id
}

/** The cast of the world, and whoever else is asked for. */
export function castOf(app: TestHouse, { people }: World): Cast {
  const others = cast(app)
  return { as: async (name) => (name in people ? people[name as Member] : others.as(name)) }
}

const findUnits = (app: TestHouse): Promise<World['units'] & { civil: string }> =>
  ask(
    app,
    sql<
      World['units'] & { civil: string }
    >`select (select id from unit where key = 'city') as city, (select id from unit where key = 'fire') as fire,
      (select id from unit where key = 'civil') as civil, (select id from unit where key = ${`team-${grid}`}) as team`,
  )

async function findRows(
  app: TestHouse,
  incident: string,
): Promise<Pick<World, 'message' | 'worker7' | 'absence' | 'turn' | 'fire1'>> {
  const row = await ask(
    app,
    sql<{
      message: string
      account: string
      post: string
      session: string
      absence: string
      turn: string
      fire1: string
    }>`select
      (select m.id from message m join unit u on u.id = m.unit_id where u.key = 'city' and m.incident_id = ${incident}::uuid order by m.at, m.id limit 1) as message,
      (select id from account where username = 'worker7') as account, (select id from account where username = 'fire1') as fire1,
      (select p.id from post p join account a on a.id = p.account_id where a.username = 'worker7') as post,
      (select s.id from session s join account a on a.id = s.account_id where a.username = 'worker7' and s.ended_at is null limit 1) as session,
      (select d.id from deputy d join post p on p.id = d.post_id join account a on a.id = p.account_id where a.username = 'worker14') as absence,
      (select r.id from roster r join unit u on u.id = r.unit_id where u.key = 'fire' order by r.to_at desc limit 1) as turn`,
  )
  return {
    message: row.message,
    worker7: { account: row.account, post: row.post, session: row.session },
    absence: row.absence,
    turn: row.turn,
    fire1: row.fire1,
  }
}

async function hold(
  app: TestHouse,
  staff: Cast,
  units: { city: string; civil: string },
  photo: string,
): Promise<IncidentView> {
  const [worker, clerk, town, civil, city] = await Promise.all(
    ['worker7', 'clerk1', 'town1', 'civil1', 'city1'].map((name) => staff.as(name)),
  )
  const reporter = { name: '王秀兰', phone: '13800001234' }
  let incident = await reported(app, worker!, { source: 'counter', reporter, evidence: [photo] })
  incident = await did(clerk!, incident, 'accept')
  incident = await did(clerk!, incident, 'route', { centre: '990101001' })
  incident = await did(town!, incident, 'accept')
  incident = await did(town!, incident, 'dispatch', { unit: units.civil })
  incident = await did(civil!, incident, 'decline', { reason: '不属于民政职责' })
  incident = (await town!.get(`/api/incidents/${incident.id}`)).body
  incident = await did(town!, incident, 'dispatch', { unit: units.city })
  return did(city!, incident, 'sign')
}

async function closeResidents(
  app: TestHouse,
  staff: Cast,
  units: { team: string },
  place: World['place'],
): Promise<World['closed']> {
  const id = uuidv7()
  const body = { matter: '06042', description: '垃圾桶三天没清了', location: place, reporter: { phone: '13900005678' } }
  const sent = await person(app, 'resident', null).put(`/api/public/reports/${id}`, body)
  expect(sent.status, JSON.stringify(sent.body)).toBe(201)
  const [clerk, worker] = [await staff.as('clerk1'), await staff.as('worker7')]
  let incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
  incident = await did(clerk, incident, 'accept')
  incident = await did(clerk, incident, 'dispatch', { unit: units.team })
  incident = await did(worker, incident, 'sign')
  const picture = uuidv7()
  expect((await upload(worker, { id: picture, type: 'image/png', bytes: await dot() })).status).toBe(204)
  incident = await did(worker, incident, 'finish', { result: '已清运', evidence: [picture] })
  incident = (await clerk.get(`/api/incidents/${id}`)).body
  if (incident.state !== 'verified') incident = await did(clerk, incident, 'verify')
  await did(clerk, incident, 'close')
  expect((await clerk.put(`/api/incidents/${id}/pictures/${picture}`, { shown: true })).status).toBe(200)
  return { id, number: sent.body.number, secret: sent.body.secret, picture }
}
