import { addWorking } from '@linli/contract/deadline/deadline.ts'
import { inChina } from '../people/duty.ts'
import type { Story } from '../types.ts'
import { type Case, hand, photoOf, type Stage, townOf, unitId, workerOf } from './case.ts'
import { eveningAfter, type Fields, step, type Times, type Trail } from './trail.ts'
import {
  accept,
  check,
  close,
  dispatch,
  fail,
  finish,
  followUp,
  isOwnDesk,
  progress,
  route,
  sign,
  whole,
  work,
} from './walk.ts'

/**
 * The stories: what each is there to show, as a trail. `open` ones end shortly before now in the state of their name
 * (`awake` ones by the clock on the wall, but not in the night),
 * `past` ones have their end behind them.
 */
export type Telling = {
  ends: 'open' | 'awake' | 'recent' | 'past'
  /** Working minutes between the last hand and now, for those that stand open. */
  since?: readonly [number, number]
  fits?: (one: Case) => boolean
  trail: (stage: Stage, one: Case) => Trail
}

const desk = (stage: Stage, one: Case) => hand(stage, `centre-${one.deskArea}`)
const unit = (stage: Stage, one: Case) => hand(stage, one.unitKey)

/** At least a working day for the unit, so that it is not late before anybody looks. */
const isPatient = ({ condition: { limit } }: Case) => limit.unit === 'workDay' && limit.amount >= 2
const hasPostcheck = (one: Case) => one.matter.postcheck && !one.unitKey.startsWith('team-')
/** Something to be seen and mended, not a question or a quarrel. */
const isThing = ({ template }: Case) => template.photo !== null
const isJob = (one: Case) => isPatient(one) && isThing(one) && !isOwnDesk(one)
const isByResident = (one: Case) => one.by === null
const both =
  (...tests: ((one: Case) => boolean)[]) =>
  (one: Case) =>
    tests.every((test) => test(one))

const RETURN = [
  '请补充具体楼栋和单元，照片看不清位置。',
  '反映的地点有两处同名路口，请说明是哪一侧。',
  '请补一张现场全景照片。',
]
const REJECT = [
  '经现场核实，未发现所反映的情况，已电话说明。',
  '同一问题已有在办事项，请关注原编号进展，避免重复受理。',
  '属业主与物业服务合同约定事项，已告知通过业主委员会协商的途径。',
  '该问题已列入本季度改造计划，已告知施工时间和联系人。',
]
const DECLINE = [
  '该处管养尚未移交，权属为建设单位，请改派。',
  '经核对职责清单，此事项不在我单位职责范围内。',
  '现场位于小区红线以内，应由物业先行处置。',
]
const EXTEND = [
  '配件需从厂家调货，预计两个工作日到货。',
  '连续降雨无法铺设沥青，待天晴施工。',
  '需与产权单位会商后进场。',
]
const SUSPEND = ['需待区级管网改造统一实施。', '资金已申报，等待专项批复。', '主体施工期内无法开挖，待工地退场后实施。']
const REOPEN = [
  '才好了两天又成老样子了，问题没有解决。',
  '只做了表面处理，半夜还是响。',
  '照片里弄好了，实际旁边那处没有动。',
]

const waitOf = (times: Times, one: Case) =>
  addWorking(times.of('accept'), one.condition.limit.amount, one.condition.limit.unit, times.calendar).dueAt

function extension(stage: Stage, one: Case): Trail {
  const until = (times: Times) => inChina(addWorking(waitOf(times, one), 2, 'workDay', times.calendar).dueAt)
  const reason = stage.chance.pick(EXTEND)
  return [
    step(unit(stage, one), 'extend', 60, (times) => ({ until: until(times), reason })),
    step(desk(stage, one), 'approve', 50, { request: 'pending', granted: true, reason: '情况属实，同意延期。' }),
  ]
}

function suspension(stage: Stage, one: Case, days: number): Trail {
  const reason = stage.chance.pick(SUSPEND)
  return [
    step(unit(stage, one), 'suspend', 45, (times) => ({ until: eveningAfter(times.of('suspend'), days), reason })),
    step(desk(stage, one), 'approve', 70, {
      request: 'pending',
      granted: true,
      reason: '同意挂账，期间请每周更新进展。',
    }),
  ]
}

const decline = (stage: Stage, one: Case) =>
  step(unit(stage, one), 'decline', 60, { reason: stage.chance.pick(DECLINE) })
const toEnd = (stage: Stage, one: Case): Trail => [...check(stage, one), ...close(stage, one), ...followUp(stage, one)]
const toUnit = (stage: Stage, one: Case): Trail => [...accept(stage, one), ...dispatch(stage, one), ...sign(stage, one)]

