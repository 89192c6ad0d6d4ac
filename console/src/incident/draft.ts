import { useState } from 'react'

/**
 * What was typed and not sent yet, kept per form in this tab: leafing to another incident, a reload, a session that
 * ends or another person's act lose nothing. It goes with the tab and when somebody signs out.
 */
const prefix = 'linli.draft.'

function read<T extends object>(key: string): Partial<T> {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + key) ?? '{}') as Partial<T>
  } catch {
    return {}
  }
}

export function hasDraft(key: string): boolean {
  return sessionStorage.getItem(prefix + key) !== null
}

export function clearDraft(key: string): void {
  sessionStorage.removeItem(prefix + key)
}

export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

/** State of a form that survives; `initial` fills what the draft does not hold, `given` outdoes it. Give the component a `key` per draft key. */
export function useDraft<T extends object>(
  key: string,
  initial: T,
  given?: Partial<T>,
): [value: T, change: (part: Partial<T>) => void, clear: () => void] {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...read<T>(key), ...given }))
  const change = (part: Partial<T>) =>
    setValue((before) => {
      const next = { ...before, ...part }
      sessionStorage.setItem(prefix + key, JSON.stringify(next))
      return next
    })
  const clear = () => {
    clearDraft(key)
    setValue(initial)
  }
  return [value, change, clear]
}
