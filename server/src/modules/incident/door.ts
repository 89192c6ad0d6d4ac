// What residents can do with incidents, who have no account and no table rights: number and secret open one report through the
// definer functions of migration 11, and the interpreter judges what they may do ("not solved", withdraw) as it judges everybody.

import type { OpenRequest, OpenSupervision } from '@linli/contract/incident/facts.ts'
import { take } from '@linli/contract/incident/procedure.ts'
import type { Action, State, UnitKind } from '@linli/contract/incident/words.ts'
import { normaliseIncidentNumber } from '@linli/contract/shared/incident-number.ts'
import { normaliseSecret } from '@linli/contract/shared/public-secret.ts'
import type { ActionSpec, Answer } from '#platform/action.ts'
import { toCentimetre } from '#platform/geo.ts'
import type { House } from '#platform/house.ts'
import { toPublicCall } from '#platform/ops.ts'
import { problem } from '#platform/problem.ts'
import { proofOf } from '#platform/sender.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { procedures } from '../matter/public.ts'
import { around } from './around.ts'
import { type IncidentRow, type PartyRow, toFacts } from './columns.ts'
import { actorOf } from './view.ts'
import { opsOf } from './writes.ts'

/** A report as its reporter names it; the proof is the keyed digest of the secret as the database takes it. */
export interface Opened {
  number: string
  proof: string
}

/** From what somebody typed. What cannot be a number or a secret is looked up all the same, and found by nobody. */
export const openBy = (house: House, number: string, secret: string): Opened => ({
  number: normaliseIncidentNumber(number) ?? '',
  proof: proofOf(house, normaliseSecret(secret) ?? ''),
})

export interface StepRow {
  seq: number
  action: Action
  round: number
  toState: State
  at: number
  result: string | null
  reason: string | null
}

const findOpened = ({ number, proof }: Opened, locking: boolean): Query<IncidentRow> =>
  sql<IncidentRow>`select * from public_incidents(${number}, ${proof}::text::bytea, ${locking})`
const listOpenedParties = ({ number, proof }: Opened): Query<PartyRow> =>
  sql<PartyRow>`select unit_id, kind, area_code, part, from_at, to_at, arrived_at, finished_at from public_parties(${number}, ${proof}::text::bytea)`
const listOpenedRequests = ({ number, proof }: Opened): Query<OpenRequest> =>
  sql<OpenRequest>`select seq, kind, until, unit_id, account_id from public_requests(${number}, ${proof}::text::bytea)`
const listOpenedSupervisions = ({ number, proof }: Opened): Query<OpenSupervision> =>
  sql<OpenSupervision>`select seq, grade, unit_id, due_at, is_automatic, replied_seq from public_supervisions(${number}, ${proof}::text::bytea)`
const listOpenedSteps = ({ number, proof }: Opened): Query<StepRow> =>
  sql<StepRow>`select seq, action, round, to_state, at, result, reason from public_steps(${number}, ${proof}::text::bytea)`

export interface RepairRow {
  state: State
  holderKind: UnitKind | null
  holderArea: string | null
  begunAt: number
  promisedAt: number | null
  suspendedUntil: number | null
  doneAt: number | null
}

/** The repairs that follow what a report told of, where they are dealt with by now. */
export const listRepairs = ({ number, proof }: Opened): Query<RepairRow> =>
  sql<RepairRow>`select state, holder_kind, holder_area, begun_at, promised_at, suspended_until, done_at
    from public_repairs(${number}, ${proof}::text::bytea)`

/** The number of a report just sent. */
export const findNumber = (id: string, proof: string): Query<{ number: string | null }> =>
  sql<{ number: string | null }>`select public_number(${id}::uuid, ${proof}::text::bytea) as number`

export type OpenedRows = [IncidentRow[], PartyRow[], OpenRequest[], OpenSupervision[], StepRow[]]

/** All that a report's standing is told from: its own row and the one that it was merged into, parties, open matters, steps. */
export const openedQueries = (opened: Opened, locking = false) =>
  [
    findOpened(opened, locking),
    listOpenedParties(opened),
    listOpenedRequests(opened),
    listOpenedSupervisions(opened),
    listOpenedSteps(opened),
  ] as const

/** The report itself, where its work is done (another one if it was merged), and the facts for the interpreter; null = no such report. */
export function readOpened([rows, parties, requests, supervisions, steps]: Readonly<OpenedRows>) {
  const [own] = rows
  if (!own) return null
  const main = rows.at(-1)!
  return { own, main, facts: toFacts(main, parties, requests, supervisions), steps }
}

/** "Not solved" within the follow-up period, or an application withdrawn; `answer` builds what the resident gets back. */
export const actByReporter = <R>(
  action: 'reopen' | 'withdraw',
  opened: Opened,
  answer: Answer<R>,
): ActionSpec<Opened & { reason?: string }, ReturnType<typeof openedQueries>, R> => ({
  name: `incident.${action}`,
  facts: () => openedQueries(opened, true),
  decide(rows, { reason, proof }, context) {
    const found = readOpened(rows)
    if (!found) throw problem('not_found')
    const { main, facts } = found
    const procedure = procedures.of(context.house).get(`${main.procedureKey}@${main.procedureVersion}`)!
    const surroundings = around(context.house, context.now, main.editionId)
    const said = { version: main.version, ...(reason !== undefined && { reason }) }
    const outcome = take(procedure, facts, actorOf(context.who), action, said, surroundings)
    if (!outcome.ok) throw problem(outcome.refusal.code, outcome.refusal.facts)
    const ops = opsOf({ verdict: outcome.verdict, row: main, occurredAt: context.now, evidence: [] }, context)
    return { writes: [toPublicCall(ops, main.id, proof)], target: main.id, answer }
  },
  replay: () => answer,
})

/** When open reports of the same facility near a point were made, and how far off; never which, nor by whom. */
export const listNear = (
  near: { matter: string; lng: number; lat: number },
  since: number,
  metres: number,
): Query<{ receivedAt: number; metres: number }> =>
  sql<{ receivedAt: number; metres: number }>`select received_at, metres
    from public_near(${near.matter}, ${toCentimetre(near.lng)}::float8, ${toCentimetre(near.lat)}::float8, ${at(since)}::timestamptz, ${metres}::float8)`
