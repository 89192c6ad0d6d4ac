// The demonstration district as the tests of the loop need it: units, the cast with its posts, a few matters, and a clock that
// a test moves by hand. `Game` plays acts on one incident and keeps its history as the server would.
import { type Calendar, createCalendar, hourMs } from '../deadline/calendar.ts'
import type { Refusal } from '../problem.ts'
import type { Limit, Unit } from './columns.ts'
import { applyVerdict } from './draft.ts'
import type {
  Actor,
  DutyFacts,
  IncidentFacts,
  MatterFacts,
  MergeTarget,
  PostInForce,
  Staff,
  Surroundings,
} from './facts.ts'
import type { ActionInput, PersonAction } from './fields.ts'
import { take } from './procedure.ts'
import { shippedProcedure } from './procedures/shipped.ts'
import { type NewIncident, reportIncident } from './start.ts'
import { dueStep, takeSystem } from './sweep.ts'
import type { HistoryEntry, Outcome, Related, Tell, Verdict } from './verdict.ts'

export const calendar = createCalendar({ id: 'test', days: [], publishedThrough: 2030 })

/** Monday 2 March 2026, 09:00 in China; no holiday is near. */
export const mondayNine = Date.parse('2026-03-02T09:00:00+08:00')
export const local = (text: string): number => Date.parse(`${text}:00+08:00`)
export const hours = (amount: number): number => amount * hourMs

export const county = '990101'
export const town = '990101001'
export const community = '990101001001'
export const grid1 = '990101001001001'
export const grid2 = '990101001001002'

const unit = (id: string, kind: Unit['kind'], areaCode: string): Unit => ({ id, kind, areaCode })
export const units: Unit[] = [
  unit('county-centre', 'centre', county),
  unit('town-centre', 'centre', town),
  unit('community-centre', 'centre', community),
  unit('town2-centre', 'centre', '990101002'),
  unit('community2-centre', 'centre', '990101001002'),
  unit('team1', 'team', grid1),
  unit('team2', 'team', grid2),
  unit('team101', 'team', '990101001002001'),
  unit('city', 'department', town),
  unit('fire', 'department', town),
  unit('civil', 'department', town),
  unit('county-city', 'department', county),
]

let postCount = 0
const post = (
  role: string,
  areaCode: string | null,
  unitId: string | null,
  onBehalfOf: string | null = null,
): PostInForce => ({
  id: `post${++postCount}`,
  role,
  areaCode,
  unitId,
  onBehalfOf,
})
export const staff = (accountId: string, ...posts: PostInForce[]): Staff => ({
  kind: 'staff',
  accountId,
  name: accountId,
  posts,
})

export const cast = {
  worker1: staff('worker1', post('grid_worker', grid1, 'team1')),
  worker1b: staff('worker1b', post('grid_worker', grid1, 'team1')),
  worker2: staff('worker2', post('grid_worker', grid2, 'team2')),
  clerk1: staff('clerk1', post('clerk', community, 'community-centre')),
  clerk1b: staff('clerk1b', post('clerk', community, 'community-centre')),
  clerk101: staff('clerk101', post('clerk', '990101001002', 'community2-centre')),
  town1: staff('town1', post('dispatcher', town, 'town-centre')),
  town2: staff('town2', post('dispatcher', '990101002', 'town2-centre')),
  county1: staff('county1', post('dispatcher', county, 'county-centre')),
  city1: staff('city1', post('officer', null, 'city')),
  city2: staff('city2', post('officer', null, 'city')),
  fire1: staff('fire1', post('officer', null, 'fire')),
  civil1: staff('civil1', post('officer', null, 'civil')),
  countyCity1: staff('countyCity1', post('officer', null, 'county-city')),
  leader1: staff('leader1', post('leader', town, null)),
  inspector1: staff('inspector1', post('inspector', town, null)),
  appraiser1: staff('appraiser1', post('appraiser', town, null)),
  sysadmin: staff('sysadmin', post('system_admin', null, null)),
  resident: { kind: 'resident' } as Actor,
} satisfies Record<string, Actor>
export type Member = keyof typeof cast
export const members = Object.keys(cast) as Member[]

