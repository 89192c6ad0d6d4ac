// Row by row: words that fit together, fields that the action can bring, targets that exist, choices that are complete.
import { type Calendar, createCalendar, hourMs, indexOf } from '../deadline/calendar.ts'
import type { Limit } from './columns.ts'
import type { ActionRule, Procedure } from './document.ts'
import { effectRules } from './effects.ts'
import { type Fault, fault } from './fault.ts'
import { type Field, optionalOf, type PersonAction, requiredOf } from './fields.ts'
import { guardRules } from './guards.ts'
import type { Effect, Guard, When, WhenWord } from './vocabulary.ts'
import { baseOf, conditions } from './whens.ts'
import { isFinal, type State } from './words.ts'

export function ruleFaults(procedure: Procedure, known: readonly Procedure[]): Fault[] {
  const rows = procedure.actions.flatMap((rule, index) => [
    ...targetFaults(procedure, known, rule, `/actions/${index}`),
    ...fieldFaults(rule, `/actions/${index}`),
    ...systemFaults(rule, `/actions/${index}`),
  ])
  return [
    ...rows,
    ...startFaults(procedure, known),
    ...choiceFaults(procedure),
    ...providedFaults(procedure),
    ...declineFaults(procedure),
  ]
}

const canBring = (action: PersonAction, field: Field): boolean =>
  field === 'note' || requiredOf(action).includes(field) || optionalOf(action).includes(field)

/** Whatever a row looks at must be something that its action can bring. */
function fieldFaults(rule: ActionRule, path: string): Fault[] {
  const asks: [string, readonly Field[]][] = [
    ...(rule.demands ?? []).map((field): [string, Field[]] => [`${path}/demands`, [field]]),
    ...(rule.when ?? []).map((when): [string, readonly Field[]] => [
      `${path}/when`,
      conditions[baseOf(when)].reads ?? [],
    ]),
    ...(rule.guards ?? []).map((guard): [string, readonly Field[]] => [`${path}/guards`, guardRules[guard].reads]),
    ...(rule.effects ?? []).map((effect): [string, readonly Field[]] => [
      `${path}/effects`,
      effectRules[effect].reads ?? [],
    ]),
  ]
  return asks.flatMap(([place, needs]) =>
    needs
      .filter((field) => !canBring(rule.action, field))
      .map((field) =>
        fault(
          'procedure.field_nobody_fills',
          place,
          `动作“${rule.action}”没有字段“${field}”，无人能填写`,
          `${rule.action} has no field ${field}: nobody can fill it in`,
        ),
      ),
  )
}

function targetFaults(procedure: Procedure, known: readonly Procedure[], rule: ActionRule, path: string): Fault[] {
  const found = rule.from
    .filter((state) => !procedure.states[state])
    .map((state) => unknownState(`${path}/from`, state))
  const to = rule.to
  if (to === 'restored') {
    const isMerge = rule.effects?.includes('restoreMerged') === true
    return isMerge
      ? found
      : [
          ...found,
          fault('procedure.nothing_to_restore', `${path}/to`, '没有可恢复的状态', 'there is nothing to restore'),
        ]
  }
  if (to !== undefined && !procedure.states[to] && !next(procedure, known)?.states[to])
    found.push(unknownState(`${path}/to`, to))
  const ended = rule.from.filter((state) => isFinal(state) && rule.effects?.includes('restoreMerged') !== true)
  return [
    ...found,
    ...ended.map((state) =>
      fault('procedure.acts_after_end', `${path}/from`, `“${state}”已终结，不能再办理`, `${state} is an end`),
    ),
  ]
}

const next = (procedure: Procedure, known: readonly Procedure[]): Procedure | undefined =>
  known.find((other) => other.key === procedure.continuesAs && other.key !== procedure.key)

const unknownState = (path: string, state: State): Fault =>
  fault('procedure.unknown_state', path, `流程中没有状态“${state}”`, `the procedure has no state ${state}`)

/** The closed list of what the system does by itself knows one action that a document can give it. */
function systemFaults(rule: ActionRule, path: string): Fault[] {
  if (!rule.who.includes('system') || rule.action === 'archive') return []
  return [
    fault(
      'procedure.not_for_the_system',
      `${path}/who`,
      `“${rule.action}”须由人决定`,
      `${rule.action} is for people to decide`,
    ),
  ]
}

/** What a beginning may hang on. */
const knownAtStart: readonly WhenWord[] = ['handledOnTheSpot', 'repair']

