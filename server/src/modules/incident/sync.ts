// Reports and acts that were done offline. They are the actions of everybody, with two things of their own: what was done counts at its
// own time, as far as that can be believed (contract sync/occurred.ts), and an old version is no conflict if only one's own acts came
// since, which the history has to prove (contract incident/own-since.ts).

import { type PersonAction, personActions } from '@linli/contract/incident/fields.ts'
import { isOwnSince, type Trace } from '@linli/contract/incident/own-since.ts'
import { ReportIncident } from '@linli/contract/incident/schemas.ts'
import { offlineInputs } from '@linli/contract/sync/inputs.ts'
import { whenOccurred } from '@linli/contract/sync/occurred.ts'
import type { ActionSpec } from '#platform/action.ts'
import { makeAjv } from '#platform/ajv.ts'
import { batched, type Gathered } from '#platform/batch.ts'
import { describeSchemaError } from '#platform/http.ts'
import { problem } from '#platform/problem.ts'
import { prepared, type Query, sql, textArray } from '#platform/sql.ts'
import type { OfflineItem, SyncAction, SyncActions } from '#platform/sync.ts'
import { type ActFacts, factsOf, type Take, takeAction } from './act.ts'
import { actsFacts, reportsFacts } from './gather.ts'
import { type NewReport, type ReportFacts, reportAction } from './report.ts'
import { incidentView } from './view.ts'

const ajv = makeAjv({})

function checking(schema: object): SyncAction['faultsOf'] {
  let check: ReturnType<typeof ajv.compile> | undefined
  return (input) => {
    check ??= ajv.compile(schema)
    return check(input) ? null : check.errors!.map((e) => describeSchemaError(e, 'body'))
  }
}

type Offline<I> = I & Pick<OfflineItem, 'said' | 'sentAt'>

const reportOnline = reportAction(incidentView)

const reportOffline: ActionSpec<Offline<NewReport>, ReportFacts, unknown> = {
  ...reportOnline,
  decide: (rows, { said, sentAt, ...input }, context) =>
    reportOnline.decide(
      rows,
      { ...input, offline: whenOccurred({ said, sentAt, now: context.now, notBefore: null }) },
      context,
    ),
}

type OfflineFacts = [...ActFacts, Query<Trace & { incidentId: string }>]

/** The acts since the versions that were seen, newest first, where those are old. */
const actsSince = (takes: readonly Take[]): Query<Trace & { incidentId: string }> => {
  const seen = takes.map(({ incidentId, input }) => ({ id: incidentId, version: input.version }))
  // The ids stand in it twice for the planner's sake: see merge.ts.
  return prepared(sql<Trace & { incidentId: string }>`
    select a.incident_id, a.seq, a.action, a.by_actor, a.account_id, (a.data ->> 'to') is not null as is_moved
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) seen (id uuid, version int)
      join incident i on i.id = seen.id and i.version > seen.version
      join incident_action a on a.incident_id = i.id and a.seq > i.seq - 100
    where i.id = any (${textArray(seen.map(({ id }) => id))}::uuid[])
    order by a.incident_id, a.seq desc`)
}

type OfflineTake = Offline<Take> & { isBased: boolean }

const takeOffline: ActionSpec<OfflineTake, OfflineFacts, unknown> = {
  ...takeAction,
  facts: (take) => [...factsOf(take), actsSince([take])],
  decide(rows, { said, sentAt, isBased, ...take }, context) {
    const history = rows[9]
    const row = rows[0][0]
    const seen = take.input.version
    const isSeen = row?.version === seen
    // Seen as it is now, it was already so when it was seen: nobody has acted on it before that.
    const notBefore = row && isBased && isSeen ? row.stateSince : null
    const { at, note } = whenOccurred({ said, sentAt, now: context.now, notBefore })
    const accountId = context.who.accountId
    const isOwn = row && accountId && isOwnSince(history, { seq: row.seq, version: row.version, base: seen, accountId })
    const version = isOwn ? row.version : seen
    const [i, p, q, s, o, f, e, n, l] = rows
    return takeAction.decide(
      [i, p, q, s, o, f, e, n, l],
      { ...take, input: { ...take.input, version }, occurredAt: at, clock: note },
      context,
    )
  },
}

function takesFacts(takes: readonly OfflineTake[]): Gathered<OfflineFacts> {
  const acts = actsFacts(takes)
  const last = acts.queries.length
  return {
    queries: [...acts.queries, actsSince(takes)],
    of: (rows, nth) => [
      ...acts.of(rows, nth),
      (rows[last] as (Trace & { incidentId: string })[]).filter((t) => t.incidentId === takes[nth]!.incidentId),
    ],
  }
}

const reports = batched(reportOffline, reportsFacts)
const takes = batched(takeOffline, takesFacts)

const touching = (...ids: string[]) => ids.map((id) => `incident ${id}`)

const syncReport: SyncAction = {
  faultsOf: checking(ReportIncident),
  view: incidentView,
  work({ target, input, said, sentAt }) {
    const content: NewReport = { id: target, report: input as ReportIncident, secretDigest: null }
    return {
      batched: reports,
      input: { ...content, said, sentAt },
      // As PUT /api/incidents/{id} keeps it: sent there or here, it is the same report.
      content,
      touches: touching(target),
      isAlone: false,
    }
  },
}

const syncAct = (action: PersonAction): SyncAction => ({
  faultsOf: checking(offlineInputs[action]),
  view: incidentView,
  work({ target, base, input, said, sentAt }) {
    const { version: repeated = base, ...fields } = input as { version?: number }
    if (base !== null && repeated !== base)
      throw problem('request.invalid', { errors: [{ path: '/input/version', message: 'is another one than base' }] })
    // What was reported offline had its first version when it was acted upon.
    const content: Take = { incidentId: target, action, input: { ...fields, version: repeated ?? 1 } }
    return {
      batched: takes,
      input: { ...content, said, sentAt, isBased: repeated !== null },
      content,
      touches: touching(target),
      // Both change another incident, which unmerging finds only in the database.
      isAlone: action === 'merge' || action === 'unmerge',
    }
  },
})

export const incidentSync: SyncActions = new Map([
  ['incident.report', syncReport],
  ...personActions.map((action) => [`incident.${action}`, syncAct(action)] as const),
])
