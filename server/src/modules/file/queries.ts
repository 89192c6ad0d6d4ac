import type { FileKind } from '@linli/contract/file/media.ts'
import { at, type Query, sql, textArray } from '#platform/sql.ts'

export interface FileRow {
  id: string
  kind: FileKind
  state: 'ready' | 'refused'
  refusal: string | null
  mediaType: string
  bytes: number | null
  sha256: Uint8Array | null
  hasThumb: boolean
}

/** A file in sight: one's own, or of an incident in sight. */
export const findFile = (id: string): Query<FileRow> =>
  sql<FileRow>`select id, kind, state, refusal, media_type, bytes, sha256, has_thumb from file where id = ${id}::uuid`

export interface KnownRow {
  isOwn: boolean
  refusal: string | null
  receivedBytes: number | null
}

/** What an upload under this id would meet; no row = the id is free. */
export const findKnown = (id: string, senderDigest: Buffer | null): Query<KnownRow> =>
  sql<KnownRow>`select is_own, refusal, received_bytes from file_known(${id}::uuid, ${senderDigest}::bytea)`

export const countForReport = (report: string): Query<{ n: number }> =>
  sql<{ n: number }>`select file_count(${report}::uuid) as n`

export interface ReportRow {
  isSender: boolean
  sentAt: number | null
}

/** The report that a resident's file is sent for, if it is there, as it stands to whoever shows this proof. */
export const findReport = (report: string, proof: string): Query<ReportRow> =>
  sql<ReportRow>`select is_sender, sent_at from file_report(${report}::uuid, ${proof}::text::bytea)`

/** Staff send for no report. */
export const noReport = sql<ReportRow>`select false as is_sender, null::timestamptz as sent_at where false`

export interface SenderRow {
  accountId: string | null
  senderDigest: Uint8Array | null
  refusal: string | null
  sha256: Uint8Array | null
}

/** For the job that takes files in: who sent what lies under this id. */
export const findSender = (id: string): Query<SenderRow> =>
  sql<SenderRow>`select account_id, sender_digest, refusal, sha256 from file where id = ${id}::uuid`

export interface ClaimRow {
  accountId: string | null
  reportId: string | null
  incidentId: string
  version: number
  areaCode: string
}

/** Incidents whose evidence names this file. */
export const listClaims = (id: string): Query<ClaimRow> =>
  sql<ClaimRow>`select e.account_id, e.report_id, i.id as incident_id, i.version, i.area_code
    from evidence e join incident i on i.id = e.incident_id where e.file_id = ${id}::uuid`

/** Files that no evidence names: of residents older than the first instant, of staff older than the second. */
export const listUnnamed = (residentsBefore: number, staffBefore: number): Query<{ id: string }> =>
  sql<{ id: string }>`select id from file f where not exists (select from evidence e where e.file_id = f.id)
    and not exists (select from mediation_file m where m.file_id = f.id) and created_at < case when account_id is null then ${at(residentsBefore)}::timestamptz else ${at(staffBefore)}::timestamptz end
    order by created_at limit 500`

/** The rows go, and what lies on the shelf for them is written down as still to go. */
export const deleteUnnamed = (ids: readonly string[], wall: number): Query<{ id: string }> =>
  sql<{ id: string }>`with gone as (delete from file f where id = any (${textArray(ids)}::uuid[])
      and not exists (select from evidence e where e.file_id = f.id)
      and not exists (select from mediation_file m where m.file_id = f.id) returning id, sha256),
    leftover as (insert into file_removal (file_id, sha256, at) select id, sha256, ${at(wall)}::timestamptz from gone where sha256 is not null
      on conflict do nothing)
    select id from gone`

export interface Leftover {
  fileId: string
  sha256: Uint8Array
}
const isLeftover = ({ fileId, sha256 }: Leftover) =>
  sql`file_removal.file_id = ${fileId}::uuid and file_removal.sha256 = ${`\\x${Buffer.from(sha256).toString('hex')}`}::text::bytea`

/** Bytes that are still to go; index file_removal_at. */
export const listLeftovers = (limit: number): Query<Leftover> =>
  sql<Leftover>`select file_id, sha256 from file_removal order by at, file_id limit ${limit}`
/** A row when the same content lies there for a file of today. */
export const stillWanted = (row: Leftover): Query<{ fileId: string }> =>
  sql<{
    fileId: string
  }>`select file_id from file_removal join file f on f.id = file_id and f.sha256 = file_removal.sha256
    where ${isLeftover(row)}`
export const putOff = (row: Leftover, wall: number): Query =>
  sql`update file_removal set at = ${at(wall)}::timestamptz where ${isLeftover(row)}`
export const noLeftover = (row: Leftover): Query => sql`delete from file_removal where ${isLeftover(row)}`
