// Uploads and pictures over HTTP: what arrives whole, what is refused and why, who may see it. All of it twice: with finished files
// in a folder, and in a bucket.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { appendFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reportAction } from '#modules/incident/report.ts'
import { perform } from '#platform/action.ts'
import { randomToken } from '#platform/crypto.ts'
import { workFolder } from '#platform/files.ts'
import type { Shelf } from '#platform/shelf.ts'
import { bucketShelf } from '#platform/shelf-s3.ts'
import { sql } from '#platform/sql.ts'
import { openBucket } from '#test/bucket.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { askOffset, begin, cookieOf, sendPiece, tusHeaders, upload } from '#test/upload.ts'
import { sweepFiles } from './jobs.ts'

let app: TestHouse
let people: Cast
let worker: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  worker = await people.as('worker7')
})

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 30, g: 120, b: 60 } } })
const jpeg = () => drawn(64, 48).jpeg().toBuffer()
/** As a phone held upright takes it: lying pixels, a turn in the EXIF, place and time. */
const phonePhoto = () =>
  drawn(1200, 900)
    .withExif({
      IFD0: { Make: 'Testphone', Orientation: '6' },
      IFD2: { DateTimeOriginal: '2026:11:15 08:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 15/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 10/1 30/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const overflowing = { matter: '06042', description: '垃圾桶满溢', location: { area: '990101001001007' } }

const send = async (by: Person, bytes: Uint8Array, type = 'image/jpeg') => {
  const id = uuidv7()
  return { id, reply: await upload(by, { id, type, bytes }) }
}
const sent = async (by: Person, bytes: Uint8Array, type?: string): Promise<string> => {
  const { id, reply } = await send(by, bytes, type)
  expect(reply.status, JSON.stringify(reply.body)).toBe(204)
  return id
}
const ask = (query: ReturnType<typeof sql>) => app.house.db.transaction('owner', (tx) => tx.commit(query))
const namesIn = (...parts: string[]) =>
  readdirSync(join(workFolder(app.house.config), ...parts), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => e.name)
const partialOf = (id: string): string => {
  const root = join(workFolder(app.house.config), 'partial')
  const owner = readdirSync(root).find((name) => readdirSync(join(root, name)).includes(id))
  return join(root, owner!, id)
}

interface Place {
  shelf: Shelf
  /** Names of finished files, without their folders. */
  kept(): string[]
  /** Changes the bytes of a finished file behind the server's back. */
  spoil(id: string): Promise<void>
  close(): Promise<void>
}

const places: Record<string, () => Promise<Place>> = {
  async folder() {
    const { shelf, config } = app.house
    const pathOf = (id: string) => {
      const name = namesIn('kept').find((n) => n.startsWith(id) && !n.endsWith('.thumb'))!
      return join(workFolder(config), 'kept', id.slice(-2), name)
    }
    return {
      shelf,
      kept: () => (existsSync(join(workFolder(config), 'kept')) ? namesIn('kept') : []),
      spoil: async (id) => writeFileSync(pathOf(id), spoilt(readFileSync(pathOf(id)))),
      close: async () => {},
    }
  },
  async bucket() {
    const bucket = await openBucket()
    return {
      shelf: bucketShelf(bucket.place, bucket.key),
      kept: () => [...bucket.objects.keys()].map((name) => name.split('/').at(-1)!),
      async spoil(id) {
        const name = [...bucket.objects.keys()].find((n) => n.includes(id) && !n.endsWith('.thumb'))!
        bucket.objects.set(name, spoilt(bucket.objects.get(name)!))
      },
      close: () => bucket.stop(),
    }
  },
}
const spoilt = (bytes: Buffer): Buffer => {
  const other = Buffer.from(bytes)
  other[other.length >> 1]! ^= 1
  return other
}

describe.each(Object.keys(places))('finished files in a %s', (name) => {
  let place: Place
  let usual: Shelf
  beforeAll(async () => {
    usual = app.house.shelf
    place = await places[name]!()
    app.house.shelf = place.shelf
  })
  afterAll(async () => {
    app.house.shelf = usual
    await place.close()
  })
  const keptOf = (id: string) => [...place.kept(), ...namesIn('partial')].filter((name) => name.startsWith(id))

  describe('a photo', () => {
    test('goes up in pieces and comes back upright, drawn anew, without the place it was taken at', async () => {
      const id = await sent(worker, Buffer.concat([await phonePhoto(), Buffer.from('<script>alert(1)</script>')]))
      const photo = await worker.get(`/api/files/${id}`)
      expect(photo.status).toBe(200)
      expect(photo.headers).toMatchObject({
        'content-type': 'image/jpeg',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        'content-disposition': `inline; filename="${id}.jpg"`,
      })
      const bytes = photo.body as Buffer
      const told = await sharp(bytes).metadata()
      expect([told.width, told.height, told.exif, told.orientation]).toEqual([900, 1200, undefined, undefined])
      expect(bytes.includes('<script>') || bytes.includes('Testphone')).toBe(false)
      const [origins] = await ask(sql`select lng, lat, taken_at from file_origin where file_id = ${id}::uuid`)
      expect(origins).toEqual([
        { lng: expect.closeTo(120.175, 6), lat: 30.25, takenAt: Date.parse('2026-11-15T08:30:00+08:00') },
      ])
      expect(keptOf(id)).toHaveLength(2)
    })

    test('has a small picture of at most 480 px', async () => {
      const id = await sent(worker, await phonePhoto())
      const thumb = await worker.get(`/api/files/${id}?size=thumb`)
      expect(thumb.headers['content-type']).toBe('image/webp')
      expect(await sharp(thumb.body).metadata()).toMatchObject({ width: 360, height: 480, format: 'webp' })
      expect((await worker.get(`/api/files/${id}?size=huge`)).status).toBe(400)
    })

    test('larger than a wall is kept at 4096 px', async () => {
      const id = await sent(worker, await drawn(6000, 1500).jpeg().toBuffer())
      expect(await sharp((await worker.get(`/api/files/${id}`)).body).metadata()).toMatchObject({
        width: 4096,
        height: 1024,
      })
    })

    test('is asked for again with its tag, and in parts', async () => {
      const id = await sent(worker, await phonePhoto())
      const whole = await worker.get(`/api/files/${id}`)
      const etag = String(whole.headers.etag)
      const again = (headers: Record<string, string>) =>
        worker.send({ method: 'GET', url: `/api/files/${id}`, headers })
      expect((await again({ 'if-none-match': etag })).status).toBe(304)
      const part = await again({ range: 'bytes=10-19' })
      expect(part.status).toBe(206)
      expect(part.headers['content-range']).toBe(`bytes 10-19/${whole.body.length}`)
      expect(part.body).toEqual(whole.body.subarray(10, 20))
      expect((await again({ range: 'bytes=-5' })).body).toEqual(whole.body.subarray(-5))
      expect((await again({ range: 'bytes=10-19', 'if-range': '"other"' })).status).toBe(200)
      expect((await again({ range: 'bytes=99999999-' })).status).toBe(200)
    })

    test('a PNG stays a PNG, a WebP a WebP', async () => {
      for (const format of ['png', 'webp'] as const) {
        const id = await sent(worker, await drawn(40, 30).toFormat(format).toBuffer(), `image/${format}`)
        const photo = await worker.get(`/api/files/${id}`)
        expect([photo.headers['content-type'], (await sharp(photo.body).metadata()).format]).toEqual([
          `image/${format}`,
          format,
        ])
      }
    })
  })

  describe('refused, with the reason and nothing kept', () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(64)])
    const page = Buffer.from('<!doctype html><script>fetch("//evil.example")</script>')
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')

    test.each<[string, string, () => Promise<Buffer> | Buffer, number, string]>([
      [
        'words called a photo',
        'image/jpeg',
        () => Buffer.from('This is no picture at all.'),
        415,
        'file.content_mismatch',
      ],
      ['a web page called a photo', 'image/jpeg', () => page, 415, 'file.content_mismatch'],
      ['a drawing with a script called a photo', 'image/png', () => drawing, 415, 'file.content_mismatch'],
      ['a PNG called a JPEG', 'image/jpeg', () => drawn(9, 9).png().toBuffer(), 415, 'file.content_mismatch'],
      ['a photo called a video', 'video/mp4', jpeg, 415, 'file.content_mismatch'],
      ['an iPhone picture called a JPEG', 'image/jpeg', () => heic, 415, 'file.heic'],
      ['an iPhone picture', 'image/heic', () => heic, 415, 'file.heic'],
      ['a drawing', 'image/svg+xml', () => drawing, 415, 'file.type_not_accepted'],
      ['a web page', 'text/html', () => page, 415, 'file.type_not_accepted'],
      ['a photo cut off', 'image/jpeg', async () => (await phonePhoto()).subarray(0, 3000), 415, 'file.unreadable'],
      [
        'a picture wider than any camera',
        'image/png',
        () => drawn(12_001, 2).png().toBuffer(),
        413,
        'file.too_many_pixels',
      ],
    ])('%s', async (_, type, make, status, code) => {
      const { id, reply } = await send(worker, await make(), type)
      expect([reply.status, reply.body.code]).toEqual([status, code])
      expect(reply.headers['content-type']).toContain('application/problem+json')
      expect(keptOf(id)).toEqual([])
      expect((await worker.get(`/api/files/${id}`)).status).toBe(404)
      // Asked again after a lost answer: the same refusal, not a second judgement.
      const again = await begin(worker, { id, type, size: 100 })
      expect(again.body.code).toBe(code)
    })

    test.each([
      ['image/jpeg', 40 * 1024 * 1024, 'photo', 20],
      ['video/mp4', 101 * 1024 * 1024, 'video', 100],
      ['audio/mpeg', 21 * 1024 * 1024, 'voice', 20],
    ])('%s of %i bytes: 413 before the first byte', async (type, size, kind, limit) => {
      const id = uuidv7()
      const reply = await begin(worker, { id, type, size })
      expect(reply.status).toBe(413)
      expect(reply.body).toMatchObject({ code: 'file.too_large', kind, bytes: size, limitBytes: limit * 1024 * 1024 })
      expect(keptOf(id)).toEqual([])
    })

    test('a creation that says nothing useful names every header that is wrong', async () => {
      const nothing = await worker.send({ method: 'POST', url: '/api/files', headers: tusHeaders })
      expect(nothing.body.errors.map((e: { path: string }) => e.path)).toEqual([
        'headers/upload-metadata',
        'headers/upload-length',
      ])
      const wrong = await begin(worker, { id: '../../etc/passwd', type: 'image/jpeg', size: 0 })
      expect(wrong.body.errors.map((e: { path: string }) => e.path)).toEqual([
        'headers/upload-metadata/id',
        'headers/upload-length',
      ])
      const oldId = await begin(worker, { id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', type: 'image/jpeg', size: 9 })
      expect([oldId.status, oldId.body.code]).toEqual([400, 'request.invalid'])
      const id = uuidv7()
      await begin(worker, { id, type: 'image/jpeg', size: 9 })
      expect((await worker.send({ method: 'HEAD', url: `/api/files/${id}` })).status).toBe(412)
      expect((await askOffset(worker, 'no-id')).status).toBe(404)
    })
  })

  describe('an upload under way', () => {
    test('goes on where it stopped; a wrong place is a conflict; begun again it keeps what came', async () => {
      const [id, bytes] = [uuidv7(), await jpeg()]
      const begun = await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
      expect([begun.status, begun.headers.location]).toEqual([201, `/api/files/${id}`])
      await sendPiece(worker, id, 0, bytes.subarray(0, 100))
      expect((await askOffset(worker, id)).headers).toMatchObject({
        'upload-offset': '100',
        'upload-length': `${bytes.length}`,
      })
      expect((await sendPiece(worker, id, 50, bytes.subarray(50))).body.code).toBe('file.wrong_offset')
      expect((await begin(worker, { id, type: 'image/jpeg', size: bytes.length })).status).toBe(201)
      expect((await begin(worker, { id, type: 'image/jpeg', size: bytes.length + 1 })).body.code).toBe('id.conflict')
      expect((await askOffset(worker, id)).headers['upload-offset']).toBe('100')
      expect((await sendPiece(worker, id, 100, Buffer.alloc(bytes.length))).body.code).toBe('file.too_large')
      expect((await worker.get(`/api/files/${id}`)).status).toBe(404)
      expect((await sendPiece(worker, id, 100, bytes.subarray(100))).status).toBe(204)
      expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
    })

    test('finished, it says so to its sender and changes no more', async () => {
      const bytes = await jpeg()
      const id = await sent(worker, bytes)
      expect((await askOffset(worker, id)).headers).toMatchObject({
        'upload-offset': `${bytes.length}`,
        'upload-length': `${bytes.length}`,
      })
      expect((await begin(worker, { id, type: 'image/jpeg', size: bytes.length })).status).toBe(201)
      expect((await sendPiece(worker, id, 0, bytes)).body.code).toBe('file.wrong_offset')
      expect((await worker.send({ method: 'DELETE', url: `/api/files/${id}`, headers: tusHeaders })).status).toBe(404)
      expect(await countRows(app, 'file')).toBe(1)
    })

    test('is not there for anybody else, and its id is a bare conflict once it is used', async () => {
      const other = await people.as('worker8')
      const [id, bytes] = [uuidv7(), await jpeg()]
      await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
      await sendPiece(worker, id, 0, bytes.subarray(0, 100))
      expect((await askOffset(other, id)).status).toBe(404)
      expect((await sendPiece(other, id, 100, bytes.subarray(100))).status).toBe(404)
      expect((await other.send({ method: 'DELETE', url: `/api/files/${id}`, headers: tusHeaders })).status).toBe(404)
      expect((await askOffset(stranger(app), id)).status).toBe(404)
      expect((await sendPiece(worker, id, 100, bytes.subarray(100))).status).toBe(204)
      const conflict = await begin(other, { id, type: 'image/jpeg', size: bytes.length })
      expect([conflict.status, Object.keys(conflict.body).sort()]).toEqual([
        409,
        ['code', 'requestId', 'status', 'title', 'type'],
      ])
      expect((await askOffset(other, id)).status).toBe(404)
    })

    test('two people send one id at once: one has it, the other is told, and nobody gets the other picture', async () => {
      const other = await people.as('worker8')
      const [mine, theirs] = [await jpeg(), await drawn(70, 50).png().toBuffer()]
      const id = uuidv7()
      await begin(worker, { id, type: 'image/jpeg', size: mine.length })
      await begin(other, { id, type: 'image/png', size: theirs.length })
      const replies = await Promise.all([sendPiece(worker, id, 0, mine), sendPiece(other, id, 0, theirs)])
      expect(replies.map((r) => r.status).sort()).toEqual([204, 409])
      const winner = replies[0].status === 204 ? worker : other
      expect((await winner.get(`/api/files/${id}`)).headers['content-type']).toBe(
        winner === worker ? 'image/jpeg' : 'image/png',
      )
      expect(keptOf(id)).toHaveLength(2)
    })

    test('whoever was overtaken before their last piece came is told so too, once', async () => {
      const other = await people.as('worker8')
      const [bytes, theirs] = [await jpeg(), await drawn(70, 50).png().toBuffer()]
      const id = uuidv7()
      await begin(other, { id, type: 'image/png', size: theirs.length })
      await sendPiece(other, id, 0, theirs.subarray(0, -1))
      await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
      await sendPiece(worker, id, 0, bytes)
      const rest = () => sendPiece(other, id, theirs.length - 1, theirs.subarray(-1))
      const told = await rest()
      expect([told.status, told.body.code]).toEqual([409, 'id.conflict'])
      expect((await rest()).status).toBe(404)
      expect((await worker.get(`/api/files/${id}`)).headers['content-type']).toBe('image/jpeg')
    })

    test('whose last answer was lost before it was judged is judged when its sender asks', async () => {
      const [id, bytes] = [uuidv7(), await jpeg()]
      await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
      await sendPiece(worker, id, 0, bytes.subarray(0, -1))
      await appendFile(partialOf(id), bytes.subarray(-1))
      const asked = await Promise.all([askOffset(worker, id), askOffset(worker, id)])
      expect(asked.map((r) => [r.status, r.headers['upload-offset']])).toEqual([
        [200, `${bytes.length}`],
        [200, `${bytes.length}`],
      ])
      expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
      expect([keptOf(id).length, namesIn('partial').includes(id)]).toEqual([2, false])
    })

    test('can be given up by its sender', async () => {
      const id = uuidv7()
      await begin(worker, { id, type: 'image/jpeg', size: 500 })
      expect((await worker.send({ method: 'DELETE', url: `/api/files/${id}`, headers: tusHeaders })).status).toBe(204)
      expect((await askOffset(worker, id)).status).toBe(404)
      expect(keptOf(id)).toEqual([])
    })

    test('is for staff whose posts may upload: an administrator may not', async () => {
      expect((await begin(await people.as('sysadmin'), { id: uuidv7(), type: 'image/jpeg', size: 9 })).status).toBe(403)
      const ended = await people.as('worker9')
      await ended.delete('/api/session')
      expect((await begin(ended, { id: 'nonsense', type: 'x', size: 9 })).status).toBe(401)
    })
  })

  describe('who sees a file', () => {
    test('its sender; through an incident whoever sees the work; nobody else, and both answers are alike', async () => {
      const id = await sent(worker, await jpeg())
      const [clerk, clerk101, officer, worker8] = await Promise.all(
        ['clerk1', 'clerk101', 'fire1', 'worker8'].map((n) => people.as(n)),
      )
      const see = async (by: Person | undefined) => (await by!.get(`/api/files/${id}`)).status
      expect([await see(worker), await see(clerk), await see(worker8)]).toEqual([200, 404, 404])
      const incident = await reported(app, worker, { evidence: [id] })
      expect(incident.evidence).toMatchObject([{ id, kind: 'photo', awaited: false }])
      expect([await see(worker), await see(clerk)]).toEqual([200, 200])
      expect([await see(clerk101), await see(officer), await see(worker8)]).toEqual([404, 404, 404])
      expect(await see(await people.as('sysadmin'))).toBe(404)
      expect(await see(stranger(app))).toBe(401)
      const unknown = await clerk101!.get(`/api/files/${uuidv7()}`)
      const hidden = await clerk101!.get(`/api/files/${id}`)
      expect({ ...hidden.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    })

    test('named by somebody who did not send it, it opens nothing', async () => {
      const id = await sent(worker, await jpeg())
      const thief = await people.as('worker101')
      const reply = await thief.put(`/api/incidents/${uuidv7()}`, {
        matter: '06042',
        description: '垃圾桶满溢',
        location: { area: '990101001002001' },
        evidence: [id],
      })
      expect(reply.status).toBe(400)
      // Even if the row were there, the policy of the file asks who named it.
      const mine = await reported(app, thief, { location: { area: '990101001002001' } })
      await ask(sql`insert into evidence (incident_id, file_id, seq, purpose, account_id, added_at)
      select ${mine.id}::uuid, ${id}::uuid, 1, 'report', a.id, ${new Date(app.clock.now()).toISOString()}::timestamptz from account a where username = 'worker101'`)
      expect((await thief.get(`/api/files/${id}`)).status).toBe(404)
      expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
    })

    test('awaited by an incident, it is seen when it arrives, and cannot be filled in by anybody else', async () => {
      const id = uuidv7()
      const incident = await reported(app, worker, { evidence: [id] })
      expect(incident.evidence).toMatchObject([{ id, awaited: true }])
      const [clerk, bytes] = [await people.as('clerk1'), await jpeg()]
      expect((await upload(clerk, { id, type: 'image/jpeg', bytes })).body.code).toBe('id.conflict')
      expect((await upload(worker, { id, type: 'image/jpeg', bytes })).status).toBe(204)
      expect((await clerk.get(`/api/files/${id}`)).status).toBe(200)
      expect((await clerk.get(`/api/incidents/${incident.id}`)).body.evidence).toMatchObject([{ id, awaited: false }])
    })

    test('a refused file is no evidence', async () => {
      const { id } = await send(worker, Buffer.from('no picture'))
      const incident = await reported(app, worker)
      const reply = await worker.post(`/api/incidents/${incident.id}/actions`, {
        action: 'addEvidence',
        version: incident.version,
        evidence: [id],
      })
      expect(reply.status).toBe(400)
      expect(await did(worker, incident, 'comment', { note: '稍后补拍' })).toMatchObject({ evidence: [] })
    })
  })

  describe('a resident', () => {
    test('who is signed in at a desk and reports as a neighbour sends for that report, not for the desk', async () => {
      const clerk = await people.as('clerk1')
      const [id, report, bytes] = [uuidv7(), uuidv7(), await jpeg()]
      const begun = await begin(clerk, { id, type: 'image/jpeg', size: bytes.length, report, asResident: true })
      expect(begun.status).toBe(201)
      expect(cookieOf(begun)).toMatch(/^linli_upload=/)
      expect((await sendPiece(stranger(app), id, 0, bytes, cookieOf(begun))).status).toBe(204)
      expect((await clerk.get(`/api/files/${id}`)).status).toBe(404)
    })

    test('sends only for a report, in their own browser, and it is seen through that report alone', async () => {
      const resident = stranger(app)
      const [id, report, bytes] = [uuidv7(), uuidv7(), await jpeg()]
      expect((await upload(resident, { id, type: 'image/jpeg', bytes })).status).toBe(401)
      const begun = await begin(resident, { id, type: 'image/jpeg', size: bytes.length, report })
      expect(begun.status).toBe(201)
      const cookie = cookieOf(begun)!
      expect(String(begun.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/)
      expect((await sendPiece(resident, id, 0, bytes)).status).toBe(404)
      expect((await sendPiece(resident, id, 0, bytes, 'linli_upload=00000000000000000000000000000000')).status).toBe(
        404,
      )
      expect((await sendPiece(resident, id, 0, bytes, cookie)).status).toBe(204)
      expect((await askOffset(resident, id, cookie)).headers['upload-offset']).toBe(`${bytes.length}`)
      expect((await askOffset(resident, id)).status).toBe(404)
      expect((await resident.get(`/api/files/${id}`)).status).toBe(401)
      const clerk = await people.as('clerk1')
      expect((await clerk.get(`/api/files/${id}`)).status).toBe(404)
      const reportAs = (of: string) =>
        perform(
          app.house,
          reportAction(() => ({ queries: [], build: () => of })),
          {
            entry: { kind: 'public' },
            id: of,
            input: { id: of, secretDigest: `\\x${'00'.repeat(32)}`, report: { ...overflowing, evidence: [id] } },
          },
        )
      await expect(reportAs(uuidv7())).rejects.toMatchObject({ code: 'request.invalid' })
      await reportAs(report)
      expect((await clerk.get(`/api/files/${id}`)).status).toBe(200)
      expect((await (await people.as('clerk101')).get(`/api/files/${id}`)).status).toBe(404)
    })

    test('is bounded in size, number and rate', async () => {
      const resident = stranger(app)
      const address = '203.0.113.7'
      const begun = (report: string, type = 'image/jpeg', size = 9) =>
        begin(resident, { id: uuidv7(), type, size, report, address })
      const report = uuidv7()
      expect((await begun(report, 'video/mp4', 21 * 1024 * 1024)).body).toMatchObject({
        code: 'file.too_large',
        limitBytes: 20 * 1024 * 1024,
      })
      const bytes = await jpeg()
      for (let i = 0; i < 9; i++)
        expect((await upload(resident, { id: uuidv7(), type: 'image/jpeg', bytes, report, address })).status).toBe(204)
      expect((await begun(report)).body.code).toBe('file.too_many')
      let last = await begun(uuidv7())
      for (let i = 0; i < 60 && last.status === 201; i++) last = await begun(uuidv7())
      expect([last.status, last.body.code]).toEqual([429, 'rate.limited'])
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
      const neighbour = { id: uuidv7(), type: 'image/jpeg', size: 9, report, address: '203.0.113.8' }
      expect((await begin(resident, neighbour)).body.code).toBe('file.too_many')
      expect((await begin(worker, { id: uuidv7(), type: 'image/jpeg', size: 9, address })).status).toBe(201)
    })
  })

  describe("files that a resident's report awaits", () => {
    const [home, elsewhere] = ['198.51.100.20', '198.51.100.21']
    const reports = async (fields: object = {}) => {
      const [report, file] = [uuidv7(), uuidv7()]
      const reply = await stranger(app).send({
        method: 'PUT',
        url: `/api/public/reports/${report}`,
        remoteAddress: home,
        payload: JSON.stringify({ ...overflowing, evidence: [file], ...fields }),
        headers: { 'content-type': 'application/json' },
      })
      expect(reply.status, JSON.stringify(reply.body)).toBe(201)
      return { report, file, secret: String(reply.body.secret) }
    }
    const isAwaited = async (report: string) =>
      (await (await people.as('clerk1')).get(`/api/incidents/${report}`)).body.evidence[0].awaited as boolean

    test('only whoever sent the report fills them: by its nonce, by its secret, by its address for a short while', async () => {
      const bytes = await jpeg()
      const send = (to: { report: string; file: string }, by: object) =>
        upload(stranger(app), { id: to.file, type: 'image/jpeg', bytes, report: to.report, ...by })
      const codeOf = async (sending: Promise<{ status: number; body: { code: string } }>) => {
        const { status, body } = await sending
        return [status, body.code]
      }
      const nonce = randomToken()
      const strange = [403, 'file.not_of_sender']

      const one = await reports({ nonce })
      for (const by of [{ address: home }, { nonce: randomToken() }, { secret: '0000-0000-00000' }, { secret: 'x' }])
        expect(await codeOf(send(one, by))).toEqual(strange)
      expect(await isAwaited(one.report)).toBe(true)
      expect((await send(one, { nonce, address: elsewhere })).status).toBe(204)
      expect(await isAwaited(one.report)).toBe(false)

      const two = await reports()
      expect(await codeOf(send(two, { address: elsewhere }))).toEqual(strange)
      expect((await send(two, { secret: two.secret.toLowerCase(), address: elsewhere })).status).toBe(204)

      const [three, four] = [await reports(), await reports()]
      expect((await send(three, { address: home })).status).toBe(204)
      await ask(sql`update receipt set at = at - interval '11 minutes' where id = ${four.report}::uuid`)
      expect(await codeOf(send(four, { address: home }))).toEqual(strange)
      expect(await codeOf(send(four, { nonce: 'short' }))).toEqual([400, 'request.invalid'])
    })

    test('a member of staff who sees the ids fills none, neither as staff nor as a resident, nor takes one for their own', async () => {
      const { report, file } = await reports()
      const [clerk, bytes] = [await people.as('clerk1'), await jpeg()]
      const photo = { id: file, type: 'image/jpeg', bytes }
      expect((await upload(clerk, photo)).body.code).toBe('id.conflict')
      const posing = { ...photo, report, asResident: true as const }
      expect((await upload(clerk, posing)).body.code).toBe('file.not_of_sender')
      expect((await upload(clerk, { ...posing, address: home })).body.code).toBe('file.not_of_sender')
      const incident = (await clerk.get(`/api/incidents/${report}`)).body
      const named = await clerk.post(`/api/incidents/${report}/actions`, {
        action: 'addEvidence',
        version: incident.version,
        evidence: [file],
      })
      expect([named.status, named.body.code]).toEqual([400, 'request.invalid'])
      const own = await clerk.put(`/api/incidents/${uuidv7()}`, { ...overflowing, evidence: [file] })
      expect([own.status, own.body.errors[0].message]).toEqual([400, `${file} is not your file`])
      expect(await isAwaited(report)).toBe(true)
    })

    test('an upload that began before the report counts when it comes after it, and a stranger cannot begin one in time', async () => {
      const [report, file, nonce, bytes] = [uuidv7(), uuidv7(), randomToken(), await jpeg()]
      const mine = await begin(stranger(app), { id: file, type: 'image/jpeg', size: bytes.length, report, nonce })
      const theirs = await begin(stranger(app), {
        id: file,
        type: 'image/jpeg',
        size: bytes.length,
        report,
        nonce: randomToken(),
      })
      expect([mine.status, theirs.status]).toEqual([201, 201])
      const sentReport = await stranger(app).put(`/api/public/reports/${report}`, {
        ...overflowing,
        evidence: [file],
        nonce,
      })
      expect(sentReport.status).toBe(201)
      expect((await sendPiece(stranger(app), file, 0, bytes, cookieOf(theirs))).body.code).toBe('id.conflict')
      expect(await isAwaited(report)).toBe(true)
      expect((await sendPiece(stranger(app), file, 0, bytes, cookieOf(mine))).status).toBe(204)
      expect(await isAwaited(report)).toBe(false)
    })

    test('what is written down of an upload under way holds no nonce, no secret and no name of a file', async () => {
      const [report, file, nonce] = [uuidv7(), uuidv7(), randomToken()]
      await begin(stranger(app), { id: file, type: 'image/jpeg', size: 9, report, nonce })
      const kept = readFileSync(`${partialOf(file)}.json`, 'utf8')
      expect(kept).toContain(report)
      for (const told of [nonce, '照片']) expect(kept).not.toContain(told)
    })
  })

  describe('film and sound', () => {
    const box = (type: string, ...inside: (Buffer | string)[]) => {
      const body = Buffer.concat(inside.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
      const head = Buffer.alloc(8)
      head.writeUInt32BE(body.length + 8)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, body])
    }
    const place = box('udta', box('\xa9xyz', '\x00\x12\x15\xc7+30.2500+120.1750/'))
    const film = () =>
      Buffer.concat([
        box('ftyp', 'isom\0\0\0\0isommp41'),
        box('moov', box('mvhd', Buffer.alloc(100)), place, box('trak', place)),
        box('mdat', Buffer.alloc(5000, 7)),
      ])

    test('keep their length and lose the place', async () => {
      const id = await sent(worker, film(), 'video/mp4')
      const kept = await worker.get(`/api/files/${id}`)
      expect(kept.headers['content-type']).toBe('video/mp4')
      expect(kept.body.length).toBe(film().length)
      expect(kept.body.includes('+30.25')).toBe(false)
      expect(kept.body.subarray(-5000)).toEqual(Buffer.alloc(5000, 7))
      expect((await worker.get(`/api/files/${id}?size=thumb`)).status).toBe(404)
      const reply = await worker.send({ method: 'GET', url: `/api/files/${id}`, headers: { range: 'bytes=0-' } })
      expect([reply.status, reply.headers['accept-ranges']]).toEqual([206, 'bytes'])
    })

    test('a container whose boxes do not fit is refused', async () => {
      const broken = Buffer.concat([film(), Buffer.from('000f0000', 'hex'), Buffer.from('mdat')])
      expect((await send(worker, broken, 'video/mp4')).reply.body.code).toBe('file.unreadable')
    })

    test('a voice note in an MP4 is a voice note', async () => {
      const id = await sent(worker, film(), 'audio/x-m4a')
      expect((await worker.get(`/api/files/${id}`)).headers['content-type']).toBe('audio/mp4')
    })
  })

  test('the sweep gives up what nobody goes on with, finishes what is complete, removes what no report ever named', async () => {
    const bytes = await jpeg()
    const [stale, fresh, complete] = [uuidv7(), uuidv7(), uuidv7()]
    for (const id of [stale, fresh, complete]) await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
    await appendFile(partialOf(complete), bytes)
    const daysAgo = (n: number) => new Date(app.clock.wall() - n * 86_400_000)
    await utimes(partialOf(stale), daysAgo(3), daysAgo(3))
    await utimes(partialOf(complete), daysAgo(3), daysAgo(3))
    const [unnamed, named, recent] = [await sent(worker, bytes), await sent(worker, bytes), await sent(worker, bytes)]
    await reported(app, worker, { evidence: [named] })
    await ask(sql`update file set created_at = ${daysAgo(31).toISOString()}::timestamptz where id <> ${recent}::uuid`)
    expect(await sweepFiles(app.house)).toEqual({ finished: 1, expired: 1, unnamed: 1 })
    expect([keptOf(stale).length, keptOf(fresh).length, keptOf(unnamed).length]).toEqual([0, 2, 0])
    for (const id of [complete, named, recent]) expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
    expect((await worker.get(`/api/files/${unnamed}`)).status).toBe(404)
    expect(await sweepFiles(app.house)).toEqual({ finished: 0, expired: 0, unnamed: 0 })
  })

  test('a folder stayed for ever for every browser that had sent something once', async () => {
    const [one, other, bytes] = [uuidv7(), uuidv7(), await jpeg()]
    const owners = () => readdirSync(join(workFolder(app.house.config), 'partial'))
    for (const owner of owners()) rmSync(join(workFolder(app.house.config), 'partial', owner), { recursive: true })
    for (const id of [one, other])
      expect((await upload(stranger(app), { id, type: 'image/jpeg', bytes, report: uuidv7() })).status).toBe(204)
    await begin(worker, { id: uuidv7(), type: 'image/jpeg', size: 9 })
    const [first] = owners().filter((owner) => owner.startsWith('r-'))
    const hoursAgo = new Date(app.clock.wall() - 2 * 3_600_000)
    for (const owner of owners().filter((name) => name === first || name.startsWith('a-')))
      await utimes(join(workFolder(app.house.config), 'partial', owner), hoursAgo, hoursAgo)
    expect(owners()).toHaveLength(3)
    await sweepFiles(app.house)
    // One is gone; one is too young to be judged; the account's is not empty.
    expect(
      owners()
        .sort()
        .map((owner) => owner.slice(0, 2)),
    ).toEqual(['a-', 'r-'])
    expect(owners()).not.toContain(first)
  })

  test('bytes that were changed where they lie are never served as whole', async () => {
    const id = await sent(worker, await phonePhoto())
    await place.spoil(id)
    const reply = await worker.get(`/api/files/${id}`)
    expect([reply.status, reply.body.code]).toEqual([404, 'file.lost'])
  })
})
