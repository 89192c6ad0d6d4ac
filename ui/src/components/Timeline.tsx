import type { ReactNode } from 'react'
import type { Tone } from './Card.tsx'
import './Timeline.css'

export type TimelineEntry = {
  key: string | number
  /** Shown as it is; `dateTime` is for machines. */
  at: string
  dateTime: string
  title: ReactNode
  who?: ReactNode
  tone?: Tone
  children?: ReactNode
}

/** What happened, in the order given. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol className="ll-timeline" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key} className={`ll-timeline-entry ll-timeline-${entry.tone ?? 'plain'}`}>
          <div className="ll-timeline-head">
            <strong>{entry.title}</strong>
            {entry.who && <span className="ll-timeline-who">{entry.who}</span>}
            <time className="ll-timeline-at" dateTime={entry.dateTime}>
              {entry.at}
            </time>
          </div>
          {entry.children && <div className="ll-timeline-body">{entry.children}</div>}
        </li>
      ))}
    </ol>
  )
}
