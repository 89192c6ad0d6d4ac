// Opening a mediation and every act in it: lock the row, ask the contract, write head, history, files, audit, messages and changes
// together. The audit says that something was done and by what digest, never what: its readers are no mediators.

import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import { roleMay } from '@linli/contract/identity/roles.ts'
import { isFinal } from '@linli/contract/incident/words.ts'
import { type Asked, takeMediation, twice } from '@linli/contract/mediation/mediation.ts'
import type { MediationView, OpenMediation } from '@linli/contract/mediation/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec, Context } from '#platform/action.ts'
import { append, type ChainHead, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, insertRows, type Query, sql, updateRow } from '#platform/sql.ts'
import { type IncidentRow, lockIncident } from '../incident/public.ts'
import { calendars, DEFAULT_CALENDAR, editions } from '../matter/public.ts'
import { tellAccounts } from '../notify/public.ts'
import { linkOf } from './chain.ts'
import {
  type ActionRow,
  type Candidate,
  findOfIncident,
  listActions,
  listCandidates,
  listUnusable,
  lockMediation,
  type MediationRow,
} from './columns.ts'
import { disputantsOf, seal } from './content.ts'
import { mediationView, standingOf } from './view.ts'

type Head = ReturnType<typeof chainHead>

interface Entry {
  mediationId: string
  seq: number
  action: ActionRow['action']
  toState: ActionRow['toState']
  input: object
}

/** The history entry, and the digest that it leaves as the head of the case. */
function entryOf({ input, ...entry }: Entry, before: Uint8Array | null, { house, who, now }: Context) {
  const row = { ...entry, accountId: who.accountId!, at: now, content: seal(house, input) }
  const digest = linkOf(house.keys, before, row)
  const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
  return {
    headDigest: hex(digest),
    insert: insertRow('mediation_action', {
      ...row,
      at: at(now),
      content: hex(row.content),
      digest: hex(digest),
    }),
  }
}

const logged = (
  id: string,
  facts: object,
  head: ChainHead | undefined,
  verb: AuditVerb,
  { house, who, wall }: Context,
) =>
  append(house.keys, 'audit', head, {
    id: uuidv7(),
    accountId: who.accountId,
    verb,
    subject: id,
    facts: { ...facts },
    at: wall,
  })

const about = ({ incidentId, areaCode }: { incidentId: string; areaCode: string | null }) =>
  areaCode === null ? null : { incidentId, areaCode }

/** Whoever is newly named is told, but for whoever names themselves. */
function appointed(ids: readonly string[], where: ReturnType<typeof about>, { who, now }: Context): Query[] {
  const others = ids.filter((id) => id !== who.accountId)
  return others.length > 0 ? [tellAccounts(others, 'mediationAppointed', now, where)] : []
}

/** Units in whose name this person may begin: their own among those that have the incident in hand. */
export function openingUnits(incident: IncidentRow, { who }: Context): string[] {
  const inHand = [incident.holderUnit, incident.deskUnit, ...incident.openUnits]
  const mine = who.posts.filter(
    ({ role, unitId }) => unitId !== null && roleMay(role, 'mediation.act') && inHand.includes(unitId),
  )
  return [...new Set(mine.map(({ unitId }) => unitId!))]
}

export const isMediable = ({ editionId, matterCode }: IncidentRow, { house }: Pick<Context, 'house'>): boolean =>
  editions.of(house).get(editionId)?.matters.get(matterCode)?.mediable ?? false

/** Closed ones are over too, although they can still be reopened. */
export const isOver = ({ state }: IncidentRow): boolean => isFinal(state) || state === 'closed'

type OpenFacts = [Query<IncidentRow>, Query<MediationRow>, Query<Candidate>, Head]

