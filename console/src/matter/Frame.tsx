import type { ReactNode } from 'react'

/** A table in its frame, which takes the focus so that a keyboard can scroll what is wider than the screen. */
export function Frame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus (WCAG 2.1.1)
    <section className="table-frame" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
