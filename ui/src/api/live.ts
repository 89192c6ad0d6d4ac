/**
 * What changed within the person's scope, told by the server as it happens. Events carry kind, id and version only:
 * the page reads the thing again through the ordinary door, where its right to see it is judged anew. Events are
 * handed over in batches, since one action changes several things. After a gap the page must read everything again.
 */
export type LiveEvent = { kind: string; id: string; version: number }

export type LiveState = 'connecting' | 'open' | 'lost'

export type LiveHandlers = {
  onEvents(events: LiveEvent[]): void
  onState?(state: LiveState): void
  /** The connection came back: anything may have changed meanwhile. */
  onGap(): void
}

const batchMs = 150
const firstPauseMs = 2_000
const longestPauseMs = 60_000

/** Opens the stream and keeps it open; answers the way to close it. */
export function openLive(handlers: LiveHandlers, url = '/api/live'): () => void {
  let source: EventSource | null = null
  let pauseMs = firstPauseMs
  let wasOpen = false
  let waiting: LiveEvent[] = []
  let batchTimer: ReturnType<typeof setTimeout> | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    const events = waiting
    waiting = []
    batchTimer = undefined
    handlers.onEvents(events)
  }
  const take = (message: MessageEvent<string>) => {
    const event = readLiveEvent(message.data)
    if (!event) return
    waiting.push(event)
    batchTimer ??= setTimeout(flush, batchMs)
  }
  const connect = () => {
    handlers.onState?.('connecting')
    source = new EventSource(url)
    source.onopen = () => {
      pauseMs = firstPauseMs
      handlers.onState?.('open')
      if (wasOpen) handlers.onGap()
      wasOpen = true
    }
    source.onmessage = take
    source.addEventListener('change', take)
    source.addEventListener('signedOut', () => {
      // The session is over: reading anew hears it from the server and leads to the sign-in page.
      source?.close()
      handlers.onState?.('lost')
      handlers.onGap()
    })
    source.onerror = () => {
      handlers.onState?.('lost')
      // The browser tries again by itself unless the server refused; then we wait, longer each time.
      if (source?.readyState !== EventSource.CLOSED) return
      retryTimer = setTimeout(connect, pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
  connect()
  return () => {
    source?.close()
    clearTimeout(batchTimer)
    clearTimeout(retryTimer)
  }
}

/** Null for keep-alives and whatever else is not an event. */
export function readLiveEvent(data: string): LiveEvent | null {
  try {
    const value = JSON.parse(data) as Partial<LiveEvent> | null
    if (typeof value?.kind !== 'string' || typeof value.id !== 'string') return null
    return { kind: value.kind, id: value.id, version: Number(value.version ?? 0) }
  } catch {
    return null
  }
}
