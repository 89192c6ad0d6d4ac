import { type Calendar, hourMs, minuteMs } from '@linli/contract/deadline/calendar.ts'
import { nextOpen, subtractWorking } from '@linli/contract/deadline/deadline.ts'
import { DEFAULT_SEED } from './district.ts'
import { OUTSIDE_GRIDS } from './ground/land.ts'
import { random, seedId } from './random.ts'
import { applications, approval } from './script/approvals.ts'
import {
  type Case,
  communityOf,
  hand,
  newCase,
  photoOf,
  residents,
  type ScriptMatter,
  type Stage,
} from './script/case.ts'
import { placesIn, type Spot } from './script/places.ts'
import { emergency, NEGLECTED, TELLINGS, type Telling } from './script/stories.ts'
import type { Template } from './script/template.ts'
import { HOME_TEMPLATES } from './script/templates-home.ts'
import { ORDER_TEMPLATES } from './script/templates-order.ts'
import { STREET_TEMPLATES } from './script/templates-street.ts'
import { EMERGENCIES, ON_THE_SPOT } from './script/templates-urgent.ts'
import { backward, forward, handsOf, step, type Trail } from './script/trail.ts'
import { accept, check, close, dispatch, finish, isQuick, sign, whole } from './script/walk.ts'
import type { District, ScriptedIncident, Story } from './types.ts'

/**
 * Six weeks of the demonstration as a script: who reported what where, and which hands took it how far. Nothing is played
 * here. The loader sends it through the same doors as everybody's reports, on a virtual clock, so that what the demonstration
 * shows is what the product does; late ones and neglected ones get so by the sweep.
 */
export type ScriptOptions = {
  district: District
  /** The instant at which the script ends. */
  now: number
  calendar: Calendar
  /** The catalogue in force: matters are looked up by the names that people know them by. */
  matter: (name: string) => ScriptMatter
  seed?: number
}

const TEMPLATES: Template[] = [...STREET_TEMPLATES, ...ORDER_TEMPLATES, ...HOME_TEMPLATES]

/** How many of each story; 244 together with those told one by one below. */
const COUNTS: Partial<Record<Story, number>> = {
  archived: 57,
  closed: 26,
  late: 8,
  reworked: 6,
  arbitrated: 4,
  resumed: 2,
  supervised: 4,
  supplemented: 3,
  rejected: 6,
  voided: 2,
  reopened: 4,
  reported: 6,
  returned: 3,
  precheck: 3,
  accepted: 3,
  routed: 3,
  dispatched: 6,
  signed: 5,
  declined: 2,
  handling: 9,
  suspended: 4,
  extended: 4,
  handled: 4,
  postcheck: 4,
  verified: 2,
  rework: 2,
}
const ON_THE_SPOT_COUNT = 35
const NEGLECTED_COUNT = 6
const MERGED_PAIRS = 4

const DAY_MS = 24 * hourMs
/** Working days before now: from what is archived by now to the beginning of the six weeks. */
const DAYS_BACK = [13, 27] as const
const LONGEST_MS = 42 * DAY_MS

type Told = { story: Story; one: Case; trail: Trail; times: number[]; isHandled?: true }

function pickGrid({ district, chance }: Stage, at: Template['at']): string {
  const dice = chance.next()
  const community = dice < 0.82 ? '990101001001' : dice < 0.92 ? '990101001002' : '990101002001'
  const grids = district.areas.filter(({ level, parent, households, dedicatedTo }) => {
    if (level !== 'grid') return false
    if (at === 'market' || at === 'school') return dedicatedTo === at
    return parent === community && (at === 'road' || households > 0)
  })
  return chance.pick(grids).code
}

function spotFor(stage: Stage, { at }: Template): Spot {
  const grid = pickGrid(stage, at)
  return at === 'house' ? stage.places.atHouse(grid, stage.chance) : stage.places.atRoad(grid, stage.chance)
}

