// The whole catalogue over the wire: once, packed, and not again while nothing changed.
import { gunzipSync } from 'node:zlib'
import type { MatterView } from '@linli/contract/matter/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Person, signIn, stranger } from '#test/http.ts'

let app: TestHouse
let worker: Person
beforeEach(async () => {
  app = await testHouse()
  await app.reset()
  worker = await signIn(app, 'worker7')
})

const url = '/api/matters?limit=500'
const codes = (items: MatterView[]) => items.map(({ code }) => code)

test('one page of 500 holds all of it; programs read what they always read', async () => {
  const { items, next } = (await worker.get(url)).body as { items: MatterView[]; next: string | null }
  expect([items.length, next]).toEqual([500, null])
  expect(new Set(codes(items)).size).toBe(500)
  const cover = items.find(({ code }) => code === '01001')!
  expect(cover).toMatchObject({
    ...{ name: '供水井盖', parent: '01', kind: 'component', procedure: 'coordinated', unit: 'city' },
    conditions: [{ id: '01001.1', limit: { amount: 2, unit: 'urgentHour' }, closing: '恢复' }, {}, {}, {}],
    duties: [{ level: 'town', kind: 'joint' }],
  })
  const own = (await worker.get(`${url}&own=true`)).body.items as MatterView[]
  expect(own).toHaveLength(500 - 153)
})

test('more than a page goes on by cursor and loses nothing, whatever the limit', async () => {
  const all = codes((await worker.get(url)).body.items)
  for (const limit of [7, 100, 498]) {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const reply = await worker.get(`/api/matters?limit=${limit}${cursor && `&cursor=${cursor}`}`)
      const page = reply.body as { items: MatterView[]; next: string | null }
      seen.push(...codes(page.items))
      cursor = page.next
    }
    expect(seen).toEqual(all)
  }
  expect((await worker.get('/api/matters?limit=1&count=true')).body.total).toBe(500)
})

test('it goes out packed in a tenth of its size, the same as unpacked', async () => {
  const plain = await worker.send({ method: 'GET', url })
  const headers = { authorization: `Bearer ${worker.token}`, 'accept-encoding': 'gzip' }
  const packed = await app.http.inject({ method: 'GET', url, headers })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'private, no-cache' })
  const bytes = packed.rawPayload
  expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(plain.body)
  expect(bytes.length).toBeLessThan(150_000)
  expect(JSON.stringify(plain.body).length / bytes.length).toBeGreaterThan(7)
})

test('who has it hears 304, until an edition or a list comes', async () => {
  const first = await worker.send({ method: 'GET', url })
  const ask = (tag: string, by = worker) => by.send({ method: 'GET', url, headers: { 'if-none-match': tag } })
  const tag = String(first.headers.etag)
  const again = await ask(tag)
  expect([again.status, again.body.length]).toEqual([304, 0])
  expect((await ask(tag, stranger(app))).status).toBe(401)
  expect((await worker.send({ method: 'GET', url: `${url}&own=true`, headers: { 'if-none-match': tag } })).status).toBe(
    200,
  )
  const list =
    'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source\n清单,town,,2026-01-01,,s,06042,,joint,,'
  await (await signIn(app, 'sysadmin')).put(`/api/matters/duty-lists/${uuidv7()}`, {
    csv: Buffer.from(list).toString('base64'),
  })
  await app.hear()
  const after = await ask(tag)
  expect(after.status).toBe(200)
  expect(after.headers.etag).not.toBe(tag)
})

test('of an edition that is not there is 404', async () => {
  expect((await worker.get(`/api/matters?edition=${uuidv7()}`)).status).toBe(404)
})
