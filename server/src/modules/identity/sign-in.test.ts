// The door and what guards it, as people and programs meet it.
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { PASSWORD, type TestHouse, testHouse } from '#test/db.ts'
import { type Person, person, type Reply, signIn, stranger } from '#test/http.ts'
import { maskNetwork } from './device.ts'

let app: TestHouse
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(() => app.reset())
afterEach(() => {
  app.house.isDemonstration = true
})

const enter = (username: string, more: object = {}): Promise<Reply> =>
  stranger(app).post('/api/session', { username, password: PASSWORD, ...more })
const entered = async (username: string, more: object = {}): Promise<Person> => {
  const reply = await enter(username, more)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return person(app, username, reply.body.token)
}

/** Codes of the offered secret; `steps` later than now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

async function enrol(who: Person, password = PASSWORD): Promise<{ secret: string; codes: string[] }> {
  const offer = await who.post('/api/me/otp', { password })
  expect(offer.status, JSON.stringify(offer.body)).toBe(200)
  const confirmed = await who.post('/api/me/otp/confirm', { otp: codeOf(offer.body.secret) })
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200)
  return { secret: offer.body.secret, codes: confirmed.body.recoveryCodes }
}

describe('second factor', () => {
  test('offered, confirmed, then asked for; the secret is an address that authenticators read', async () => {
    const clerk = await signIn(app, 'clerk1')
    const offer = (await clerk.post('/api/me/otp', { password: PASSWORD })).body
    expect(offer.uri).toMatch(/^otpauth:\/\/totp\/Linli:clerk1\?issuer=Linli&secret=[A-Z2-7]{32}&/)
    // Until it is confirmed the door asks for nothing.
    expect((await enter('clerk1')).status).toBe(200)
    expect((await clerk.post('/api/me/otp/confirm', { otp: '000000' })).body.code).toBe('otp.wrong')
    expect((await clerk.post('/api/me/otp/confirm', { otp: codeOf(offer.secret) })).status).toBe(200)
    expect((await enter('clerk1')).body).toMatchObject({ status: 401, code: 'otp.required' })
    expect((await enter('clerk1', { otp: codeOf(offer.secret, 1) })).status).toBe(200)
    expect((await clerk.get('/api/me/security')).body).toMatchObject({
      otpSince: expect.any(String),
      otpMandatory: false,
      recoveryCodesLeft: 10,
    })
  })

  test('a code opens once, also the one that confirmed it; one step off is borne, more is not', async () => {
    const { secret } = await enrol(await signIn(app, 'clerk1'))
    expect((await enter('clerk1', { otp: codeOf(secret) })).body.code).toBe('otp.wrong')
    expect((await enter('clerk1', { otp: codeOf(secret, 3) })).body.code).toBe('otp.wrong')
    const next = codeOf(secret, 1)
    const twice = await Promise.all([enter('clerk1', { otp: next }), enter('clerk1', { otp: next })])
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401])
    expect((await enter('clerk1', { otp: next })).body.code).toBe('otp.wrong')
  })

  test('wrong codes lock like wrong passwords; the right password alone does not count the failures away', async () => {
    const { secret } = await enrol(await signIn(app, 'clerk1'))
    const wrong = codeOf(secret, 40)
    for (let i = 0; i < 5; i++) {
      expect((await enter('clerk1', { otp: wrong })).body.code).toBe('otp.wrong')
      if (i < 4) expect((await enter('clerk1')).body.code).toBe('otp.required')
    }
    expect((await enter('clerk1', { otp: codeOf(secret, 1) })).body.code).toBe('session.locked')
  })

  test('a wrong password hears nothing of the second factor', async () => {
    const { secret } = await enrol(await signIn(app, 'clerk1'))
    expect((await enter('clerk1', { password: 'wrong', otp: codeOf(secret, 1) })).body.code).toBe(
      'session.bad_credentials',
    )
  })

  test('recovery codes open once each, however they are typed; new ones end the old', async () => {
    const clerk = await signIn(app, 'clerk1')
    const { codes } = await enrol(clerk)
    expect(new Set(codes).size).toBe(10)
    expect((await enter('clerk1', { recoveryCode: codes[3]!.toUpperCase().replace('-', ' ') })).status).toBe(200)
    expect((await enter('clerk1', { recoveryCode: codes[3] })).body.code).toBe('otp.wrong')
    expect((await clerk.get('/api/me/security')).body.recoveryCodesLeft).toBe(9)
    const renewed = (await clerk.post('/api/me/recovery-codes', { password: PASSWORD })).body.recoveryCodes
    expect((await enter('clerk1', { recoveryCode: codes[5] })).body.code).toBe('otp.wrong')
    expect((await enter('clerk1', { recoveryCode: renewed[5] })).status).toBe(200)
    // Somebody else's code is worth nothing.
    const other = await enrol(await signIn(app, 'town1'))
    expect((await enter('clerk1', { recoveryCode: other.codes[0] })).body.code).toBe('otp.wrong')
  })

  test('at rest there are neither secrets nor codes', async () => {
    const { secret, codes } = await enrol(await signIn(app, 'clerk1'))
    const rows = await asOwner(
      app,
      sql<{
        all: string
      }>`select (select string_agg(a::text, ' ') from account a) || (select string_agg(r::text, ' ') from recovery_code r)
        || (select string_agg(l::text, ' ') from audit l) || (select string_agg(s::text, ' ') from session s) as all`,
    )
    for (const text of [secret, Buffer.from(secret).toString('hex'), ...codes, Buffer.from(codes[0]!).toString('hex')])
      expect(rows[0]!.all).not.toContain(text)
  })

  test('everything that guards asks for the password again, and counts wrong ones', async () => {
    const clerk = await signIn(app, 'clerk1')
    await enrol(clerk)
    for (const url of ['/api/me/otp', '/api/me/otp/remove', '/api/me/recovery-codes'])
      expect((await clerk.post(url, { password: 'wrong' })).body, url).toMatchObject({
        status: 403,
        code: 'password.wrong',
      })
    const change = () => clerk.post('/api/me/password', { current: 'wrong', password: 'tramway lamp 7 tea' })
    for (let i = 0; i < 2; i++) expect((await change()).body.code).toBe('password.wrong')
    expect((await change()).body.code).toBe('session.locked')
    expect((await enter('clerk1')).body.code).toBe('session.locked')
  })

  test('who has one may do without it again where no post demands it', async () => {
    const clerk = await signIn(app, 'clerk1')
    expect((await clerk.post('/api/me/otp/remove', { password: PASSWORD })).body.code).toBe('otp.absent')
    await enrol(clerk)
    app.house.isDemonstration = false
    expect((await clerk.post('/api/me/otp/remove', { password: PASSWORD })).body.code).toBe('otp.mandatory')
    app.house.isDemonstration = true
    expect((await clerk.post('/api/me/otp/remove', { password: PASSWORD })).status).toBe(200)
    expect((await enter('clerk1')).status).toBe(200)
  })
})

describe('outside of the demonstration', () => {
  const inside = ['/api/incidents', '/api/areas', '/api/messages', '/api/accounts', '/api/live', '/api/disclosures']

  test('a post that needs it leads to the second factor first: until then nothing else is open', async () => {
    app.house.isDemonstration = false
    const reply = await enter('town1')
    expect(reply.body).toMatchObject({ must: ['otp'], posts: [] })
    const town = person(app, 'town1', reply.body.token)
    expect((await town.get('/api/me')).body).toMatchObject({ must: ['otp'], posts: [], permissions: [] })
    for (const url of inside)
      expect((await town.get(url)).body, url).toMatchObject({ status: 403, code: 'session.unfinished', must: ['otp'] })
    expect((await town.put('/api/posts/0192f0c1-0000-7000-8000-000000000000', {})).body.code).toBe('session.unfinished')
    await enrol(town)
    expect((await town.get('/api/me')).body).toMatchObject({ must: [], posts: [{ role: 'dispatcher' }] })
    for (const url of inside.slice(0, 4)) expect((await town.get(url)).status, url).toBe(200)
  })

  test('who needs none is in with the password; with one, it is asked for', async () => {
    app.house.isDemonstration = false
    await asOwner(
      app,
      sql`update post set role = 'building_head', unit_id = null where account_id = (select id from account where username = 'worker5')`,
    )
    const reply = await enter('worker5')
    expect(reply.body).toMatchObject({ must: [], posts: [{ role: 'building_head' }] })
    const { secret } = await enrol(person(app, 'worker5', reply.body.token))
    expect((await enter('worker5')).body.code).toBe('otp.required')
    expect((await enter('worker5', { otp: codeOf(secret, 1) })).body.must).toEqual([])
  })

  test('standing in for somebody whose post needs it asks it of the deputy', async () => {
    app.house.isDemonstration = false
    await asOwner(
      app,
      sql`update post set role = 'building_head', unit_id = null where account_id = (select id from account where username = 'worker15')`,
    )
    // worker15 stands in for worker14 this week.
    expect((await enter('worker15')).body.must).toEqual(['otp'])
  })
})

describe('sessions', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0'
  const open = async (username: string, remoteAddress: string, agent: string) => {
    const reply = await app.http.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress,
      headers: { 'user-agent': agent },
      payload: { username, password: PASSWORD, door: 'console' },
    })
    return person(app, username, reply.json().token)
  }

  test('say device and network in words, never the whole address, and which one is this', async () => {
    const here = await open('clerk1', '203.0.113.77', firefox)
    await open('clerk1', '2001:db8:12:34::99', 'curl/8.5.0')
    const { items } = (await here.get('/api/sessions')).body
    expect(items).toHaveLength(2)
    expect(items.find((s: { isCurrent: boolean }) => s.isCurrent)).toMatchObject({
      door: 'console',
      browser: 'Firefox 131',
      system: 'Windows 10',
      address: '203.0.113.*',
    })
    expect(items.find((s: { isCurrent: boolean }) => !s.isCurrent)).toMatchObject({ address: '2001:db8:12:*' })
    const rows = await asOwner(app, sql<{ all: string }>`select string_agg(s::text, ' ') as all from session s`)
    expect(rows[0]!.all).not.toMatch(/203\.0\.113\.77|db8:12:34|Gecko/)
  })

  test('one, or all others, can be ended; nobody ends those of somebody else', async () => {
    const [here, there, far] = [await signIn(app, 'clerk1'), await signIn(app, 'clerk1'), await signIn(app, 'clerk1')]
    const town = await signIn(app, 'town1')
    const own = (await there.get('/api/sessions')).body.items.find((s: { isCurrent: boolean }) => s.isCurrent)
    expect((await town.delete(`/api/sessions/${own.id}`)).status).toBe(404)
    expect((await here.delete(`/api/sessions/${own.id}`)).body).toEqual({ ended: 1 })
    expect((await there.get('/api/me')).body.code).toBe('session.required')
    expect((await here.delete(`/api/sessions/${own.id}`)).status).toBe(404)
    expect((await here.delete('/api/sessions')).body).toEqual({ ended: 1 })
    expect((await far.get('/api/me')).status).toBe(401)
    expect((await here.get('/api/me')).status).toBe(200)
    expect((await town.get('/api/me')).status).toBe(200)
  })

  test('the stream of a session that is ended ends at once', async () => {
    const [here, there] = [await signIn(app, 'clerk1'), await signIn(app, 'clerk1')]
    const stream = await app.http.inject({
      url: '/api/live',
      headers: { authorization: `Bearer ${there.token}` },
      payloadAsStream: true,
    })
    let heard = ''
    const over = new Promise<void>((resolve) => {
      stream.stream().on('data', (chunk: Buffer) => {
        heard += chunk.toString()
      })
      stream.stream().on('end', () => resolve())
    })
    await here.delete('/api/sessions')
    await app.hear()
    await over
    expect(heard).toContain('event: signedOut')
    expect((await there.get('/api/live')).status).toBe(401)
  })

  test('networks are cut alike, mapped addresses too', () => {
    expect(maskNetwork('198.51.100.7')).toBe('198.51.100.*')
    expect(maskNetwork('::ffff:198.51.100.7')).toBe('198.51.100.*')
    expect(maskNetwork('2001:db8:a:b:c::1')).toBe('2001:db8:a:*')
  })
})

describe('password', () => {
  const fresh = 'tramway lamp 7 tea'

  test('changed: other sessions end, this one goes on, the old password opens nothing', async () => {
    const [here, there] = [await signIn(app, 'clerk1'), await signIn(app, 'clerk1')]
    expect((await here.post('/api/me/password', { current: PASSWORD, password: fresh })).body).toEqual({ ended: 1 })
    expect((await there.get('/api/me')).status).toBe(401)
    expect((await here.get('/api/me')).status).toBe(200)
    expect((await enter('clerk1')).status).toBe(401)
    expect((await enter('clerk1', { password: fresh })).status).toBe(200)
    const { events } = (await here.get('/api/me/security')).body
    expect(events).toMatchObject([{ verb: 'session.refused' }, { verb: 'password.change', by: null }])
  })

  test.each([
    ['short', 'password.too_short'],
    ['clerk1-is-here-9', 'password.is_username'],
    ['Password2026!', 'password.common'],
    [PASSWORD, 'password.used_before'],
  ])('%s is refused', async (password, reason) => {
    const clerk = await signIn(app, 'clerk1')
    const reply = await clerk.post('/api/me/password', { current: PASSWORD, password })
    expect(reply.body).toMatchObject({ status: 400, code: 'password.refused', reason })
    expect(reply.body.errors[0].message).toMatch(/^[A-Z].+ .+\.$/)
    expect((await enter('clerk1')).status).toBe(200)
  })

  test('the last five and the present one may not come back; the sixth before may', async () => {
    const clerk = await signIn(app, 'clerk1')
    const all = [PASSWORD, ...Array.from({ length: 6 }, (_, i) => `${fresh} no. ${i}`)]
    const change = async (from: string, to: string) =>
      (await clerk.post('/api/me/password', { current: from, password: to })).body
    for (let i = 0; i < 6; i++) expect(await change(all[i]!, all[i + 1]!)).toEqual({ ended: 0 })
    for (const used of all.slice(1)) expect((await change(all[6]!, used)).reason, used).toBe('password.used_before')
    expect(await change(all[6]!, PASSWORD)).toEqual({ ended: 0 })
    expect(await asOwner(app, sql`select 1 from former_password`)).toHaveLength(5)
  })

  test('where the place lets passwords expire, an old one must be changed first', async () => {
    const house = { ...app.house.config }
    await asOwner(
      app,
      sql`update account set password_changed_at = ${new Date(Date.now() - 91 * 86_400_000).toISOString()}::timestamptz where username = 'clerk1'`,
    )
    expect((await enter('clerk1')).body.must).toEqual([])
    app.house.config = { ...house, passwordDays: 90 }
    const clerk = await entered('clerk1')
    expect((await clerk.get('/api/incidents')).body).toMatchObject({ code: 'session.unfinished', must: ['password'] })
    expect((await clerk.post('/api/me/password', { current: PASSWORD, password: fresh })).status).toBe(200)
    expect((await clerk.get('/api/incidents')).status).toBe(200)
    app.house.config = house
  })
})
