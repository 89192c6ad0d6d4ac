import { useToast } from '@linli/ui/components/Toast.tsx'
import { actorText } from '@linli/ui/incident/history.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import type { IncidentView } from './incident.api.ts'

/** Says, without taking the focus, that somebody else did something with the incident that is open. */
export function useNews(incident: IncidentView): void {
  const { t } = useWords()
  const toast = useToast()
  const me = useQuery(meQuery).data
  const last = incident.history.at(-1)
  const seen = useRef(last?.seq ?? 0)
  useEffect(() => {
    if (!last || last.seq <= seen.current) return
    seen.current = last.seq
    if (last.actor.kind === 'staff' && last.actor.id === me?.account.id) return
    toast(t('desk.updated', { who: actorText(last.actor, t), action: t(`incident.action.${last.action}`) }))
  }, [last, me, t, toast])
}
