import { useSyncExternalStore } from 'react'
import { onServerTime, serverNow } from '../api/clock.ts'

/** The server's time, renewed every half minute and when its clock is moved; one timer serves the whole page. */
const stepMs = 30_000
let timer: ReturnType<typeof setInterval> | undefined
let current = 0
const listeners = new Set<() => void>()

function refresh() {
  current = serverNow()
  for (const listener of listeners) listener()
}

let stopWatching: (() => void) | undefined

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    timer = setInterval(refresh, stepMs)
    stopWatching = onServerTime(refresh)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    stopWatching?.()
  }
}

function snapshot(): number {
  if (listeners.size === 0 || current === 0) current = Math.floor(serverNow() / 1000) * 1000
  return current
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}
