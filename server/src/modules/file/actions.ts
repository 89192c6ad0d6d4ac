// Taking a file in. It runs as a job whoever sent the bytes: with the last piece of an upload, when somebody asks how far an
// upload has come whose last answer was lost, and from the sweep. Taking in twice changes nothing.

import { type MediaTypeName, mediaTypes } from '@linli/contract/file/media.ts'
import type { ProblemCode } from '@linli/contract/problem.ts'
import { type ActionSpec, perform } from '#platform/action.ts'
import { change } from '#platform/change.ts'
import type { House } from '#platform/house.ts'
import { Problem, problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { at, insertRow, type Query } from '#platform/sql.ts'
import { type Kept, keepFile } from './inspect.ts'
import {
  type ClaimRow,
  findReport,
  findSender,
  listClaims,
  noReport,
  type ReportRow,
  type SenderRow,
} from './queries.ts'
import { removeKept } from './store.ts'

export interface Arrival {
  id: string
  /** Of staff the account; of a resident the report, the digest of their browser's token and what shows that the report is theirs. */
  from: { accountId: string } | { reportId: string; senderDigest: Buffer; proof: string }
  mediaType: MediaTypeName
  receivedBytes: number
}

type Verdict = { kept: Kept } | { refusal: ProblemCode }
/** What lies under the id afterwards. */
interface Standing {
  isOwn: boolean
  refusal: string | null
  sha256: Uint8Array | null
}

const standingOf = (arrival: Arrival, row: SenderRow): Standing => ({
  isOwn:
    'accountId' in arrival.from
      ? row.accountId === arrival.from.accountId
      : row.senderDigest !== null && arrival.from.senderDigest.equals(Buffer.from(row.senderDigest)),
  refusal: row.refusal,
  sha256: row.sha256,
})

/** An id that evidence awaits from one person cannot be filled by another, nor a report that is there be added to by a stranger. */
const isOfOthers = ({ from }: Arrival, claims: readonly ClaimRow[], report: ReportRow | undefined): boolean =>
  claims.some((c) =>
    'accountId' in from ? c.accountId !== from.accountId : c.accountId !== null || c.reportId !== from.reportId,
  ) || report?.isSender === false

type TakeIn = ActionSpec<
  Arrival & { verdict: Verdict },
  [Query<SenderRow>, Query<ClaimRow>, Query<ReportRow>],
  Standing
>

const takeInFile: TakeIn = {
  name: 'file.take_in',
  facts: ({ id, from }) => [
    findSender(id),
    listClaims(id),
    'reportId' in from ? findReport(from.reportId, from.proof) : noReport,
  ],
  decide([[known], claims, [report]], arrival, { now, wall }) {
    const { id, verdict } = arrival
    const done = (standing: Standing, writes: Query[] = []) => ({
      writes,
      target: id,
      answer: { queries: [], build: () => standing },
    })
    if (known) return done(standingOf(arrival, known))
    if (isOfOthers(arrival, claims, report)) return done({ isOwn: false, refusal: null, sha256: null })
    const kept = 'kept' in verdict ? verdict.kept : null
    return done({ isOwn: true, refusal: 'refusal' in verdict ? verdict.refusal : null, sha256: kept?.sha256 ?? null }, [
      ...rowsOf(arrival, verdict, wall),
      change({ kind: 'file', id, version: 1, areaCode: null, at: now }),
      // Whoever looks at the incident sees the awaited file arrive.
      ...claims.map((c) =>
        change({ kind: 'incident', id: c.incidentId, version: c.version, areaCode: c.areaCode, at: now }),
      ),
    ])
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

function rowsOf({ id, from, mediaType, receivedBytes }: Arrival, verdict: Verdict, wall: number): Query[] {
  const kept = 'kept' in verdict ? verdict.kept : null
  const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
  const row = {
    id,
    accountId: 'accountId' in from ? from.accountId : null,
    reportId: 'reportId' in from ? from.reportId : null,
    senderDigest: 'senderDigest' in from ? hex(from.senderDigest) : null,
    kind: mediaTypes[mediaType].kind,
    state: kept ? 'ready' : 'refused',
    refusal: 'refusal' in verdict ? verdict.refusal : null,
    mediaType,
    receivedBytes,
    bytes: kept?.bytes ?? null,
    width: kept?.width ?? null,
    height: kept?.height ?? null,
    sha256: kept ? hex(kept.sha256) : null,
    hasThumb: kept?.hasThumb ?? false,
    createdAt: at(wall),
    version: 1,
  }
  const { takenAt = null, lng = null, lat = null } = kept?.origin ?? {}
  const hasOrigin = takenAt !== null || lng !== null
  return [
    insertRow('file', row),
    ...(hasOrigin ? [insertRow('file_origin', { fileId: id, takenAt: at(takenAt), lng, lat })] : []),
  ]
}

/** Judges the bytes at `path` and takes them in; throws the refusal, after it has been recorded. */
export async function takeIn(house: House, path: string, arrival: Arrival): Promise<void> {
  const known = await standing(house, arrival)
  if (known) return settle(known)
  const judged = await judge(house, path, arrival)
  const verdict: Verdict = 'kept' in judged ? judged : { refusal: judged.refusal.code }
  const after = await perform(house, takeInFile, { entry: system, input: { ...arrival, verdict } }).then(
    ({ result }) => result,
    // Two sendings of one id at once: the other was first.
    async (error: unknown) => {
      const first = error instanceof Problem && error.code === 'id.conflict' ? await standing(house, arrival) : null
      if (!first) throw error
      return first
    },
  )
  // A place holds the digest of its content, so that the loser's bytes lie beside the winner's, not over them.
  if ('kept' in judged && !(after.sha256 && judged.kept.sha256.equals(after.sha256)))
    await removeKept(house, arrival.id, judged.kept.sha256)
  if (after.isOwn && 'refusal' in judged) throw judged.refusal
  settle(after)
}

const system = { kind: 'system' } as const

const standing = (house: House, arrival: Arrival): Promise<Standing | null> =>
  read(house, system, [findSender(arrival.id)], ([rows]) => (rows[0] ? standingOf(arrival, rows[0]) : null))

async function judge(
  house: House,
  path: string,
  { id, mediaType }: Arrival,
): Promise<{ kept: Kept } | { refusal: Problem }> {
  try {
    return { kept: await keepFile(house, id, path, mediaType) }
  } catch (error) {
    // That the shelf is out of reach says nothing about the file.
    if (error instanceof Problem && error.status < 500) return { refusal: error }
    throw error
  }
}

function settle({ isOwn, refusal }: Standing): void {
  if (!isOwn) throw problem('id.conflict')
  if (refusal) throw problem(refusal as ProblemCode)
}
