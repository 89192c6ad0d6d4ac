import { actions, degrees, grades, parts, sources, stages, states, urgencies } from '@linli/contract/incident/words.ts'
import type { Message } from '../i18n/messages.ts'

/**
 * The words of the loop for every door. They are the contract's own (it keeps them beside the closed lists), under the
 * ids that pages use: `incident.state.handling`, `incident.action.dispatch`.
 */
export const incidentMessages = {
  ...named('stage', stages),
  ...named('state', states),
  ...named('action', actions),
  ...named('source', sources),
  ...named('urgency', urgencies),
  ...named('degree', degrees),
  ...named('grade', grades),
  ...named('part', parts),
}

export type IncidentMessageId = keyof typeof incidentMessages

type Named<List extends string, Table> = {
  readonly [Name in keyof Table & string as `incident.${List}.${Name}`]: Message
}

function named<const List extends string, Table extends Readonly<Record<string, { zh: string; en: string }>>>(
  list: List,
  table: Table,
): Named<List, Table> {
  const pairs = Object.entries(table).map(([name, { zh, en }]) => [`incident.${list}.${name}`, { zh, en }])
  return Object.fromEntries(pairs) as Named<List, Table>
}
