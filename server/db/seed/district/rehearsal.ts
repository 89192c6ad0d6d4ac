import type { Calendar } from '@linli/contract/deadline/calendar.ts'
import { minuteMs } from '@linli/contract/deadline/calendar.ts'
import type { Unit } from '@linli/contract/incident/columns.ts'
import { applyVerdict } from '@linli/contract/incident/draft.ts'
import type { Actor, IncidentFacts, Staff, Surroundings } from '@linli/contract/incident/facts.ts'
import type { ActionInput } from '@linli/contract/incident/fields.ts'
import { take } from '@linli/contract/incident/procedure.ts'
import { shippedProcedure } from '@linli/contract/incident/procedures/shipped.ts'
import { reportIncident } from '@linli/contract/incident/start.ts'
import { dueStep, takeSystem } from '@linli/contract/incident/sweep.ts'
import type { Verdict } from '@linli/contract/incident/verdict.ts'
import type { Action, State } from '@linli/contract/incident/words.ts'
import type { Catalogue } from '@linli/contract/matter/catalogue-file.ts'
import { shippedCatalogues } from '#seed/shipped-catalogues.ts'
import type { District, Hand, ScriptedIncident } from './types.ts'

/**
 * For the tests: plays the script against the interpreter alone, with the real calendar, catalogue and procedures and the
 * sweep in between. What is refused here would be refused by the server.
 */
export type Played = {
  script: ScriptedIncident
  facts: IncidentFacts
  history: { action: Action; at: number; to: State }[]
  refused: string[]
  linked: number
}

/** Both shipped catalogues as one: their codes are apart. */
export function shippedCatalogue(): Catalogue {
  const all = shippedCatalogues()
  return {
    edition: all[0]!.edition,
    matters: all.flatMap(({ matters }) => matters),
    duties: all.flatMap(({ duties }) => duties),
  }
}

export const matterByName = (catalogue: Catalogue) => (name: string) => {
  const matter = catalogue.matters.find((candidate) => candidate.name === name && candidate.procedure !== null)
  if (!matter) throw new Error(`the catalogue has no matter ${name}`)
  return matter
}

type House = { district: District; catalogue: Catalogue; calendar: Calendar }

function surroundings(house: House, now: number, facts: (id: string) => IncidentFacts | null): Surroundings {
  const { district, catalogue, calendar } = house
  const find = (fits: (unit: Unit) => boolean): Unit | null => district.units.find(fits) ?? null
  return {
    now,
    calendar,
    followUpPeriod: { amount: 5, unit: 'workDay' },
    unit: (id) => find((unit) => unit.id === id),
    centreOf: (code) => find((unit) => unit.kind === 'centre' && unit.areaCode === code),
    teamOf: (code) => find((unit) => unit.kind === 'team' && unit.areaCode === code),
    isStaffed: () => true,
    hasLeader: (code) => district.posts.some((post) => post.role === 'leader' && post.areaCode === code),
    matter: (code) => {
      const matter = catalogue.matters.find((candidate) => candidate.code === code)
      return matter?.procedure ? matter : null
    },
    duty: (code) => {
      const duty = catalogue.duties.find((candidate) => candidate.code === code)
      return duty ? { kind: duty.kind, basis: duty.basis } : null
    },
    incident: (id) => facts(id),
    procedure: shippedProcedure,
  }
}

function staffOf({ district }: House, username: string): Staff {
  const account = district.accounts.find((candidate) => candidate.username === username)
  if (!account) throw new Error(`nobody is called ${username}`)
  const posts = district.posts.filter(({ accountId }) => accountId === account.id)
  return {
    kind: 'staff',
    accountId: account.id,
    name: account.name,
    posts: posts.map(({ id, role, areaCode, unitId }) => ({ id, role, areaCode, unitId, onBehalfOf: null })),
  }
}

function areaOf({ district }: House, { areaCode, location }: ScriptedIncident): string {
  if ('building' in location) return district.buildings.find(({ id }) => id === location.building)?.areaCode ?? ''
  return areaCode ?? '990101001'
}

