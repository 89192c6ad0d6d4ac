import { newId } from '@linli/ui/api/id.ts'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { OwnLinks } from '../app/HomePage.tsx'
import { useExplain } from '../app/Providers.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { paths } from '../paths.ts'
import { DuplicateList } from './DuplicatesCard.tsx'
import { useDraft } from './draft.ts'
import { IntakeDone } from './IntakeDone.tsx'
import { IntakeFields } from './IntakeFields.tsx'
import { IntakePlace } from './IntakePlace.tsx'
import { incidentQuery, likelyDuplicatesQuery, reportIncident } from './incident.api.ts'
import { emptyIntake, findGaps, type Gaps, type Intake, toDuplicateAsk, toReport } from './intake.ts'
import './desk.css'

/** Taking a report for somebody else: what, where, who; what is already known nearby shows before it is sent. */
export function NewIncidentPage() {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  useTitle(t('intake.title'))
  if (!me) return null
  if (!me.permissions.includes('incident.report')) return <OwnLinks permissions={me.permissions} />
  return <IntakeForm homeArea={me.posts.find((post) => post.area)?.area ?? null} />
}

function IntakeForm({ homeArea }: { homeArea: string | null }) {
  const { t } = useWords()
  const client = useQueryClient()
  // The id is part of the draft: the same form sent twice, even after a reload, is one incident.
  const [intake, change, clear] = useDraft<Intake>('intake', emptyIntake(newId()))
  const [gaps, setGaps] = useState<Gaps>({})
  const sending = useMutation({
    mutationFn: () => reportIncident(intake.id, toReport(intake)),
    onSuccess: (incident) => {
      client.setQueryData(incidentQuery(incident.id).queryKey, incident)
      void client.invalidateQueries({ queryKey: ['incidents'] })
    },
  })
  const startAnew = () => {
    clear()
    change({ ...emptyIntake(newId()) })
    sending.reset()
    setGaps({})
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const found = findGaps(intake)
    setGaps(found)
    const [first] = Object.keys(found)
    if (first) document.getElementById(`intake-${first}`)?.focus()
    else if (!sending.isPending) sending.mutate()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  if (sending.data) return <IntakeDone incident={sending.data} onNext={startAnew} onLeave={clear} />
  return (
    <form className="intake" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <header className="intake-head">
        <h1>{t('intake.title')}</h1>
        <p>{t('intake.text')}</p>
      </header>
      <div className="intake-form">
        <IntakeFields intake={intake} gaps={gaps} onChange={change} />
        <Refused error={sending.error} />
        <div className="action-foot">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={sending.isPending}
            title={t('action.submitKeys')}
          >
            {t('intake.submit')}
          </Button>
          <Button size="large" onClick={startAnew}>
            {t('intake.clear')}
          </Button>
        </div>
      </div>
      <div className="intake-aside">
        <IntakePlace intake={intake} gap={gaps.place} homeArea={homeArea} onChange={change} />
        <LikelyDuplicates intake={intake} />
      </div>
    </form>
  )
}

function LikelyDuplicates({ intake }: { intake: Intake }) {
  const { t } = useWords()
  const ask = useDebounced(JSON.stringify(toDuplicateAsk(intake)), 600)
  const items = useQuery(likelyDuplicatesQuery(JSON.parse(ask))).data?.items ?? []
  return (
    <div aria-live="polite">
      {items.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('intake.duplicates')}
          description={
            <>
              <p>{t('intake.duplicatesText')}</p>
              <DuplicateList
                items={items}
                renderActions={(item) => <RouteLink to={paths.incident(item.id)}>{t('desk.duplicate.open')}</RouteLink>}
              />
            </>
          }
        />
      )}
    </div>
  )
}

function Refused({ error }: { error: unknown }) {
  const { t } = useWords()
  const explained = useExplain()(error)
  if (!error) return null
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={explained.what}
      description={
        <>
          <div>{explained.todo}</div>
          <div>{t('ui.error.kept', { what: t('intake.kept') })}</div>
          {explained.requestId && <small>{t('ui.error.request', { id: explained.requestId })}</small>}
        </>
      }
    />
  )
}
