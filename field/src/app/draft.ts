import { useCallback, useState } from 'react'

/**
 * What was typed and not sent yet, kept per form and account on this phone: a reload, a dead battery, a session that
 * ends or a sign-out lose nothing. Only plain data; photos lie on the outbox's shelf and are named here by id.
 */
const prefix = 'linli.field.draft.'
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function readDraft<T extends object>(key: string, store: Store = localStorage): Partial<T> | null {
  try {
    const value: unknown = JSON.parse(store.getItem(prefix + key) ?? 'null')
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : null
  } catch {
    return null
  }
}

export function writeDraft(key: string, value: object, store: Store = localStorage): void {
  store.setItem(prefix + key, JSON.stringify(value))
}

export function clearDraft(key: string, store: Store = localStorage): void {
  store.removeItem(prefix + key)
}

/** Ids of files that some draft on this phone names; what nobody names any more may go. */
export function filesInDrafts(store: Storage = localStorage): Set<string> {
  const ids = new Set<string>()
  for (let at = 0; at < store.length; at += 1) {
    const key = store.key(at)
    if (!key?.startsWith(prefix)) continue
    for (const [id] of (store.getItem(key) ?? '').matchAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    )) {
      ids.add(id)
    }
  }
  return ids
}

/** What a form changes: a part of it, or a part made from how it stands now, for what arrives later than a render. */
export type Change<T> = (part: Partial<T> | ((before: T) => Partial<T>)) => void

/** State of a form that survives; `initial` fills what the draft does not hold. Give the component a `key` per draft key. */
export function useDraft<T extends object>(
  key: string,
  initial: () => T,
): { value: T; change: Change<T>; clear(): void } {
  const [value, setValue] = useState<T>(() => ({ ...initial(), ...readDraft<T>(key) }))
  const change = useCallback<Change<T>>(
    (part) =>
      setValue((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) }
        keep(key, next)
        return next
      }),
    [key],
  )
  const clear = useCallback(() => clearDraft(key), [key])
  return { value, change, clear }
}

function keep(key: string, value: object): void {
  try {
    writeDraft(key, value)
  } catch {
    // No room on the phone: the form still holds it, and sending says so if that fails too.
  }
}