/** city1 away: the deputy acts for city1's post. */
export const deputyOfCity1 = staff('deputy', post('officer', null, 'city', 'city1'))

const condition = (id: string, amount: number, limitUnit: Limit['unit'], followedBy: string | null = null) => ({
  id,
  limit: { amount, unit: limitUnit },
  closing: `closing of ${id}`,
  followedBy,
})
const matter = (
  code: string,
  procedure: string | null,
  conditions: MatterFacts['conditions'],
  checks = {},
): MatterFacts => ({
  code,
  procedure,
  precheck: false,
  postcheck: false,
  conditions,
  ...checks,
})
export const matters: MatterFacts[] = [
  matter('rubbish', 'coordinated', [condition('rubbish.1', 2, 'workDay'), condition('rubbish.2', 4, 'workHour')]),
  matter('cover', 'coordinated', [condition('cover.1', 2, 'urgentHour'), condition('cover.2', 5, 'workDay')]),
  matter('noise', 'coordinated', [condition('noise.1', 2, 'workDay')], { precheck: true, postcheck: true }),
  matter('gas', 'emergency', [condition('gas.1', 1, 'urgentHour', 'gas.2'), condition('gas.2', 5, 'workDay')]),
  matter('snow', 'ordinary', [condition('snow.1', 4, 'workHour')]),
  matter('allowance', 'approval', [condition('allowance.1', 22, 'workDay')]),
  matter('hazard', 'hazard', [condition('hazard.1', 10, 'workDay')]),
  matter('permit', 'coordinated', [condition('permit.1', 5, 'workDay')]),
  matter('class', null, []),
]

export interface World {
  now: number
  calendar: Calendar
  occurredAt?: number
  unstaffed: string[]
  leaders: string[]
  withoutCentre: string[]
  /** Units on duty by area. */
  onDuty: Record<string, string[]>
  duties: Record<string, DutyFacts>
  incidents: MergeTarget[]
}

export const newWorld = (): World => ({
  now: mondayNine,
  calendar,
  unstaffed: [],
  leaders: [town, county],
  withoutCentre: [],
  onDuty: {},
  duties: { permit: { kind: 'takenBack', basis: '县级收回事项清单第3项' } },
  incidents: [
    { id: 'other', state: 'handling', mergedInto: null },
    { id: 'ended', state: 'archived', mergedInto: null },
  ],
})

export const aroundOf = (world: World): Surroundings => ({
  now: world.now,
  occurredAt: world.occurredAt,
  calendar: world.calendar,
  followUpPeriod: { amount: 5, unit: 'workDay' },
  unit: (id) => units.find((u) => u.id === id) ?? null,
  centreOf: (code) =>
    units.find((u) => u.kind === 'centre' && u.areaCode === code && !world.withoutCentre.includes(code)) ?? null,
  teamOf: (code) => units.find((u) => u.kind === 'team' && u.areaCode === code) ?? null,
  onDuty: (code) => units.filter((u) => world.onDuty[code]?.includes(u.id)),
  isStaffed: (id) => !world.unstaffed.includes(id),
  hasLeader: (code) => world.leaders.includes(code),
  matter: (code) => matters.find((m) => m.code === code) ?? null,
  duty: (code) => world.duties[code] ?? null,
  incident: (id) => world.incidents.find((i) => i.id === id) ?? null,
  procedure: shippedProcedure,
})

export class Game {
  world: World
  facts: IncidentFacts
  history: HistoryEntry[] = []
  told: Tell[] = []
  related: Related[] = []
  last: Verdict

