// Proves of a procedure, before it is loaded, what the loop relies on: every state can be reached; each state that is not an
// end has a way out, a holder and a deadline; no action needs a field that nobody can have filled in; no loop lacks a person's
// decision. Each fault names its place in the document.
import { lintBurden } from '../matter/burden.ts'
import { flowFaults } from './checker-facts.ts'
import { ruleFaults } from './checker-rules.ts'
import type { Procedure } from './document.ts'
import { type Fault, fault } from './fault.ts'
import { parseProcedure } from './parse.ts'
import { reachable, statesOf, type Way, waysOf } from './ways.ts'
import { isFinal, type State } from './words.ts'

/** `known` are the procedures that this one may hand over to. */
export function checkProcedure(procedure: Procedure, known: readonly Procedure[]): Fault[] {
  const ways = waysOf(procedure).filter((way) => procedure.states[way.to] !== undefined)
  const starts = procedure.start.rules.map((rule) => rule.to).filter((state) => procedure.states[state] !== undefined)
  return [
    ...ruleFaults(procedure, known),
    ...reachFaults(procedure, starts, ways),
    ...stateFaults(procedure),
    ...wayOutFaults(procedure, ways),
    ...loopFaults(ways),
    ...flowFaults(procedure, ways),
    ...burdenFaults(procedure),
  ]
}

export interface Loaded {
  readonly procedures: readonly Procedure[]
  /** Per document, in order; empty where it is sound. */
  readonly faults: readonly (readonly Fault[])[]
}

/** Reads and proves several documents that may refer to each other; a place's own ones may also refer to those that ship. */
export function loadProcedures(documents: readonly unknown[], shipped: readonly Procedure[] = []): Loaded {
  const parsed = documents.map(parseProcedure)
  const readable = parsed.flatMap((one) => (one.ok ? [one.procedure] : []))
  const known = [...readable, ...shipped]
  const faults = parsed.map((one) => (one.ok ? checkProcedure(one.procedure, known) : one.faults))
  return { procedures: parsed.flatMap((one, i) => (one.ok && faults[i]?.length === 0 ? [one.procedure] : [])), faults }
}

function reachFaults(procedure: Procedure, starts: readonly State[], ways: readonly Way[]): Fault[] {
  // An unmerge only leads back to where somebody has been before.
  const found = reachable(
    starts,
    ways.filter((way) => way.rule?.to !== 'restored'),
  )
  return statesOf(procedure)
    .filter((state) => !found.has(state))
    .map((state) =>
      fault('procedure.unreachable', `/states/${state}`, `没有任何途径到达状态“${state}”`, `nothing leads to ${state}`),
    )
}

function stateFaults(procedure: Procedure): Fault[] {
  return statesOf(procedure).flatMap((state) => {
    const rule = procedure.states[state]
    if (!rule) return []
    const path = `/states/${state}`
    const found: Fault[] = []
    if (isFinal(state)) {
      if (rule.holder !== 'nobody')
        found.push(fault('procedure.held_end', `${path}/holder`, '终结状态不应有责任方', 'nobody holds what has ended'))
      if (rule.deadline)
        found.push(
          fault('procedure.timed_end', `${path}/deadline`, '终结状态不应有时限', 'what has ended has no deadline'),
        )
      return found
    }
    if (rule.holder === 'nobody')
      found.push(fault('procedure.no_holder', `${path}/holder`, `状态“${state}”没有责任方`, `${state} has no holder`))
    if (!rule.deadline)
      found.push(
        fault('procedure.no_deadline', `${path}/deadline`, `状态“${state}”没有时限`, `${state} has no deadline`),
      )
    else if (rule.deadline.atEnd === 'late' && rule.deadline.remind >= rule.deadline.warn)
      found.push(
        fault(
          'procedure.remind_after_warn',
          `${path}/deadline/remind`,
          '提醒须早于警示',
          'the reminder must come before the warning',
        ),
      )
    if (rule.deadline?.atEnd === 'archive' && rule.deadline.from !== 'followUp')
      found.push(
        fault(
          'procedure.archive_without_follow_up',
          `${path}/deadline/from`,
          '自动归档须以回访期为限',
          'only the end of the follow-up period archives',
        ),
      )
    return found
  })
}

/** An escalation is no way out: it hands the same state of things to somebody higher, who must be able to do something. */
function wayOutFaults(procedure: Procedure, ways: readonly Way[]): Fault[] {
  const open = statesOf(procedure).filter((state) => !isFinal(state))
  const acting = ways.filter((way) => way.by !== 'escalation')
  // Merged is no end of its own: what it was merged into goes on, and it can come back.
  const isEnd = (state: State) => isFinal(state) && !acting.some((way) => way.from === state)
  return open.flatMap((state) => {
    const path = `/states/${state}`
    if (!acting.some((way) => way.from === state && way.to !== state) && !leavesProcedure(procedure, state))
      return [fault('procedure.dead_end', path, `状态“${state}”没有出路`, `no action leads out of ${state}`)]
    const ends = [...reachable([state], acting)].some(isEnd) || leavesProcedure(procedure, state)
    return ends
      ? []
      : [
          fault(
            'procedure.never_ends',
            path,
            `从状态“${state}”永远到不了终结状态`,
            `no end can be reached from ${state}`,
          ),
        ]
  })
}

const leavesProcedure = (procedure: Procedure, state: State): boolean =>
  procedure.actions.some(
    (rule) =>
      rule.from.includes(state) &&
      rule.to !== undefined &&
      rule.to !== 'restored' &&
      procedure.states[rule.to] === undefined,
  )

/** Escalations are bounded by the number of centres; whatever else the system does by itself must not come round again. */
function loopFaults(ways: readonly Way[]): Fault[] {
  const automatic = ways.filter((way) => way.by === 'system')
  return automatic
    .filter((way) => reachable([way.to], automatic).has(way.from))
    .map((way) =>
      fault(
        'procedure.loop_without_person',
        way.path,
        `“${way.from}”与“${way.to}”之间可不经人决定而循环`,
        `${way.from} and ${way.to} can go round without anybody deciding`,
      ),
    )
}

/** Evidence is demanded by a filing or closing condition, never by a procedure; neither is a place where somebody must be. */
function burdenFaults(procedure: Procedure): Fault[] {
  return procedure.actions.flatMap((rule, index) => {
    const requires = rule.demands?.includes('evidence') ? (['photo'] as const) : []
    const isCheckIn = rule.demands?.includes('location') === true && rule.action === 'arrive'
    const refusals = lintBurden(
      [
        { kind: 'procedure', key: procedure.key, actions: [{ action: rule.action, requires, when: 'always' }] },
        { kind: 'checkIn', key: procedure.key, forced: isCheckIn, purpose: 'ordinary' },
      ],
      '1970-01-01',
    )
    return refusals.map(({ rule: name, message }) =>
      fault(`burden.${name}`, `/actions/${index}/demands`, message.zh, message.en),
    )
  })
}
