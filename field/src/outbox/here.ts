import { serverNow } from '@linli/ui/api/clock.ts'
import { useSyncExternalStore } from 'react'
import { noteSessionOver } from '../app/session-over.ts'
import { deliver } from './carriers.ts'
import type { OutboxItem } from './item.ts'
import { openKeep } from './keep.ts'
import { type Answer, createOutbox, type Outbox, type OutboxView } from './outbox.ts'

/** The outbox of this phone, the one door through which everything that is written goes out. */
const acceptedListeners = new Set<(item: OutboxItem, answer: Answer) => void>()

export const outbox: Outbox = createOutbox(await openKeep(), {
  deliver,
  upload: async (...all) => (await import('./upload.ts')).uploadFile(...all),
  now: serverNow,
  onSessionOver: noteSessionOver,
  onAccepted(item, answer) {
    for (const listener of acceptedListeners) listener(item, answer)
  },
})

export const { send } = outbox

/** Calls back whenever the server has taken an item; answers the way to stop. */
export function onAccepted(listener: (item: OutboxItem, answer: Answer) => void): () => void {
  acceptedListeners.add(listener)
  return () => acceptedListeners.delete(listener)
}

export function useOutbox(): OutboxView {
  return useSyncExternalStore(outbox.subscribe, outbox.view)
}

const pauseMs = 30_000

/** Keeps trying while something waits: when the network comes back, when the app is looked at again, and now and then. */
export function keepSending(): () => void {
  const flush = () => void outbox.flush()
  const onVisible = () => document.visibilityState === 'visible' && flush()
  const timer = setInterval(() => {
    if (outbox.view().items.some(({ state }) => state === 'waiting' || state === 'files')) flush()
  }, pauseMs)
  addEventListener('online', flush)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    clearInterval(timer)
    removeEventListener('online', flush)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
