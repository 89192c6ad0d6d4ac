import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { SelectField } from '@linli/ui/components/Select.tsx'
import { useWords } from '../app/words.ts'
import { type DraftDisputant, emptyDisputant } from './form.ts'

/** Two disputants and more: name, part, how to reach them, who speaks for them. The law asks for no more, so there is no more. */
export function DisputantsField({
  value,
  isTried,
  onChange,
}: {
  value: readonly DraftDisputant[]
  isTried: boolean
  onChange(next: DraftDisputant[]): void
}) {
  const { t } = useWords()
  const put = (at: number, part: Partial<DraftDisputant>) =>
    onChange(value.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <>
      {value.map((one, at) => (
        <fieldset key={one.id} className="mediation-disputant">
          <legend>{t('mediation.disputant.no', { no: at + 1 })}</legend>
          <TextField
            label={t('mediation.name')}
            required
            maxLength={60}
            autoComplete="off"
            error={isTried && one.name.trim() === '' ? t('mediation.fill') : null}
            value={one.name}
            onChange={(event) => put(at, { name: event.target.value })}
          />
          <SelectField
            label={t('mediation.part')}
            required
            options={(['applicant', 'respondent'] as const).map((part) => ({
              value: part,
              label: t(`mediation.part.${part}`),
            }))}
            value={one.part}
            onChange={(part) => part && put(at, { part: part as DraftDisputant['part'] })}
          />
          <TextField
            label={t('mediation.phone')}
            type="tel"
            maxLength={30}
            autoComplete="off"
            value={one.phone}
            onChange={(event) => put(at, { phone: event.target.value })}
          />
          <TextField
            label={t('mediation.representative')}
            maxLength={60}
            autoComplete="off"
            value={one.representative}
            onChange={(event) => put(at, { representative: event.target.value })}
          />
          {value.length > 2 && (
            <Button kind="quiet" onClick={() => onChange(value.filter((_, i) => i !== at))}>
              {t('mediation.disputant.remove', { no: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      <Button kind="quiet" icon="plus" onClick={() => onChange([...value, emptyDisputant('respondent')])}>
        {t('mediation.disputant.add')}
      </Button>
    </>
  )
}
