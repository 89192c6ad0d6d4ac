import { bases, opennesses } from '@linli/contract/mediation/words.ts'
import { newId } from '@linli/ui/api/id.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { AccountsField } from './AccountsField.tsx'
import { DisputantsField } from './DisputantsField.tsx'
import { disputantsIn, emptyDisputant } from './form.ts'
import { type MediationView, openMediation } from './mediation.api.ts'

type Basis = keyof typeof bases
type Openness = keyof typeof opennesses

/** Registers a case: who disputes, who mediates, on whose wish. */
export function OpenDialog({
  incident,
  units,
  onClose,
  onDone,
}: {
  incident: string
  units: readonly { id: string; name: string | null }[]
  onClose(): void
  onDone(view: MediationView): void
}) {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const [id, setId] = useState(newId)
  const [unit, setUnit] = useState(units[0]!.id)
  const [basis, setBasis] = useState<Basis>('applied')
  const [openness, setOpenness] = useState<Openness>('closed')
  const [disputants, setDisputants] = useState(() => [emptyDisputant('applicant'), emptyDisputant('respondent')])
  const [mediators, setMediators] = useState<string[]>(() => (me ? [me.account.id] : []))
  const [isTried, setTried] = useState(false)
  const isComplete = disputants.every(({ name }) => name.trim() !== '') && mediators.length > 0
  const opening = useMutation({
    mutationFn: () =>
      openMediation(incident, { id, unit, basis, openness, disputants: disputantsIn(disputants), mediators }),
    onSuccess: onDone,
    onError: (error) => {
      if (isProblem(error) && error.status !== 0) setId(newId())
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isComplete && !opening.isPending) opening.mutate()
  }
  const named = (words: object, prefix: 'mediation.basis' | 'mediation.openness') =>
    Object.keys(words).map((value) => ({ value, label: t(`${prefix}.${value}` as `mediation.basis.${Basis}`) }))
  return (
    <Dialog open title={t('mediation.begin')} onClose={onClose} width={560}>
      <form className="mediation-form" onSubmit={submit} noValidate>
        <Refusal error={opening.error} />
        <p className="mediation-note">{t('mediation.secret')}</p>
        {units.length > 1 && (
          <Choices
            label={t('mediation.field.unit')}
            options={units.map((one) => ({ value: one.id, label: one.name ?? '' }))}
            value={unit}
            onChange={setUnit}
          />
        )}
        <Choices
          label={t('mediation.field.basis')}
          options={named(bases, 'mediation.basis')}
          value={basis}
          onChange={(next) => setBasis(next as Basis)}
        />
        <Choices
          label={t('mediation.field.openness')}
          options={named(opennesses, 'mediation.openness')}
          value={openness}
          onChange={(next) => setOpenness(next as Openness)}
        />
        <DisputantsField value={disputants} isTried={isTried} onChange={setDisputants} />
        <AccountsField
          unit={unit}
          label={t('mediation.field.mediators')}
          value={mediators}
          error={isTried && mediators.length === 0 ? t('mediation.fill') : null}
          onChange={setMediators}
        />
        <div className="mediation-row">
          <Button kind="primary" type="submit" busy={opening.isPending}>
            {t('mediation.begin')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