/** POST /api/incidents/{id}/mediation. */
export const openMediation: ActionSpec<OpenMediation & { incidentId: string }, OpenFacts, MediationView> = {
  name: 'mediation.open',
  facts: ({ incidentId, unit }, { now }) => [
    lockIncident(incidentId),
    findOfIncident(incidentId),
    listCandidates(sql`${unit}::uuid`, now),
    chainHead('audit'),
  ],
  decide([[incident], [last], candidates, [head]], { incidentId, id, unit, ...input }, context) {
    if (!incident) throw problem('not_found')
    permit(context.who, 'mediation.act')
    if (!openingUnits(incident, context).includes(unit)) throw problem('mediation.not_yours')
    if (!isMediable(incident, context)) throw problem('mediation.no_dispute', { matter: incident.matterCode })
    if (isOver(incident)) throw problem('mediation.incident_over', { state: incident.state })
    if (last?.round === incident.round) throw problem('mediation.once')
    const strange = input.mediators.filter((account) => !candidates.some((one) => one.id === account))
    if (strange.length > 0) throw problem('mediation.unknown_mediator', { mediators: strange })
    const [wrong] = twice(input.disputants.map((one) => one.id))
    if (wrong) throw problem(wrong.code, wrong.facts)
    const entry = entryOf({ mediationId: id, seq: 1, action: 'open', toState: 'open', input }, null, context)
    const { now } = context
    const row = {
      ...{ id, version: 1, seq: 1, incidentId, round: incident.round, unitId: unit, state: 'open' },
      ...{
        mediators: input.mediators,
        openedAt: at(now),
        sessions: 0,
        formerMediators: [],
        stepsDone: [],
        headDigest: entry.headDigest,
      },
    }
    const facts = { incident: incidentId, area: incident.areaCode, unit, seq: 1, digest: entry.headDigest.slice(2) }
    return {
      writes: [
        insertRow('mediation', row),
        entry.insert,
        ...logged(id, facts, head, 'mediation.open', context),
        ...appointed(input.mediators, about({ incidentId, areaCode: incident.areaCode }), context),
        change({ kind: 'mediation', id, version: 1, areaCode: incident.areaCode, at: now }),
      ],
      target: id,
      answer: mediationView(id),
    }
  },
  replay: mediationView,
}

type Act = { mediationId: string; version: number; asked: Asked }
type ActFacts = [
  Query<MediationRow>,
  Query<{ id: string }>,
  Query<ActionRow>,
  Query<Candidate>,
  Query<{ id: string }>,
  Head,
]

const filesOf = ({ input }: Asked): readonly string[] => ('files' in input ? (input.files ?? []) : [])

/** POST /api/mediations/{id}/…: one act. */
export const actInMediation: ActionSpec<Act, ActFacts, MediationView> = {
  name: 'mediation.act',
  facts: ({ mediationId, asked }, { now }) => [
    lockMediation(mediationId),
    // Whoever may not change it sees it all the same.
    sql<{ id: string }>`select id from mediation where id = ${mediationId}::uuid`,
    listActions(mediationId),
    asked.act === 'mediators'
      ? listCandidates(sql`(select unit_id from mediation where id = ${mediationId}::uuid)`, now)
      : sql<Candidate>`select null::uuid as id, '' as name, '' as role where false`,
    listUnusable(filesOf(asked)),
    chainHead('audit'),
  ],
  decide([[row], [seen], history, candidates, unusable, [head]], { version, asked }, context) {
    const { house, now } = context
    if (!seen) throw problem('not_found')
    permit(context.who, 'mediation.act')
    if (!row) throw problem('mediation.not_yours')
    const outcome = takeMediation(row, standingOf(row, context), asked, version, {
      now,
      calendar: calendars.of(house).get(DEFAULT_CALENDAR)!,
      disputants: disputantsOf(house, history),
      candidates: candidates.map(({ id }) => id),
    })
    if (!outcome.ok) throw problem(outcome.refusal.code, outcome.refusal.facts)
    if (unusable.length > 0) throw problem('mediation.file_unusable', { files: unusable.map(({ id }) => id) })
    const { set } = outcome
    const [seq, toState] = [set.seq!, set.state ?? row.state]
    const entry = entryOf(
      { mediationId: row.id, seq, action: asked.act, toState, input: asked.input },
      row.headDigest,
      context,
    )
    const facts = { incident: row.incidentId, unit: row.unitId, seq, digest: entry.headDigest.slice(2) }
    const named = set.mediators?.filter((id) => !row.mediators.includes(id)) ?? []
    const files = filesOf(asked).map((fileId) => ({
      ...{ fileId, mediationId: row.id, seq, accountId: context.who.accountId },
    }))
    return {
      writes: [
        entry.insert,
        ...(files.length > 0 ? [insertRows('mediation_file', files)] : []),
        ...logged(row.id, facts, head, `mediation.${asked.act}`, context),
        ...appointed(named, about(row), context),
        change({ kind: 'mediation', id: row.id, version: set.version!, areaCode: row.areaCode, at: now }),
        // Last: whoever steps aside with this act still wrote its entry.
        updateRow('mediation', row.id, { ...instants(set), headDigest: entry.headDigest }),
      ],
      target: row.id,
      answer: mediationView(row.id),
    }
  },
  replay: mediationView,
}

/** Every column of an instant is named …At. */
const instants = (set: object): object =>
  Object.fromEntries(Object.entries(set).map(([k, v]) => [k, k.endsWith('At') && typeof v === 'number' ? at(v) : v]))
