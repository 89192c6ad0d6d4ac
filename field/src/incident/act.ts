import type { PersonAction } from '@linli/contract/incident/fields.ts'
import type { State } from '@linli/contract/incident/words.ts'
import { defaultsOf, type FormValues, inputOf, missingOf } from '@linli/ui/incident/form.ts'
import type { PostView } from '../identity/identity.api.ts'
import type { NewItem, OutboxItem } from '../outbox/item.ts'
import type { AllowedField, IncidentView } from './incident.api.ts'

/** An action's form as it goes into the outbox. What is half typed is a draft per incident and action. */
export const actKey = (account: string, incidentId: string, action: PersonAction) =>
  `${account}.act.${incidentId}.${action}`

/** What stands in the form when it opens: what was refused before, else the server's suggestions and our phrase for the one needed text. */
export function startOf(
  fields: readonly AllowedField[],
  refused: OutboxItem | undefined,
  phrase: string | undefined,
): FormValues {
  if (refused) return refused.values
  const text = fields.find(({ kind, required }) => kind === 'text' && required)
  return { ...(text && phrase ? { [text.name]: phrase } : {}), ...defaultsOf(fields) }
}

/** Names of the fields that still need an answer, or a shorter one; a photo only where the closing condition itself asks for one. */
export function gapsOfAct(fields: readonly AllowedField[], values: FormValues, needsPhoto: boolean): string[] {
  const asked = needsPhoto
    ? fields.map((field) => (field.kind === 'evidence' ? { ...field, required: true } : field))
    : fields
  return [...missingOf(asked, values), ...fields.filter((field) => isTooLong(field, values)).map(({ name }) => name)]
}

const inHand: readonly State[] = ['signed', 'handling', 'rework']

/**
 * A result of one's own part: the unit assists or was called, and whoever has the work in hand is somebody else. What closes the
 * whole (its words, its photo) is not asked of it.
 */
export const isOwnPart = (
  action: PersonAction,
  { state, holder }: Pick<IncidentView, 'state' | 'holder'>,
  posts: readonly Pick<PostView, 'unit'>[],
): boolean =>
  action === 'finish' && !(inHand.includes(state) && posts.some(({ unit }) => unit !== null && unit === holder?.id))

/** Where the server names no limit of its own. */
export const longestText = 2000

export const isTooLong = ({ name, kind, maxLength = longestText }: AllowedField, values: FormValues): boolean =>
  kind === 'text' && String(values[name] ?? '').trim().length > maxLength

/** Our own refused try of the same action, which the next one replaces. */
export const refusedTry = (
  items: readonly OutboxItem[],
  incidentId: string,
  action: PersonAction,
): OutboxItem | undefined =>
  items.findLast(
    (item) =>
      item.target === incidentId &&
      item.action === `incident.${action}` &&
      item.state === 'refused' &&
      !item.acceptedAt,
  )

export function itemOf(
  given: { id: string; account: string; action: PersonAction; occurredAt: string },
  incident: Pick<IncidentView, 'id' | 'version' | 'matterName' | 'number'>,
  fields: readonly AllowedField[],
  values: FormValues,
): NewItem {
  const evidence = fields.find(({ kind }) => kind === 'evidence')
  const files = evidence ? values[evidence.name] : []
  return {
    id: given.id,
    account: given.account,
    action: `incident.${given.action}`,
    target: incident.id,
    base: incident.version,
    input: inputOf(fields, values),
    files: Array.isArray(files) ? files.filter((id) => typeof id === 'string') : [],
    title: incident.matterName,
    number: incident.number,
    values: { ...values },
    occurredAt: given.occurredAt,
  }
}