function supervised(stage: Stage, one: Case): Trail {
  const order = '请说明未能按期推进的原因，两个工作日内拿出解决办法。'
  const leader = townOf(one.spot.areaCode ?? '990101001') === '990101001' ? 'leader1' : 'leader2'
  return [
    ...toUnit(stage, one),
    step(stage.chance.pick([leader, 'inspector1']), 'supervise', 240, {
      order,
      grade: stage.chance.pick(['ordinary', 'yellow']),
    }),
    step(unit(stage, one), 'reply', 90, { supervision: 'pending', text: '已调整施工班组，明日完成，感谢督促。' }),
    ...finish(stage, one, 0.15),
    ...toEnd(stage, one),
  ]
}

function arbitrated(stage: Stage, one: Case): Trail {
  const isUpheld = stage.chance.chance(0.6)
  const ruling = isUpheld ? '依据街道职责清单，该处属你单位管养范围，请按期处置。' : '退单理由成立，改派。'
  const start = [...accept(stage, one), ...dispatch(stage, one), decline(stage, one)]
  const ruled = step(desk(stage, one), 'arbitrate', 40, { upheld: isUpheld, reason: ruling })
  if (isUpheld) return [...start, ruled, ...sign(stage, one), ...finish(stage, one), ...toEnd(stage, one)]
  const suffix = one.deskArea === '990101002' ? '-2' : ''
  const other = { ...one, unitKey: `${one.unitKey.startsWith('city') ? 'cleaning' : 'city'}${suffix}` }
  return [...start, ruled, ...work(stage, other, 0.3), ...toEnd(stage, other)]
}

/** Past the promise, but before it is taken away. */
const late = (stage: Stage, one: Case): Trail => [
  ...accept(stage, one),
  ...dispatch(stage, one),
  ...sign(stage, one),
  ...finish(stage, one, 1.02),
  ...toEnd(stage, one),
]

function reopened(stage: Stage, one: Case): Trail {
  const reason = stage.chance.pick(REOPEN)
  const again = isByResident(one)
    ? step('reporter', 'reopen', 420, { reason })
    : step(desk(stage, one), 'reopen', 300, { reason })
  return [...accept(stage, one), ...work(stage, one), ...check(stage, one), ...close(stage, one), again]
}

export const TELLINGS: Partial<Record<Story, Telling>> = {
  reported: { ends: 'open', since: [3, 70], trail: () => [] },
  returned: {
    ends: 'open',
    since: [10, 200],
    trail: (stage, one) => [step(desk(stage, one), 'return', 25, { reason: stage.chance.pick(RETURN) })],
    fits: (one) => one.deskArea.length === 12,
  },
  precheck: {
    ends: 'open',
    since: [4, 60],
    fits: (one) => one.matter.precheck && isByResident(one) && one.condition.limit.unit === 'workDay',
    trail: (stage, one) => accept(stage, one, false),
  },
  accepted: { ends: 'open', since: [4, 60], fits: (one) => !one.matter.precheck && isPatient(one), trail: accept },
  routed: { ends: 'open', since: [4, 70], fits: (one) => one.deskArea.length < 12, trail: route },
  dispatched: {
    ends: 'open',
    since: [10, 200],
    fits: isPatient,
    trail: (stage, one) => [...accept(stage, one), ...dispatch(stage, one)],
  },
  signed: { ends: 'open', since: [10, 240], fits: isPatient, trail: toUnit },
  declined: {
    ends: 'open',
    since: [5, 60],
    fits: both(isJob, (one) => one.deskArea.length === 9),
    trail: (stage, one) => [...accept(stage, one), ...dispatch(stage, one), decline(stage, one)],
  },
  handling: {
    ends: 'open',
    since: [10, 300],
    fits: isPatient,
    trail: (stage, one) => [...toUnit(stage, one), ...progress(stage, one, 0.15)],
  },
  suspended: {
    ends: 'open',
    since: [200, 900],
    fits: isJob,
    trail: (stage, one) => [...toUnit(stage, one), ...suspension(stage, one, stage.chance.int(9, 20))],
  },
  handled: {
    ends: 'awake',
    since: [5, 90],
    fits: both(isPatient, (one) => !hasPostcheck(one)),
    trail: (stage, one) => [...accept(stage, one), ...work(stage, one)],
  },
  postcheck: {
    ends: 'awake',
    since: [5, 90],
    fits: both(isPatient, hasPostcheck),
    trail: (stage, one) => [...accept(stage, one), ...work(stage, one)],
  },
  verified: {
    ends: 'awake',
    since: [5, 60],
    fits: isPatient,
    trail: (stage, one) => [...accept(stage, one), ...work(stage, one), ...check(stage, one)],
  },
  rework: {
    ends: 'open',
    since: [10, 120],
    fits: isJob,
    trail: (stage, one) => [...accept(stage, one), ...work(stage, one), ...fail(stage, one)],
  },
  extended: {
    ends: 'open',
    since: [20, 400],
    fits: isJob,
    trail: (stage, one) => [...toUnit(stage, one), ...extension(stage, one), ...progress(stage, one, 0.1)],
  },
  closed: { ends: 'recent', trail: whole },
  archived: { ends: 'past', trail: whole },
  late: {
    ends: 'past',
    fits: ({ condition: { limit } }) => limit.unit === 'workDay' && limit.amount <= 2,
    trail: late,
  },
  supplemented: {
    ends: 'past',
    fits: (one) => one.deskArea.length === 12 && ['resident', 'worker', 'patrol'].includes(one.source),
    trail: (stage, one) => [
      step(desk(stage, one), 'return', 30, { reason: stage.chance.pick(RETURN) }),
      // A resident has no door for this: whoever rings them up writes down what they say.
      step(one.by ?? desk(stage, one), 'supplement', 75, {
        note: `补充：就在${one.spot.by}门口往东几步，照片重新拍了一张。`,
      }),
      ...whole(stage, one),
    ],
  },
  rejected: {
    ends: 'past',
    fits: (one) => one.deskArea.length === 12,
    trail: (stage, one) => [step(desk(stage, one), 'reject', 50, { reason: stage.chance.pick(REJECT) })],
  },
  voided: {
    ends: 'past',
    fits: (one) => one.deskArea.length === 12,
    trail: (stage, one) => [step(desk(stage, one), 'void', 40, { reason: '反映人来电撤回，问题已自行解决。' })],
  },
  arbitrated: { ends: 'past', fits: both(isJob, (one) => one.deskArea.length === 9), trail: arbitrated },
  resumed: {
    ends: 'past',
    fits: isJob,
    trail: (stage, one) => [
      ...toUnit(stage, one),
      ...suspension(stage, one, 6),
      step(unit(stage, one), 'resume', 3 * 480, { note: '材料到位，恢复施工。' }),
      ...finish(stage, one, 0.2),
      ...toEnd(stage, one),
    ],
  },
  reworked: {
    ends: 'past',
    fits: isJob,
    trail: (stage, one) => [
      ...accept(stage, one),
      ...work(stage, one, 0.3),
      ...fail(stage, one),
      step(unit(stage, one), 'progress', 60, { note: '收到返工意见，重新安排人员处理。' }),
      ...finish(stage, one, 0.12, `返工：${one.result}`),
      ...toEnd(stage, one),
    ],
  },
  supervised: { ends: 'past', fits: both(isJob, (one) => one.deskArea !== '990101'), trail: supervised },
  reopened: {
    ends: 'open',
    since: [20, 500],
    fits: isJob,
    trail: (stage, one) => [
      ...reopened(stage, one),
      ...dispatch(stage, one),
      ...sign(stage, one),
      ...progress(stage, one, 0.1),
    ],
  },
}

