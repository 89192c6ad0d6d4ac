import type { Degree, Grade } from '@linli/contract/incident/words.ts'
import { degreeNames, gradeNames } from '@linli/contract/incident/words.ts'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import type { Translate } from '@linli/ui/i18n/text.tsx'
import type { MessageId } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

/**
 * What an act brought, in lines of words. The history keeps the input of the act and what followed from it; here the
 * parts that a person wants to read are named, in a fixed order. Units are named as far as they are parties.
 */
export type Line = { key: string; name: string; text: string }
type Entry = IncidentView['history'][number]
type Say = Translate<MessageId>

const texts = ['result', 'reason', 'order', 'text', 'description', 'note'] as const
const units = ['unit', 'to', 'coUnits', 'units', 'desk', 'check'] as const
const instants = ['until', 'promiseDueAt', 'declineUntil', 'followUpUntil', 'noticeUntil'] as const
const claims = ['found', 'granted', 'upheld', 'reached', 'solved', 'conditionMet'] as const

export function describeEntry({ data }: Pick<Entry, 'data'>, unitNames: ReadonlyMap<string, string>, t: Say): Line[] {
  const line = (key: (typeof texts | typeof units | typeof instants | typeof claims)[number], text: string): Line => ({
    key,
    name: t(`history.${key}`),
    text,
  })
  return [
    ...units.flatMap((key) => {
      const names = namesOf(data[key], unitNames)
      return names ? [line(key, names)] : []
    }),
    ...texts.flatMap((key) =>
      typeof data[key] === 'string' && data[key] !== '' ? [line(key, String(data[key]))] : [],
    ),
    ...claims.flatMap((key) =>
      typeof data[key] === 'boolean' ? [line(key, t(data[key] ? 'history.yes' : 'history.no'))] : [],
    ),
    ...instants.flatMap((key) => {
      const at = data[key]
      return typeof at === 'number' || (typeof at === 'string' && !Number.isNaN(Date.parse(at)))
        ? [line(key, formatDateTime(at))]
        : []
    }),
    ...graded(data, t),
  ]
}

function graded(data: Entry['data'], t: Say): Line[] {
  const lines: Line[] = []
  if (isOne(gradeNames, data.grade))
    lines.push({ key: 'grade', name: t('history.grade'), text: t(`incident.grade.${data.grade satisfies Grade}`) })
  if (isOne(degreeNames, data.degree))
    lines.push({ key: 'degree', name: t('history.degree'), text: t(`incident.degree.${data.degree satisfies Degree}`) })
  if (typeof data.satisfied === 'number')
    lines.push({
      key: 'satisfied',
      name: t('history.satisfied'),
      text: t('history.satisfiedOf', { score: data.satisfied }),
    })
  if (Array.isArray(data.evidence) && data.evidence.length > 0) {
    lines.push({
      key: 'evidence',
      name: t('history.evidence'),
      text: t('history.evidenceCount', { count: data.evidence.length }),
    })
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
export function actorText(actor: Entry['actor'], t: Say): string {
  if (actor.kind === 'system') return t('history.system')
  if (actor.kind === 'resident') return actor.name ?? t('history.resident')
  return actor.onBehalfOf
    ? t('history.onBehalf', { name: actor.name, other: actor.onBehalfOf.name })
    : (actor.name ?? '')
}
