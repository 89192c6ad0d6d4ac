// How often a request goes to the database and back: a write at most twice, a read once (docs/decisions/0004). Every route is
// here: reads are found by themselves, a write that is in neither list below fails the last test.
import { coordinated } from '@linli/contract/incident/procedures/coordinated.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { Secret, TOTP } from 'otpauth'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepBreaks } from '#modules/audit/breaks.ts'
import { editions } from '#modules/matter/public.ts'
import { openDb } from '#platform/db.ts'
import { type App, allRoutes, buildApp } from '#src/app.ts'
import { PASSWORD, type TestHouse, testHouse } from './db.ts'
import { applications, pointIn } from './given.ts'
import { type Person, person, type Reply, signIn, stranger } from './http.ts'
import { applicant, respondent } from './mediation.ts'
import { upload } from './upload.ts'

let shared: TestHouse
/** A server of its own over the same database: nothing but the requests below makes trips there. */
let app: App
let place: { lng: number; lat: number }
let people: Record<'worker' | 'clerk' | 'town' | 'officer' | 'leader' | 'system' | 'security' | 'audit', Person>

beforeAll(async () => {
  shared = await testHouse()
  await shared.reset()
  const { config, keys, log, db } = shared.house
  app = await buildApp({ config, db: openDb(db.engine), clock: shared.clock, keys, log, isDemonstration: true })
  await app.changes.stop()
  place = await pointIn(shared, '990101001001007')
  const [worker, clerk, town, officer, leader, system, security, audit] = (await Promise.all(
    ['worker7', 'clerk1', 'town1', 'city1', 'leader1', 'sysadmin', 'secadmin', 'auditadmin'].map((n) => signIn(app, n)),
  )) as Person[]
  people = {
    worker: worker!,
    clerk: clerk!,
    town: town!,
    officer: officer!,
    leader: leader!,
    system: system!,
    security: security!,
    audit: audit!,
  }
})

afterAll(() => app.http.close())

async function trips(send: () => Promise<Reply>): Promise<Reply & { trips: number }> {
  const before = app.house.db.trips.count
  const reply = await send()
  return { ...reply, trips: app.house.db.trips.count - before }
}

const report = (by: Person, fields: object = {}, id: string = uuidv7()) =>
  by.put(`/api/incidents/${id}`, { matter: '06042', description: '垃圾桶满溢', location: place, ...fields })
const take = (by: Person, incident: IncidentView, action: string, fields: object = {}) =>
  by.post(`/api/incidents/${incident.id}/actions`, { id: uuidv7(), action, version: incident.version, ...fields })
const unitOf = async (key: string): Promise<string> =>
  (await people.town.get('/api/units?under=990101001&kind=department')).body.items.find(
    (u: { key: string }) => u.key === key,
  ).id

