import { type FieldMessageId, fieldLabel } from '@linli/ui/incident/field.messages.ts'
import { type ReactNode, useId } from 'react'
import { useWords } from '../../app/words.ts'
import { MatterPicker } from '../../matter/MatterPicker.tsx'
import { SuggestedCondition, SuggestedMatters, SuggestedUnit } from '../../suggestion/Suggested.tsx'
import type { Values } from '../form-values.ts'
import type { AllowedField, IncidentView, PersonAction } from '../incident.api.ts'
import { BooleanField } from './BooleanField.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { ConditionField } from './ConditionField.tsx'
import { EvidenceField } from './EvidenceField.tsx'
import { IncidentField } from './IncidentField.tsx'
import { InstantField } from './InstantField.tsx'
import { LocationField } from './LocationField.tsx'
import { ScoreField } from './ScoreField.tsx'
import { TextAreaField } from './TextAreaField.tsx'
import { CentreField, UnitField } from './UnitField.tsx'

/** What every control is given; `ties` bind it to its label, hint and error. */
export type FieldTies = { id: string; labelId: string; describedBy: string | undefined; isWrong: boolean }
export type FieldName = FieldMessageId

type Props = {
  field: AllowedField
  action: PersonAction
  incident: IncidentView
  values: Values
  error: string | undefined
  onChange(part: Values): void
}

/** One field of a generated form: its label, its control by kind, its error. */
export function ActionField(props: Props) {
  const { t } = useWords()
  const { field, error } = props
  const id = useId()
  const ties: FieldTies = {
    id,
    labelId: `${id}-label`,
    describedBy: error ? `${id}-error` : undefined,
    isWrong: Boolean(error),
  }
  return (
    <div className="form-line">
      <label className="form-label" id={ties.labelId} htmlFor={id}>
        {t(fieldLabel(props.action, field.name))}
        {isOpenToChoice(props) && <span className="form-optional">{t('ui.optional')}</span>}
      </label>
      <div className="field-control">
        <Control {...props} ties={ties} />
      </div>
      {error && (
        <p className="form-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** Marked as optional: what is not demanded and not filled in already by what stands so far. */
function isOpenToChoice({ field, action }: Props): boolean {
  return !field.required && field.default === undefined && !(action === 'accept' && field.kind === 'matter')
}

function Control({ field, action, incident, values, onChange, ties }: Props & { ties: FieldTies }): ReactNode {
  const value = values[field.name]
  const set = (next: unknown) => onChange({ [field.name]: next })
  const text = typeof value === 'string' ? value : null
  switch (field.kind) {
    case 'text':
      return <TextAreaField ties={ties} value={text ?? ''} isRequired={field.required} onChange={set} />
    case 'boolean':
      return (
        <BooleanField
          ties={ties}
          name={field.name}
          value={typeof value === 'boolean' ? value : null}
          onChange={set}
          incident={incident}
        />
      )
    case 'instant':
      return <InstantField ties={ties} value={text} onChange={set} />
    case 'choice':
      return <ChoiceField ties={ties} field={field} value={value} onChange={set} incident={incident} />
    case 'number':
      return (
        <ScoreField
          ties={ties}
          value={typeof value === 'number' ? value : null}
          options={field.options ?? []}
          onChange={set}
        />
      )
    case 'unit':
      return (
        <>
          <UnitField ties={ties} value={text} suggested={field.default} area={incident.desk} onChange={set} />
          <SuggestedUnit incident={incident} value={text} onPick={set} />
        </>
      )
    case 'units':
      return (
        <UnitField
          ties={ties}
          isMultiple
          value={Array.isArray(value) ? value : []}
          area={incident.desk}
          onChange={set}
        />
      )
    case 'area':
      return <CentreField ties={ties} value={text} onChange={set} />
    case 'matter':
      return (
        <>
          <MatterPicker
            id={ties.id}
            labelledBy={ties.labelId}
            describedBy={ties.describedBy}
            value={text ?? (action === 'accept' ? incident.matter : null)}
            onChange={(matter) => onChange(matterValues(field.name, matter, action, incident))}
          />
          <SuggestedMatters
            description={incident.description}
            chosen={text ?? incident.matter}
            onPick={({ matter, condition }) =>
              onChange({ ...matterValues(field.name, matter, action, incident), condition: condition?.id })
            }
          />
        </>
      )
    case 'condition': {
      const matter =
        typeof values.matter === 'string' ? values.matter : action === 'changeMatter' ? null : incident.matter
      return (
        <>
          <ConditionField ties={ties} matter={matter} value={text} onChange={set} />
          <SuggestedCondition incident={incident} matter={matter} value={text} onPick={set} />
        </>
      )
    }
    case 'evidence':
      return <EvidenceField ties={ties} value={value} onChange={set} />
    case 'location':
      return <LocationField ties={ties} value={value} start={incident.location} area={incident.area} onChange={set} />
    case 'incident':
      return <IncidentField ties={ties} value={text} own={incident.id} onChange={set} />
  }
}

/** Another matter has other conditions; the incident's own needs not be said when accepting. */
const matterValues = (name: string, matter: string | null, action: PersonAction, incident: IncidentView): Values => ({
  [name]: matter === incident.matter && action === 'accept' ? undefined : (matter ?? undefined),
  condition: undefined,
})
