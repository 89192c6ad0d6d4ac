import type { PersonAction } from '@linli/contract/incident/fields.ts'

/** A part of the page asks the panel at the right to open a form, with something filled in already. */
export type DeskAsk = { action: PersonAction; values: Record<string, unknown> }

const listeners = new Set<(ask: DeskAsk) => void>()

export function onDeskAsk(listener: (ask: DeskAsk) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDeskAsk(): (ask: DeskAsk) => void {
  return (ask) => {
    for (const listener of listeners) listener(ask)
  }
}
