import { useSyncExternalStore } from 'react'

/** Whether the session ended under way. The page stays as it is, with all that was typed; a sheet asks to sign in again. */
let isOver = false
const listeners = new Set<() => void>()

function set(value: boolean): void {
  if (isOver === value) return
  isOver = value
  for (const listener of listeners) listener()
}

export const noteSessionOver = () => set(true)
export const noteSessionBack = () => set(false)

export function useSessionOver(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOver,
  )
}
