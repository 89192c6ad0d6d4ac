// Who knows what of a mediation: its mediators and the head of the unit its content, whoever sees the incident how it stands, everybody
// else nothing; in lists, search, files, live events, changes, messages and the record, and in the database itself.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sightOf } from '#platform/live.ts'
import { read } from '#platform/read.ts'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn } from '#test/given.ts'
import { type Person, person, stranger } from '#test/http.ts'
import { applicant, type Case, content, disputed, done, mediated, photo, respondent } from '#test/mediation.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let one: Case
let signed: string
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  one = await mediated(app, people)
  signed = await photo(clerk)
  await done(clerk, one, 'sessions', {
    at: '2026-11-16T08:30:00+08:00',
    attended: [applicant.id],
    note: '绝不外传的原话',
    files: [signed],
  })
})

/** Words of the content that must stand nowhere else. */
const secrets = [applicant.name, respondent.name, '李小乙', applicant.phone, '绝不外传的原话']
const expectNoSecret = (text: string, what: string) => {
  for (const secret of secrets) expect(text, `${what}: ${secret}`).not.toContain(secret)
}

describe('each of the cast', () => {
  // How it stands / its content / its file / an act in it / cases in the own list.
  test.each([
    ['clerk1', 'the mediator', 200, 200, 200, 200, 1],
    ['clerk2', 'another mediator of the same unit', 200, 403, 404, 403, 0],
    ['worker7', 'the grid worker who reported', 200, 403, 404, 403, 0],
    ['town1', 'the dispatcher of the town', 200, 403, 404, 403, 0],
    ['county1', 'the dispatcher of the county', 200, 403, 404, 403, 0],
    ['leader1', 'the leader', 200, 403, 404, 403, 403],
    ['inspector1', 'the inspector', 200, 403, 404, 403, 403],
    ['appraiser1', 'the appraiser', 200, 403, 404, 403, 403],
    ['committee1', 'the committee, which takes no part', 404, 404, 404, 404, 0],
    ['worker1', 'the worker of another grid', 404, 404, 404, 404, 0],
    ['clerk101', 'the clerk of another community', 404, 404, 404, 404, 0],
    ['sysadmin', 'the system administrator', 404, 404, 404, 404, 403],
    ['secadmin', 'the security administrator', 404, 404, 404, 404, 403],
    ['auditadmin', 'the audit administrator', 404, 404, 404, 404, 403],
    ['stranger', 'a stranger', 401, 401, 401, 401, 401],
  ] as const)('%s, %s', async (name, _, stands, reads, file, acts, list) => {
    const by = name === 'stranger' ? stranger(app) : await people.as(name)
    const head = await by.get(one.url)
    const ofIncident = await by.get(`/api/incidents/${one.incident.id}/mediation`)
    expect([head.status, ofIncident.status]).toEqual([stands, stands])
    expectNoSecret(JSON.stringify([head.body, ofIncident.body]), name)
    if (stands === 200) expect(head.body).toMatchObject({ state: 'open', sessions: 1, mayRead: name === 'clerk1' })
    const content = await by.post(`${one.url}/read`, { purpose: '了解情况' })
    expect(content.status).toBe(reads)
    if (reads !== 200) expectNoSecret(JSON.stringify(content.body), name)
    expect((await by.get(`/api/files/${signed}`)).status).toBe(file)
    expect((await by.get(`/api/files/${signed}?size=thumb`)).status).toBe(file)
    const mine = await by.get('/api/mediations?count=true')
    expect(mine.status === 200 ? mine.body.total : mine.status).toBe(list)
    expectNoSecret(JSON.stringify(mine.body), name)
    const ended = await by.post(`${one.url}/fail`, { version: one.view.version, told: ['court'] })
    expect(ended.status).toBe(acts)
  })

  test('the database itself gives the rows to nobody else', async () => {
    for (const [name, rows, files] of [
      ['clerk1', 2, 1],
      ['clerk2', 0, 0],
      ['worker7', 0, 0],
      ['town1', 0, 0],
      ['leader1', 0, 0],
      ['secadmin', 0, 0],
    ] as const) {
      const seen = await asDatabaseSeen(name)
      expect([name, seen.actions, seen.files, seen.bytes]).toEqual([name, rows, files, files])
    }
  })

  test('nothing of the content lies in the open, in no column of any table', async () => {
    const tables = await asOwner(
      app,
      sql<{
        name: string
      }>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('spatial_ref_sys', 'road', 'scenery', 'area', 'building')`,
    )
    for (const { name } of tables)
      expectNoSecret(JSON.stringify(await asOwner(app, sql`select t::text as row from ${sql.table(name)} t`)), name)
  })
})

/** The statements of a reading, in the scope of this person. */
async function asDatabaseSeen(name: string): Promise<{ actions: number; files: number; bytes: number }> {
  const { token } = await people.as(name)
  const tokenDigest = app.house.keys.digest('session', token!)
  return read(
    app.house,
    { kind: 'staff', tokenDigest },
    [
      sql<{ n: number }>`select count(*)::int as n from mediation_action`,
      sql<{ n: number }>`select count(*)::int as n from mediation_file`,
      sql<{ n: number }>`select count(*)::int as n from file where id = ${signed}::uuid`,
    ],
    ([[actions], [files], [bytes]]) => ({ actions: actions!.n, files: files!.n, bytes: bytes!.n }),
  )
}

describe('by side ways', () => {
  test('search, lists, changes, messages, duplicates, audit and disclosures hold no word of it', async () => {
    for (const name of ['clerk1', 'clerk2', 'worker7', 'town1', 'leader1', 'inspector1', 'auditadmin', 'secadmin']) {
      const by = await people.as(name)
      for (const secret of secrets) {
        const found = await by.get(`/api/incidents?q=${encodeURIComponent(secret)}&count=true`)
        if (found.status === 200) expect(found.body.total, `${name} ${secret}`).toBe(0)
      }
      for (const url of [
        '/api/incidents',
        `/api/incidents/${one.incident.id}`,
        `/api/incidents/${one.incident.id}/duplicates`,
        '/api/changes',
        '/api/messages',
        '/api/audit',
        '/api/disclosures',
        `/api/mediations/candidates?unit=${one.incident.desk.id}`,
      ])
        expectNoSecret(JSON.stringify((await by.get(url)).body), `${name} ${url}`)
    }
  })

  test('live events say that something changed, and only to whoever sees how it stands', async () => {
    const ask = sightOf('mediation')([one.id])
    const hears = async (name: string) => {
      const tokenDigest = app.house.keys.digest('session', (await people.as(name)).token!)
      return read(app.house, { kind: 'staff', tokenDigest }, [ask], ([rows]) => rows.length)
    }
    expect(await Promise.all(['clerk1', 'worker7', 'town1'].map(hears))).toEqual([1, 1, 1])
    expect(await Promise.all(['worker1', 'clerk101', 'sysadmin', 'secadmin', 'auditadmin'].map(hears))).toEqual([
      0, 0, 0, 0, 0,
    ])
  })

  test('a file of the case becomes nobody’s evidence, and evidence no file of a case', async () => {
    const incident = (await clerk.get(`/api/incidents/${one.incident.id}`)).body
    const shown = await act(clerk, incident, 'addEvidence', { evidence: [signed] })
    expect(shown.body).toMatchObject({ status: 400, code: 'request.invalid' })
    const other = await photo(clerk)
    await did(clerk, incident, 'addEvidence', { evidence: [other] })
    const taken = await clerk.post(`${one.url}/sessions`, {
      version: one.view.version,
      at: '2026-11-16T08:40:00+08:00',
      attended: [applicant.id],
      files: [other],
    })
    expect(taken.body).toMatchObject({ status: 400, code: 'mediation.file_unusable', files: [other] })
  })

  test('the reporter reads that it is mediated, and that it has ended; no more', async () => {
    const resident = person(app, 'resident', null)
    const id = uuidv7()
    const body = { matter: '98001', description: '邻居吵架', location: await pointIn(app, '990101001001007') }
    const { number, secret } = (await resident.put(`/api/public/reports/${id}`, body)).body
    const follow = async () => (await resident.get(`/api/public/reports/${number}?secret=${secret}`)).body
    expect((await follow()).mediation).toBeNull()
    await did(clerk, (await clerk.get(`/api/incidents/${id}`)).body, 'accept')
    const opening = { ...one.opening, id: uuidv7() }
    expect((await clerk.post(`/api/incidents/${id}/mediation`, opening)).status).toBe(201)
    expect((await follow()).mediation).toEqual({ zh: '纠纷正在调解', en: 'The dispute is being mediated' })
    await clerk.post(`/api/mediations/${opening.id}/fail`, { version: 1, told: ['court'], reason: '绝不外传的原话' })
    const last = await follow()
    expect(last.mediation.zh).toBe('调解已结束')
    expectNoSecret(JSON.stringify(last), 'progress')
  })
})

describe('the record of readings', () => {
  test('each is a disclosure: who, which case, what for, never what was read', async () => {
    await content(clerk, one)
    await content(clerk, one)
    const { items } = (await (await people.as('auditadmin')).get('/api/disclosures?verb=mediation.read')).body
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({
      subject: one.id,
      username: 'clerk1',
      purpose: 'mediates',
      incident: one.incident.id,
      fields: ['disputants', 'sessions', 'agreement', 'files'],
    })
  })

  test('more than sixty in an hour are refused', async () => {
    for (let i = 0; i < 60; i++) await content(clerk, one)
    expect((await clerk.post(`${one.url}/read`, {})).body).toMatchObject({ status: 429, code: 'rate.limited' })
  })
})

describe('who mediates', () => {
  const idOfAccount = (name: string) => idOf(app, 'account', name)
  const change = (by: Person, names: string[], reason = '与当事人有亲属关系，回避') =>
    Promise.all(names.map(idOfAccount)).then((mediators) =>
      by.post(`${one.url}/mediators`, { version: one.view.version, mediators, reason }),
    )

  test('whoever steps aside keeps how it stands and loses the content, own files included; the next reads all', async () => {
    expect((await change(clerk, ['clerk2'])).body).toMatchObject({ mayRead: false, version: 3, allowed: [] })
    expect((await clerk.post(`${one.url}/read`, {})).body.code).toBe('mediation.not_yours')
    expect((await clerk.get(`/api/files/${signed}`)).status).toBe(404)
    const next = await people.as('clerk2')
    const read = await content(next, one)
    expect(read).toMatchObject({ valid: true, disputants: [{ name: applicant.name }, { name: respondent.name }] })
    expect(read.history.at(-1)).toMatchObject({ act: 'mediators', reason: '与当事人有亲属关系，回避' })
    expect((await next.get(`/api/files/${signed}`)).status).toBe(200)
    const { items } = (await next.get('/api/messages')).body
    expect(items).toContainEqual(expect.objectContaining({ message: 'mediationAppointed', incident: one.incident.id }))
  })

  test('the head of the mediating unit reads with a purpose and names mediators, and does not write for them', async () => {
    const incident = await disputed(app, people)
    const unit = (await clerk.get('/api/units?under=990101001001007&kind=team')).body.items[0].id
    const worker = await people.as('worker7')
    await did(worker, await did(clerk, incident, 'dispatch', { unit }), 'sign')
    const opening = { ...one.opening, id: uuidv7(), unit, mediators: [await idOfAccount('worker7')] }
    const begun = await worker.post(`/api/incidents/${incident.id}/mediation`, opening)
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    const url = `/api/mediations/${opening.id}`
    const head = await people.as('head1')
    expect((await head.get(url)).body).toMatchObject({
      mayRead: true,
      needsPurpose: true,
      allowed: [{ act: 'mediators' }],
    })
    expect((await head.post(`${url}/read`, {})).body.code).toBe('mediation.purpose_missing')
    expect((await head.post(`${url}/read`, { purpose: '抽查卷宗' })).status).toBe(200)
    expect((await head.post(`${url}/fail`, { version: 1, told: ['court'] })).body.code).toBe('mediation.not_yours')
    // A head elsewhere, the desk that dispatched, and the clerk who sees the incident.
    expect((await (await people.as('head2')).get(url)).status).toBe(404)
    expect((await clerk.post(`${url}/read`, { purpose: '抽查卷宗' })).body.code).toBe('mediation.not_yours')
    expect((await head.get('/api/mediations')).body.items.map((m: { id: string }) => m.id)).toEqual([opening.id])
  })

  test('of the unit somebody names a mediator only once none is left, and reads nothing by that', async () => {
    const colleague = await people.as('clerk2')
    expect((await change(colleague, ['clerk2'])).body.code).toBe('mediation.not_yours')
    const admin = await people.as('secadmin')
    const account = (await admin.get('/api/accounts?q=clerk1')).body.items[0]
    const left = { version: account.version, reason: '调离', handOver: { force: true, reason: '调离' } }
    expect((await admin.post(`/api/accounts/${account.id}/disable`, left)).status).toBe(200)
    await app.reload()
    expect((await colleague.post(`${one.url}/read`, { purpose: '接手' })).body.code).toBe('mediation.not_yours')
    expect((await colleague.get(one.url)).body).toMatchObject({ mayRead: false, allowed: [{ act: 'mediators' }] })
    expect((await change(colleague, ['worker3'], '原调解员调离')).body).toMatchObject({ mayRead: false })
    expect((await content(await people.as('worker3'), one)).disputants).toHaveLength(2)
  })
})
