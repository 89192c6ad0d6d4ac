import { type Case, communityOf, hand, photoOf, type Stage, townOf, unitId, workerOf } from './case.ts'
import { type Fields, type Pace, step, type Trail } from './trail.ts'

/** The stretches of the loop that most stories share: to the unit, through its hands, past the checker, to the end. */
const DAY = 480

const MINUTES = { urgentHour: 60, workHour: 60, workDay: DAY, calendarDay: 1440 }

/** Minutes that the filing condition allows, and by which clock. */
function allowance({ condition }: Case): { minutes: number; pace: Pace } {
  const { amount, unit } = condition.limit
  const pace = unit === 'urgentHour' || unit === 'calendarDay' ? 'wall' : 'work'
  return { minutes: amount * MINUTES[unit], pace }
}

/** How long something takes when it goes well: a part of what is allowed, three days at most. */
export function effort(one: Case, part: number): { minutes: number; pace: Pace } {
  const { minutes, pace } = allowance(one)
  return { minutes: Math.min(minutes * part, pace === 'work' ? 3 * DAY : DAY), pace }
}

/** The same with an upper bound: desks are quick with what is urgent, and not slow with what is not. */
function within(stage: Stage, one: Case, parts: readonly [number, number], most: number): [number, { pace: Pace }] {
  const { minutes, pace } = allowance(one)
  return [Math.min(most * stage.chance.between(0.4, 1), minutes * stage.chance.between(...parts)), { pace }]
}

export const isQuick = ({ condition }: Case) => condition.limit.unit === 'urgentHour' && condition.limit.amount <= 4

const deskHand = (stage: Stage, areaCode: string) => hand(stage, `centre-${areaCode}`)

/** From the community's centre up to the one that will dispatch; empty where it is the same. */
function upwards(stage: Stage, one: Case): { trail: Trail; area: string } {
  const start = one.spot.areaCode ? communityOf(one.spot.areaCode) : one.deskArea
  const way = [start, ...(start.length > 9 ? [townOf(start)] : []), '990101']
  const legs = way.slice(0, way.indexOf(one.deskArea) + 1)
  const trail = legs.slice(1).map((centre, i) => {
    const reason = centre === '990101' ? '属区级部门职责，报请区指挥中心派遣' : '需街镇部门处置'
    return step(deskHand(stage, legs[i] ?? start), 'route', stage.chance.between(6, 45), { centre, reason })
  })
  return { trail, area: one.deskArea }
}

export function route(stage: Stage, one: Case): Trail {
  return upwards(stage, one).trail
}

const isPrechecked = (one: Case) =>
  one.matter.precheck && one.spot.areaCode !== null && !['worker', 'patrol', 'inspection'].includes(one.source)

/** Accepted by the desk that keeps it, with a look first where the matter asks for one. */
export function accept(stage: Stage, one: Case, isLookedAt = true): Trail {
  const fields: Fields = one.template.condition > 0 ? { condition: one.condition.id } : {}
  const accepted = step(deskHand(stage, one.deskArea), 'accept', stage.chance.between(5, 40), fields)
  if (!isPrechecked(one) || !isLookedAt || one.spot.areaCode === null) return [...route(stage, one), accepted]
  const [minutes, pace] = within(stage, one, [0.05, 0.12], 60)
  const evidence = photoOf(one, 'before')
  const look = step(workerOf(stage, one.spot.areaCode), 'precheck', minutes, { found: true }, { ...pace, evidence })
  return [...route(stage, one), accepted, look]
}

export function dispatch(stage: Stage, one: Case, unitKey = one.unitKey): Trail {
  const [minutes, pace] = within(stage, one, [0.02, 0.06], 40)
  return [step(deskHand(stage, one.deskArea), 'dispatch', minutes, { unit: unitId(stage, unitKey) }, pace)]
}

export function sign(stage: Stage, one: Case, unitKey = one.unitKey): Trail {
  const [minutes, pace] = within(stage, one, [0.05, 0.14], 150)
  return [step(hand(stage, unitKey), 'sign', minutes, {}, pace)]
}

const PROGRESS = [
  '已到现场查看，正在处理。',
  '已安排人员和材料，今天进场。',
  '与当事人沟通中，约好上门时间。',
  '已联系权属单位，等待配合。',
  '现场已做临时围护，正在施工。',
]

const PROGRESS_WITH_PEOPLE = [
  '已电话联系本人了解情况。',
  '已上门见面，约好下次商谈的时间。',
  '正与相关部门核对政策和材料。',
  '已分别听取各方意见，准备答复。',
]

