import { ArrowLeftOutlined } from '@ant-design/icons'
import { newId } from '@linli/ui/api/id.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { defaultsOf } from '@linli/ui/incident/form.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { draftKey } from './ActionPanel.tsx'
import { useDraft } from './draft.ts'
import { ActionField } from './fields/ActionField.tsx'
import { collectErrors, toInput, type Values } from './form-values.ts'
import {
  type ActionBody,
  type AllowedField,
  type IncidentView,
  incidentQuery,
  type PersonAction,
  takeAction,
} from './incident.api.ts'
import { NewsSince } from './NewsSince.tsx'

type Props = { incident: IncidentView; action: PersonAction; given: Values; onClose(): void }

/**
 * The form of one action, generated from the fields that the server asks for. What is typed is a draft until it has
 * been accepted. Whoever else acts meanwhile is shown; the server judges the version that was seen.
 */
export function ActionForm({ incident, action, given, onClose }: Props) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const allowed = incident.allowed.find((one) => one.action === action)
  // The fields as they were when the form was opened: a form does not change under the hands of who fills it in.
  const [fields] = useState<AllowedField[]>(() => allowed?.fields ?? [])
  const [openedSeq] = useState(incident.history.at(-1)?.seq ?? 0)
  const [values, change, clear] = useDraft<Values>(draftKey(incident.id, action), defaultsOf(fields), given)
  const [errors, setErrors] = useState<Record<string, string>>({})
  // One id for all tries of one submission, a new one after a refusal: the same content twice counts once.
  const [sendId, setSendId] = useState(newId)
  const form = useFirstFocus()
  const explain = useExplain()

  const sending = useMutation({
    mutationFn: (body: ActionBody) => takeAction(incident.id, body),
    onSuccess: (next) => {
      clear()
      client.setQueryData(incidentQuery(incident.id).queryKey, next)
      void client.invalidateQueries({ queryKey: ['incidents'] })
      toast(t('action.done', { action: t(`incident.action.${action}`) }))
      onClose()
    },
    onError: (error) => {
      if (isProblem(error) && error.status !== 0) setSendId(newId())
      if (isProblem(error) && error.status === 409) {
        void client.invalidateQueries({ queryKey: ['incident', incident.id] })
        void client.invalidateQueries({ queryKey: ['incidents'] })
      }
    },
  })
  const explained = explain(sending.error)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (sending.isPending || !allowed) return
    const found = collectErrors(fields, values, {
      missing: t('action.fillIn'),
      uploading: t('action.uploading'),
      tooLong: (most, count) => t('action.tooLong', { most, count }),
    })
    setErrors(found)
    if (Object.keys(found).length > 0) return
    sending.mutate({ id: sendId, action, version: incident.version, ...toInput(fields, values) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  return (
    <form ref={form} className="action-form" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <div className="action-form-head">
        <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('action.back')} onClick={onClose} />
        <h4>{t(`incident.action.${action}`)}</h4>
      </div>
      <NewsSince
        incident={incident}
        seq={openedSeq}
        isStillAllowed={allowed !== undefined}
        isConflict={isConflict(sending.error)}
      />
      {isConflict(sending.error) ? null : <Refused error={sending.error} fields={fields} />}
      {fields.map((field) => (
        <ActionField
          key={field.name}
          field={field}
          action={action}
          incident={incident}
          values={values}
          error={errors[field.name] ?? (isAbout(sending.error, field.name) ? explained.what : undefined)}
          onChange={change}
        />
      ))}
      <div className="action-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={sending.isPending}
          disabled={!allowed}
          title={t('action.submitKeys')}
        >
          {t('action.submit')}
        </Button>
        {allowed ? (
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        ) : (
          <Button
            onClick={() => {
              clear()
              onClose()
            }}
          >
            {t('action.discard')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Somebody was faster: the news at the top say who, so that the refusal need not be told a second time. */
function isConflict(error: unknown): boolean {
  return isProblem(error, 'version.conflict')
}

/** What the server refused, what was kept, what to do; what belongs to one field stands at that field. */
function Refused({ error, fields }: { error: unknown; fields: readonly AllowedField[] }) {
  const { t } = useWords()
  const explained = useExplain()(error)
  if (!error) return null
  const isPlaced = fields.some((field) => isAbout(error, field.name))
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={explained.what}
      description={
        <>
          {!isPlaced && <div>{explained.todo}</div>}
          <div>{t('ui.error.kept', { what: t('action.kept') })}</div>
          {explained.requestId && <small>{t('ui.error.request', { id: explained.requestId })}</small>}
        </>
      }
    />
  )
}

/** The server names the place in words for programs; people read what its code means. */
function isAbout(error: unknown, field: string): boolean {
  return isProblem(error) && error.errors.some(({ path }) => path === `/${field}` || path.startsWith(`/${field}/`))
}

/** The first control takes the focus when the form opens. */
function useFirstFocus() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>('.field-control input:not([type="file"]), .field-control textarea')
      ?.focus()
  }, [])
  return form
}