/** Route → what is sent; it must succeed in at most two trips. */
const writes: Record<string, () => Promise<() => Promise<Reply>>> = {
  'PUT /api/incidents/:id': async () => () => report(people.worker),
  'POST /api/incidents/:id/actions': async () => {
    const incident = (await report(people.worker)).body
    return () => take(people.clerk, incident, 'accept')
  },
  'POST /api/sync': async () => {
    const lists = () => {
      const id = uuidv7()
      const report = { matter: '06042', description: '垃圾桶满溢', location: place }
      return [{ id, action: 'incident.report', target: id, input: report, occurredAt: '2026-11-16T08:30:00+08:00' }]
    }
    return () => people.worker.post('/api/sync', { items: Array.from({ length: 50 }, lists).flat() })
  },
  'POST /api/incidents/duplicates': async () => () =>
    people.worker.post('/api/incidents/duplicates', { matter: '06042', location: place }),
  'POST /api/matters/suggest': async () => () =>
    people.worker.post('/api/matters/suggest', { description: '垃圾桶满溢', location: place }),
  'POST /api/public/matters/suggest': async () => () =>
    stranger(app).post('/api/public/matters/suggest', { description: '垃圾桶满溢' }),
  'POST /api/suggestions/training': async () => () =>
    people.system.post('/api/suggestions/training', { county: '990101' }),
  'POST /api/reports/:id/reveal': async () => {
    const incident = (await report(people.clerk, { reporter: { name: '林小满', phone: '13900001234' } })).body
    return () => people.clerk.post(`/api/reports/${incident.reports[0].id}/reveal`, { purpose: '回访' })
  },
  'POST /api/audit/breaks/:id/notes': async () => {
    const found = { chain: 'audit', entry: 2, why: 'changed', place: 'database' } as const
    await keepBreaks(app.house, [{ ...found, anchor: null, incident: null }])
    return () => people.audit.post('/api/audit/breaks/audit.2.changed.database/notes', { reason: '已核实' })
  },
  'POST /api/files/:id/reveal': async () => {
    const photo = await originPhoto(people.worker)
    await report(people.worker, { evidence: [photo] })
    return () => people.clerk.post(`/api/files/${photo}/reveal`, { purpose: '核实' })
  },
  'PUT /api/incidents/:id/pictures/:file': async () => {
    const photo = await originPhoto(people.officer)
    const incident = await closed((await report(people.worker)).body, { evidence: [photo] })
    return () => people.town.put(`/api/incidents/${incident.id}/pictures/${photo}`, { shown: true })
  },
  'POST /api/messages/:id/read': async () => {
    await report(people.worker)
    const message = (await people.clerk.get('/api/messages')).body.items[0]
    return () => people.clerk.post(`/api/messages/${message.id}/read`)
  },
  'PUT /api/posts/:id': async () => {
    const [body] = [await postBody()]
    return () => people.leader.put(`/api/posts/${uuidv7()}`, body)
  },
  'POST /api/posts/:id/end': async () => {
    const id = uuidv7()
    await people.leader.put(`/api/posts/${id}`, await postBody())
    return () => people.leader.post(`/api/posts/${id}/end`, { to: '2026-12-31', version: 1 })
  },
  'POST /api/accounts/:id/unlock': async () => {
    const account = (await people.security.get('/api/accounts?q=town1')).body.items[0]
    return () => people.security.post(`/api/accounts/${account.id}/unlock`, { version: account.version })
  },
  'PUT /api/accounts/:id': async () => () =>
    people.security.put(`/api/accounts/${uuidv7()}`, { username: 'somebody.new', name: '某人' }),
  ...Object.fromEntries(
    (
      [
        ['change', { name: '某人' }],
        ['disable', { reason: '调离', handOver: { force: true, reason: '撤并' } }],
        ['enable', { reason: '返岗' }],
        ['reset-password', { reason: '遗忘' }],
        ['reset-otp', { reason: '丢失' }],
      ] as const
    ).map(([verb, fields]) => [`POST /api/accounts/:id/${verb}`, () => onAccount(verb, fields)]),
  ),
  'DELETE /api/accounts/:id/sessions': async () => {
    const { id } = (await people.security.get('/api/accounts?q=fire1')).body.items[0]
    return () => people.security.delete(`/api/accounts/${id}/sessions`)
  },
  'PUT /api/deputies/:id': async () => {
    const body = await absenceBody('2026-12-01')
    return () => people.security.put(`/api/deputies/${uuidv7()}`, body)
  },
  'POST /api/deputies/:id/end': async () => {
    const id = uuidv7()
    await people.security.put(`/api/deputies/${id}`, await absenceBody('2026-12-03'))
    return () => people.security.post(`/api/deputies/${id}/end`, { version: 1 })
  },
  'PUT /api/rosters/:id': async () => {
    const body = await turnBody('2027-03-01')
    return () => people.town.put(`/api/rosters/${uuidv7()}`, body)
  },
  'POST /api/rosters/:id/end': async () => {
    const id = uuidv7()
    await people.town.put(`/api/rosters/${id}`, await turnBody('2027-03-03'))
    return () => people.town.post(`/api/rosters/${id}/end`, { version: 1 })
  },
  'PUT /api/matters/editions/:id': async () => () =>
    people.system.put(`/api/matters/editions/${uuidv7()}`, { csv: Buffer.from(tinyCatalogue).toString('base64') }),
  'PUT /api/matters/duty-lists/:id': async () => () =>
    people.system.put(`/api/matters/duty-lists/${uuidv7()}`, { csv: Buffer.from(tinyList).toString('base64') }),
  'PUT /api/matters/mappings/:id': async () => () =>
    people.system.put(`/api/matters/mappings/${uuidv7()}`, { csv: Buffer.from(tinyMapping).toString('base64') }),
  'PUT /api/excuses/:id': async () => {
    const late = await lateIncident()
    const body = { incident: late.id, unit: await centreOf('990101001001'), reason: '暴雨停工' }
    return () => people.clerk.put(`/api/excuses/${uuidv7()}`, body)
  },
  'POST /api/excuses/:id/review': async () => {
    const late = await lateIncident()
    const id = uuidv7()
    await people.clerk.put(`/api/excuses/${id}`, {
      incident: late.id,
      unit: await centreOf('990101001001'),
      reason: '暴雨停工',
    })
    await take(people.town, await seen(late.id), 'accept')
    return () => people.town.post(`/api/excuses/${id}/review`, { version: 1, granted: true })
  },
  'POST /api/incidents/:id/mediation': async () => {
    const [incident, opening] = await quarrel()
    return () => people.clerk.post(`/api/incidents/${incident.id}/mediation`, opening)
  },
  'POST /api/mediations/:id/read': async () => {
    const { id } = await mediation()
    return () => people.clerk.post(`/api/mediations/${id}/read`, {})
  },
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
      async () => {
        const { id, version, mediators } = await mediation(['court', 'performed'].includes(address))
        const body = { version, ...(fields ?? { mediators, reason: '当事人选定' }) }
        return () => people.clerk.post(`/api/mediations/${id}/${address}`, body)
      },
    ]),
  ),
  'PUT /api/procedures/:key/:version': async () => () =>
    people.system.put('/api/procedures/own/1', { ...coordinated, key: 'own', version: 1 }),
  'POST /api/procedures/check': async () => () => people.system.post('/api/procedures/check', { key: 'own' }),
  'PUT /api/calendars/:key': async () => {
    const { id: _id, offsetMinutes: _offset, ...body } = (await people.system.get('/api/calendars/default')).body
    return () => people.system.put('/api/calendars/default', { ...body, name: '更正后' })
  },
  'POST /api/deadlines/explain': async () => () =>
    people.clerk.post('/api/deadlines/explain', { from: '2026-11-20T16:00:00+08:00', amount: 4, unit: 'workHour' }),
  'DELETE /api/session': async () => {
    const again = await signIn(app, 'clerk1')
    return () => again.delete('/api/session')
  },
  'POST /api/me/otp/confirm': async () => {
    const again = await signIn(app, 'worker9')
    const { secret } = (await again.post('/api/me/otp', { password: PASSWORD })).body
    const otp = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    return () => again.post('/api/me/otp/confirm', { otp })
  },
  'DELETE /api/sessions': async () => {
    const again = await signIn(app, 'worker8')
    await signIn(app, 'worker8')
    return () => again.delete('/api/sessions')
  },
  'DELETE /api/sessions/:id': async () => {
    const again = await signIn(app, 'worker8')
    const { id } = (await again.get('/api/sessions')).body.items[0]
    return () => again.delete(`/api/sessions/${id}`)
  },
  'PUT /api/public/reports/:id': async () => () =>
    stranger(app).put(`/api/public/reports/${uuidv7()}`, {
      matter: '06042',
      description: '垃圾桶满溢',
      location: place,
    }),
  'POST /api/public/reports/:number/reopen': async () => {
    const id = uuidv7()
    const body = { matter: '06042', description: '垃圾桶满溢', location: place }
    const { number, secret } = (await stranger(app).put(`/api/public/reports/${id}`, body)).body
    await closed((await people.clerk.get(`/api/incidents/${id}`)).body)
    return () => stranger(app).post(`/api/public/reports/${number}/reopen`, { secret, reason: '仍然满溢' })
  },
  'POST /api/public/reports/:number/withdraw': async () => {
    const { id, number, secret } = await applied()
    await take(people.clerk, await seen(id), 'define', { result: '拟同意' })
    return () => stranger(app).post(`/api/public/reports/${number}/withdraw`, { secret })
  },
  'POST /api/public/notices/:number/objections': async () => {
    const { id, number } = await applied()
    await take(people.clerk, await seen(id), 'define', { result: '拟同意' })
    return () => stranger(app).post(`/api/public/notices/${number}/objections`, { reason: '名下另有住房' })
  },
}

