// Whose hand is next on an incident of the city, what it does and when: read off the incident as it stands, like people do, so that what
// the sweep has done meanwhile (escalated, archived) is answered and not overlooked.
import { hourMs } from '../../contract/src/deadline/calendar.ts'
import { addWorking } from '../../contract/src/deadline/deadline.ts'
import type { Unit } from '../../contract/src/incident/columns.ts'
import type { OpenRequest, OpenSupervision, Surroundings } from '../../contract/src/incident/facts.ts'
import type { ActionInput, PersonAction } from '../../contract/src/incident/fields.ts'
import { formatInstant } from '../../contract/src/shared/time.ts'
import type { IncidentRow, PartyRow } from '../../server/src/modules/incident/columns.ts'
import type { Who } from '../../server/src/platform/session.ts'
import type { Crew } from './crew.ts'
import type { Detour, Story } from './story.ts'
import { reasonOf, remarkOf, resultOf } from './words.ts'

export interface Hand {
  who: Who
  action: PersonAction
  fields: Omit<ActionInput, 'version'>
  at: number
}

export interface Scene {
  story: Story
  row: IncidentRow
  parties: readonly PartyRow[]
  requests: readonly OpenRequest[]
  supervisions: readonly OpenSupervision[]
  /** Detours that have been taken. */
  taken: Set<Detour>
  /** The instant of the last hand. */
  now: number
  around: Surroundings
  crew: Crew
  unitsInArea(areaCode: string): readonly Unit[]
}

/** Null when nobody does anything more: it is over, left to the sweep, or stuck. */
export function nextHand(scene: Scene): Hand | null {
  const { story, row } = scene
  if (story.ending === 'untouched') return null
  if (story.ending === 'open' && row.stage !== 'report' && story.chance.chance(0.3)) return null
  return aside(scene) ?? (row.procedureKey === 'approval' ? onApproval(scene) : onLoop(scene))
}

/** Takes a detour that the story has, once. */
function take(scene: Scene, detour: Detour): boolean {
  if (!scene.story.detours.has(detour) || scene.taken.has(detour)) return false
  scene.taken.add(detour)
  return true
}

/** So many working hours from now; but before the incident falls due, be it at night, unless the story is one of those that are late. */
function within(scene: Scene, from: number, to: number): number {
  const { now, story, around, row } = scene
  const at = addWorking(now, story.chance.between(from, to), 'workHour', around.calendar).dueAt
  const isLate = story.pace > 1 || row.dueAt === null || row.dueAt <= now
  return isLate ? at : Math.round(Math.min(at, now + (row.dueAt! - now) * story.chance.between(0.1, 0.7)))
}

function hand(
  scene: Scene,
  unitId: string | null,
  action: PersonAction,
  at: number,
  fields: Hand['fields'] = {},
  not: string | null = null,
): Hand {
  const able = scene.crew.of(unitId ?? scene.row.deskUnit)
  const others = able.filter((w) => w.accountId !== not)
  return { who: scene.story.chance.pick(others.length > 0 ? others : able), action, fields, at }
}

/** What does not move the incident on: a remark, an order of the leader above. */
function aside(scene: Scene): Hand | null {
  const { row, story, crew } = scene
  if (row.state === 'accepted' && take(scene, 'remarked'))
    return hand(scene, row.deskUnit, 'comment', within(scene, 0.05, 1), { note: remarkOf(story) })
  const leader = crew.leaderOf(row.areaCode.slice(0, 9))
  if (leader && row.state === 'signed' && take(scene, 'supervised')) {
    const fields = { order: '请加快办理，今日内反馈进展', grade: 'ordinary' } as const
    return { who: leader, action: 'supervise', fields, at: within(scene, 0.1, 2) }
  }
  const open = scene.supervisions.find((s) => !s.isAutomatic && s.unitId === row.holderUnit)
  return open && row.holderUnit
    ? hand(scene, row.holderUnit, 'reply', within(scene, 0.5, 4), { supervision: open.seq, text: '已安排专人办理' })
    : null
}

function onApproval(scene: Scene): Hand | null {
  const { row, story } = scene
  const afterNotice = () => Math.max(within(scene, 1, 12), (row.noticeUntil ?? 0) + story.chance.int(1, 8) * hourMs)
  switch (row.state) {
    case 'reported':
      return story.ending === 'rejected'
        ? hand(scene, row.holderUnit, 'reject', within(scene, 1, 8), { reason: reasonOf(story) })
        : hand(scene, row.holderUnit, 'define', within(scene, 1, 16), { result: '符合条件，予以认定' })
    case 'routed':
      return hand(scene, row.holderUnit, 'review', afterNotice(), { granted: true })
    case 'handled':
      return hand(scene, row.holderUnit, 'grant', afterNotice(), { granted: true })
    default:
      return null
  }
}

function onLoop(scene: Scene): Hand | null {
  const { row } = scene
  switch (row.state) {
    case 'reported':
      return atIntake(scene)
    case 'returned':
      return hand(scene, row.deskUnit, 'supplement', within(scene, 0.5, 5), { note: remarkOf(scene.story) })
    case 'precheck':
      return row.checkFound === null && row.checkUnit
        ? hand(scene, row.checkUnit, 'precheck', within(scene, 0.2, 1.6), { found: true })
        : hand(scene, row.deskUnit, 'accept', within(scene, 0.1, 1))
    case 'accepted':
    case 'routed':
      return passOn(scene)
    case 'declined':
      return hand(scene, row.deskUnit, 'arbitrate', within(scene, 0.2, 1.5), { upheld: true, reason: '属本单位职责' })
    case 'dispatched':
      return atUnit(scene)
    case 'signed':
    case 'handling':
    case 'rework':
      return inHand(scene)
    case 'suspended':
      return hand(scene, row.deskUnit, 'resume', Math.max(row.suspendedUntil ?? 0, within(scene, 0.1, 2)))
    default:
      return towardsEnd(scene)
  }
}

