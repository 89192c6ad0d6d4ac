// The security administrator's work, and where it ends.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { PASSWORD, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast } from '#test/given.ts'
import { type Person, person, type Reply, signIn, stranger } from '#test/http.ts'
import { makeAdministrator, resetAdministrator } from './administrators.ts'

let app: TestHouse
let people: Cast
let secadmin: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  secadmin = await people.as('secadmin')
})

const enter = (username: string, password = PASSWORD): Promise<Reply> =>
  stranger(app).post('/api/session', { username, password })
const account = async (username: string) =>
  (await secadmin.get(`/api/accounts/${await idOf(app, 'account', username)}`)).body
const reason = '人员调整'

describe('a new account', () => {
  const put = (id: string, body: object) => secadmin.put(`/api/accounts/${id}`, body)
  const body = { username: 'new.worker', name: '赵新', workNumber: 'W-2001', phone: '13800001111' }

  test('is made, gets a post and a one-time password, and must change it at once', async () => {
    const id = uuidv7()
    expect((await put(id, body)).status).toBe(201)
    expect((await enter('new.worker', '!')).body.code).toBe('session.bad_credentials')
    const [unit] = (await secadmin.get('/api/units?kind=team&under=990101001001007')).body.items
    const post = { account: id, role: 'grid_worker', area: '990101001001007', unit: unit.id, from: '2026-11-16' }
    expect((await secadmin.put(`/api/posts/${uuidv7()}`, post)).status).toBe(201)
    const made = (await secadmin.get(`/api/accounts/${id}`)).body
    const { phone, ...shown } = body
    expect(made).toMatchObject({ ...shown, guard: { secondFactor: false, oneTimeUntil: null } })
    expect(JSON.stringify(made)).not.toContain(phone)
    const handed = await secadmin.post(`/api/accounts/${id}/reset-password`, {
      version: made.version,
      reason: '首次登录',
    })
    expect(handed.body).toMatchObject({
      id,
      version: 2,
      password: expect.stringMatching(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/),
    })
    const first = await enter('new.worker', handed.body.password)
    expect(first.body).toMatchObject({ must: ['password'], posts: [] })
    const worker = person(app, 'new.worker', first.body.token)
    expect((await worker.get('/api/incidents')).body.code).toBe('session.unfinished')
    const change = { current: handed.body.password, password: 'tramway lamp 7 tea' }
    expect((await worker.post('/api/me/password', change)).status).toBe(200)
    expect((await worker.get('/api/me')).body).toMatchObject({ must: [], posts: [{ role: 'grid_worker' }] })
    expect((await worker.get('/api/incidents')).status).toBe(200)
    expect((await enter('new.worker', handed.body.password)).status).toBe(401)
  })

  test('sent twice it is one; the same id or name for another is refused', async () => {
    const id = uuidv7()
    expect((await put(id, body)).status).toBe(201)
    expect((await put(id, body)).status).toBe(200)
    expect((await put(id, { ...body, name: '钱新' })).body.code).toBe('id.conflict')
    expect((await put(uuidv7(), { ...body, workNumber: 'W-2002' })).body).toMatchObject({
      status: 409,
      code: 'account.username_taken',
    })
    expect((await put(uuidv7(), { ...body, username: 'other' })).body).toMatchObject({
      status: 409,
      code: 'account.work_number_taken',
    })
    for (const username of ['Big', 'x', '1st', 'a b', 'a'.repeat(33)])
      expect((await put(uuidv7(), { ...body, username })).status, username).toBe(400)
  })

  test('a one-time password lapses', async () => {
    const { id, version } = await account('fire1')
    const { body: handed } = await secadmin.post(`/api/accounts/${id}/reset-password`, { version, reason })
    await asOwner(
      app,
      sql`update account set one_time_until = ${new Date(Date.now() - 1000).toISOString()}::timestamptz where id = ${id}::uuid`,
    )
    expect((await enter('fire1', handed.password)).body).toMatchObject({ status: 401, code: 'password.lapsed' })
  })

  test('name, work number and phone can be corrected; the phone never leaves and is sealed', async () => {
    const { id, version } = await account('fire1')
    const change = (more: object) => secadmin.post(`/api/accounts/${id}/change`, { version, ...more })
    expect((await change({ name: '孙岩', phone: '13900002222', workNumber: 'F-1' })).body).toEqual({
      id,
      version: version + 1,
    })
    expect((await change({ name: '孙山' })).body.code).toBe('version.conflict')
    expect(await account('fire1')).toMatchObject({ name: '孙岩', workNumber: 'F-1' })
    const rows = await asOwner(
      app,
      sql<{ phone: string }>`select phone::text as phone from account where id = ${id}::uuid`,
    )
    expect(rows[0]!.phone).not.toContain(Buffer.from('13900002222').toString('hex'))
    await app.hear()
    expect((await people.as('secadmin').then((p) => p.get('/api/accounts?q=孙岩'))).body.items).toHaveLength(1)
  })
})