/** The server reads anew what it holds of these in memory before it answers: whoever wrote finds it in what is asked next. */
const reread = [
  'PUT /api/matters/editions/:id',
  'PUT /api/matters/duty-lists/:id',
  'PUT /api/procedures/:key/:version',
  'PUT /api/calendars/:key',
]

/** What takes more, and why. */
const exempt: Record<string, string> = {
  'POST /api/session':
    'two kernels: the credential (1), then the verdict under a lock (2); argon2 between them holds none',
  'POST /api/me/password': 'as signing in: the present password is judged between two kernels',
  'POST /api/me/otp': 'the same',
  'POST /api/me/otp/remove': 'the same',
  'POST /api/me/recovery-codes': 'the same',
  'POST /api/clock': 'acts in the place of hours of sweeps: as many trips as there are steps due',
  'POST /api/files': 'an upload: pieces of a file, judged as a whole',
  'PATCH /api/files/:id': 'an upload',
  'HEAD /api/files/:id': 'an upload',
  'DELETE /api/files/:id': 'an upload',
  'OPTIONS /api/files': 'touches no row',
  'GET /api/live': 'stays open; what it sends is counted by its own test',
  'GET /api/audit': 'a read, and the note that it was made, in two trips',
  'GET /api/disclosures': "a read; for the audit administrator, who sees everybody's, the note as well",
  'GET /api/audit/integrity': 'reads whole chains, a thousand entries a trip',
}