/** Told, and then nobody does anything: the ladder does the rest. */
export const NEGLECTED: ((stage: Stage, one: Case) => Trail)[] = [
  () => [],
  (stage, one) => [...accept(stage, one), ...dispatch(stage, one)],
  (stage, one) => toUnit(stage, one),
]

/** Everybody at once, at any hour: by the clock on the wall. */
export function emergency(stage: Stage, one: Case, until: 'handling' | 'postcheck' | 'closed'): Trail {
  const place = one.spot.areaCode ?? ''
  const [worker, clerk, town] = [
    workerOf(stage, place),
    hand(stage, `centre-${place.slice(0, 12)}`),
    hand(stage, `centre-${townOf(place)}`),
  ]
  const wall = { pace: 'wall' as const }
  // A worker who reports is there already.
  const isThere = one.by === worker
  const county = one.deskArea === '990101'
  const chief = county ? hand(stage, 'centre-990101') : town
  const condition: Fields = one.template.condition > 0 ? { condition: one.condition.id } : {}
  const near = place.startsWith('990101001001') ? ['property', 'city', 'fire'] : ['city', 'fire']
  const called = near.filter((key) => key !== one.unitKey)
  const trail = [
    ...(isThere ? [] : [step(worker, 'arrive', 2, { note: '已到现场，正在疏散周围居民。' }, wall)]),
    step(clerk, 'accept', 3, condition, wall),
    step(
      chief,
      'takeOver',
      4,
      { reason: county ? '涉及主管网，由区中心统一指挥' : '现场情况紧急，由街道中心统一指挥' },
      wall,
    ),
    step(chief, 'dispatch', 2, { unit: unitId(stage, one.unitKey) }, wall),
    step(
      worker,
      'whistle',
      2,
      { units: called.map((key) => unitId(stage, key)), reason: '需要现场围护和疏导交通' },
      wall,
    ),
    step(unit(stage, one), 'sign', 3, {}, wall),
    step(hand(stage, called[0] ?? 'city'), 'arrive', 6, {}, wall),
    step(unit(stage, one), 'progress', 9, { note: '处置人员到场，现场已封控，无人员受伤。' }, wall),
    ...(until === 'handling'
      ? []
      : [step(unit(stage, one), 'finish', 17, { result: one.result }, { ...wall, evidence: photoOf(one, 'after') })]),
  ]
  if (until !== 'closed') return trail
  return [...trail, ...check(stage, one), ...close(stage, one), ...followUp(stage, one)]
}
