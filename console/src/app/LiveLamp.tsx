import { type LiveEvent, type LiveState, openLive } from '@linli/ui/api/live.ts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useOnline } from './useOnline.ts'
import { useWords } from './words.ts'

/** Keeps what is shown up to date as others act, and shows whether that works. */
export function LiveLamp() {
  const { t } = useWords()
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(
    () =>
      openLive({
        onEvents: (events) => refresh(client, events),
        onState: setState,
        onGap: () => client.invalidateQueries(),
      }),
    [client],
  )
  const online = useOnline()
  const shown = online ? state : 'lost'
  const text = t(`shell.live.${shown}`)
  return (
    <Tooltip title={text}>
      <span className={`live live-${shown}`} role="status">
        <span className="live-dot" aria-hidden="true" />
        <span className={shown === 'lost' ? '' : 'll-hidden'}>{text}</span>
      </span>
    </Tooltip>
  )
}

/** Kinds of the change feed, to the first member of our query keys. What is not shown anywhere is only marked stale. */
const listsOf: Readonly<Record<string, string>> = {
  incident: 'incidents',
  mediation: 'mediations',
  unit: 'units',
  account: 'accounts',
  area: 'areas',
  edition: 'matters',
  duty_list: 'matters',
  calendar: 'calendars',
}

function refresh(client: QueryClient, events: readonly LiveEvent[]): void {
  for (const list of new Set(events.map((event) => listsOf[event.kind]))) {
    if (list) void client.invalidateQueries({ queryKey: [list] })
  }
  if (events.some(({ kind }) => kind === 'incident')) void client.invalidateQueries({ queryKey: ['messages', 'alarm'] })
  for (const event of events) {
    if (event.kind !== 'incident') continue
    const known = client.getQueryData<{ version: number }>(['incident', event.id])
    // Steps of the system and files that arrive come with the version that stands already.
    if (known && known.version > event.version) continue
    void client.invalidateQueries({ queryKey: ['incident', event.id] })
  }
}