describe('resets', () => {
  test('a password: all sessions end, the old one opens nothing, the person is told', async () => {
    const fire = await signIn(app, 'fire1')
    const { id, version } = await account('fire1')
    const { body: handed } = await secadmin.post(`/api/accounts/${id}/reset-password`, { version, reason })
    expect((await fire.get('/api/me')).status).toBe(401)
    expect((await enter('fire1')).status).toBe(401)
    const again = person(app, 'fire1', (await enter('fire1', handed.password)).body.token)
    expect((await again.get('/api/me/security')).body.events).toMatchObject([
      { verb: 'session.refused' },
      { verb: 'account.resetPassword', by: expect.any(String) },
    ])
    await again.post('/api/me/password', { current: handed.password, password: 'tramway lamp 7 tea' })
    expect((await again.get('/api/messages')).body.items).toMatchObject([{ message: 'passwordReset', incident: null }])
  })

  test('nobody resets an administrator, nobody themselves: the separation of the three would end', async () => {
    for (const name of ['sysadmin', 'auditadmin']) {
      const { id, version } = await account(name)
      for (const act of ['reset-password', 'reset-otp'])
        expect(
          (await secadmin.post(`/api/accounts/${id}/${act}`, { version, reason })).body,
          `${act} ${name}`,
        ).toMatchObject({
          status: 403,
          code: 'account.administrator',
        })
    }
    const self = await account('secadmin')
    for (const act of ['reset-password', 'reset-otp', 'disable', 'enable'])
      expect(
        (await secadmin.post(`/api/accounts/${self.id}/${act}`, { version: self.version, reason })).body.code,
        act,
      ).toBe('account.oneself')
  })

  test('a second factor that is not there cannot be taken away', async () => {
    const { id, version } = await account('fire1')
    expect((await secadmin.post(`/api/accounts/${id}/reset-otp`, { version, reason })).body.code).toBe('otp.absent')
  })
})

