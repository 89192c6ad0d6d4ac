// What may be done in a mediation, and what it changes. Pure: the server reads the row, supplies time and calendar, and writes down
// what comes back; a refused act changes nothing. Refusals in the order of docs/wire.md: not yours (403) · version or state (409) · no
// sense (400).
import { type Calendar, dayName, dayNumber, dayNumberAt } from '../deadline/calendar.ts'
import { problems, type Refusal, refusal } from '../problem.ts'
import { parseInstant } from '../shared/time.ts'
import { courtDeadline } from './court.ts'
import type { ActInputs } from './schemas.ts'
import { nextStep } from './steps.ts'
import type { AgreementKind, CourtState, MediationAct, MediationState } from './words.ts'

/** The columns of table `mediation` that acts change. Instants are epoch milliseconds, days YYYY-MM-DD. */
export interface MediationColumns {
  readonly state: MediationState
  readonly version: number
  /** `seq` of the last history entry. */
  readonly seq: number
  readonly mediators: readonly string[]
  /** Who stepped aside: keeps how the case stands, loses its content. */
  readonly formerMediators: readonly string[]
  readonly openedAt: number
  readonly endedAt: number | null
  readonly sessions: number
  readonly lastSessionAt: number | null
  readonly nextSessionAt: number | null
  readonly agreementKind: AgreementKind | null
  readonly agreedOn: string | null
  readonly performBy: string | null
  readonly court: CourtState | null
  readonly courtAskedOn: string | null
  readonly courtDecidedOn: string | null
  /** Null: nobody has said yet. */
  readonly isPerformed: boolean | null
  readonly performedOn: string | null
  /** What has been reminded of (steps.ts). */
  readonly stepsDone: readonly string[]
  readonly nextStep: string | null
  readonly nextStepAt: number | null
}

/** What the actor is to the case. `appoints`: of the mediating unit, while no mediator of the case is at work any more. */
export type Standing = 'mediator' | 'head' | 'appoints' | null

export interface Around {
  readonly now: number
  readonly calendar: Calendar
  /** Ids of the present disputants; null where they are not in the actor's sight. */
  readonly disputants: readonly string[] | null
  /** Accounts who could mediate. */
  readonly candidates: readonly string[]
}

export type Asked = { [A in MediationAct]: { readonly act: A; readonly input: ActInputs[A] } }[MediationAct]

export type MediationOutcome =
  | { readonly ok: true; readonly set: Partial<MediationColumns> }
  | { readonly ok: false; readonly refusal: Refusal }

/** In the order in which they are offered: what is done first, then what is put right. */
const from: Record<MediationAct, readonly MediationState[]> = {
  session: ['open'],
  agree: ['open'],
  fail: ['open'],
  withdraw: ['open'],
  court: ['agreed'],
  performed: ['agreed'],
  disputants: ['open'],
  // An agreement is followed up, so somebody must be there for it.
  mediators: ['open', 'agreed'],
}

/** Who leads the unit sees to it that somebody mediates; what is said and agreed is the mediators' to write. */
const may = (act: MediationAct, standing: Standing): boolean =>
  standing === 'mediator' || (act === 'mediators' && standing !== null)

export function takeMediation(
  facts: MediationColumns,
  standing: Standing,
  asked: Asked,
  version: number,
  around: Around,
): MediationOutcome {
  if (!may(asked.act, standing)) return refuse(refusal('mediation.not_yours'))
  if (version !== facts.version)
    return refuse(refusal('version.conflict', { current: facts.version, state: facts.state }))
  if (!from[asked.act].includes(facts.state))
    return refuse(refusal('mediation.wrong_state', { state: facts.state, wanted: from[asked.act] }))
  const wrong = wrongsOf(facts, asked, around).toSorted((a, b) => problems[b.code].status - problems[a.code].status)[0]
  if (wrong) return refuse(wrong)
  const set = { ...changeOf(facts, asked, around), version: facts.version + 1, seq: facts.seq + 1 }
  const next = nextStep({ ...facts, ...set }, around.calendar)
  return { ok: true, set: { ...set, nextStep: next?.key ?? null, nextStepAt: next?.at ?? null } }
}

/** What somebody may do now, before anything is sent. */
export function allowedActs(facts: MediationColumns, standing: Standing): MediationAct[] {
  return (Object.keys(from) as MediationAct[]).filter((act) => {
    if (!may(act, standing) || !from[act].includes(facts.state)) return false
    if (act === 'court') return facts.court === null || facts.court === 'asked'
    return act !== 'performed' || facts.isPerformed !== true
  })
}

const refuse = (why: Refusal): MediationOutcome => ({ ok: false, refusal: why })

const today = ({ now, calendar }: Around): string => dayName(dayNumberAt(now, calendar))

/** A slip of the pen by a year is one; nobody enters later than that what was done. */
const longestBack = 366

