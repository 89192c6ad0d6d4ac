// Public notices of the approval, for residents: what runs now, and an objection, judged by the interpreter like every act. Anybody
// may object, so no number and secret are asked for; in return nothing of the report is shown.

import type { OpenSupervision } from '@linli/contract/incident/facts.ts'
import { take } from '@linli/contract/incident/procedure.ts'
import type { State } from '@linli/contract/incident/words.ts'
import { normaliseIncidentNumber } from '@linli/contract/shared/incident-number.ts'
import type { ActionSpec, Answer } from '#platform/action.ts'
import { type Op, toPublicDocument } from '#platform/ops.ts'
import { problem } from '#platform/problem.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { procedures } from '../matter/public.ts'
import { around } from './around.ts'
import { type IncidentRow, type PartyRow, toFacts } from './columns.ts'
import { actorOf } from './view.ts'
import { opsOf } from './writes.ts'

export interface NoticeRow {
  number: string
  editionId: string
  matterCode: string
  /** The community's code at the most: a household must not be found by its notice. */
  areaCode: string
  state: State
  since: number
  until: number
  /** What the community wrote for the notice; the answer of the town to objections against the first one. */
  words: string | null
  answer: string | null
}

/** Notices that run at `now`, those that end first first; of an area or below, and at most `most`. */
export const listNotices = (area: string | null, now: number, most: number): Query<NoticeRow> =>
  sql<NoticeRow>`select number, edition_id, matter_code, area_code, state, since, until, words, answer
    from public_notices(${area}, null, ${at(now)}::timestamptz, ${most})`

/** The notice of this number, if it runs; typed as people type. */
export const findNotice = (number: string, now: number): Query<NoticeRow> =>
  sql<NoticeRow>`select number, edition_id, matter_code, area_code, state, since, until, words, answer
    from public_notices(null, ${normaliseIncidentNumber(number) ?? ''}, ${at(now)}::timestamptz, 1)`

const noticedQueries = (number: string, now: number) =>
  [
    sql<IncidentRow>`select * from public_noticed(${number}, ${at(now)}::timestamptz)`,
    sql<PartyRow>`select unit_id, kind, area_code, part, from_at, to_at, arrived_at, finished_at from public_noticed_parties(${number}, ${at(now)}::timestamptz)`,
    sql<OpenSupervision>`select seq, grade, unit_id, due_at, is_automatic, replied_seq from public_noticed_supervisions(${number}, ${at(now)}::timestamptz)`,
  ] as const

/** An objection in the notice period, by anybody; a notice that is over or was never there is one and the same not_found. */
export const objectByAnybody = <R>(
  answer: Answer<R>,
): ActionSpec<{ number: string; reason: string }, ReturnType<typeof noticedQueries>, R> => ({
  name: 'incident.object',
  facts: ({ number }, { now }) => noticedQueries(normaliseIncidentNumber(number) ?? '', now),
  decide([[row], parties, supervisions], { reason }, context) {
    if (!row) throw problem('not_found')
    const { house, now, who } = context
    const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
    const facts = toFacts(row, parties, [], supervisions)
    const said = { version: row.version, reason }
    const outcome = take(procedure, facts, actorOf(who), 'object', said, around(house, now, row.editionId))
    if (!outcome.ok) throw problem(outcome.refusal.code, outcome.refusal.facts)
    const ops = opsOf({ verdict: outcome.verdict, row, occurredAt: now, evidence: [] }, context)
    return { writes: [keepObjection(ops, row.id, now)], target: row.id, answer }
  },
  replay: () => answer,
})

const keepObjection = (ops: readonly Op[], id: string, now: number): Query =>
  sql`select public_object(${toPublicDocument(ops)}::jsonb, ${id}::uuid, ${at(now)}::timestamptz)`