  constructor(report: Partial<NewIncident> = {}, by: Actor = cast.resident, world: World = newWorld()) {
    this.world = world
    const outcome = reportIncident({ ...plainReport, ...report }, by, aroundOf(world))
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
    const account = by.kind === 'staff' ? [by.accountId] : []
    const lists = { parties: [], requests: [], supervisions: [], reporterAccounts: account }
    this.facts = { id: 'this', ...outcome.verdict.set, ...lists }
    this.last = outcome.verdict
    this.write(outcome.verdict)
  }

  get around(): Surroundings {
    return aroundOf(this.world)
  }

  get procedure() {
    const procedure = shippedProcedure(this.facts.procedureKey)
    if (!procedure) throw new Error(`no procedure ${this.facts.procedureKey}`)
    return procedure
  }

  try(by: Actor, action: PersonAction, fields: Partial<ActionInput> = {}): Outcome {
    return take(this.procedure, this.facts, by, action, { version: this.facts.version, ...fields }, this.around)
  }

  /** Acts and expects it to be accepted. */
  do(by: Member | Actor, action: PersonAction, fields: Partial<ActionInput> = {}): this {
    const outcome = this.try(typeof by === 'string' ? cast[by] : by, action, fields)
    if (!outcome.ok) throw new Error(`${action}: ${JSON.stringify(outcome.refusal)}`)
    this.write(outcome.verdict)
    return this
  }

  /** Acts and expects a refusal; returns it. */
  refused(by: Member | Actor, action: PersonAction, fields: Partial<ActionInput> = {}): Refusal {
    const outcome = this.try(typeof by === 'string' ? cast[by] : by, action, fields)
    if (outcome.ok) throw new Error(`${action} was accepted in ${this.facts.state}`)
    return outcome.refusal
  }

  /** Lets time pass and drains the sweep, each step at its own instant, as POST /api/clock does. */
  wait(until: number): this {
    for (let count = 0; count < 500; count++) {
      const due = dueStep(this.facts)
      if (!due || due.at > until) {
        this.world.now = Math.max(this.world.now, until)
        return this
      }
      this.world.now = Math.max(this.world.now, due.at)
      this.step()
    }
    throw new Error('the sweep does not come to rest')
  }

  step(): this {
    const due = dueStep(this.facts)
    if (!due) throw new Error('nothing is due')
    const outcome = takeSystem(this.procedure, this.facts, due, this.around)
    if (!outcome.ok) throw new Error(`${due.step}: ${JSON.stringify(outcome.refusal)}`)
    this.write(outcome.verdict)
    return this
  }

  private write(verdict: Verdict): void {
    this.facts = applyVerdict(this.facts, verdict, this.world.now)
    this.history = [...this.history, ...verdict.history]
    this.told = [...this.told, ...verdict.tell]
    this.related = [...this.related, ...verdict.related]
    this.last = verdict
  }

  actions(): string[] {
    return this.history.map((entry) => entry.action)
  }
}

export const plainReport: NewIncident = {
  id: 'this',
  areaCode: grid1,
  matterCode: 'rubbish',
  source: 'resident',
  urgency: 'normal',
  isHandled: false,
  data: {},
}

/** Ways to the states, along the plain path. */
export const given = {
  reported: (matterCode = 'rubbish', by: Actor = cast.resident) => new Game({ matterCode }, by),
  accepted: (matterCode = 'rubbish') => given.reported(matterCode).do('clerk1', 'accept'),
  dispatched: (matterCode = 'rubbish') => given.accepted(matterCode).do('clerk1', 'dispatch', { unit: 'team1' }),
  atTown: () => given.reported().do('clerk1', 'route', { centre: town }).do('town1', 'accept'),
  withCity: () => given.atTown().do('town1', 'dispatch', { unit: 'city' }),
  signed: () => given.withCity().do('city1', 'sign'),
  handling: () => given.signed().do('city1', 'progress', { note: 'on the way' }),
  handled: () => given.handling().do('city1', 'finish', { result: 'cleared' }),
  verified: () => given.handled().do('worker1', 'verify'),
  closed: () => given.verified().do('town1', 'close'),
}
