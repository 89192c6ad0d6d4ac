// The form of each act, from the one table: the pages draw it, the schemas beside it check what comes back.
import { textLimits } from '../incident/fields.ts'
import type { Label } from '../incident/words.ts'
import type { MediationColumns } from './mediation.ts'
import type { MediationField } from './schemas.ts'
import { agreementKinds, courtStates, type MediationAct, otherWays } from './words.ts'

const choices = (words: Record<string, Label>) =>
  Object.entries(words).map(([value, { zh, en }]) => ({ value, zh, en }))
const field = (
  name: string,
  kind: MediationField['kind'],
  required: boolean,
  more: Partial<MediationField> = {},
): MediationField => ({ name, kind, required, ...more })
const text = (name: string, required: boolean, maxLength: number = textLimits.description) =>
  field(name, 'text', required, { maxLength })
const files = field('files', 'files', false)
/** The law wants it stated in writing (art. 29), and leaves an oral agreement free of it. */
const written = { requiredWhere: { field: 'kind', value: 'written' } }

const forms: Record<Exclude<MediationAct, 'court'>, MediationField[]> = {
  session: [
    field('at', 'instant', true),
    field('place', 'line', false, { maxLength: textLimits.address }),
    field('attended', 'attended', true),
    text('note', false),
    field('nextAt', 'instant', false),
    files,
  ],
  agree: [
    field('kind', 'choice', true, { options: choices(agreementKinds) }),
    field('on', 'day', true),
    field('facts', 'text', false, { maxLength: textLimits.description, ...written }),
    text('terms', true),
    field('manner', 'text', false, { maxLength: textLimits.reason, ...written }),
    field('performBy', 'day', false, written),
    files,
  ],
  fail: [field('told', 'choices', true, { options: choices(otherWays) }), text('reason', false)],
  withdraw: [field('disputant', 'disputant', true), text('reason', false)],
  disputants: [field('disputants', 'disputants', true)],
  mediators: [field('mediators', 'accounts', true), text('reason', true, textLimits.reason)],
  performed: [field('performed', 'boolean', true), field('on', 'day', true), text('note', false), files],
}

export function fieldsOf(act: MediationAct, { court }: Pick<MediationColumns, 'court'>): MediationField[] {
  if (act !== 'court') return forms[act]
  const { asked, ...decided } = courtStates
  const options = choices(court === null ? { asked } : decided)
  return [field('outcome', 'choice', true, { options }), field('on', 'day', true), files]
}
