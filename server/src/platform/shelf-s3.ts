// The shelf in a bucket. Each file goes up in one request whose signature covers the digest of its content: a storage takes all of it
// or nothing, and refuses what changed on the way. What the storage cannot do now is `files.unreachable`, 503 on the wire; what
// it refuses is said in words at the start, before anybody relies on it.

import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3'
import type { FilesKey, FilesPlace } from './files-place.ts'
import { Problem } from './problem.ts'
import { type Shelf, ShelfError } from './shelf.ts'

type Bucket = Extract<FilesPlace, { kind: 's3' }>

const connectMs = 3_000
/** Without a byte for so long, the storage is not there. */
const silenceMs = 30_000
/** Whoever asks for readiness asks often. */
const answerKeptMs = 5_000

export function bucketShelf(place: Bucket, key: FilesKey): Shelf {
  const { bucket, prefix, endpoint, region, style } = place
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint }),
    forcePathStyle: style === 'path',
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
    maxAttempts: 3,
    // It would speak to the console; what goes wrong is in the log already, once.
    logger: silent,
    // The digest in the signature is the check that every storage knows; the newer trailers are not known to all.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: silenceMs, throwOnRequestTimeout: true },
  })
  const named = (name: string) => ({ Bucket: bucket, Key: prefix + name })
  const put: Shelf['put'] = (name, from, { bytes, sha256 }) =>
    twice(async () => {
      const command = new PutObjectCommand({ ...named(name), Body: createReadStream(from), ContentLength: bytes })
      signContent(command, sha256)
      await client.send(command)
    })
  const read: Shelf['read'] = async (name, part) => {
    const wanted = { ...named(name), ...(part && { Range: `bytes=${part.start}-${part.end}` }) }
    const answer = await orNull(client.send(new GetObjectCommand(wanted)))
    return answer && { bytes: answer.ContentLength!, stream: answer.Body as Readable }
  }
  const remove: Shelf['remove'] = async (name) => void (await client.send(new DeleteObjectCommand(named(name))))
  const size: Shelf['size'] = async (name) =>
    (await orNull(client.send(new HeadObjectCommand(named(name)))))?.ContentLength ?? null
  let answered = { at: 0, is: Promise.resolve(true) }
  return {
    place: `s3://${bucket}/${prefix} at ${endpoint ?? region}`,
    put: (...args) => reachable(put(...args)),
    size: (name) => reachable(size(name)),
    read: (name, part) => reachable(read(name, part)),
    remove: (name) => reachable(remove(name)),
    async check() {
      const name = `check/${randomUUID()}`
      try {
        await client.send(new PutObjectCommand({ ...named(name), Body: 'linli' }))
        const found = await read(name)
        found?.stream.resume()
        if (!found) throw new Error('what was written is not there to be read')
        await remove(name)
      } catch (cause) {
        throw new ShelfError(
          `FILES_URL: the bucket ${bucket} at ${endpoint ?? region} cannot be used: ${explain(cause, place)}`,
          { cause },
        )
      }
    },
    answers() {
      if (performance.now() - answered.at > answerKeptMs)
        answered = {
          at: performance.now(),
          is: size('check/none').then(
            () => true,
            () => false,
          ),
        }
      return answered.is
    },
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** Lets the signature cover the content: the storage computes the digest of what arrives and refuses anything else. */
function signContent(command: PutObjectCommand, sha256: Buffer): void {
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> }
      request.headers['x-amz-content-sha256'] = sha256.toString('hex')
      return next(args)
    },
    { step: 'build', name: 'signContent' },
  )
}

/** The client cannot send a stream again by itself; a connection that had died in the pool is no reason to refuse a picture. */
const twice = (work: () => Promise<void>): Promise<void> =>
  work().catch((error: unknown) => {
    if (statusOf(error) !== undefined) throw error
    return work()
  })

const statusOf = (error: unknown): number | undefined =>
  (error as Partial<S3ServiceException>).$response?.statusCode ??
  (error as Partial<S3ServiceException>).$metadata?.httpStatusCode

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    const { name } = error as Error
    if (statusOf(error) === 404 && name !== 'NoSuchBucket') return null
    throw error
  }
}

/** Whatever the storage does not do now may be tried again: its key or its bucket may be mended as well as its line. */
const reachable = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new Problem('files.unreachable', {}, { cause })
  })

/** What it answered, in words of the person who set it up; the key is in none of them. */
function explain(error: unknown, { bucket, endpoint, region }: Bucket): string {
  const { name, message } = error as Error
  const where = endpoint ?? `the service of region ${region}`
  switch (name) {
    case 'NoSuchBucket':
      return `there is no bucket of this name. Make it, or correct the name in s3://${bucket}.`
    case 'InvalidAccessKeyId':
      return 'the storage does not know the access key id. Correct FILES_KEY_FILE.'
    case 'SignatureDoesNotMatch':
      return 'the storage refuses the signature. Correct the secret access key in FILES_KEY_FILE, or the region.'
    case 'AccessDenied':
      return 'the key may not read, write and delete there. Give it these three rights.'
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return `it belongs to another region than ${region}. Correct region=… (${message}).`
    case 'RequestTimeTooSkewed':
      return 'the clock of this machine is wrong. Set it.'
  }
  const status = statusOf(error)
  if (status === undefined)
    return `nobody answers at ${where} (${message || name}). Start the storage, or correct endpoint=….`
  return `it answers ${status} ${name}. Check endpoint, region, style and key.`
}
