// What becomes of files when the bucket does not do what it should: nothing half kept, nothing lost, and a 503 that passes.
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepFiles } from '#modules/file/jobs.ts'
import { openBucket, type TestBucket } from '#test/bucket.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { reported } from '#test/given.ts'
import { type Person, type Reply, signIn, stranger } from '#test/http.ts'
import { askOffset, begin, sendPiece, upload } from '#test/upload.ts'
import type { Shelf } from './shelf.ts'
import { bucketShelf } from './shelf-s3.ts'
import { sql } from './sql.ts'

let app: TestHouse
let worker: Person
let bucket: TestBucket
let usual: Shelf
beforeAll(async () => {
  app = await testHouse()
  usual = app.house.shelf
})
beforeEach(async () => {
  await app.reset()
  worker = await signIn(app, 'worker7')
  bucket = await openBucket()
  app.house.shelf = bucketShelf(bucket.place, bucket.key)
  return () => bucket.stop()
})
afterAll(() => {
  app.house.shelf = usual
})

const photo = () =>
  sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: '#383',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()

const told = ({ status, body, headers }: Reply) => [status, body.code, Number(headers['retry-after']) > 0]
const outOfReach = [503, 'files.unreachable', true]

test('a bucket out of reach when the last byte comes: 503, nothing kept; asked again later the picture is there', async () => {
  const [id, bytes] = [uuidv7(), await photo()]
  await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
  await bucket.stop()
  expect(told(await sendPiece(worker, id, 0, bytes))).toEqual(outOfReach)
  expect(told(await askOffset(worker, id))).toEqual([503, undefined, true])
  expect([await countRows(app, 'file'), bucket.objects.size]).toEqual([0, 0])
  expect((await worker.get(`/api/files/${id}`)).status).toBe(404)
  // Reports do not wait for pictures.
  const incident = await reported(app, worker, { evidence: [id] })
  expect(incident.evidence).toMatchObject([{ id, awaited: true }])
  await bucket.start()
  expect((await askOffset(worker, id)).headers['upload-offset']).toBe(`${bytes.length}`)
  expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
  expect([await countRows(app, 'file'), bucket.objects.size]).toEqual([1, 2])
})

test('a line that breaks in the middle of a picture is tried once more; a bucket that keeps failing leaves no half of it', async () => {
  const bytes = await photo()
  bucket.breakNextAfter(1)
  const id = uuidv7()
  expect((await upload(worker, { id, type: 'image/jpeg', bytes })).status).toBe(204)
  expect(bucket.objects.size).toBe(2)
  bucket.failWith(500)
  const other = uuidv7()
  expect(told(await upload(worker, { id: other, type: 'image/jpeg', bytes }))).toEqual(outOfReach)
  expect([await countRows(app, 'file'), bucket.objects.size]).toEqual([1, 2])
  bucket.failWith(null)
  expect((await askOffset(worker, other)).status).toBe(200)
})

test('content that is not what was signed is refused by the storage and not kept', async () => {
  const wrong = app.house.shelf.put('kept/x', import.meta.filename, { bytes: 10, sha256: Buffer.alloc(32) })
  await expect(wrong).rejects.toMatchObject({ code: 'files.unreachable' })
  expect(bucket.objects.size).toBe(0)
})

test('looking at a picture meanwhile: 503 that passes; readiness says so and stays', async () => {
  const id = uuidv7()
  await upload(worker, { id, type: 'image/jpeg', bytes: await photo() })
  await bucket.stop()
  expect(told(await worker.get(`/api/files/${id}`))).toEqual(outOfReach)
  expect((await worker.send({ method: 'GET', url: `/api/files/${id}`, headers: { range: 'bytes=0-9' } })).status).toBe(
    503,
  )
  const ready = await stranger(app).get('/api/ready')
  expect([ready.status, ready.body]).toEqual([200, { status: 'ready', files: 'unreachable' }])
  await bucket.start()
  expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
})

test('what was kept and is gone is lost, not out of reach, and a part of it as well', async () => {
  const id = uuidv7()
  await upload(worker, { id, type: 'image/jpeg', bytes: await photo() })
  bucket.objects.clear()
  const part = await worker.send({ method: 'GET', url: `/api/files/${id}`, headers: { range: 'bytes=0-9' } })
  for (const reply of [await worker.get(`/api/files/${id}`), part])
    expect([reply.status, reply.body.code]).toEqual([404, 'file.lost'])
})

test('one trip for a picture, two for a part of it, and every name lies under the prefix', async () => {
  const id = uuidv7()
  await upload(worker, { id, type: 'image/jpeg', bytes: await photo() })
  const before = bucket.asked.length
  await worker.get(`/api/files/${id}`)
  await worker.send({ method: 'GET', url: `/api/files/${id}`, headers: { range: 'bytes=0-9' } })
  expect(bucket.asked.slice(before).map((one) => one.split(' ')[0])).toEqual(['GET', 'HEAD', 'GET'])
  expect([...bucket.objects.keys()].every((name) => name.startsWith(`linli/kept/${id.slice(-2)}/${id}-`))).toBe(true)
})

test('the sweep removes nothing while the bucket is out of reach', async () => {
  const id = uuidv7()
  await upload(worker, { id, type: 'image/jpeg', bytes: await photo() })
  const old = new Date(app.clock.wall() - 31 * 86_400_000).toISOString()
  await app.house.db.transaction('owner', (tx) => tx.commit(sql`update file set created_at = ${old}::timestamptz`))
  await bucket.stop()
  expect((await sweepFiles(app.house)).unnamed).toBe(0)
  await bucket.start()
  app.house.shelf = bucketShelf(bucket.place, bucket.key)
  expect((await sweepFiles(app.house)).unnamed).toBe(1)
  expect([await countRows(app, 'file'), bucket.objects.size]).toEqual([0, 0])
})
