// What an act brings when it was done offline: as online, but for version and id, which are the item's own `base` and `id`.
import Type, { type TObject } from 'typebox'
import { type PersonAction, personActions } from '../incident/fields.ts'
import { actionInputs } from '../incident/schemas.ts'

function withoutHead(action: PersonAction): TObject {
  const { id: _, version, ...own } = actionInputs[action].properties
  // Whoever sends the online body as it is may leave the version in it; it must then be the same.
  return Type.Object({ ...own, version: Type.Optional(version!) }, { additionalProperties: false })
}

export const offlineInputs = Object.fromEntries(personActions.map((action) => [action, withoutHead(action)])) as Record<
  PersonAction,
  TObject
>