const tinyList = [
  'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source',
  '清单,town,990101001,2026-01-01,,own,06042,,basic,,',
].join('\n')

const tinyMapping = [
  'from_catalogue,from_kind,from_code,to_catalogue,to_kind,to_code,relation,why',
  'LINLI,event,94008,GB/T 47678.5,event,06038,doubtful,own',
].join('\n')

const tinyCatalogue = [
  'catalogue,edition,valid_from,valid_to,edition_source,code,name,name_en,parent,kind,procedure,precheck,postcheck,duty,duty_basis,duty_source,synonyms,initials,condition,filing,closing,limit_amount,limit_unit,unit_town,unit_county,filing_evidence,closing_evidence,target,followed_by,source',
  'tiny,1,2026-01-01,,own,01,设施,,,event,,,,,,,,,,,,,,,,,,,,own',
  ',,,,,77001,路灯,,01,event,coordinated,,,,,,,,1,不亮,修复,1,workDay,city,,,,,,own',
].join('\n')

const seen = async (id: string): Promise<IncidentView> => (await people.clerk.get(`/api/incidents/${id}`)).body

const centreOf = async (area: string): Promise<string> =>
  (await people.clerk.get(`/api/units?kind=centre&under=${area}`)).body.items.find(
    (u: { area: string }) => u.area === area,
  ).id

/** A picture that says when it was taken. */
async function originPhoto(by: Person): Promise<string> {
  const id = uuidv7()
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#3a6' } })
    .withExif({ IFD2: { DateTimeOriginal: '2026:11:15 08:30:00' } })
    .jpeg()
    .toBuffer()
  expect((await upload(by, { id, type: 'image/jpeg', bytes })).status).toBe(204)
  return id
}

/** Nobody accepts it in time: the community, which received it, is late, and the town has it. */
async function lateIncident(): Promise<IncidentView> {
  const { id } = (await report(people.worker)).body
  const advanced = await people.clerk.post('/api/clock', { advance: 'P1D' })
  expect(advanced.status, JSON.stringify(advanced.body)).toBe(200)
  const late = await seen(id)
  expect(late.late, JSON.stringify([advanced.body, late])).toBe(true)
  return late
}

