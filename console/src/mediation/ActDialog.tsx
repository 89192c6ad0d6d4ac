import { newId } from '@linli/ui/api/id.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../app/words.ts'
import { ActField } from './ActField.tsx'
import { draftsOf, faultsOf, inputOf, type Values } from './form.ts'
import { type Act, actInMediation, type MediationContent, type MediationView } from './mediation.api.ts'

/** The form of one act, drawn from the fields that the server names. What was typed stays until it has been accepted. */
export function ActDialog({
  act: { act, fields },
  view,
  content,
  onClose,
  onDone,
}: {
  act: Act
  view: MediationView
  content: MediationContent | null
  onClose(): void
  onDone(next: MediationView): void
}) {
  const { t } = useWords()
  const client = useQueryClient()
  const [values, setValues] = useState<Values>(() => startOf(content))
  const [isTried, setTried] = useState(false)
  // One id for all tries of one submission, a new one after a refusal.
  const [sendId, setSendId] = useState(newId)
  const faults = faultsOf(fields, values)
  const sending = useMutation({
    mutationFn: () => actInMediation(view.id, act, { id: sendId, version: view.version, ...inputOf(fields, values) }),
    onSuccess: onDone,
    onError: (error) => {
      if (isProblem(error) && error.status !== 0) setSendId(newId())
      if (isProblem(error) && error.status === 409) void client.invalidateQueries({ queryKey: ['mediations'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faults).length === 0 && !sending.isPending) sending.mutate()
  }
  return (
    <Dialog open title={t(`mediation.act.${act}`)} onClose={onClose} width={560}>
      <form className="mediation-form" onSubmit={submit} noValidate>
        <Refusal error={sending.error} />
        {fields.map((field) => (
          <ActField
            key={field.name}
            {...{ act, field, content, values }}
            unit={view.unit.id}
            fault={isTried ? faults[field.name] : undefined}
            onChange={(part) => setValues((now) => ({ ...now, ...part }))}
          />
        ))}
        <div className="mediation-row">
          <Button kind="primary" type="submit" busy={sending.isPending}>
            {t(`mediation.act.${act}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What is corrected begins as it stands. */
const startOf = (content: MediationContent | null): Values =>
  content
    ? { disputants: draftsOf(content.disputants), mediators: content.mediators.map(({ id }) => id) }
    : { mediators: [] }
