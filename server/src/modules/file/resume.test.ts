// Uploads over a real connection, which breaks: what came is kept, and the sender goes on from there.
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Person, signIn } from '#test/http.ts'
import { askOffset, begin, sendPiece, tusHeaders } from '#test/upload.ts'

let app: TestHouse
let worker: Person
let port: number
beforeAll(async () => {
  app = await testHouse()
  if (!app.http.server.listening) await app.http.listen({ port: 0, host: '127.0.0.1' })
  port = (app.http.server.address() as { port: number }).port
})
beforeEach(async () => {
  await app.reset()
  worker = await signIn(app, 'worker7')
})

/** Begins a piece, sends part of it, and breaks the connection. */
async function breakOff(id: string, offset: number, bytes: Uint8Array, after: number): Promise<void> {
  const sending = request({
    port,
    host: '127.0.0.1',
    method: 'PATCH',
    path: `/api/files/${id}`,
    headers: {
      ...tusHeaders,
      authorization: `Bearer ${worker.token}`,
      'upload-offset': offset,
      'content-type': 'application/offset+octet-stream',
      'content-length': bytes.length,
    },
  })
  sending.on('error', () => {})
  sending.write(bytes.subarray(0, after))
  await pause(150)
  sending.destroy()
  await pause(100)
}

test('a connection that breaks in the middle of a piece loses nothing that had come', async () => {
  const noise = {
    create: {
      width: 1000,
      height: 800,
      channels: 3 as const,
      background: '#888',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
    },
  }
  const bytes = await sharp(noise).jpeg({ quality: 95 }).toBuffer()
  const id = uuidv7()
  await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
  await breakOff(id, 0, bytes, 200_000)
  const first = Number((await askOffset(worker, id)).headers['upload-offset'])
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThanOrEqual(200_000)
  await breakOff(id, first, bytes.subarray(first), 100_000)
  const second = Number((await askOffset(worker, id)).headers['upload-offset'])
  expect(second).toBeGreaterThanOrEqual(first)
  expect((await sendPiece(worker, id, second, bytes.subarray(second))).status).toBe(204)
  const photo = await worker.get(`/api/files/${id}`)
  const [sent, kept] = await Promise.all([bytes, photo.body as Buffer].map((b) => sharp(b).raw().toBuffer()))
  const difference = sent!.reduce((sum, value, i) => sum + Math.abs(value - kept![i]!), 0) / sent!.length
  expect(difference).toBeLessThan(20)
})

test('a second connection takes over from one that hangs', async () => {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#383' } })
    .jpeg()
    .toBuffer()
  const id = uuidv7()
  await begin(worker, { id, type: 'image/jpeg', size: bytes.length })
  const headers = {
    ...tusHeaders,
    authorization: `Bearer ${worker.token}`,
    'upload-offset': 0,
    'content-type': 'application/offset+octet-stream',
    'content-length': bytes.length,
  }
  const hanging = request({ port, host: '127.0.0.1', method: 'PATCH', path: `/api/files/${id}`, headers })
  hanging.on('error', () => {})
  hanging.write(bytes.subarray(0, 100))
  await pause(150)
  const offset = Number((await askOffset(worker, id)).headers['upload-offset'])
  expect((await sendPiece(worker, id, offset, bytes.subarray(offset))).status).toBe(204)
  hanging.destroy()
  expect((await worker.get(`/api/files/${id}`)).status).toBe(200)
})