/** A dispute in hand of the community, and what begins a mediation of it. */
async function quarrel(): Promise<[IncidentView, { id: string; mediators: string[] }]> {
  const { body } = await report(people.worker, { matter: '98001', description: '邻里争执' })
  const incident = (await take(people.clerk, body, 'accept')).body
  const me = (await people.clerk.get('/api/me')).body.account.id
  const opening = {
    ...{ id: uuidv7(), unit: incident.desk.id, basis: 'applied', openness: 'closed' },
    ...{ disputants: [applicant, respondent], mediators: [me] },
  }
  return [incident, opening]
}

async function mediation(isAgreed = false): Promise<{ id: string; version: number; mediators: string[] }> {
  const [incident, opening] = await quarrel()
  let { version } = (await people.clerk.post(`/api/incidents/${incident.id}/mediation`, opening)).body
  const agreed = { version, kind: 'oral', on: '2026-11-16', terms: '各让一步' }
  if (isAgreed) version = (await people.clerk.post(`/api/mediations/${opening.id}/agree`, agreed)).body.version
  return { id: opening.id, version, mediators: opening.mediators }
}

/** An application, under a matter of its own catalogue. */
async function applied(): Promise<{ id: string; number: string; secret: string }> {
  const csv = Buffer.from(applications).toString('base64')
  await people.system.put(`/api/matters/editions/${uuidv7()}`, { csv })
  await editions.load(app.house)
  const body = { matter: 'X1001', description: '申请低保', location: place }
  return (await stranger(app).put(`/api/public/reports/${uuidv7()}`, body)).body
}

/** An account of its own in the state that the act wants. */
async function onAccount(verb: string, fields: object): Promise<() => Promise<Reply>> {
  const name = {
    change: 'fire201',
    disable: 'clerk2',
    enable: 'clerk2',
    'reset-password': 'civil1',
    'reset-otp': 'worker10',
  }[verb]!
  if (verb === 'reset-otp') {
    const worker = await signIn(app, name)
    const { secret } = (await worker.post('/api/me/otp', { password: PASSWORD })).body
    await worker.post('/api/me/otp/confirm', { otp: new TOTP({ secret: Secret.fromBase32(secret) }).generate() })
  }
  const { id, version } = (await people.security.get(`/api/accounts?q=${name}`)).body.items[0]
  return () => people.security.post(`/api/accounts/${id}/${verb}`, { version, ...fields })
}

async function turnBody(day: string): Promise<object> {
  const { id } = (await people.town.get('/api/accounts?q=fire1')).body.items[0]
  return { unit: await unitOf('fire'), account: id, from: `${day}T08:00:00+08:00`, to: `${day}T18:00:00+08:00` }
}

async function absenceBody(day: string): Promise<object> {
  const { posts } = (await people.security.get('/api/accounts?q=worker20')).body.items[0]
  return { post: posts[0].id, from: `${day}T08:00:00+08:00`, to: `${day}T18:00:00+08:00`, reason: '培训' }
}

async function postBody(): Promise<object> {
  const account = (await people.leader.get('/api/accounts?q=clerk1')).body.items[0].id
  const units = (await people.leader.get('/api/units?kind=centre&under=990101001')).body.items
  const unit = units.find((u: { area: string }) => u.area === '990101001002').id
  return { account, role: 'clerk', area: '990101001002', unit, from: '2026-11-16' }
}

