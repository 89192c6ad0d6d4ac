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

export const deleteUnnamed = (ids: readonly string[]): Query<{ id: string; sha256: Uint8Array | null }> =>
  sql<{ id: string; sha256: Uint8Array | null }>`delete from file f where id = any (${textArray(ids)}::uuid[])
    and not exists (select from evidence e where e.file_id = f.id)
    and not exists (select from mediation_file m where m.file_id = f.id) returning id, sha256`