describe('disabling', () => {
  const disable = async (username: string, more: object = {}, by = secadmin) => {
    const { id, version } = await account(username)
    return by.post(`/api/accounts/${id}/disable`, { version, reason, ...more })
  }

  test('signs out at once and lets nobody in; enabled again, all is as it was', async () => {
    const clerk = await signIn(app, 'clerk2')
    expect((await disable('clerk2')).status).toBe(200)
    expect((await clerk.get('/api/me')).status).toBe(401)
    expect((await enter('clerk2')).body.code).toBe('session.bad_credentials')
    expect((await disable('clerk2')).body.code).toBe('account.wrong_state')
    const { id, version } = await account('clerk2')
    expect((await secadmin.post(`/api/accounts/${id}/enable`, { version, reason })).status).toBe(200)
    expect((await enter('clerk2')).body.posts).toMatchObject([{ role: 'clerk' }])
  })

  test('the last administrator of a kind stays, also when two disable each other at once', async () => {
    for (const name of ['sysadmin', 'auditadmin'])
      expect((await disable(name)).body).toMatchObject({ status: 409, code: 'account.last_administrator' })
    const second = uuidv7()
    await secadmin.put(`/api/accounts/${second}`, { username: 'secadmin2', name: '周安' })
    await asOwner(
      app,
      sql`update account set password_hash = (select password_hash from account where username = 'secadmin') where id = ${second}::uuid`,
    )
    await asOwner(
      app,
      sql`insert into post (id, account_id, role, from_on, created_at) select ${uuidv7()}::uuid, ${second}::uuid, 'security_admin', '2026-01-01', created_at from account limit 1`,
    )
    const other = await signIn(app, 'secadmin2')
    const replies = await Promise.all([disable('secadmin2'), disable('secadmin', {}, other)])
    expect(replies.map(({ status }) => status).sort()).not.toEqual([200, 200])
    const left = await asOwner(
      app,
      sql`select 1 from account a join post p on p.account_id = a.id where p.role = 'security_admin' and not a.is_disabled`,
    )
    expect(left).toHaveLength(1)
  })

  test('every session of an account can be ended without disabling it', async () => {
    const [one, two] = [await signIn(app, 'fire1'), await signIn(app, 'fire1')]
    const { id } = await account('fire1')
    expect((await secadmin.delete(`/api/accounts/${id}/sessions`)).body).toEqual({ ended: 2 })
    for (const who of [one, two]) expect((await who.get('/api/me')).status).toBe(401)
    expect((await enter('fire1')).status).toBe(200)
  })
})

describe('three administrators', () => {
  const acts = async (): Promise<Record<string, (by: Person) => Promise<Reply>>> => {
    const { id, version } = await account('clerk2')
    const posts = (await secadmin.get(`/api/posts?account=${id}`)).body.items
    const body = { version, reason }
    return {
      'make an account': (by) =>
        by.put(`/api/accounts/${uuidv7()}`, { username: `a${Math.random().toString(36).slice(2, 8)}`, name: '某人' }),
      'change one': (by) => by.post(`/api/accounts/${id}/change`, { version, name: '某人' }),
      'disable one': (by) => by.post(`/api/accounts/${id}/disable`, body),
      'reset a password': (by) => by.post(`/api/accounts/${id}/reset-password`, body),
      'end sessions': (by) => by.delete(`/api/accounts/${id}/sessions`),
      'end a post': (by) => by.post(`/api/posts/${posts[0].id}/end`, { to: '2026-11-30', version: 1 }),
      'give a post': (by) =>
        by.put(`/api/posts/${uuidv7()}`, {
          account: id,
          role: 'clerk',
          area: '990101001001',
          unit: posts[0].unit,
          from: '2026-11-16',
        }),
      'list posts': (by) => by.get('/api/posts'),
      'list accounts': (by) => by.get('/api/accounts'),
      'see a hand-over': (by) => by.get(`/api/accounts/${id}/hand-over`),
      'enter an absence': (by) =>
        by.put(`/api/deputies/${uuidv7()}`, {
          post: posts[0].id,
          from: '2026-11-16T10:00:00+08:00',
          to: '2026-11-17T10:00:00+08:00',
          reason,
        }),
    }
  }

  test('neither the system nor the audit administrator does any of the security administrator’s work', async () => {
    for (const name of ['sysadmin', 'auditadmin']) {
      const by = await people.as(name)
      for (const [what, act] of Object.entries(await acts()))
        expect([403, 404, 400], `${name}: ${what}`).toContain((await act(by)).status)
    }
  })

  test('the security administrator does none of theirs, and reads no incidents', async () => {
    const get = async (url: string) => (await secadmin.get(url)).status
    expect(await get('/api/settings')).toBe(403)
    expect(await get('/api/audit')).toBe(403)
    expect(await get('/api/incidents')).toBe(403)
    expect((await secadmin.put(`/api/matters/editions/${uuidv7()}`, { csv: 'eA==' })).status).toBe(403)
    expect((await (await people.as('auditadmin')).get('/api/settings')).status).toBe(403)
  })

  test('nobody becomes an administrator from inside, whoever gives it to whom', async () => {
    const [fire, self] = [await idOf(app, 'account', 'fire1'), await idOf(app, 'account', 'secadmin')]
    for (const role of ['system_admin', 'security_admin', 'audit_admin'])
      for (const target of [fire, self]) {
        const given = await secadmin.put(`/api/posts/${uuidv7()}`, { account: target, role, from: '2026-11-16' })
        expect(given.body, role).toMatchObject({ status: 403, code: 'post.refused' })
      }
  })

  test('the system administrator sees the settings, none of them a secret', async () => {
    const { items } = (await (await people.as('sysadmin')).get('/api/settings')).body
    expect(items.find((s: { name: string }) => s.name === 'PASSWORD_DAYS')).toMatchObject({
      value: '0',
      isDefault: true,
    })
    expect(items.map((s: { name: string }) => s.name)).toContain('DATABASE_URL')
    expect(JSON.stringify(items)).not.toMatch(/5a5a5a|postgres:\/\/[^"]*:[^*"]+@/)
  })
})