function wrongsOf(facts: MediationColumns, { act, input }: Asked, around: Around): Refusal[] {
  switch (act) {
    case 'session':
      return [
        ...strangers(input.attended, around),
        ...wrongDay('at', dayOf(input.at, around), around, null),
        ...(input.nextAt !== undefined && parseInstant(input.nextAt)! <= around.now
          ? [refusal('mediation.day_early', { field: 'nextAt', earliest: today(around) })]
          : []),
      ]
    case 'disputants':
      return twice(input.disputants.map(({ id }) => id))
    case 'mediators': {
      const unknown = input.mediators.filter((id) => !around.candidates.includes(id) && !facts.mediators.includes(id))
      return unknown.length > 0 ? [refusal('mediation.unknown_mediator', { mediators: unknown })] : []
    }
    case 'agree':
      return [
        ...wrongDay('on', input.on, around, null),
        ...(input.performBy !== undefined && input.performBy < input.on
          ? [refusal('mediation.day_early', { field: 'performBy', earliest: input.on })]
          : []),
        ...(input.kind === 'written' ? missing(input, ['facts', 'manner', 'performBy']) : []),
      ]
    case 'fail':
      return []
    case 'withdraw':
      return strangers([input.disputant], around)
    case 'court':
      return wrongCourt(facts, input, around)
    case 'performed':
      return [
        ...(facts.isPerformed === true ? [refusal('mediation.is_performed')] : []),
        ...wrongDay('on', input.on, around, facts.agreedOn),
      ]
  }
}

/** Asked for once, within the thirty days; decided after it was asked for. */
function wrongCourt(facts: MediationColumns, { outcome, on }: ActInputs['court'], around: Around): Refusal[] {
  const follows = outcome === 'asked' ? facts.court === null : facts.court === 'asked'
  if (!follows) return [refusal('mediation.court_state', { court: facts.court })]
  const { until } = courtDeadline(facts.agreedOn!, around.calendar)
  const isLate = outcome === 'asked' && on > until
  return [
    ...wrongDay('on', on, around, outcome === 'asked' ? facts.agreedOn : facts.courtAskedOn),
    ...(isLate ? [refusal('mediation.court_too_late', { until })] : []),
  ]
}

function wrongDay(field: string, day: string, around: Around, earliest: string | null): Refusal[] {
  const now = today(around)
  if (day > now) return [refusal('mediation.day_ahead', { field })]
  const first = earliest ?? dayName(dayNumber(now)! - longestBack)
  return day < first ? [refusal('mediation.day_early', { field, earliest: first })] : []
}

const dayOf = (instant: string, { calendar }: Around): string => dayName(dayNumberAt(parseInstant(instant)!, calendar))

function strangers(ids: readonly string[], { disputants }: Around): Refusal[] {
  const unknown = ids.filter((id) => !disputants?.includes(id))
  return unknown.length > 0 ? [refusal('mediation.unknown_disputant', { disputants: unknown })] : []
}

/** One id stands for one disputant. */
export const twice = (ids: readonly string[]): Refusal[] =>
  new Set(ids).size < ids.length ? [refusal('mediation.unknown_disputant', { disputants: ids })] : []

const missing = <K extends string>(input: Partial<Record<K, unknown>>, names: readonly K[]): Refusal[] =>
  names
    .filter((name) => input[name] === undefined)
    .map((field) => refusal('mediation.field_missing', { field, errors: [{ path: `/${field}`, message: 'missing' }] }))

function changeOf(facts: MediationColumns, { act, input }: Asked, { now }: Around): Partial<MediationColumns> {
  switch (act) {
    case 'session': {
      const at = parseInstant(input.at)!
      return {
        sessions: facts.sessions + 1,
        lastSessionAt: Math.max(facts.lastSessionAt ?? at, at),
        nextSessionAt: input.nextAt === undefined ? null : parseInstant(input.nextAt)!,
      }
    }
    case 'disputants':
      return {}
    case 'mediators':
      return {
        mediators: input.mediators,
        formerMediators: [...new Set([...facts.formerMediators, ...facts.mediators])].filter(
          (id) => !input.mediators.includes(id),
        ),
      }
    case 'agree':
      return {
        ...ended('agreed', now),
        agreementKind: input.kind,
        agreedOn: input.on,
        performBy: input.performBy ?? null,
      }
    case 'fail':
      return ended('failed', now)
    case 'withdraw':
      return ended('withdrawn', now)
    case 'court':
      return input.outcome === 'asked'
        ? { court: 'asked', courtAskedOn: input.on }
        : { court: input.outcome, courtDecidedOn: input.on }
    case 'performed':
      return { isPerformed: input.performed, performedOn: input.on }
  }
}

const ended = (state: MediationState, now: number): Partial<MediationColumns> => ({
  state,
  endedAt: now,
  nextSessionAt: null,
})
