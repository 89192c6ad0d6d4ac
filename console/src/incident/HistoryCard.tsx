import { CheckCircleOutlined, SwapOutlined, WarningOutlined } from '@ant-design/icons'
import { type State, states } from '@linli/contract/incident/words.ts'
import { humanise } from '@linli/contract/shared/humanise.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { Timeline, type TimelineEntry } from '@linli/ui/components/Timeline.tsx'
import { formatDateTime, formatExact, languageOf, toMs } from '@linli/ui/i18n/format.ts'
import type { Locale } from '@linli/ui/i18n/locale.ts'
import type { Translate } from '@linli/ui/i18n/text.tsx'
import { actorText, describeEntry, toneOfAction, unitNamesOf } from '@linli/ui/incident/history.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useMemo, useState } from 'react'
import { type MessageId, useWords } from '../app/words.ts'
import { checkIntegrity, type IncidentView } from './incident.api.ts'

type Entry = IncidentView['history'][number]
const fullDayMs = 24 * 3_600_000

/** How it got where it is: who did what when, what it led to, and how long the step before had lasted. */
export function HistoryCard({ incident }: { incident: IncidentView }) {
  const { t, locale } = useWords()
  const [isNewestFirst, setNewestFirst] = useState(true)
  const entries = useMemo(() => timelineOf(incident, t, locale), [incident, t, locale])
  return (
    <Card
      level={3}
      title={t('history.title')}
      aside={
        <span>
          <IntegrityButton id={incident.id} />
          <Tooltip title={t('history.turn')}>
            <Button
              type="text"
              size="small"
              icon={<SwapOutlined rotate={90} />}
              onClick={() => setNewestFirst(!isNewestFirst)}
            >
              {t(isNewestFirst ? 'history.newestFirst' : 'history.oldestFirst')}
            </Button>
          </Tooltip>
        </span>
      }
    >
      <Timeline label={t('history.title')} entries={isNewestFirst ? [...entries].reverse() : entries} />
    </Card>
  )
}

/** Recomputes the chain of digests on demand: an altered old row shows. */
function IntegrityButton({ id }: { id: string }) {
  const { t } = useWords()
  const checking = useMutation({ mutationFn: () => checkIntegrity(id) })
  if (checking.data) {
    return (
      <span className={checking.data.valid ? 'integrity-good' : 'integrity-bad'} role="status">
        {checking.data.valid ? <CheckCircleOutlined /> : <WarningOutlined />}{' '}
        {t(checking.data.valid ? 'history.whole' : 'history.broken')}
      </span>
    )
  }
  return (
    <Button type="text" size="small" loading={checking.isPending} onClick={() => checking.mutate()}>
      {t('history.verify')}
    </Button>
  )
}

function timelineOf(incident: IncidentView, t: Translate<MessageId>, locale: Locale): TimelineEntry[] {
  const names = unitNamesOf(incident)
  let entered = incident.history[0]?.at
  return incident.history.map((entry) => {
    const moved = entry.from && entry.to && entry.from !== entry.to ? { from: entry.from, to: entry.to } : null
    const stayedMs = moved && entered ? toMs(entry.at) - toMs(entered) : null
    if (moved) entered = entry.at
    return {
      key: entry.seq,
      at: formatDateTime(entry.at),
      dateTime: entry.at,
      title: t(`incident.action.${entry.action}`),
      who: actorText(entry.actor, t),
      tone: toneOfAction(entry.action),
      children: (
        <Body
          entry={entry}
          names={names}
          moved={moved}
          stayed={stayedMs === null ? null : humanise(Math.max(0, stayedMs), languageOf(locale), fullDayMs)}
        />
      ),
    }
  })
}

function Body({
  entry,
  names,
  moved,
  stayed,
}: {
  entry: Entry
  names: ReadonlyMap<string, string>
  moved: { from: State; to: State } | null
  stayed: string | null
}) {
  const { t } = useWords()
  const lines = describeEntry(entry, names, t)
  const isOffline = entry.occurredAt && Math.abs(toMs(entry.occurredAt) - toMs(entry.at)) > 120_000
  if (lines.length === 0 && !moved && !isOffline) return null
  const label = (state: State) => t(`incident.state.${state}`)
  return (
    <>
      {lines.map((line) => (
        <div key={line.key} className="history-line">
          <span>{line.name}</span>
          {line.text}
        </div>
      ))}
      {moved && states[moved.to] && (
        <div className="history-moved">
          {t('incident.history.moved', { from: label(moved.from), to: label(moved.to) })}
          {stayed && ` · ${t('history.stayed', { state: label(moved.from), length: stayed })}`}
        </div>
      )}
      {isOffline && entry.occurredAt && (
        <div className="history-moved">{t('incident.history.occurred', { at: formatExact(entry.occurredAt) })}</div>
      )}
    </>
  )
}
