// Uploads by tus 1.0 (POST, HEAD, PATCH, DELETE /api/files). Staff send in their own name. Residents send for a report, with a token
// in a cookie of their browser that stands for them, and within bounds of size, number and rate; what they sent is seen through
// the incident of that report and nowhere else. After the last byte the file is judged, and only then acknowledged.

import { randomBytes } from 'node:crypto'
import { fileLimits, mediaTypeOf, residentFiles } from '@linli/contract/file/media.ts'
import type { Upload } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { entryOf, requireSession } from '#platform/http.ts'
import { spend } from '#platform/limits.ts'
import { permit } from '#platform/permit.ts'
import { Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import type { Entry } from '#platform/session.ts'
import { type Arrival, takeIn } from './actions.ts'
import { type Proof, proofFor, refuseStranger } from './proof.ts'
import { countForReport, findKnown, findReport, type KnownRow } from './queries.ts'
import {
  countPartials,
  hasRoom,
  isToken,
  keyOf,
  openStore,
  parseKey,
  partialPath,
  removePartial,
  type Sender,
  type Store,
} from './store.ts'
import { makeTus, type Tus } from './tus.ts'
import { readMetadata, readWanted, type Wanted } from './wanted.ts'

export const UPLOAD_COOKIE = 'linli_upload'
/** Uploads that one account may have under way: a field phone with a day's outbox has some dozens. */
const partialsLimit = 200

export interface Desk {
  house: House
  store: Store
  tus: Tus
  underway: Map<string, Promise<number | null>>
}

export function openDesk(house: House): Desk {
  const store = openStore(house.config)
  return { house, store, tus: makeTus(store), underway: new Map() }
}

interface Asked {
  sender: Sender
  entry: Entry
  known: KnownRow | null
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/**
 * Who sends: whoever is signed in, unless the residents' page says that it asks as a resident. A member of staff who reports as
 * a neighbour, in the browser that they work in, sends pictures for that report and not for the desk.
 */
const senderEntry = ({ house }: Desk, request: FastifyRequest): Entry | null =>
  request.headers['linli-door'] === 'resident' ? null : entryOf(house, request)

/** POST: names the upload and says what will come. Named again by its sender it changes nothing. */
export const createUpload =
  (desk: Desk): Handler =>
  async (request, reply) => {
    const entry = senderEntry(desk, request)
    if (!entry && !readMetadata(request.headers)?.report) throw problem('session.required')
    const wanted = await wantedBy(desk.house, entry, request)
    const { sender, known } = await whoAsks(desk.house, entry, request, wanted.id)
    reply.header('location', `/api/files/${wanted.id}`).header('tus-resumable', '1.0.0')
    if ('token' in sender) keepToken(desk.house, reply, sender.token)
    if (known) {
      if (!known.isOwn) throw problem('id.conflict')
      if (known.refusal) throw problem(known.refusal as Problem['code'])
      return reply.status(201).send()
    }
    const key = keyOf(sender, wanted.id)
    const begun = await desk.tus.find(key)
    if (begun) {
      if (!isSame(begun, wanted)) throw problem('id.conflict')
      return reply.status(201).send()
    }
    const proof = entry ? null : proofFor(desk.house, request, wanted)
    await checkBounds(desk, sender, wanted, proof, request, reply)
    await desk.tus.speak(key, request, reply, keptOf(wanted, proof))
    return reply.send()
  }

async function wantedBy(house: House, entry: Entry | null, request: FastifyRequest): Promise<Wanted> {
  try {
    return readWanted(request.headers, entry === null)
  } catch (error) {
    // 401 comes before anything that is said about the request.
    if (entry) await requireSession(house, entry)
    throw error
  }
}

const isSame = (begun: Upload, wanted: Wanted): boolean =>
  begun.size === wanted.bytes &&
  mediaTypeOf(begun.metadata?.filetype ?? '') === wanted.mediaType &&
  (wanted.report === null || begun.metadata?.report?.toLowerCase() === wanted.report)

/** The name that a file had on somebody's phone is not kept, nor is what proves the sender: only what it proves. */
const keptOf = ({ id, mediaType, report }: Wanted, proof: Proof | null): Record<string, string> => ({
  id,
  filetype: mediaType,
  ...(report !== null && proof && { report, proof: proof.text }),
})

async function checkBounds(
  { house, store }: Desk,
  sender: Sender,
  wanted: Wanted,
  proof: Proof | null,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (proof) {
    spend({ house, request, reply }, 'uploads')
    const about = [countForReport(wanted.report!), findReport(wanted.report!, proof.text)] as const
    const sent = await read(house, { kind: 'public' }, about, ([[count], [report]], { wall }) => {
      refuseStranger(report, proof, wall)
      return count!.n
    })
    if (sent >= residentFiles) throw problem('file.too_many', { limit: residentFiles })
  }
  const most = proof === null ? partialsLimit : 2 * residentFiles
  if ((await countPartials(store, sender)) >= most) throw problem('file.too_many', { limit: most })
  if (!(await hasRoom(store, wanted.bytes))) throw problem('file.no_room')
}

/** HEAD: how far an upload has come. One that is complete but was never acknowledged is judged now. */
export const askUpload =
  (desk: Desk): Handler =>
  async (request, reply) => {
    const id = idOf(request)
    const { sender, known } = await whoAsks(desk.house, senderEntry(desk, request), request, id)
    if (known && !known.isOwn) throw problem('not_found')
    if (known?.refusal) throw problem(known.refusal as Problem['code'])
    const key = keyOf(sender, id)
    const bytes = known ? known.receivedBytes : await settle(desk, key)
    if (bytes === null) await desk.tus.speak(key, request, reply)
    else reply.headers({ 'upload-offset': `${bytes}`, 'upload-length': `${bytes}`, 'cache-control': 'no-store' })
    return reply.header('tus-resumable', '1.0.0').send()
  }

/** PATCH: the next piece. */
export const continueUpload =
  (desk: Desk): Handler =>
  async (request, reply) => {
    const id = idOf(request)
    const { sender, known } = await whoAsks(desk.house, senderEntry(desk, request), request, id)
    const key = keyOf(sender, id)
    if (known && !known.isOwn) throw await refuseTaken(desk, key)
    if (known?.refusal) throw problem(known.refusal as Problem['code'])
    if (known) throw problem('file.wrong_offset', { detail: 'All of it has arrived.' })
    await desk.tus.speak(key, request, reply)
    await settle(desk, key)
    return reply.send()
  }

/**
 * The id is somebody else's. Whoever has begun to send under it as well was overtaken: they are told, as in the midst of their last
 * piece, and what they sent is not kept. To everybody else there is nothing here.
 */
async function refuseTaken({ store, tus }: Desk, key: string): Promise<Problem> {
  if (!(await tus.find(key))) return problem('not_found')
  await removePartial(store, key)
  return problem('id.conflict')
}

/** DELETE: gives up an upload under way. What has arrived stays. */
export const giveUpUpload =
  (desk: Desk): Handler =>
  async (request, reply) => {
    const id = idOf(request)
    const { sender, known } = await whoAsks(desk.house, senderEntry(desk, request), request, id)
    if (known) throw problem('not_found')
    await desk.tus.speak(keyOf(sender, id), request, reply)
    return reply.send()
  }

export const describeUploads =
  (desk: Desk): Handler =>
  async (request, reply) => {
    await desk.tus.speak('none', request, reply)
    return reply.header('tus-max-size', Math.max(...Object.values(fileLimits))).send()
  }

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id.toLowerCase()

/** Staff by their session; a resident by the token of their browser, and a new one gets a token. */
async function whoAsks(house: House, entry: Entry | null, request: FastifyRequest, id: string): Promise<Asked> {
  if (entry?.kind === 'staff')
    return read(house, entry, [findKnown(id, null)], ([rows], { who }) => {
      permit(who, 'file.upload')
      return { sender: { accountId: who.accountId! }, entry, known: rows[0] ?? null }
    })
  const sent = request.cookies[UPLOAD_COOKIE] ?? ''
  const token = isToken(sent) ? sent : randomBytes(16).toString('hex')
  const asPublic = { kind: 'public' } as const
  const known = await read(house, asPublic, [findKnown(id, digestOf(house, token))], ([rows]) => rows[0] ?? null)
  return { sender: { token }, entry: asPublic, known }
}

const digestOf = (house: House, token: string): Buffer => house.keys.digest('upload', token)

/** For this visit of the browser only: it lets a resident go on with what they began, and says nothing about them. */
function keepToken(house: House, reply: FastifyReply, token: string): void {
  reply.setCookie(UPLOAD_COOKIE, token, {
    path: '/api/files',
    httpOnly: true,
    sameSite: 'strict',
    secure: house.config.production,
  })
}

/** Judges an upload whose last byte is there, once however many ask, and gives its length; throws the refusal. Null: still under way. */
export function settle(desk: Desk, key: string): Promise<number | null> {
  const running = desk.underway.get(key)
  if (running) return running
  const work = settleOnce(desk, key).finally(() => desk.underway.delete(key))
  desk.underway.set(key, work)
  return work
}

async function settleOnce({ house, store, tus }: Desk, key: string): Promise<number | null> {
  const upload = await tus.find(key)
  if (!upload || upload.offset !== upload.size) return null
  try {
    await takeIn(house, partialPath(store, key), arrivalOf(house, key, upload))
  } catch (error) {
    // A refusal is final and recorded; a fault of ours leaves the bytes for the next try.
    if (error instanceof Problem && error.status < 500) await removePartial(store, key)
    throw error
  }
  await removePartial(store, key)
  return upload.offset
}

function arrivalOf(house: House, key: string, upload: Upload): Arrival {
  const { sender, id } = parseKey(key)
  const mediaType = mediaTypeOf(upload.metadata?.filetype ?? '')
  const report = upload.metadata?.report?.toLowerCase()
  if (!mediaType || ('token' in sender && !report)) throw new Error(`The upload ${id} lost what was said of it.`)
  const from =
    'token' in sender
      ? { reportId: report!, senderDigest: digestOf(house, sender.token), proof: upload.metadata?.proof ?? '' }
      : { accountId: sender.accountId }
  return { id, from, mediaType, receivedBytes: upload.size! }
}
