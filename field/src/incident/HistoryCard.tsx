import { Button } from '@linli/ui/components/Button.tsx'
import { Card } from '@linli/ui/components/Card.tsx'
import { Timeline, type TimelineEntry } from '@linli/ui/components/Timeline.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, formatShort, toMs } from '@linli/ui/i18n/format.ts'
import { actorText, describeEntry, type HistoryEntry, toneOfAction, unitNamesOf } from '@linli/ui/incident/history.ts'
import { useState } from 'react'
import { useWords } from '../app/words.ts'
import type { IncidentView } from './incident.api.ts'

const shownFirst = 4
/** Clocks differ a little; only what was really done at another time is said to be. */
const offlineMs = 120_000

/** How it got where it is, the newest first; the rest on one tap. */
export function HistoryCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const now = useNow()
  const [isWhole, setWhole] = useState(false)
  const names = unitNamesOf(incident)
  const newest = [...incident.history].reverse()
  const entries = (isWhole ? newest : newest.slice(0, shownFirst)).map(
    (entry): TimelineEntry => ({
      key: entry.seq,
      at: formatShort(entry.at, now),
      dateTime: entry.at,
      title: t(`incident.action.${entry.action}`),
      who: actorText(entry.actor, t),
      tone: toneOfAction(entry.action),
      children: <Brought entry={entry} names={names} />,
    }),
  )
  return (
    <Card title={t('worker.case.history')}>
      <Timeline label={t('worker.case.history')} entries={entries} />
      {!isWhole && newest.length > shownFirst && (
        <Button kind="quiet" wide onClick={() => setWhole(true)}>
          {t('worker.case.historyAll', { count: newest.length })}
        </Button>
      )}
    </Card>
  )
}

function Brought({ entry, names }: { entry: HistoryEntry; names: ReadonlyMap<string, string> }) {
  const { t } = useWords()
  const lines = describeEntry(entry, names, t)
  const { from, to, occurredAt } = entry
  const isOffline = occurredAt && Math.abs(toMs(occurredAt) - toMs(entry.at)) > offlineMs
  const hasMoved = from && to && from !== to
  if (lines.length === 0 && !hasMoved && !isOffline) return null
  return (
    <>
      {lines.map((line) => (
        <div key={line.key} className="brought">
          <span className="small">{line.name}</span> {line.text}
        </div>
      ))}
      {hasMoved && (
        <div className="small">
          {t('incident.history.moved', { from: t(`incident.state.${from}`), to: t(`incident.state.${to}`) })}
        </div>
      )}
      {isOffline && <div className="small">{t('incident.history.occurred', { at: formatDateTime(occurredAt) })}</div>}
    </>
  )
}