/** Of four at random the one that was told least. */
function fresh(stage: Stage, templates: readonly Template[]): Template {
  const some = Array.from({ length: 4 }, () => stage.chance.pick(templates))
  const count = (template: Template) => stage.uses.get(template.say.join()) ?? 0
  return some.reduce((best, each) => (count(each) < count(best) ? each : best))
}

function anyCase(stage: Stage, templates: readonly Template[], fits: Telling['fits'] = () => true): Case {
  for (let turn = 0; turn < 3000; turn++) {
    // A story that only much-told templates fit takes one of those.
    const template = turn < 60 ? fresh(stage, templates) : stage.chance.pick(templates)
    const one = newCase(stage, template, spotFor(stage, template), stage.chance.pick(template.sources))
    if (!fits(one)) continue
    for (const key of [template.say.join(), one.sentence]) stage.uses.set(key, (stage.uses.get(key) ?? 0) + 1)
    return one
  }
  throw new Error('no template fits the story')
}

/** A working morning or afternoon, early enough in it for what must be done within two hours. */
function workingStart(stage: Stage, one: Case, workDaysAgo: number): number {
  const { chance, calendar, now } = stage
  const back = Math.max(now - LONGEST_MS, subtractWorking(now, workDaysAgo, 'workDay', calendar))
  const opening = nextOpen(Math.round(back), calendar)
  const day = Math.floor((opening + 8 * hourMs) / DAY_MS) * DAY_MS - 8 * hourMs
  const morning = isQuick(one) ? chance.between(8.1, 9.2) : chance.between(8.1, 11.5)
  const afternoon = isQuick(one) ? chance.between(14.1, 14.9) : chance.between(14.1, 17)
  return nextOpen(Math.round(day + (chance.chance(0.6) ? morning : afternoon) * hourMs), calendar)
}

/** Residents write in the evening too; somebody reads it in the morning. */
function fromTheEveningBefore({ chance }: Stage, one: Case, times: number[]): number[] {
  const [report = 0, first] = times
  if (one.by !== null || isQuick(one) || first === undefined || !chance.chance(0.5)) return times
  const midnight = Math.floor((first + 8 * hourMs) / DAY_MS) * DAY_MS - 8 * hourMs
  const sameMorning = report >= midnight && first - midnight < 9.6 * hourMs
  return sameMorning ? [midnight - Math.floor(chance.between(140, 330)) * minuteMs, ...times.slice(1)] : times
}

/** Now, or the evening before it when it is night. */
function lastAwake(now: number): number {
  const midnight = Math.floor((now + 8 * hourMs) / DAY_MS) * DAY_MS - 8 * hourMs
  if (now < midnight + 10 * hourMs) return midnight - 4 * hourMs
  return Math.min(now, midnight + 20 * hourMs)
}

function lay(stage: Stage, one: Case, telling: Telling, trail: Trail): number[] {
  const { chance, calendar, now } = stage
  if (telling.ends === 'open') {
    const end = subtractWorking(now, chance.between(...(telling.since ?? [5, 60])) / 60, 'workHour', calendar)
    return fromTheEveningBefore(stage, one, backward(trail, end, calendar))
  }
  if (telling.ends === 'awake') return backward(trail, lastAwake(now) - chance.between(5, 110) * minuteMs, calendar)
  if (telling.ends === 'recent' && !isQuick(one)) {
    const end = subtractWorking(now, chance.between(30, 1200) / 60, 'workHour', calendar)
    return fromTheEveningBefore(stage, one, backward(trail, end, calendar))
  }
  const daysAgo = telling.ends === 'recent' ? chance.between(2.2, 3.5) : chance.between(...DAYS_BACK)
  return fromTheEveningBefore(stage, one, forward(trail, workingStart(stage, one, daysAgo), calendar))
}

function tell(stage: Stage, story: Story, telling: Telling): Told {
  for (let turn = 0; turn < 40; turn++) {
    const one = anyCase(stage, TEMPLATES, telling.fits)
    const trail = telling.trail(stage, one)
    const times = lay(stage, one, telling, trail)
    if ((times.at(-1) ?? 0) < stage.now) return { story, one, trail, times }
  }
  throw new Error(`${story} cannot be told before now`)
}

