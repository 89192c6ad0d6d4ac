// The hourly sweep removes what no report ever named, and is broken off in the middle: by the storage, and by its own end between the
// rows and the bytes. The next one finishes it.
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Shelf } from '#platform/shelf.ts'
import { bucketShelf } from '#platform/shelf-s3.ts'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { openBucket, type TestBucket } from '#test/bucket.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'
import { upload } from '#test/upload.ts'
import { sweepFiles } from './jobs.ts'

let app: TestHouse
let people: Cast
let worker: Person
let usual: Shelf
let bucket: TestBucket
beforeAll(async () => {
  app = await testHouse()
  usual = app.house.shelf
  return () => {
    app.house.shelf = usual
  }
})
beforeEach(async () => {
  await app.reset()
  bucket = await openBucket()
  app.house.shelf = bucketShelf(bucket.place, bucket.key)
  people = cast(app)
  worker = await people.as('worker7')
  return () => bucket.stop()
})
afterAll(() => {
  app.house.shelf = usual
})

const day = 86_400_000
const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#385' } })
    .jpeg()
    .toBuffer()
async function sent(id = uuidv7()): Promise<string> {
  expect((await upload(worker, { id, type: 'image/jpeg', bytes: await picture() })).status).toBe(204)
  return id
}
const grownOld = () =>
  asOwner(app, sql`update file set created_at = ${new Date(app.clock.wall() - 31 * day).toISOString()}::timestamptz`)
const lying = (id: string) => [...bucket.objects.keys()].filter((name) => name.includes(id)).length
const left = async () => [await countRows(app, 'file'), await countRows(app, 'file_removal'), bucket.objects.size]

test('bytes stayed for ever when the storage failed while they were being removed', async () => {
  const ids = [await sent(), await sent(), await sent()]
  const named = await sent()
  await reported(app, worker, { evidence: [named] })
  await grownOld()
  // It answers when asked; then the first goes whole, of the second the picture and not its small one.
  bucket.failWith(503, 4)
  expect(await sweepFiles(app.house)).toMatchObject({ unnamed: 3 })
  expect(ids.map(lying).sort()).toEqual([0, 1, 2])
  expect(await left()).toEqual([1, 2, 5])
  for (const id of ids) expect((await worker.get(`/api/files/${id}`)).status).toBe(404)
  // Still out of reach: nothing is forgotten.
  await sweepFiles(app.house)
  expect(await left()).toEqual([1, 2, 5])
  bucket.failWith(null)
  expect(await sweepFiles(app.house)).toMatchObject({ unnamed: 0 })
  expect(await left()).toEqual([1, 0, 2])
  expect((await worker.get(`/api/files/${named}`)).status).toBe(200)
})

test('bytes stayed for ever when the server ended between the rows and the bytes', async () => {
  await sent()
  await sent()
  await grownOld()
  const ending = {
    ...app.house,
    failpoint(name: string) {
      if (name === 'after-commit') throw new Error('killed')
    },
  }
  await expect(sweepFiles(ending)).rejects.toThrow('killed')
  expect(await left()).toEqual([0, 2, 4])
  await sweepFiles(app.house)
  expect(await left()).toEqual([0, 0, 0])
})

test('what is sent again under its id while its bytes still wait to be removed stays', async () => {
  const id = await sent()
  await grownOld()
  bucket.failWith(503, 1)
  await sweepFiles(app.house)
  bucket.failWith(null)
  expect(await left()).toEqual([0, 1, 2])
  await sent(id)
  await sweepFiles(app.house)
  expect(await left()).toEqual([1, 0, 2])
  expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
})
