// An S3 storage of its own on 127.0.0.1, for tests: one bucket in memory, and as strict as the real ones where it matters. It checks
// every signature, takes only content whose digest the signature covers, keeps a file whole or not at all, and can be made to fail.
// It knows PUT, GET with ranges, HEAD and DELETE, and nothing else.

import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FilesKey, type FilesPlace, readFilesPlace } from '#platform/files-place.ts'

export interface TestBucket {
  url: string
  place: Extract<FilesPlace, { kind: 's3' }>
  key: FilesKey
  objects: Map<string, Buffer>
  /** Every request that came, as "PUT key". */
  asked: string[]
  /** Answers everything so behind the next `after` requests, until it is called with null. */
  failWith(status: number | null, after?: number): void
  /** Takes this many bytes of the next file and then breaks the line. */
  breakNextAfter(bytes: number): void
  stop(): Promise<void>
  /** Again, under the same address. */
  start(): Promise<void>
}

const region = 'cn-test-1'
const key: FilesKey = { id: 'LINLITEST', secret: 'secret+of/the=tests' }

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
const hmac = (secret: Buffer | string, data: string) => createHmac('sha256', secret).update(data).digest()

export async function openBucket(name = 'evidence'): Promise<TestBucket> {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  let failing: number | null = null
  let sound = 0
  let breakAfter: number | null = null

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://bucket')
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/')
    const object = rest.join('/')
    asked.push(`${request.method} ${object}`)
    if (request.method === 'PUT' && breakAfter !== null) return breakLine(request)
    const body = await bodyOf(request)
    if (failing !== null && sound-- <= 0) return refuse(reply, failing, 'ServiceUnavailable')
    const wrong = refusalOf(request, url, body)
    if (wrong) return refuse(reply, 403, wrong)
    if (bucket !== name) return refuse(reply, 404, 'NoSuchBucket')
    if (request.method === 'PUT') objects.set(object, body)
    if (request.method === 'DELETE') objects.delete(object)
    if (request.method === 'PUT' || request.method === 'DELETE')
      return void reply.writeHead(request.method === 'PUT' ? 200 : 204).end()
    const found = objects.get(object)
    if (!found) return refuse(reply, 404, 'NoSuchKey')
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    const part = first === undefined ? found : found.subarray(Number(first), Number(last) + 1)
    reply.writeHead(first === undefined ? 200 : 206, { 'content-length': part.length })
    reply.end(request.method === 'HEAD' ? undefined : part)
  }

  function breakLine(request: IncomingMessage): void {
    let left = breakAfter!
    breakAfter = null
    request.on('data', (piece: Buffer) => {
      left -= piece.length
      if (left <= 0) request.destroy()
    })
  }

  const server = createServer((request, reply) => {
    answer(request, reply).catch(() => reply.destroy())
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const url = `s3://${name}/linli?endpoint=http://127.0.0.1:${port}&region=${region}`
  return {
    url,
    place: readFilesPlace(url) as TestBucket['place'],
    key,
    objects,
    asked,
    failWith: (status, after = 0) => {
      failing = status
      sound = after
    },
    breakNextAfter: (bytes) => {
      breakAfter = bytes
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    start: () => listen(port),
  }
}

/** Rejects when the sender breaks off or sends less than it said. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

function refuse(reply: ServerResponse, status: number, code: string): void {
  reply.writeHead(status, { 'content-type': 'application/xml' })
  reply.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

/** Signature version 4, computed anew from what came. */
function refusalOf(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const told =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!told) return 'AccessDenied'
  const [, id, day, inRegion, names, signature] = told as unknown as [string, string, string, string, string, string]
  if (id !== key.id) return 'InvalidAccessKeyId'
  if (inRegion !== region) return 'AuthorizationHeaderMalformed'
  const digest = String(request.headers['x-amz-content-sha256'])
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`)
  const query = [...url.searchParams]
    .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`)
    .sort()
    .join('&')
  const canonical = [request.method, url.pathname, query, headers.join(''), names, digest].join('\n')
  const scope = `${day}/${inRegion}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const signing = [day, inRegion, 's3', 'aws4_request'].reduce<Buffer | string>(
    (k, part) => hmac(k, part),
    `AWS4${key.secret}`,
  )
  if (hmac(signing, text).toString('hex') !== signature) return 'SignatureDoesNotMatch'
  return sha256(body) === digest ? null : 'XAmzContentSHA256Mismatch'
}
