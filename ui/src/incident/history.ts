import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import {
  type Action,
  type Degree,
  degreeNames,
  type Grade,
  gradeNames,
  type State,
} from '@linli/contract/incident/words.ts'
import type { Tone } from '../components/Card.tsx'
import { formatDateTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/text.tsx'
import type { HistoryMessageId } from './history.messages.ts'
import type { IncidentMessageId } from './incident.messages.ts'

/**
 * What an act brought, in lines of words. The history keeps the input of the act and what followed from it; here the
 * parts that a person wants to read are named, in a fixed order. Units are named as far as they are parties.
 */
export type HistoryLine = { key: string; name: string; text: string }
export type HistoryEntry = IncidentView['history'][number]
type Say = Translate<IncidentMessageId | HistoryMessageId>

const texts = ['result', 'reason', 'order', 'text', 'description', 'note'] as const
const units = ['unit', 'to', 'coUnits', 'units', 'desk', 'check'] as const
const instants = ['until', 'promiseDueAt', 'declineUntil', 'followUpUntil', 'noticeUntil'] as const
const claims = ['found', 'granted', 'upheld', 'reached', 'solved', 'conditionMet'] as const
type Key = (typeof texts | typeof units | typeof instants | typeof claims)[number]

export function describeEntry(
  { data }: Pick<HistoryEntry, 'data'>,
  unitNames: ReadonlyMap<string, string>,
  t: Say,
): HistoryLine[] {
  const line = (key: Key, text: string): HistoryLine => ({ key, name: t(`incident.history.${key}`), text })
  return [
    ...units.flatMap((key) => {
      const names = namesOf(data[key], unitNames)
      if (!names) return []
      const isPart = key === 'units' && typeof data.result === 'string'
      return [isPart ? { key, name: t('incident.history.resultOf'), text: names } : line(key, names)]
    }),
    ...texts.flatMap((key) => (typeof data[key] === 'string' && data[key] !== '' ? [line(key, data[key])] : [])),
    ...claims.flatMap((key) =>
      typeof data[key] === 'boolean' ? [line(key, t(data[key] ? 'incident.history.yes' : 'incident.history.no'))] : [],
    ),
    ...instants.flatMap((key) => {
      const at = data[key]
      const isInstant = typeof at === 'number' || (typeof at === 'string' && !Number.isNaN(Date.parse(at)))
      return isInstant ? [line(key, formatDateTime(at))] : []
    }),
    ...graded(data, t),
  ]
}

function graded(data: HistoryEntry['data'], t: Say): HistoryLine[] {
  const lines: HistoryLine[] = []
  const add = (key: 'grade' | 'degree' | 'satisfied' | 'evidence', text: string) =>
    lines.push({ key, name: t(`incident.history.${key}`), text })
  if (isOne(gradeNames, data.grade)) add('grade', t(`incident.grade.${data.grade satisfies Grade}`))
  if (isOne(degreeNames, data.degree)) add('degree', t(`incident.degree.${data.degree satisfies Degree}`))
  if (typeof data.satisfied === 'number') {
    add('satisfied', t('incident.history.satisfiedOf', { score: data.satisfied }))
  }
  if (Array.isArray(data.evidence) && data.evidence.length > 0) {
    add('evidence', t('incident.history.evidenceCount', { count: data.evidence.length }))
  }
  return lines
}

function isOne<T extends string>(list: readonly T[], value: unknown): value is T {
  return (list as readonly unknown[]).includes(value)
}

function namesOf(value: unknown, unitNames: ReadonlyMap<string, string>): string {
  const ids = Array.isArray(value) ? value : [value]
  return ids.flatMap((id) => (typeof id === 'string' ? (unitNames.get(id) ?? []) : [])).join(' · ')
}

/** Names of the units that an incident tells of, by id. */
export function unitNamesOf(incident: Pick<IncidentView, 'holder' | 'desk' | 'parties'>): Map<string, string> {
  const refs = [
    ...incident.parties.map((party) => party.unit),
    incident.desk,
    ...(incident.holder ? [incident.holder] : []),
  ]
  return new Map(refs.map((unit) => [unit.id, unit.name]))
}

/** Who acted, with whom they stood in for. */
export function actorText(actor: HistoryEntry['actor'], t: Say): string {
  if (actor.kind === 'system') return t('incident.history.system')
  if (actor.kind === 'resident') return actor.name ?? t('incident.history.resident')
  if (!actor.onBehalfOf) return actor.name ?? ''
  return t('incident.history.onBehalf', { name: actor.name, other: actor.onBehalfOf.name })
}

const actionTones: Partial<Record<Action, Tone>> = {
  decline: 'bad',
  fail: 'bad',
  markLate: 'bad',
  escalate: 'bad',
  void: 'bad',
  reject: 'bad',
  warn: 'warn',
  remind: 'warn',
  supervise: 'warn',
  return: 'warn',
  suspend: 'warn',
  finish: 'good',
  verify: 'good',
  close: 'good',
  archive: 'good',
  accept: 'info',
  dispatch: 'info',
  sign: 'info',
  report: 'info',
}

/** The colour that underlines an act in a time line. */
export const toneOfAction = (action: Action): Tone => actionTones[action] ?? 'plain'

const stateTones: Partial<Record<State, Tone>> = {
  reported: 'info',
  routed: 'info',
  accepted: 'info',
  precheck: 'info',
  returned: 'warn',
  declined: 'bad',
  rework: 'bad',
  suspended: 'warn',
  handled: 'good',
  postcheck: 'good',
  verified: 'good',
  closed: 'good',
}

/** The colour that underlines a state: waiting for a decision, under way, in trouble, done. */
export const toneOfState = (state: State): Tone => stateTones[state] ?? 'plain'