export function rehearse(house: House, scripts: readonly ScriptedIncident[], now: number): Played[] {
  const played = new Map<string, Played>()
  const around = (at: number) => surroundings(house, at, (id) => played.get(id)?.facts ?? null)
  const write = (one: Played, verdict: Verdict, at: number) => {
    one.facts = applyVerdict(one.facts, verdict, at)
    one.history.push(...verdict.history.map(({ action, to }) => ({ action, at, to })))
    one.linked += verdict.related.filter((related) => related.do === 'openLinked').length
  }
  const sweep = (one: Played, until: number) => {
    for (let due = dueStep(one.facts); due && due.at <= until; due = dueStep(one.facts)) {
      const procedure = shippedProcedure(one.facts.procedureKey)
      if (!procedure) throw new Error(`no procedure ${one.facts.procedureKey}`)
      const outcome = takeSystem(procedure, one.facts, due, around(due.at))
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
      write(one, outcome.verdict, due.at)
    }
  }
  const report = (script: ScriptedIncident, at: number) => {
    const actor: Actor = script.by === null ? { kind: 'resident' } : staffOf(house, script.by)
    const { matter, source, urgency, condition, handled } = script
    const begun = reportIncident(
      {
        id: script.id,
        areaCode: areaOf(house, script),
        matterCode: matter,
        source,
        urgency: urgency ?? 'normal',
        isHandled: handled !== null,
        ...(condition && handled && { conditionId: condition }),
        data: {},
      },
      actor,
      around(at),
    )
    if (!begun.ok) throw new Error(`${script.story}: ${JSON.stringify(begun.refusal)}`)
    const lists = {
      parties: [],
      requests: [],
      supervisions: [],
      reporterAccounts: actor.kind === 'staff' ? [actor.accountId] : [],
    }
    const one: Played = {
      script,
      facts: { id: script.id, ...begun.verdict.set, ...lists },
      history: [],
      refused: [],
      linked: 0,
    }
    played.set(script.id, one)
    write(one, begun.verdict, at)
  }
  const act = (script: ScriptedIncident, hand: Hand, at: number) => {
    const one = played.get(script.id)
    if (!one) throw new Error('acts before it is reported')
    for (const other of played.values()) sweep(other, at)
    const procedure = shippedProcedure(one.facts.procedureKey)
    if (!procedure) throw new Error(`no procedure ${one.facts.procedureKey}`)
    const input = { version: one.facts.version, ...resolved(one.facts, hand) } as ActionInput
    const actor: Actor = hand.by === 'reporter' ? { kind: 'resident' } : staffOf(house, hand.by)
    const outcome = take(procedure, one.facts, actor, hand.action, input, around(at))
    if (outcome.ok) write(one, outcome.verdict, at)
    else
      one.refused.push(
        `${script.story} in ${one.facts.state}: ${hand.by} ${hand.action}: ${JSON.stringify(outcome.refusal)}`,
      )
  }
  for (const { at, script, hand } of inOrder(scripts, now)) {
    if (hand) act(script, hand, at)
    else report(script, at)
  }
  for (const one of played.values()) sweep(one, now)
  return [...played.values()]
}

/** All reports and hands of all incidents in order of time; of two at one minute the earlier incident first. */
export function inOrder(scripts: readonly ScriptedIncident[], now: number) {
  const events = scripts.flatMap((script) => {
    const start = now - script.ago * minuteMs
    const hands = script.path.map((hand) => ({ at: start + hand.after * minuteMs, script, hand }))
    return [{ at: start, script, hand: null }, ...hands]
  })
  return events.sort((a, b) => a.at - b.at)
}

/** The newest request or supervision is the one that waits. */
function resolved(facts: IncidentFacts, { fields }: Hand): Record<string, unknown> {
  const pending = { request: facts.requests, supervision: facts.supervisions.filter((open) => !open.isAutomatic) }
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const list = name === 'request' || name === 'supervision' ? pending[name] : []
      return [name, value === 'pending' ? list.at(-1)?.seq : value]
    }),
  )
}
