import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { newId } from '@linli/ui/api/id.ts'
import type { ApiProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import type { FormValues } from '@linli/ui/incident/form.ts'
import { actorText, describeEntry, unitNamesOf } from '@linli/ui/incident/history.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useDraft } from '../app/draft.ts'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { useMe } from '../identity/identity.api.ts'
import { mattersQuery } from '../matter/matter.api.ts'
import { send, useOutbox } from '../outbox/here.ts'
import { demandsPhoto } from '../report/draft.ts'
import { actKey, gapsOfAct, isOwnPart, isTooLong, itemOf, longestText, refusedTry, startOf } from './act.ts'
import { ActField } from './fields/ActField.tsx'
import type { AllowedField, IncidentView } from './incident.api.ts'
import { beginsWithPhrase, usePhrases } from './usePhrases.ts'

type Props = { incident: IncidentView; action: PersonAction; onClose(): void }

/**
 * The form of one action, drawn from the fields that the server asks for. It opens with what can be suggested, so that
 * confirming is often all there is to do. What is typed is a draft until the outbox has it; after a refusal it stays.
 */
export function ActSheet({ incident, action, onClose }: Props) {
  const { t } = useWords()
  const allowed = incident.allowed.find((one) => one.action === action)
  // The fields as they were when the form was opened: a form does not change under the hands of who fills it in.
  const [fields] = useState<AllowedField[]>(() => allowed?.fields ?? [])
  const [openedSeq] = useState(incident.history.at(-1)?.seq ?? 0)
  const needsPhoto = useNeedsPhoto(incident, action)
  const { values, change, clear, submit, isSending, problem, isUnkept, gaps } = useAct({
    incident,
    action,
    fields,
    needsPhoto,
    onClose,
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return (
    <Sheet
      open
      title={t(`incident.action.${action}`)}
      onClose={onClose}
      footer={
        allowed ? (
          <Button kind="primary" className="big" type="submit" form="act-form" busy={isSending}>
            {t('worker.act.submit', { action: t(`incident.action.${action}`) })}
          </Button>
        ) : (
          <Button
            className="big"
            onClick={() => {
              clear()
              onClose()
            }}
          >
            {t('worker.act.discard')}
          </Button>
        )
      }
    >
      <form id="act-form" className="stack" noValidate onSubmit={onSubmit}>
        <NewsSince incident={incident} seq={openedSeq} isStillAllowed={allowed !== undefined} />
        <Refused problem={problem} />
        {isUnkept && (
          <p className="note note-bad" role="alert">
            {t('worker.act.unkept')}
          </p>
        )}
        {fields.map((field) => (
          <ActField
            key={field.name}
            field={field}
            action={action}
            incident={incident}
            values={values}
            isPhotoNeeded={needsPhoto}
            error={
              gaps.includes(field.name) && isTooLong(field, values)
                ? t('worker.act.tooLong', { most: field.maxLength ?? longestText })
                : gaps.includes(field.name)
                  ? t(field.kind === 'evidence' && needsPhoto ? 'worker.act.photoMissing' : 'worker.act.missing')
                  : isWrongIn(problem, field.name)
                    ? t('worker.act.wrong')
                    : undefined
            }
            onChange={change}
          />
        ))}
      </form>
    </Sheet>
  )
}

/** State of the form and its way into the outbox. */
function useAct({
  incident,
  action,
  fields,
  needsPhoto,
  onClose,
}: Props & { fields: AllowedField[]; needsPhoto: boolean }) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const account = useMe().account.id
  const refused = refusedTry(useOutbox().items, incident.id, action)
  const phrases = usePhrases(action, incident)
  const phrase = beginsWithPhrase(action) ? phrases[0] : undefined
  const {
    value: values,
    change,
    clear,
  } = useDraft<Record<string, unknown>>(actKey(account, incident.id, action), () => ({
    ...startOf(fields, refused, phrase),
  }))
  const [tried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isUnkept, setUnkept] = useState(false)
  const missing = gapsOfAct(fields, values, needsPhoto)
  const name = t(`incident.action.${action}`)

  const submit = async () => {
    setTried(true)
    if (missing.length > 0 || isSending) return
    setSending(true)
    setProblem(null)
    setUnkept(false)
    try {
      const given = { id: newId(), account, action, occurredAt: new Date().toISOString() }
      const { firstTry } = await send(itemOf(given, incident, fields, values), refused?.id)
      const outcome = await firstTry
      if (outcome.kind === 'refused') {
        setProblem(outcome.problem)
        void client.invalidateQueries({ queryKey: ['incident', incident.id] })
      } else {
        clear()
        document.getElementById('content')?.scrollTo({ top: 0 })
        toast(t(outcome.kind === 'accepted' ? 'worker.act.done' : 'worker.act.waits', { action: name }), 'good')
        onClose()
      }
    } catch {
      setUnkept(true)
    }
    setSending(false)
  }
  return {
    values: values as FormValues,
    change,
    clear,
    submit,
    isSending,
    problem,
    isUnkept,
    gaps: tried ? missing : [],
  }
}

/** Whether the closing condition of this incident itself asks for a photo of what was done. */
function useNeedsPhoto(incident: IncidentView, action: PersonAction): boolean {
  const catalogue = useQuery({ ...mattersQuery, enabled: action === 'finish' }).data
  const { posts } = useMe()
  if (action !== 'finish' || !incident.condition || isOwnPart(action, incident, posts)) return false
  const conditions = catalogue?.byCode.get(incident.matter)?.conditions ?? []
  return (
    conditions.some(({ id }) => id === incident.condition?.id) &&
    demandsPhoto(conditions, incident.condition.id, 'closing')
  )
}

/** What the server refused, what was kept, what to do; what belongs to one field stands at that field. */
function Refused({ problem }: { problem: ApiProblem | null }) {
  const { t } = useWords()
  const explain = useExplain()
  if (!problem) return null
  const { what, todo, requestId } = explain(problem)
  return (
    <div className="note note-bad" role="alert">
      <strong>{what}</strong>
      <span>{todo}</span>
      <span>{t('ui.error.kept', { what: t('worker.act.kept') })}</span>
      {requestId && <span className="small">{t('ui.error.request', { id: requestId })}</span>}
    </div>
  )
}

/** The server names the field; what it says of it is for programmers. */
function isWrongIn(problem: ApiProblem | null, field: string): boolean {
  return problem?.errors.some(({ path }) => path === `/${field}` || path.startsWith(`/${field}/`)) ?? false
}

/** Tells who fills in a form what others did meanwhile, and whether the step is still possible. */
function NewsSince({
  incident,
  seq,
  isStillAllowed,
}: {
  incident: IncidentView
  seq: number
  isStillAllowed: boolean
}) {
  const { t } = useWords()
  const now = useNow()
  const news = incident.history.filter((entry) => entry.seq > seq)
  const names = unitNamesOf(incident)
  return (
    <div aria-live="polite">
      {(news.length > 0 || !isStillAllowed) && (
        <div className={isStillAllowed ? 'note note-info' : 'note note-warn'}>
          <strong>{t(isStillAllowed ? 'worker.act.news' : 'worker.act.over')}</strong>
          <ul className="news">
            {news.map((entry) => (
              <li key={entry.seq}>
                {t('worker.act.newsLine', {
                  at: formatShort(entry.at, now),
                  who: actorText(entry.actor, t),
                  action: t(`incident.action.${entry.action}`),
                })}
                {describeEntry(entry, names, t).map((line) => (
                  <span key={line.key} className="news-line">
                    {line.text}
                  </span>
                ))}
              </li>
            ))}
          </ul>
          <span>
            {isStillAllowed
              ? t('worker.act.newsKept')
              : t('worker.act.overText', { state: t(`incident.state.${incident.state}`) })}
          </span>
        </div>
      )}
    </div>
  )
}
