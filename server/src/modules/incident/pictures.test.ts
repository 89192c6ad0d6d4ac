// What a picture tells beside what it shows, and to whom: when and where it was taken, to staff with a purpose; the picture of a
// result to its reporter, if the desk lets it be seen, and to nobody else.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { cookieOf, upload } from '#test/upload.ts'

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  ;[worker, clerk] = await Promise.all([people.as('worker7'), people.as('clerk1')])
})

const drawn = () => sharp({ create: { width: 800, height: 600, channels: 3, background: '#3a6' } })
const plain = () => drawn().jpeg().toBuffer()
const phonePhoto = () =>
  drawn()
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:15 08:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 10/1 30/1',
      },
    })
    .jpeg()
    .toBuffer()
const sent = async (by: Person, bytes: Buffer): Promise<string> => {
  const id = uuidv7()
  expect((await upload(by, { id, type: 'image/jpeg', bytes })).status).toBe(204)
  return id
}

describe('when and where a picture was taken', () => {
  const reveal = (by: Person, id: string, purpose = '核实拍摄地点') => by.post(`/api/files/${id}/reveal`, { purpose })

  test('is not in the view; is told for a purpose to whoever may, and stands in the log of disclosures', async () => {
    const id = await sent(worker, await phonePhoto())
    const incident = await reported(app, worker, { evidence: [id] })
    const seen = (await clerk.get(`/api/incidents/${incident.id}`)).body
    expect(seen.evidence).toMatchObject([{ id, hasOrigin: true }])
    expect(JSON.stringify(seen.evidence)).not.toMatch(/120\.17|30\.25|08:30/)
    const told = await reveal(clerk, id)
    expect([told.status, told.body]).toEqual([
      200,
      { takenAt: '2026-11-15T08:30:00+08:00', location: { lng: expect.closeTo(120.175, 6), lat: 30.25 } },
    ])
    const [entry] = (await (await people.as('auditadmin')).get('/api/disclosures')).body.items
    expect(entry).toMatchObject({ verb: 'file.reveal', subject: id })
    expect(JSON.stringify(entry)).toContain('核实拍摄地点')
  })

  test('is not told without a purpose, out of sight, by posts without the right, nor where there is nothing to tell', async () => {
    const [id, bare] = [await sent(worker, await phonePhoto()), await sent(worker, await plain())]
    await reported(app, worker, { evidence: [id, bare] })
    const status = async (name: string, file = id) => (await reveal(await people.as(name), file)).status
    expect((await reveal(clerk, id, ' ')).status).toBe(400)
    expect(await status('clerk101')).toBe(404)
    expect(await status('fire1')).toBe(404)
    expect(await status('clerk1', bare)).toBe(404)
    expect(await status('clerk1', uuidv7())).toBe(404)
    for (const administrator of ['sysadmin', 'secadmin', 'auditadmin'])
      expect([403, 404]).toContain(await status(administrator))
    expect((await reveal(stranger(app), id)).status).toBe(401)
    const rows = await asOwner(app, sql<{ n: number }>`select count(*)::int as n from disclosure`)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('counts against the same hourly allowance as contacts', async () => {
    const id = await sent(worker, await phonePhoto())
    await reported(app, worker, { evidence: [id] })
    for (let i = 0; i < 60; i++) expect((await reveal(clerk, id)).status).toBe(200)
    expect((await reveal(clerk, id)).status).toBe(429)
  })
})

describe('a picture of the result', () => {
  interface Closed {
    incident: IncidentView
    number: string
    secret: string
    /** Of the resident, and of the worker who finished it. */
    before: string
    after: string
  }
  const closedReport = async (): Promise<Closed> => {
    const [id, before] = [uuidv7(), uuidv7()]
    const body = {
      matter: '06042',
      description: '垃圾桶满溢',
      location: await pointIn(app, '990101001001007'),
      evidence: [before],
    }
    const { number, secret } = (await stranger(app).put(`/api/public/reports/${id}`, body)).body
    const file = { id: before, type: 'image/jpeg', bytes: await phonePhoto(), report: id, secret }
    expect((await upload(stranger(app), file)).status).toBe(204)
    let incident = (await clerk.get(`/api/incidents/${id}`)).body as IncidentView
    incident = await did(clerk, incident, 'accept')
    incident = await did(clerk, incident, 'dispatch', { unit: await idOf(app, 'unit', 'team-990101001001007') })
    incident = await did(worker, incident, 'sign')
    const after = await sent(worker, await phonePhoto())
    incident = await did(worker, incident, 'finish', { result: '已清运', evidence: [after] })
    incident = (await clerk.get(`/api/incidents/${id}`)).body
    if (incident.state !== 'verified') incident = await did(clerk, incident, 'verify')
    return { incident: await did(clerk, incident, 'close'), number, secret, before, after }
  }
  const show = (by: Person, { incident }: Closed, file: string, shown = true) =>
    by.put(`/api/incidents/${incident.id}/pictures/${file}`, { shown })
  const picture = (number: string, secret: string, file: string, rest = '') =>
    stranger(app).get(`/api/public/reports/${number}/pictures/${file}?secret=${secret}${rest}`)
  const shownTo = async ({ number, secret }: Closed) =>
    (await stranger(app).get(`/api/public/reports/${number}?secret=${secret}`)).body.pictures

  test('is seen by its reporter once the desk lets it be, without what it carried, and no more when it is taken back', async () => {
    const closed = await closedReport()
    const { number, secret, after } = closed
    expect(await shownTo(closed)).toEqual([])
    expect((await picture(number, secret, after)).status).toBe(404)
    const reply = await show(clerk, closed, after)
    expect([reply.status, reply.body.evidence.find((e: { id: string }) => e.id === after)]).toMatchObject([
      200,
      { shown: true, mayShow: true },
    ])
    expect(await shownTo(closed)).toMatchObject([{ id: after, width: 800, height: 600 }])
    const seen = await picture(number, secret, after)
    expect([seen.status, seen.headers['content-type'], seen.headers['cache-control']]).toEqual([
      200,
      'image/jpeg',
      'private, no-cache',
    ])
    expect((await sharp(seen.body).metadata()).exif).toBeUndefined()
    expect((await picture(number, secret.toLowerCase(), after, '&size=thumb')).headers['content-type']).toBe(
      'image/webp',
    )
    expect((await show(clerk, closed, after)).status).toBe(200)
    expect((await show(clerk, closed, after, false)).status).toBe(200)
    expect((await picture(number, secret, after)).status).toBe(404)
    expect(await shownTo(closed)).toEqual([])
    const log = await asOwner(
      app,
      sql<{ verb: string }>`select verb from audit where verb like 'picture.%' order by seq`,
    )
    expect(log.map(({ verb }) => verb)).toEqual(['picture.show', 'picture.hide'])
  })

  test('is reachable in no other way: wrong secret, another report, another picture, and all answers are alike', async () => {
    const [one, other] = [await closedReport(), await closedReport()]
    await show(clerk, one, one.after)
    const bodyOf = async (number: string, secret: string, file: string) => {
      const reply = await picture(number, secret, file)
      return { status: reply.status, ...reply.body, requestId: '' }
    }
    const missing = await bodyOf(one.number, one.secret, uuidv7())
    expect(missing.status).toBe(404)
    expect(await bodyOf(one.number, '0000-0000-00000', one.after)).toEqual(missing)
    expect(await bodyOf(other.number, other.secret, one.after)).toEqual(missing)
    expect(await bodyOf(one.number, one.secret, one.before)).toEqual(missing)
    expect(await bodyOf(other.number, other.secret, other.after)).toEqual(missing)
    expect((await stranger(app).get(`/api/files/${one.after}`)).status).toBe(401)
    for (const name of ['sysadmin', 'secadmin', 'auditadmin', 'clerk101'])
      expect([403, 404], name).toContain((await (await people.as(name)).get(`/api/files/${one.after}`)).status)
  })

  test('guessing is counted', async () => {
    const one = await closedReport()
    await show(clerk, one, one.after)
    const address = '203.0.113.9'
    const guess = () =>
      stranger(app).send({
        method: 'GET',
        url: `/api/public/reports/${one.number}/pictures/${one.after}?secret=0000-0000-00000`,
        remoteAddress: address,
      })
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(404)
    const refused = await guess()
    expect([refused.status, Number(refused.headers['retry-after']) > 0]).toEqual([429, true])
  })

  test('is let be seen by the desk alone, from the result on, and only one that staff took of it', async () => {
    const closed = await closedReport()
    const codeOf = async (by: Person | string, file: string) => {
      const { status, body } = await show(typeof by === 'string' ? await people.as(by) : by, closed, file)
      return [status, body.code]
    }
    expect(await codeOf(worker, closed.after)).toEqual([403, 'incident.not_yours'])
    expect(await codeOf('clerk101', closed.after)).toEqual([404, 'not_found'])
    expect((await codeOf('sysadmin', closed.after))[0]).not.toBe(200)
    expect(await codeOf(clerk, closed.before)).toEqual([409, 'incident.no_picture_of_result'])
    expect(await codeOf(clerk, uuidv7())).toEqual([404, 'not_found'])
    const fresh = await reported(app, clerk, { evidence: [await sent(clerk, await plain())] })
    const early = await clerk.put(`/api/incidents/${fresh.id}/pictures/${fresh.evidence[0]!.id}`, { shown: true })
    expect([early.status, early.body.code]).toEqual([409, 'incident.wrong_state'])
    // The database would not take it either.
    await expect(
      app.house.db.transaction('linli_app', (tx) =>
        tx.commit(sql`insert into evidence_release (incident_id, file_id, account_id, at)
          select ${closed.incident.id}::uuid, ${closed.after}::uuid, null, now()`),
      ),
    ).rejects.toThrow()
  })

  test('stands on the page with words for who cannot see it, and opens without script, in the browser of the reporter only', async () => {
    const closed = await closedReport()
    await show(clerk, closed, closed.after)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = `number=${closed.number}&secret=${closed.secret}`
    const opened = await stranger(app).send({ method: 'POST', url: '/follow', payload, headers: form })
    const headers = { cookie: cookieOf(opened)! }
    const page = await stranger(app).send({ method: 'GET', url: `/follow/${closed.number}`, headers })
    const address = `/follow/${closed.number}/pictures/${closed.after}`
    const tag = new RegExp(
      `<a href="${address}"><img src="${address}\\?size=thumb" width="480" height="360" alt="([^"]+)"`,
    )
    expect(tag.exec(String(page.body))?.[1]).toMatch(/办理结果照片，第 1 张，共 1 张/)
    expect((await stranger(app).send({ method: 'GET', url: address, headers })).headers['content-type']).toBe(
      'image/jpeg',
    )
    expect((await stranger(app).get(address)).status).toBe(404)
    expect(
      (await stranger(app).send({ method: 'GET', url: `/follow/${closed.number}/pictures/${closed.before}`, headers }))
        .status,
    ).toBe(404)
  })

  test('stays with the report when it is opened again', async () => {
    const closed = await closedReport()
    await show(clerk, closed, closed.after)
    await act(clerk, closed.incident, 'reopen', { reason: '又满了' })
    expect(await shownTo(closed)).toHaveLength(1)
    expect((await show(clerk, closed, closed.after, false)).status).toBe(200)
    expect(await shownTo(closed)).toEqual([])
  })
})