function handledOnTheSpot(stage: Stage): Told {
  const one = anyCase(stage, ON_THE_SPOT)
  const hours = stage.chance.between(2, 41 * 24)
  const day = Math.floor((stage.now - hours * hourMs + 8 * hourMs) / DAY_MS) * DAY_MS - 8 * hourMs
  const at = Math.min(
    day + stage.chance.between(7.6, 19.5) * hourMs,
    stage.now - stage.chance.between(5, 90) * minuteMs,
  )
  return { story: 'handledOnTheSpot', one, trail: [], times: [Math.floor(at / minuteMs) * minuteMs], isHandled: true }
}

const isPatient = ({ condition: { limit } }: Case) => limit.unit === 'workDay' && limit.amount >= 2

function neglected(stage: Stage, i: number): Told {
  const one = anyCase(
    stage,
    TEMPLATES,
    (each) => isPatient(each) && each.condition.limit.amount <= 5 && each.by === null && !each.matter.precheck,
  )
  const trail = NEGLECTED[i % NEGLECTED.length]?.(stage, one) ?? []
  const times = forward(trail, workingStart(stage, one, stage.chance.between(7, 11)), stage.calendar)
  return { story: 'neglected', one, trail, times }
}

/** Two residents see the same thing; the second report goes into the first incident while that is being worked on. */
function mergedPair(stage: Stage, idOf: (told: Told) => string): Told[] {
  const one = anyCase(
    stage,
    TEMPLATES,
    (each) => isPatient(each) && each.deskArea.length === 9 && each.by === null && !each.matter.precheck,
  )
  const hands = [...accept(stage, one), ...dispatch(stage, one), ...sign(stage, one)]
  const trail = [...hands, ...finish(stage, one, 0.5), ...check(stage, one), ...close(stage, one)]
  const start = workingStart(stage, one, stage.chance.between(...DAYS_BACK))
  const first: Told = { story: 'archived', one, trail, times: forward(trail, start, stage.calendar) }
  const again = newCase(stage, one.template, one.spot, 'resident')
  const clerk = hand(stage, `centre-${communityOf(one.spot.areaCode ?? '')}`)
  const merge = [step(clerk, 'merge', 25, { into: idOf(first) })]
  const seen = (first.times[hands.length] ?? start) + 12 * minuteMs
  return [first, { story: 'merged', one: again, trail: merge, times: forward(merge, seen, stage.calendar) }]
}

/** By the river: in a town, in no community. The town's centre has it from the start. */
function outsideGrids(stage: Stage): Told[] {
  const spot = stage.places.atPoint(OUTSIDE_GRIDS, '溪畔公园月塘边')
  const cases = ['路灯', '暴露垃圾', '绿地', '户外健身设施'].map((matter) => {
    const template = TEMPLATES.find((candidate) => candidate.matter === matter && candidate.unit !== 'county')
    if (!template) throw new Error(`no template for ${matter}`)
    return newCase(stage, template, spot, 'resident')
  })
  const [past, recent]: Telling['ends'][] = ['past', 'recent']
  return cases.map((one, i) => {
    const telling: Telling =
      i === 3
        ? { ends: 'open', since: [5, 50], trail: () => [] }
        : { ends: (i < 2 ? past : recent) ?? 'past', trail: whole }
    const trail = telling.trail(stage, one)
    return { story: 'outsideGrids', one, trail, times: lay(stage, one, telling, trail) }
  })
}

/** When it began, in minutes before now, and how far it is. The first three are long over. */
const EMERGENCY_COURSE = [
  ['道路积水', 26 * 1440 + 505, 'closed'],
  ['排水管道堵塞、破裂', 17 * 1440 - 95, 'closed'],
  ['人员走失或突发疾病', 33 * 1440 + 130, 'closed'],
  ['电梯困人', 205, 'closed'],
  ['火情', 96, 'postcheck'],
  ['供水管道破裂', 44, 'handling'],
] as const