function startFaults(procedure: Procedure, known: readonly Procedure[]): Fault[] {
  const { rules, otherwise } = procedure.start
  const found = rules.flatMap((rule, index) => {
    const path = `/start/rules/${index}`
    const isKnown = procedure.states[rule.to] !== undefined
    const asks = (rule.when ?? []).filter((when) => !knownAtStart.includes(baseOf(when)))
    return [
      ...(isKnown ? [] : [unknownState(`${path}/to`, rule.to)]),
      ...asks.map((when) =>
        fault(
          'procedure.field_nobody_fills',
          `${path}/when`,
          `上报时尚不知道“${when}”`,
          `${when} is not known when it is reported`,
        ),
      ),
    ]
  })
  const takes = (isRepair: boolean) =>
    rules.some(
      ({ when = [] }) => !when.includes('handledOnTheSpot') && !when.includes(isRepair ? 'not:repair' : 'repair'),
    )
  const successor = known.find((other) => other.key === otherwise && other.key !== procedure.key)
  if (!(takes(false) && takes(true)) && !successor)
    found.push(
      fault(
        'procedure.no_beginning',
        '/start/otherwise',
        '未在现场办结的上报无处可去',
        'a report without a result has nowhere to go',
      ),
    )
  return found
}

/** Among the rows of one action in one state, some row must fit whatever is sent and however things stand. */
function choiceFaults(procedure: Procedure): Fault[] {
  const seen = new Map<string, { rules: ActionRule[]; path: string }>()
  procedure.actions.forEach((rule, index) => {
    for (const state of rule.from) {
      const key = `${rule.action} ${state}`
      const group = seen.get(key) ?? { rules: [], path: `/actions/${index}` }
      group.rules.push(rule)
      seen.set(key, { ...group, path: `/actions/${index}` })
    }
  })
  return [...seen].flatMap(([key, { rules, path }]) => {
    const hole = unansweredCase(rules.map((rule) => rule.when ?? []))
    if (!hole) return []
    return [
      fault(
        'procedure.choice_incomplete',
        `${path}/when`,
        `“${key}”未考虑情形：${hole}`,
        `${key}: no row fits the case ${hole}`,
      ),
    ]
  })
}

/** A combination of conditions that no row answers, spelled out; null if there is none. */
function unansweredCase(rows: readonly (readonly When[])[]): string | null {
  const words = [...new Set(rows.flat().map(baseOf))]
  for (let bits = 0; bits < 2 ** words.length; bits++) {
    const isTrue = (when: When) => ((bits >> words.indexOf(baseOf(when))) & 1) === (when.startsWith('not:') ? 0 : 1)
    if (!rows.some((row) => row.every(isTrue)))
      return words.map((word, i) => ((bits >> i) & 1 ? word : `not:${word}`)).join(', ')
  }
  return null
}

const providers: {
  readonly of: (rule: ActionRule) => boolean
  readonly by: readonly Effect[]
  readonly what: string
}[] = [
  { of: hasGuard('requestOpen'), by: ['askExtension', 'askSuspension'], what: 'request' },
  { of: (rule) => rule.who.some((who) => who === 'called' || who === 'calledUnit'), by: ['callUnits'], what: 'units' },
  { of: hasGuard('arrived'), by: ['recordArrival'], what: 'arrival' },
  { of: (rule) => rule.who.includes('checker'), by: ['askCheck'], what: 'checker' },
  { of: (rule) => rule.effects?.includes('restoreMerged') === true, by: ['mergeAway'], what: 'into' },
]

function hasGuard(guard: Guard) {
  return (rule: ActionRule): boolean => rule.guards?.includes(guard) === true
}

/** What a row takes up (a request, a call to the scene) some other row must be able to bring about. */
function providedFaults(procedure: Procedure): Fault[] {
  const given = new Set(procedure.actions.flatMap((rule) => rule.effects ?? []))
  return procedure.actions.flatMap((rule, index) =>
    providers
      .filter((provider) => provider.of(rule) && !provider.by.some((effect) => given.has(effect)))
      .map(({ what }) =>
        fault(
          'procedure.field_nobody_fills',
          `/actions/${index}`,
          `“${rule.action}”依赖“${what}”，但没有动作能产生它`,
          `${rule.action} relies on ${what}, which no action brings about`,
        ),
      ),
  )
}

/** Five working days at the most, in whatever unit it is said. */
function declineFaults(procedure: Procedure): Fault[] {
  if (!procedure.actions.some((rule) => rule.action === 'decline')) return []
  return openHours(procedure.declineWithin) <= 5 * 8
    ? []
    : [
        fault(
          'procedure.decline_too_long',
          '/declineWithin',
          '退单时限最长为五个工作日',
          'declining takes five working days at the most',
        ),
      ]
}

const plainCalendar: Calendar = createCalendar({ id: 'plain', days: [], publishedThrough: 2100 })

/** A limit in working hours: a day has the hours of a plain calendar, whether by day and night or not. */
function openHours({ amount, unit }: Limit): number {
  const perDay = indexOf(plainCalendar).openMs / hourMs
  if (unit === 'workHour') return amount
  if (unit === 'urgentHour') return (amount / 24) * perDay
  return amount * perDay
}
