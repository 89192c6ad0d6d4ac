// Who reads the figures, and that they name nobody.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDb } from '#platform/db.ts'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { signIn, stranger } from '#test/http.ts'

const token = 'a-token-of-more-than-twenty-characters'
const folder = mkdtempSync(join(tmpdir(), 'linli-metrics-'))
const fileWith = (content: string): string => {
  const path = join(folder, 'token')
  writeFileSync(path, content)
  return path
}

let shared: TestHouse
/** As in real use: behind a proxy, and with a token. */
let guarded: App
beforeAll(async () => {
  shared = await testHouse()
  await shared.reset()
  const { keys, log, db } = shared.house
  const environment = {
    DATA_DIR: shared.house.config.dataDir,
    NODE_ENV: 'production',
    METRICS_TOKEN_FILE: fileWith(`${token}\n`),
  }
  guarded = await buildApp({ config: readConfig(environment), db: openDb(db.engine), clock: shared.clock, keys, log })
  await guarded.changes.stop()
})
afterAll(() => guarded.http.close())
beforeEach(() => shared.reset())

const ask = (app: App, remoteAddress: string, headers: Record<string, string> = {}) =>
  stranger(app).send({ method: 'GET', url: '/metrics', remoteAddress, headers })

test('a program on the machine reads them; anybody else is told that there are none', async () => {
  for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    const { status, headers, body } = await ask(shared, here)
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    expect(String(body)).toContain('linli_http_seconds')
  }
  const unknown = await stranger(shared).get('/api/nosuch')
  for (const { status, body } of [
    await ask(shared, '192.0.2.1'),
    await ask(guarded, '192.0.2.1'),
    await ask(guarded, '192.0.2.1', { 'x-forwarded-for': '127.0.0.1' }),
    await ask(guarded, '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }),
    await ask(guarded, '127.0.0.1', { 'x-real-ip': '192.0.2.1' }),
    await ask(guarded, '127.0.0.1', { via: '1.1 proxy' }),
  ])
    expect([status, { ...body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }])
})

test('the token opens them from anywhere, and nothing but the whole token does', async () => {
  const by = (value: string) => ask(guarded, '192.0.2.1', { authorization: value, 'x-forwarded-for': '192.0.2.7' })
  expect((await by(`Bearer ${token}`)).status).toBe(200)
  for (const wrong of [token, `Bearer ${token.slice(1)}`, `Bearer ${token}x`, 'Bearer ', `Basic ${token}`])
    expect((await by(wrong)).status, wrong).toBe(404)
  expect((await ask(shared, '192.0.2.1', { authorization: `Bearer ${token}` })).status).toBe(404)
})

test.each([
  ['that is not there', () => join(folder, 'nowhere'), /a file that can be read/],
  ['with a short token', () => fileWith('hunter2'), /at least 20 characters/],
  ['with two lines', () => fileWith(`${token}\n${token}`), /one token/],
])('a file %s stops the start', (_, path, why) => {
  expect(() => readConfig({ METRICS_TOKEN_FILE: path() })).toThrow(why)
})

test('they hold no id, name, number, address or secret of anybody', async () => {
  const clerk = await signIn(shared, 'clerk1')
  const { id } = (await clerk.get('/api/me')).body.account
  await clerk.get(`/api/incidents/${id}?q=nothing`)
  await stranger(shared).get('/api/public/reports/990101-20261116-00001-5?secret=7KQ4-M2XR-9TCDW')
  await stranger(shared).get('/no/such/page/13800001234')
  const text = String((await ask(shared, '127.0.0.1')).body)
  expect(text).toContain('route="/api/public/reports/:number"')
  for (const told of [id, 'clerk1', clerk.token!, '990101-', '7KQ4', '13800001234', '127.0.0.1', 'nothing'])
    expect(text).not.toContain(told)
})
