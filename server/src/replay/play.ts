// The hands of one row: reported, and then one act after the other by whoever's turn it is, until the incident stands where its
// row says. Every hand looks at the incident as the server shows it, so a row that was left half-way goes on from there.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { type State, states } from '@linli/contract/incident/words.ts'
import type { Problem } from './client.ts'
import { RowRefused } from './fault.ts'
import { idOf } from './ids.ts'
import type { Ending } from './map.ts'
import type { People, Unit } from './people.ts'

export interface Plan {
  /** Source and key: what all ids of this row are derived from. */
  name: string
  at: number
  community: string
  report: Record<string, unknown>
  condition: string | undefined
  urgency: string | undefined
  /** Key of the department that the catalogue names for the matter. */
  department: string | null
  ending: Ending
  reason: string
  result: string
}

export interface Played {
  created: boolean
  state: State
  hands: number
}

interface Hand {
  unit: string
  action: string
  fields?: object
}

/** An incident is never that far from its end; more means that two rules play against each other. */
const mostHands = 20

export async function playRow(people: People, plan: Plan): Promise<Played> {
  const centre = people.units.find((u) => u.kind === 'centre' && u.area === plan.community)
  const id = idOf(plan.at, plan.name, 'report')
  const reported = await send<IncidentView>(
    people,
    centre?.id ?? '',
    'report',
    'PUT',
    `/api/incidents/${id}`,
    plan.report,
  )
  let incident = reported.body
  for (let hands = 0; hands < mostHands; hands++) {
    const hand = nextHand(people.units, incident, plan)
    if (!hand) return { created: reported.status === 201, state: incident.state, hands }
    incident = await takeHand(people, plan, incident, hand)
  }
  throw new RowRefused('play', null, 'replay.no_end', `still ${incident.state} after ${mostHands} hands`)
}

async function takeHand(people: People, plan: Plan, incident: IncidentView, hand: Hand): Promise<IncidentView> {
  const id = idOf(plan.at, plan.name, hand.action, String(incident.version))
  const body = { id, action: hand.action, version: incident.version, ...hand.fields }
  const path = `/api/incidents/${incident.id}`
  try {
    return (await send<IncidentView>(people, hand.unit, hand.action, 'POST', `${path}/actions`, body)).body
  } catch (error) {
    // The sweep, or a run at the same time, was faster: look again and go on from there.
    if (!(error instanceof RowRefused) || error.code !== 'version.conflict') throw error
    return (await send<IncidentView>(people, hand.unit, hand.action, 'GET', path)).body
  }
}

async function send<T>(
  people: People,
  unit: string,
  step: string,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  body?: object,
): Promise<{ status: number; body: T }> {
  const token = await people.actingFor(unit)
  if (!token)
    throw new RowRefused(step, null, 'replay.nobody', `nobody of the demonstration acts for unit ${unit || '?'}`)
  const reply = await people.client.send<T & Problem>(token, method, path, body)
  if (reply.status < 300) return reply
  const { code, detail, title, errors } = reply.body
  const why = errors?.map((e) => `${e.path} ${e.message}`).join('; ') ?? detail ?? title ?? ''
  throw new RowRefused(step, reply.status, code, why)
}

/** Whose turn it is and what they do; null when the incident stands where it should, or has gone further by itself. */
function nextHand(units: readonly Unit[], incident: IncidentView, plan: Plan): Hand | null {
  const { ending } = plan
  const holder = incident.holder?.id ?? ''
  const desk = incident.desk.id
  if (states[incident.state].final || incident.state === ending.end) return null
  switch (incident.state) {
    case 'reported':
      return atIntake(holder, plan)
    case 'precheck': {
      const looks = incident.parties.find((p) => p.part === 'checker' && p.to === null)?.unit.id
      return looks ? { unit: looks, action: 'precheck', fields: { found: true } } : { unit: desk, action: 'accept' }
    }
    case 'accepted':
    case 'declined':
    case 'routed':
      return ending.end === 'accepted' ? null : passOn(units, incident.state === 'routed' ? holder : desk, plan)
    case 'dispatched':
      return { unit: holder, action: 'sign' }
    case 'signed':
    case 'handling':
    case 'rework':
      return { unit: holder, action: 'finish', fields: { result: plan.result } }
    case 'suspended':
      return { unit: desk, action: 'resume' }
    case 'handled':
      return { unit: desk, action: 'verify' }
    case 'postcheck':
      return { unit: holder, action: 'postcheck', fields: { found: false } }
    case 'verified':
      return { unit: desk, action: 'close', fields: ending.degree ? { degree: ending.degree } : {} }
    case 'closed':
      return null
    default:
      throw new RowRefused('play', null, 'replay.no_hand', `the replay has no hand for the state ${incident.state}`)
  }
}

function atIntake(unit: string, plan: Plan): Hand | null {
  if (plan.ending.end === 'rejected') return { unit, action: 'reject', fields: { reason: plan.reason } }
  if (plan.ending.end === 'voided') return { unit, action: 'void', fields: { reason: plan.reason } }
  const { condition, urgency } = plan
  return { unit, action: 'accept', fields: { ...(condition && { condition }), ...(urgency && { urgency }) } }
}

/** To the department that the catalogue names where this centre may dispatch to it, otherwise to the centre above. */
function passOn(units: readonly Unit[], centreId: string, plan: Plan): Hand {
  const centre = units.find((u) => u.id === centreId)
  const inCharge = units.filter((u) => u.kind === 'department' && u.key === plan.department)
  const within = centre && inCharge.find((u) => u.area.startsWith(centre.area))
  if (within) return { unit: centreId, action: 'dispatch', fields: { unit: within.id } }
  const above = centre ? centre.area.slice(0, centre.area.length === 12 ? 9 : 6) : ''
  if (inCharge.length === 0 || !centre || above === centre.area)
    throw new RowRefused('dispatch', null, 'replay.no_unit', `no department ${plan.department ?? '?'} within reach`)
  return { unit: centreId, action: 'route', fields: { centre: above } }
}
