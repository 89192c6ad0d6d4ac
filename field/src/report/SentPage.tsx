import { ApiProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useExplain } from '../app/Providers.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { incidentQuery } from '../incident/incident.api.ts'
import { outbox, useOutbox } from '../outbox/here.ts'
import type { OutboxItem } from '../outbox/item.ts'
import { UploadLine } from '../outbox/UploadLine.tsx'
import { paths } from '../paths.ts'
import './sent.css'

/** What became of a report: its number to read out, or why it waits, or why it was not taken. */
export function SentPage() {
  const { t } = useWords()
  const { incidentId } = useParams({ strict: false })
  const go = useGo()
  const { items, isReady, sending } = useOutbox()
  const item = items.find(({ target, action }) => target === incidentId && action === 'incident.report')
  return (
    <>
      <TopBar title={titleOf(item, t)} onBack={() => go(paths.today(), { replace: true })} />
      <main className="page sent" id="content" data-scroll-restoration-id="content">
        {!isReady && <Skeleton />}
        {isReady && !item && <EmptyState icon="search" title={t('worker.sent.gone')} />}
        {item &&
          (item.acceptedAt ? (
            <Arrived item={item} />
          ) : item.state === 'refused' ? (
            <Refused item={item} />
          ) : (
            <Waits isSending={sending === item.id} />
          ))}
      </main>
      <div className="foot sent-foot">
        <Button icon="camera" className="big" onClick={() => go(paths.report(), { replace: true })}>
          {t('worker.sent.another')}
        </Button>
        {item?.acceptedAt && (
          <Button kind="primary" className="big" onClick={() => go(paths.incident(item.target), { replace: true })}>
            {t('worker.sent.view')}
          </Button>
        )}
      </div>
    </>
  )
}

function titleOf(item: OutboxItem | undefined, t: ReturnType<typeof useWords>['t']): string {
  if (item?.acceptedAt) return t('worker.sent.title')
  return t(item?.state === 'refused' ? 'worker.sent.refusedTitle' : 'worker.sent.waitTitle')
}

function Arrived({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const toast = useToast()
  const incident = useQuery(incidentQuery(item.target)).data
  const isHandled = 'handled' in item.input
  const copy = async () => {
    await navigator.clipboard.writeText(item.number ?? '')
    toast(t('worker.sent.copied'))
  }
  return (
    <>
      <div className="sent-head" role="status">
        <span className="sent-mark sent-good">
          <Icon name="check" size={44} />
        </span>
        <h2>{t(isHandled ? 'worker.sent.handled' : 'worker.sent.done')}</h2>
        <p>{item.title}</p>
      </div>
      <section className="sent-number">
        <span className="small">{t('worker.sent.number')}</span>
        <strong>{item.number}</strong>
        <Button kind="quiet" onClick={() => void copy()}>
          {t('worker.sent.copy')}
        </Button>
      </section>
      {incident?.holder && !isHandled && (
        <p className="sent-line">
          <span>{t('worker.sent.holder', { holder: incident.holder.name })}</span>
          {incident.dueAt && <span>{t('worker.sent.due', { at: formatDateTime(incident.dueAt) })}</span>}
        </p>
      )}
      {item.state !== 'done' && <UploadLine item={item} />}
    </>
  )
}

/** Written down on the phone; on its way, or waiting for a network. */
function Waits({ isSending }: { isSending: boolean }) {
  const { t } = useWords()
  if (isSending) {
    return (
      <div className="sent-head" role="status">
        <span className="sent-mark sent-busy">
          <Icon name="send" size={40} />
        </span>
        <h2>{t('worker.report.sending')}</h2>
      </div>
    )
  }
  return (
    <div className="sent-head" role="status">
      <span className="sent-mark sent-wait">
        <Icon name="clock" size={44} />
      </span>
      <h2>{t('worker.sent.waits')}</h2>
      <Button icon="refresh" onClick={() => void outbox.flush()}>
        {t('worker.sent.retry')}
      </Button>
    </div>
  )
}

/** The server's reason in words; the form is one tap away, with everything in it. */
function Refused({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const go = useGo()
  const explain = useExplain()
  const explained = explain(item.lastError ? new ApiProblem(item.lastError) : null)
  return (
    <div className="sent-head" role="alert">
      <span className="sent-mark sent-bad">
        <Icon name="alert" size={44} />
      </span>
      <h2>{explained.what}</h2>
      <p>{t('worker.report.shown')}</p>
      <Button kind="primary" className="big" wide onClick={() => go(paths.reportAgain(item.id), { replace: true })}>
        {t('worker.sent.change')}
      </Button>
      <Button wide icon="refresh" onClick={() => void outbox.retry(item.id)}>
        {t('worker.sent.retry')}
      </Button>
      {explained.requestId && <p className="small">{t('ui.error.request', { id: explained.requestId })}</p>}
    </div>
  )
}