export function progress(stage: Stage, one: Case, part = 0.2): Trail {
  const { minutes, pace } = effort(one, part)
  const notes = one.template.photo === null ? PROGRESS_WITH_PEOPLE : PROGRESS
  return [step(hand(stage, one.unitKey), 'progress', minutes, { note: stage.chance.pick(notes) }, { pace })]
}

export function finish(stage: Stage, one: Case, part = 0.4, result = one.result): Trail {
  const { minutes, pace } = effort(one, part)
  const isShown = one.condition.evidence.closing.includes('photo') || stage.chance.chance(0.75)
  return [
    step(
      hand(stage, one.unitKey),
      'finish',
      minutes,
      { result },
      { pace, evidence: isShown ? photoOf(one, 'after') : [] },
    ),
  ]
}

const isOwnTeam = (one: Case) => one.unitKey.startsWith('team-')
/** In small communities the clerk is the committee's officer too and cannot look at their own work. */
export const isOwnDesk = (one: Case) => one.unitKey.startsWith('committee-') && !one.unitKey.endsWith('990101001001')
export const hasPostcheck = (one: Case) => one.matter.postcheck && one.spot.areaCode !== null && !isOwnTeam(one)

/** Soon after the finish and by the clock on the wall, so that no night or Sunday makes a good case late. */
export function check(stage: Stage, one: Case): Trail {
  // A look needs no picture; some bring one all the same.
  const more = { pace: 'wall' as const, evidence: stage.chance.chance(0.25) ? photoOf(one, 'after') : [] }
  const minutes = stage.chance.between(15, 75)
  if (hasPostcheck(one) && one.spot.areaCode) {
    return [step(workerOf(stage, one.spot.areaCode), 'postcheck', minutes, { found: false }, more)]
  }
  const isByDesk = isOwnTeam(one) || (!isOwnDesk(one) && stage.chance.chance(0.3))
  const by = isByDesk || one.spot.areaCode === null ? deskHand(stage, one.deskArea) : workerOf(stage, one.spot.areaCode)
  return [step(by, 'verify', minutes, {}, { pace: 'wall' })]
}

const REASONS_TO_FAIL = [
  '现场复看，问题只处理了一半，墙角仍有残留。',
  '修补处边缘已松动，雨后又露出来了。',
  '当事人当天又恢复原状，需要再次处理。',
  '照片与现场不符，仍未恢复。',
]

export function fail(stage: Stage, one: Case): Trail {
  const evidence = photoOf(one, 'before')
  const minutes = stage.chance.between(20, 70)
  if (hasPostcheck(one) && one.spot.areaCode) {
    return [step(workerOf(stage, one.spot.areaCode), 'postcheck', minutes, { found: true }, { pace: 'wall', evidence })]
  }
  const reason = stage.chance.pick(REASONS_TO_FAIL)
  const by = isOwnDesk(one) && one.spot.areaCode ? workerOf(stage, one.spot.areaCode) : deskHand(stage, one.deskArea)
  return [step(by, 'fail', minutes, { reason }, { pace: 'wall' })]
}

export function close(stage: Stage, one: Case): Trail {
  const degree: Fields = one.template.matter.includes('纠纷') && stage.chance.chance(0.3) ? { degree: 'staged' } : {}
  return [step(deskHand(stage, one.deskArea), 'close', stage.chance.between(10, 60), degree, { pace: 'wall' })]
}

/** Who reported without leaving a number cannot be rung up. */
export function followUp(stage: Stage, one: Case): Trail {
  if (one.reporter === null || stage.chance.chance(0.25)) return []
  const reached = stage.chance.chance(0.85)
  const answer: Fields = reached ? { satisfied: stage.chance.pick([5, 5, 5, 4, 4, 3]), solved: true } : {}
  return [step(deskHand(stage, one.deskArea), 'followUp', stage.chance.between(120, 900), { reached, ...answer })]
}

/** From the desk to the finish. */
export function work(stage: Stage, one: Case, part = stage.chance.between(0.3, 0.65)): Trail {
  const isShort = isQuick(one) || stage.chance.chance(0.35)
  const middle = isShort
    ? finish(stage, one, part)
    : [...progress(stage, one, part * 0.4), ...finish(stage, one, part * 0.6)]
  return [...dispatch(stage, one), ...sign(stage, one), ...middle]
}

export function whole(stage: Stage, one: Case): Trail {
  return [
    ...accept(stage, one),
    ...work(stage, one),
    ...check(stage, one),
    ...close(stage, one),
    ...followUp(stage, one),
  ]
}