function atIntake(scene: Scene): Hand {
  const { row, story } = scene
  const at = within(scene, 0.05, 1.7)
  if (story.ending === 'rejected') return hand(scene, row.holderUnit, 'reject', at, { reason: reasonOf(story) })
  if (story.ending === 'voided') return hand(scene, row.holderUnit, 'void', at, { reason: reasonOf(story) })
  if (take(scene, 'returned')) return hand(scene, row.holderUnit, 'return', at, { reason: '请补充准确位置' })
  return hand(scene, row.holderUnit, 'accept', at, story.condition ? { condition: story.condition } : {})
}

const dispatching = ({ holderKind, holderArea, deskArea }: IncidentRow): string =>
  (holderKind === 'centre' ? holderArea : null) ?? deskArea

/** To the team or the department that the centre may dispatch to, else one centre up. */
function passOn(scene: Scene): Hand {
  const { row, story, around, unitsInArea } = scene
  const area = dispatching(row)
  const centre = around.centreOf(area)!
  const isTakenBack = around.duty(row.matterCode, row.areaCode)?.kind === 'takenBack'
  const team = around.teamOf(row.areaCode)
  const at = within(scene, 0.05, 1.5)
  if (story.toTeam && !isTakenBack && team && team.id !== row.holderUnit)
    return hand(scene, centre.id, 'dispatch', at, { unit: team.id })
  const wanted = isTakenBack ? 6 : 9
  if (area.length > wanted) {
    const up = area.length === 12 ? area.slice(0, 9) : area.slice(0, 6)
    return hand(scene, centre.id, 'route', at, { centre: up })
  }
  const named = around.unitInCharge?.(row.matterCode, row.conditionId, area) ?? null
  const fits = named !== null && around.unit(named)!.areaCode.startsWith(area)
  const unit = fits ? named : story.chance.pick(unitsInArea(area)).id
  return hand(scene, centre.id, 'dispatch', at, { unit })
}

function atUnit(scene: Scene): Hand {
  const { row, parties } = scene
  const isTeam = parties.some((p) => p.part === 'lead' && p.kind === 'team')
  const at = within(scene, 0.2, 3)
  if (!isTeam && at < (row.declineUntil ?? 0) && row.declines.length === 0 && take(scene, 'declined'))
    return hand(scene, row.holderUnit, 'decline', at, { reason: '非本单位职责范围' })
  return hand(scene, row.holderUnit, 'sign', within(scene, 0.1, 4))
}

function inHand(scene: Scene): Hand {
  const { row, story, requests } = scene
  const desk = row.deskUnit
  const soon = within(scene, 0.1, 2)
  const [asked] = requests
  if (asked) return hand(scene, desk, 'approve', soon, { request: asked.seq, granted: true })
  if (row.state === 'signed' && take(scene, 'suspended'))
    return hand(scene, desk, 'suspend', soon, {
      until: formatInstant(addWorking(soon, story.chance.int(5, 30), 'workDay', scene.around.calendar).dueAt),
      reason: '等待配件到货',
    })
  if (row.state === 'signed' && take(scene, 'extended')) {
    const until = addWorking(Math.max(row.promiseDueAt ?? 0, soon), 4, 'workDay', scene.around.calendar).dueAt
    return hand(scene, row.holderUnit, 'extend', soon, { until: formatInstant(until), reason: '需会同产权单位' })
  }
  if (row.state === 'signed' && story.chance.chance(0.3))
    return hand(scene, row.holderUnit, 'progress', soon, { note: '已到现场，正在处理' })
  const end = row.promiseDueAt ?? row.stateDueAt ?? soon
  const at = row.state === 'rework' ? within(scene, 0.5, 6) : Math.max(soon, scene.now + (end - scene.now) * story.pace)
  return hand(scene, row.holderUnit, 'finish', Math.round(at), { result: resultOf(story) })
}

function towardsEnd(scene: Scene): Hand | null {
  const { row, story } = scene
  switch (row.state) {
    case 'handled':
      return take(scene, 'reworked')
        ? hand(scene, row.deskUnit, 'fail', within(scene, 0.2, 3), { reason: '现场仍有残留' }, row.finishedBy)
        : hand(scene, row.deskUnit, 'verify', within(scene, 0.1, 6), {}, row.finishedBy)
    case 'postcheck':
      return row.checkUnit
        ? hand(scene, row.checkUnit, 'postcheck', within(scene, 0.2, 6), { found: false }, row.finishedBy)
        : null
    case 'verified':
      return hand(scene, row.deskUnit, 'close', within(scene, 0.05, 3))
    case 'closed':
      return afterClosing(scene, story)
    default:
      return null
  }
}

function afterClosing(scene: Scene, story: Story): Hand | null {
  const { row } = scene
  if (row.onTheSpot) return null
  if (row.round === 1 && !isFollowedByRepair(scene) && take(scene, 'reopened'))
    return hand(scene, row.deskUnit, 'reopen', within(scene, 2, 20), { reason: '反映人称问题仍在' })
  if (!take(scene, 'followedUp')) return null
  const satisfied = story.chance.pick([3, 4, 4, 5, 5, 5])
  return hand(scene, row.deskUnit, 'followUp', within(scene, 4, 24), { reached: true, satisfied, solved: true })
}

/** Closing it again would open a second repair. */
const isFollowedByRepair = ({ row, around }: Scene): boolean =>
  around.matter(row.matterCode)?.conditions.some((c) => c.id === row.conditionId && c.followedBy !== null) ?? false