function emergencies(stage: Stage): Told[] {
  return EMERGENCY_COURSE.map(([matter, minutesAgo, until]) => {
    const template = EMERGENCIES.find((candidate) => candidate.matter === matter)
    if (!template) throw new Error(`no template for ${matter}`)
    // Only the towers of the second community have lifts.
    const community = matter === '电梯困人' ? '990101001002' : '990101001001'
    const isThere = ({ areaCode }: Spot) => areaCode?.startsWith(community) === true
    let spot = spotFor(stage, template)
    while (!isThere(spot)) spot = spotFor(stage, template)
    const one = newCase(stage, template, spot, stage.chance.pick(template.sources))
    const trail = emergency(stage, one, until)
    return { story: 'emergency', one, trail, times: forward(trail, stage.now - minutesAgo * minuteMs, stage.calendar) }
  })
}

/** Handed in while the desk was open. */
function approvals(stage: Stage): Told[] {
  return applications.map(({ course, template }) => {
    const one = newCase(stage, template, spotFor(stage, template), 'counter')
    const opened = nextOpen(stage.now - course.daysAgo * DAY_MS, stage.calendar)
    const start = opened < stage.now - 4 * hourMs ? opened : subtractWorking(stage.now, 1, 'workDay', stage.calendar)
    const trail = approval(stage, one, course)
    return { story: 'applied', one, trail, times: forward(trail, start, stage.calendar) }
  })
}

function written(
  { story, one, trail, times, isHandled }: Told,
  id: string,
  { now, calendar }: Stage,
): ScriptedIncident {
  const start = times[0] ?? now
  const isSeen = one.by !== null || one.photoSeed === 1
  return {
    id,
    story,
    ago: Math.round((now - start) / minuteMs),
    source: one.source,
    matter: one.matter.code,
    condition: one.template.condition > 0 ? one.condition.id : null,
    urgency: story === 'emergency' ? 'veryUrgent' : null,
    location: one.spot.location,
    areaCode: one.spot.areaCode,
    description: one.description,
    reporter: one.reporter,
    by: one.by,
    evidence: isSeen ? photoOf(one, 'before') : [],
    handled: isHandled ? { result: one.result, evidence: photoOf(one, 'after') } : null,
    // What has not happened yet is not told: a follow-up call of an emergency an hour ago.
    path: handsOf(trail, times, calendar).filter(({ after }) => start + after * minuteMs <= now),
  }
}

/** In order of their reports. `now` is taken to the full minute. */
export function scriptIncidents(options: ScriptOptions): ScriptedIncident[] {
  const { district, calendar, matter, seed = DEFAULT_SEED } = options
  const chance = random(seed, 'incidents')
  const now = Math.floor(options.now / minuteMs) * minuteMs
  const places = placesIn(district)
  const stage: Stage = {
    uses: new Map(),
    district,
    places,
    calendar,
    now,
    matter,
    chance,
    names: residents(random(seed, 'residents'), district),
  }
  const ids = new Map<Told, string>()
  const idOf = (told: Told): string => {
    const id = ids.get(told) ?? seedId(seed, `incident ${ids.size}`, told.times[0])
    ids.set(told, id)
    return id
  }
  const stories = Object.entries(TELLINGS).flatMap(([story, telling]) =>
    Array.from({ length: COUNTS[story as Story] ?? 0 }, () => tell(stage, story as Story, telling)),
  )
  const told = [
    ...stories,
    ...Array.from({ length: ON_THE_SPOT_COUNT }, () => handledOnTheSpot(stage)),
    ...Array.from({ length: NEGLECTED_COUNT }, (_, i) => neglected(stage, i)),
    ...Array.from({ length: MERGED_PAIRS }, () => mergedPair(stage, idOf)).flat(),
    ...outsideGrids(stage),
    ...emergencies(stage),
    ...approvals(stage),
  ]
  return told.map((each) => written(each, idOf(each), stage)).sort((a, b) => b.ago - a.ago || (a.id < b.id ? -1 : 1))
}
