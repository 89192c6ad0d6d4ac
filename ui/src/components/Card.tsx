import type { ReactNode } from 'react'
import './Card.css'

/** A box with an optional heading; `level` keeps the outline of the page right. */
export function Card({
  title,
  level = 2,
  aside,
  tone = 'plain',
  children,
}: {
  title?: ReactNode
  level?: 2 | 3 | 4
  aside?: ReactNode
  tone?: Tone
  children: ReactNode
}) {
  const Heading = `h${level}` as const
  return (
    <section className={`ll-card ll-card-${tone}`}>
      {(title || aside) && (
        <header className="ll-card-head">
          {title && <Heading>{title}</Heading>}
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}

export type Tone = 'plain' | 'info' | 'good' | 'warn' | 'bad'

/** A word on a soft ground. The tone only underlines what the word says. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`ll-badge ll-badge-${tone}`}>{children}</span>
}
