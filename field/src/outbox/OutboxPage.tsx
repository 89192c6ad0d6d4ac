import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { ApiProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Badge, type Tone } from '@linli/ui/components/Card.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { useState } from 'react'
import { clearDraft } from '../app/draft.ts'
import { useExplain } from '../app/Providers.tsx'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { actKey } from '../incident/act.ts'
import { paths } from '../paths.ts'
import { outbox, useOutbox } from './here.ts'
import type { ItemState, OutboxItem } from './item.ts'
import { UploadLine } from './UploadLine.tsx'
import './outbox.css'

/** Everything that went out or waits to: what the server refused stays here until a person has dealt with it. */
export function OutboxPage() {
  const { t } = useWords()
  const { items, isReady } = useOutbox()
  const newest = [...items].sort((a, b) => (a.occurredAt < b.occurredAt ? 1 : -1))
  const open = newest.filter(({ state }) => state !== 'done')
  const done = newest.filter(({ state }) => state === 'done')
  const waits = open.some(({ state }) => state !== 'refused')
  return (
    <>
      <TopBar title={t('worker.outbox.title')} />
      <main className="page" id="content" data-scroll-restoration-id="content">
        {!isReady && <Skeleton lines={6} />}
        {isReady && items.length === 0 && (
          <EmptyState title={t('worker.outbox.none')}>{t('worker.outbox.noneText')}</EmptyState>
        )}
        {open.length > 0 && (
          <section className="part">
            <header className="part-head">
              <h2>{t('worker.outbox.open')}</h2>
              {waits && (
                <Button kind="quiet" icon="refresh" onClick={() => void outbox.flush()}>
                  {t('worker.outbox.flush')}
                </Button>
              )}
            </header>
            <ul className="rows">
              {open.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </ul>
          </section>
        )}
        {done.length > 0 && (
          <section className="part">
            <header className="part-head">
              <h2>{t('worker.outbox.done')}</h2>
              <span className="small">{t('worker.outbox.doneText')}</span>
            </header>
            <ul className="rows">
              {done.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </ul>
          </section>
        )}
      </main>
    </>
  )
}

const tones: Record<ItemState, Tone> = { waiting: 'warn', files: 'info', done: 'good', refused: 'bad' }
const actionOf = (item: OutboxItem) => item.action.slice('incident.'.length) as PersonAction | 'report'

function Item({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const now = useNow()
  const { sending } = useOutbox()
  const isGoing = sending === item.id
  return (
    <li className="sent-item">
      <div className="sent-item-head">
        <span>
          <strong>{t(`incident.action.${actionOf(item)}`)}</strong> {item.title}
        </span>
        <Badge tone={tones[item.state]}>
          {isGoing && item.state !== 'files' ? t('worker.outbox.sending') : t(`worker.outbox.state.${item.state}`)}
        </Badge>
      </div>
      <span className="small">{[formatShort(item.occurredAt, now), item.number].filter(Boolean).join(' · ')}</span>
      <WhatIsWrong item={item} />
      {item.state === 'files' && <UploadLine item={item} />}
      {item.state === 'done' ? (
        <RouteLink to={paths.incident(item.target)}>{t('worker.sent.view')}</RouteLink>
      ) : (
        <WhatToDo item={item} />
      )}
    </li>
  )
}

function WhatIsWrong({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const explain = useExplain()
  if (!item.lastError || item.state === 'done') return null
  const { what, todo, requestId } = explain(new ApiProblem(item.lastError))
  return (
    <div className={item.state === 'refused' ? 'note note-bad' : 'note note-warn'}>
      {item.acceptedAt && item.state === 'refused' && <span>{t('worker.outbox.photoRefused')}</span>}
      <strong>{what}</strong>
      <span>{todo}</span>
      {requestId && <span className="small">{t('ui.error.request', { id: requestId })}</span>}
    </div>
  )
}

/** A refusal comes back as a choice in words: take the form up again, look first, try as it is, or give it up. */
function WhatToDo({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const go = useGo()
  const [asks, setAsks] = useState(false)
  if (item.state !== 'refused') return null
  const action = actionOf(item)
  const isAct = action !== 'report'
  const isFile = Boolean(item.acceptedAt)
  const giveUp = () => {
    if (isAct) clearDraft(actKey(item.account, item.target, action))
    void outbox.drop(item.id)
  }
  return (
    <div className="sent-item-ways">
      {!isFile && (
        <Button
          kind="primary"
          onClick={() => go(isAct ? paths.incident(item.target, action) : paths.reportAgain(item.id))}
        >
          {t(isAct ? 'worker.outbox.look' : 'worker.outbox.goOn')}
        </Button>
      )}
      <Button icon="refresh" onClick={() => void outbox.retry(item.id)}>
        {t('worker.outbox.again')}
      </Button>
      <Button kind="quiet" onClick={() => setAsks(true)}>
        {t('worker.outbox.giveUp')}
      </Button>
      <Dialog open={asks} title={t('worker.outbox.giveUp')} onClose={() => setAsks(false)}>
        <p>{t('worker.outbox.giveUpAsk')}</p>
        <Button kind="danger" wide onClick={giveUp}>
          {t('worker.outbox.giveUp')}
        </Button>
        <Button wide onClick={() => setAsks(false)}>
          {t('ui.cancel')}
        </Button>
      </Dialog>
    </div>
  )
}
