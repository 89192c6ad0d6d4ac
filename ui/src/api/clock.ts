/**
 * The server's time as the browser knows it. Deadlines are the server's: a phone with a wrong clock, or a trial whose
 * clock is stepped forward, must show the time left as the server counts it. Every answer carries `Linli-Now`.
 */
let offsetMs = 0
const listeners = new Set<() => void>()

export function serverNow(): number {
  return Date.now() + offsetMs
}

/** Takes over the time of an answer; half a second of network delay is not worth a jump. */
export function noteServerTime(value: string | null): void {
  const told = value === null ? Number.NaN : Date.parse(value)
  if (Number.isNaN(told)) return
  const next = told - Date.now()
  if (Math.abs(next - offsetMs) < 1500) return
  offsetMs = next
  for (const listener of listeners) listener()
}

/** Calls back when the server's clock turned out to stand elsewhere; answers the way to stop. */
export function onServerTime(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
