import type { ReactNode } from 'react'

/** One question of the form. A gap is said where it is, and jumped to. */
export function Part({
  title,
  hint,
  gap,
  children,
}: {
  title: string
  hint?: string
  gap?: string
  children: ReactNode
}) {
  return (
    <section className={gap ? 'ask ask-gap' : 'ask'} data-gap={gap ? 'true' : undefined}>
      <header className="ask-head">
        <h2>{title}</h2>
        {hint && <span className="small">{hint}</span>}
      </header>
      {children}
      {gap && (
        <p className="ask-wrong" role="alert">
          {gap}
        </p>
      )}
    </section>
  )
}