/** Walks an incident to its end, each act in two trips at most. */
async function closed(incident: IncidentView, finishing: object = {}): Promise<IncidentView> {
  const walk: [Person, string, object][] = [
    [people.clerk, 'accept', {}],
    [people.clerk, 'comment', { note: '已电话核实' }],
    [people.clerk, 'route', { centre: '990101001' }],
    [people.town, 'accept', {}],
    [people.town, 'whistle', { units: [await unitOf('civil')], reason: '请到场' }],
    [people.town, 'dispatch', { unit: await unitOf('city') }],
    [people.officer, 'sign', {}],
    [people.officer, 'progress', { note: '清运车已出发' }],
    [people.officer, 'extend', { until: '2026-11-20T17:00:00+08:00', reason: '车辆不足' }],
    [people.leader, 'supervise', { order: '今日办结' }],
    [people.officer, 'finish', { result: '已清运' }],
    [people.town, 'fail', { reason: '仍有异味' }],
    [people.officer, 'finish', { result: '已冲洗', ...finishing }],
    [people.worker, 'verify', {}],
    [people.town, 'close', {}],
  ]
  for (const [by, action, fields] of walk) {
    const reply = await trips(() => take(by, incident, action, fields))
    expect(reply.status, `${action}: ${JSON.stringify(reply.body)}`).toBe(200)
    expect(reply.trips, action).toBeLessThanOrEqual(2)
    incident = reply.body
  }
  return incident
}

/** A request that is refused, and how often the database was asked until that was known. */
const refusals: [string, () => Promise<Reply>, number, number][] = [
  ['nobody is signed in', () => stranger(app).put(`/api/incidents/${uuidv7()}`, {}), 401, 0],
  ['the session is over', () => person(app, 'gone', 'x'.repeat(43)).put(`/api/incidents/${uuidv7()}`, {}), 401, 1],
  ['the schema of the address', () => people.clerk.get('/api/incidents?limit=many'), 400, 1],
  ['the schema of the body', () => people.worker.put(`/api/incidents/${uuidv7()}`, {}), 400, 1],
  [
    'an act without its fields',
    () => people.clerk.post(`/api/incidents/${uuidv7()}/actions`, { action: 'reject', version: 1 }),
    400,
    1,
  ],
  ['a body that is no JSON', () => malformed(people.clerk), 400, 1],
  ['sense, judged in a write that is taken back', () => report(people.worker, { reporter: { name: '王*兰' } }), 400, 2],
]

const malformed = (by: Person) =>
  by.send({
    method: 'PUT',
    url: `/api/incidents/${uuidv7()}`,
    payload: '{',
    headers: { 'content-type': 'application/json' },
  })

const mutating = () => allRoutes(app.house).filter((r) => r.method !== 'GET')

test('every route that writes is known here', () => {
  const names = allRoutes(app.house).map((r) => `${r.method} ${r.url}`)
  expect(
    mutating()
      .map((r) => `${r.method} ${r.url}`)
      .filter((n) => !(n in writes) && !(n in exempt)),
  ).toEqual([])
  expect([...Object.keys(writes), ...Object.keys(exempt)].filter((n) => !names.includes(n))).toEqual([])
})

describe('a refusal asks for the session once, and for nothing without one', () => {
  for (const [why, send, status, most] of refusals)
    test(why, async () => {
      const reply = await trips(send)
      expect([reply.status, reply.trips], JSON.stringify(reply.body)).toEqual([status, most])
    })
})

describe('a write goes to the database at most twice', () => {
  for (const [name, prepare] of Object.entries(writes))
    test(name, async () => {
      const send = await prepare()
      const reply = await trips(send)
      expect([200, 201, 204], JSON.stringify(reply.body)).toContain(reply.status)
      expect(reply.trips).toBeLessThanOrEqual(reread.includes(name) ? 3 : 2)
    })

  test('every act of the loop, merging and its undoing, and what is sent again', async () => {
    const end = await closed((await report(people.worker)).body)
    expect(end.state).toBe('closed')
    const [a, b] = [(await report(people.worker)).body, (await report(people.worker)).body]
    const id = uuidv7()
    const merge = () =>
      people.clerk.post(`/api/incidents/${a.id}/actions`, { id, action: 'merge', version: a.version, into: b.id })
    const merged = await trips(merge)
    expect(merged).toMatchObject({ status: 200, trips: 2, body: { state: 'merged' } })
    expect(await trips(merge)).toMatchObject({ status: 200, trips: 2, body: { state: 'merged' } })
    expect(await trips(() => take(people.clerk, merged.body, 'unmerge'))).toMatchObject({ status: 200, trips: 2 })
  })

  test('signing in is two transactions and three trips', async () => {
    const send = () => stranger(app).post('/api/session', { username: 'clerk1', password: PASSWORD })
    const reply = await trips(send)
    expect(reply).toMatchObject({ status: 200, trips: 3 })
    expect(await person(app, 'clerk1', reply.body.token).get('/api/me')).toMatchObject({
      body: { account: reply.body.account, posts: reply.body.posts },
    })
  })

  test('what is refused for its form costs one trip, to tell who may hear why', async () => {
    const incident = (await report(people.worker)).body
    expect(await trips(() => take(people.clerk, incident, 'accept', { nonsense: 1 }))).toMatchObject({
      status: 400,
      trips: 1,
    })
    expect(await trips(() => take(stranger(app), incident, 'accept', { nonsense: 1 }))).toMatchObject({
      status: 401,
      trips: 0,
    })
    const ended = person(app, 'ended', 'no-such-token')
    expect(await trips(() => take(ended, incident, 'accept', { nonsense: 1 }))).toMatchObject({ status: 401, trips: 1 })
    expect((await take(ended, incident, 'accept')).status).toBe(401)
  })
})

