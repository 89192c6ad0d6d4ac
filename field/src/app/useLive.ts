import { type LiveEvent, openLive } from '@linli/ui/api/live.ts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/**
 * Keeps what is shown up to date as others act. Only while the app is looked at: an open line in a pocket costs battery
 * and tells nobody anything.
 */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    let close: (() => void) | null = null
    let wasAway = false
    const follow = () => {
      if (document.visibilityState === 'hidden') {
        close?.()
        close = null
        wasAway = true
        return
      }
      if (wasAway) void client.invalidateQueries()
      close ??= openLive({ onEvents: (events) => refresh(client, events), onGap: () => client.invalidateQueries() })
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      close?.()
      document.removeEventListener('visibilitychange', follow)
    }
  }, [client])
}

/** Kinds of the change feed, to the first member of our query keys. */
const listsOf: Readonly<Record<string, string>> = {
  incident: 'incidents',
  message: 'messages',
  area: 'areas',
  edition: 'matters',
  calendar: 'calendars',
}

function refresh(client: QueryClient, events: readonly LiveEvent[]): void {
  for (const list of new Set(events.map((event) => listsOf[event.kind]))) {
    if (list) void client.invalidateQueries({ queryKey: [list] })
  }
  if (events.some(({ kind }) => kind === 'incident')) void client.invalidateQueries({ queryKey: ['messages'] })
  for (const { kind, id, version } of events) {
    if (kind !== 'incident') continue
    const known = client.getQueryData<{ version: number }>(['incident', id])
    // Our own act came back: we have its answer already. A file that arrived comes with the same version.
    if (known && known.version > version) continue
    void client.invalidateQueries({ queryKey: ['incident', id] })
  }
}
