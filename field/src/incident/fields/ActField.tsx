import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { closingText } from '@linli/ui/incident/condition.ts'
import { fieldLabel } from '@linli/ui/incident/field.messages.ts'
import type { FormValues } from '@linli/ui/incident/form.ts'
import { type ReactNode, useId } from 'react'
import type { Change } from '../../app/draft.ts'
import { useWords } from '../../app/words.ts'
import { EvidenceInput } from '../../evidence/EvidenceInput.tsx'
import { useMe } from '../../identity/identity.api.ts'
import type { AllowedField, IncidentView } from '../incident.api.ts'
import { ChoiceInput, ScoreInput, YesNoInput } from './ChoiceInput.tsx'
import { IncidentInput } from './IncidentInput.tsx'
import { InstantInput } from './InstantInput.tsx'
import { LocationInput } from './LocationInput.tsx'
import { ConditionInput, MatterInput } from './MatterInput.tsx'
import { PhraseInput } from './PhraseInput.tsx'
import { CentreInput, UnitInput } from './UnitInput.tsx'
import './fields.css'

export type FieldProps = {
  field: AllowedField
  action: PersonAction
  incident: IncidentView
  values: FormValues
  /** The closing condition asks for a photo: said at the field, which is then needed. */
  isPhotoNeeded: boolean
  error: string | undefined
  onChange: Change<Record<string, unknown>>
}

/** What a control is given beside its value: what it is called and what speaks about it. */
export type Ties = { id: string; labelId: string; describedBy: string | undefined }

/** One field of a form drawn from `allowed`: its label, its control by kind, its error. */
export function ActField(props: FieldProps) {
  const { t } = useWords()
  const { field, error, isPhotoNeeded } = props
  const id = useId()
  const isRequired = field.required || (field.kind === 'evidence' && isPhotoNeeded)
  const ties: Ties = { id, labelId: `${id}-label`, describedBy: error ? `${id}-error` : undefined }
  return (
    <div className="ll-field">
      <label className="ll-field-label" id={ties.labelId} htmlFor={id}>
        {t(fieldLabel(props.action, field.name))}
        {!isRequired && <span className="ll-field-optional">{t('ui.optional')}</span>}
      </label>
      <Control {...props} ties={ties} />
      {error && (
        <p className="ll-field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

function Control({ field, action, incident, values, onChange, ties, error }: FieldProps & { ties: Ties }): ReactNode {
  const account = useMe().account.id
  const { locale } = useWords()
  const value = values[field.name]
  const set = (next: unknown) => onChange({ [field.name]: next })
  const text = typeof value === 'string' ? value : null
  switch (field.kind) {
    case 'text':
      return (
        <PhraseInput
          ties={ties}
          action={action}
          incident={incident}
          value={text ?? ''}
          isRequired={field.required}
          isWrong={error !== undefined}
          onChange={set}
        />
      )
    case 'boolean':
      return (
        <YesNoInput
          ties={ties}
          name={field.name}
          value={typeof value === 'boolean' ? value : null}
          closing={
            field.name === 'conditionMet' && incident.condition ? closingText(incident.condition, locale) : undefined
          }
          onChange={set}
        />
      )
    case 'instant':
      return <InstantInput ties={ties} value={text} onChange={set} />
    case 'choice':
      return <ChoiceInput ties={ties} field={field} value={value} incident={incident} onChange={set} />
    case 'number':
      return (
        <ScoreInput
          ties={ties}
          value={typeof value === 'number' ? value : null}
          options={field.options ?? []}
          onChange={set}
        />
      )
    case 'unit':
      return (
        <UnitInput
          ties={ties}
          value={text ? [text] : []}
          suggested={field.default}
          onChange={([first]) => set(first)}
        />
      )
    case 'units':
      return <UnitInput ties={ties} isMultiple value={idsOf(value)} onChange={set} />
    case 'area':
      return <CentreInput ties={ties} value={text} onChange={set} />
    case 'matter':
      return (
        <MatterInput
          ties={ties}
          value={text}
          fallback={action === 'accept' ? incident.matter : null}
          onChange={(code) => onChange({ [field.name]: code, condition: undefined })}
        />
      )
    case 'condition': {
      const chosen = typeof values.matter === 'string' ? values.matter : null
      const matter = chosen ?? (action === 'changeMatter' ? null : incident.matter)
      return <ConditionInput ties={ties} matter={matter} value={text} onChange={set} />
    }
    case 'evidence':
      return (
        <EvidenceInput
          account={account}
          ids={idsOf(value)}
          describedBy={ties.describedBy}
          onChange={(next) => onChange((before) => ({ [field.name]: next(idsOf(before[field.name])) }))}
        />
      )
    case 'location':
      return <LocationInput value={value} start={incident.location} grid={incident.area} onChange={set} />
    case 'incident':
      return <IncidentInput ties={ties} value={text} own={incident.id} onChange={set} />
  }
}

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