describe('on the server itself', () => {
  const tools = () => app.house
  test('a first administrator is made, signs in with a one-time password and must guard the account', async () => {
    const made = await makeAdministrator(tools(), { role: 'audit_admin', username: 'audit2', name: '冯审' })
    expect(made).toMatchObject({
      username: 'audit2',
      password: expect.stringMatching(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/),
    })
    app.house.isDemonstration = false
    const { body } = await enter('audit2', made.password)
    app.house.isDemonstration = true
    expect(body.must).toEqual(['password', 'otp'])
    await expect(makeAdministrator(tools(), { role: 'audit_admin', username: 'audit2', name: '冯审' })).rejects.toThrow(
      'taken',
    )
    await expect(makeAdministrator(tools(), { role: 'leader', username: 'boss', name: '官' })).rejects.toThrow()
  })

  test('one who is locked out gets in again; sessions end and the audit has it', async () => {
    const before = await signIn(app, 'auditadmin')
    const { password } = await resetAdministrator(tools(), 'auditadmin')
    expect((await before.get('/api/me')).status).toBe(401)
    expect((await enter('auditadmin')).status).toBe(401)
    expect((await enter('auditadmin', password)).body.must).toEqual(['password'])
    const noted = await asOwner(app, sql<{ verb: string }>`select verb from audit where verb like 'administrator.%'`)
    expect(noted).toEqual([{ verb: 'administrator.reset' }])
    await expect(resetAdministrator(tools(), 'no.such')).rejects.toThrow()
  })
})

describe('the list of accounts', () => {
  test('is filtered by role, unit, area and state', async () => {
    const names = async (query: string) =>
      (await secadmin.get(`/api/accounts?limit=500&${query}`)).body.items.map((a: { username: string }) => a.username)
    expect(await names('role=security_admin')).toEqual(['secadmin'])
    expect(await names('under=990101001001007')).toEqual(expect.arrayContaining(['worker7']))
    expect(await names('under=990101001001007')).not.toContain('worker8')
    expect(await names(`unit=${await idOf(app, 'unit', 'city')}`)).toContain('city1')
    expect(await names('state=disabled')).toEqual([])
    const { id, version } = await account('clerk2')
    await secadmin.post(`/api/accounts/${id}/disable`, { version, reason })
    expect(await names('state=disabled')).toEqual(['clerk2'])
    expect(await names('state=active')).not.toContain('clerk2')
    await secadmin.put(`/api/accounts/${uuidv7()}`, { username: 'nobody.yet', name: '吴空' })
    expect(await names('state=withoutPost')).toContain('nobody.yet')
    expect((await secadmin.get('/api/accounts?state=asleep')).status).toBe(400)
  })

  test('says how somebody signs in to the security administrator only', async () => {
    const leader = await people.as('leader1')
    expect((await leader.get('/api/accounts?q=fire1')).body.items).toMatchObject([{ guard: null }])
    expect((await secadmin.get('/api/accounts?q=fire1')).body.items).toMatchObject([{ guard: { secondFactor: false } }])
  })

  test('one account outside of one’s areas is not there', async () => {
    const clerk = await people.as('clerk101')
    expect((await clerk.get(`/api/accounts/${await idOf(app, 'account', 'worker7')}`)).status).toBe(404)
  })
})