/** Address of the map tile that shows a place. */
function tileOf({ lng, lat }: { lng: number; lat: number }, z: number): Record<'z' | 'x' | 'y', string> {
  const phi = (lat * Math.PI) / 180
  const x = ((lng + 180) / 360) * 2 ** z
  const y = ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * 2 ** z
  return { z: String(z), x: String(Math.floor(x)), y: String(Math.floor(y)) }
}

test('a read goes to the database once', async () => {
  const incident = (await report(people.worker)).body
  const { number, secret } = (
    await stranger(app).put(`/api/public/reports/${uuidv7()}`, {
      matter: '06042',
      description: '垃圾桶满溢',
      location: place,
    })
  ).body
  const sample: Record<string, string> = {
    id: incident.id,
    code: '990101001001007',
    key: 'default',
    number,
    ...tileOf(place, 15),
  }
  const query: Record<string, string> = {
    '/api/areas/locate': `?lng=${place.lng}&lat=${place.lat}`,
    '/api/public/locate': `?lng=${place.lng}&lat=${place.lat}`,
    '/api/public/near': `?lng=${place.lng}&lat=${place.lat}&matter=01037`,
    '/api/public/reports/:number': `?secret=${secret}`,
    '/api/public/reports/:number/pictures/:id': `?secret=${secret}`,
    '/api/incidents': '?count=true',
    '/api/changes': '?limit=5',
    '/api/areas': '?count=true',
    '/api/matters': '?q=路灯',
    '/api/mediations/candidates': `?unit=${incident.desk.id}`,
  }
  // No file has been sent: the question to the database is the same.
  const mayMiss = [
    '/api/matters/editions/:id/file',
    '/api/matters/duty-lists/:id',
    '/api/accounts/:id',
    '/api/accounts/:id/hand-over',
    '/api/posts/:id/candidates',
    '/api/files/:id',
    '/api/public/reports/:number/pictures/:id',
    '/api/public/notices/:number',
  ]
  const ofRoute: Record<string, Record<string, string>> = {
    '/api/procedures/:key': { key: 'coordinated' },
    '/api/mediations/:id': { id: (await mediation()).id },
  }
  for (const route of allRoutes(app.house)) {
    if (route.method !== 'GET' || `GET ${route.url}` in exempt) continue
    const url =
      route.url.replace(/:(\w+)/g, (_, name: string) => ofRoute[route.url]?.[name] ?? sample[name]!) +
      (query[route.url] ?? '')
    const replies = []
    for (const by of [...Object.values(people), stranger(app)]) replies.push(await trips(() => by.get(url)))
    for (const reply of replies) expect(reply.trips, route.url).toBeLessThanOrEqual(1)
    const seen = replies.map((r) => r.status)
    const wanted = mayMiss.includes(route.url) ? 404 : 200
    expect(seen, `${route.url}: ${JSON.stringify(replies[0]!.body)}`).toContain(wanted)
  }
})
