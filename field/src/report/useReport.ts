import { newId } from '@linli/ui/api/id.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useDraft } from '../app/draft.ts'
import { useBack, useGo } from '../app/RouteLink.tsx'
import { locateQuery } from '../area/area.api.ts'
import { unshelve } from '../evidence/shelf.ts'
import { gridsOf, useMe } from '../identity/identity.api.ts'
import { type Matter, mattersQuery } from '../matter/matter.api.ts'
import { noteUse } from '../matter/suggest.ts'
import { send, useOutbox } from '../outbox/here.ts'
import type { NewItem } from '../outbox/item.ts'
import { paths } from '../paths.ts'
import { type DraftPlace, emptyDraft, gapsOf, type ReportDraft, reportKey, reportOf } from './draft.ts'

/** A report being made: its draft, what is still missing, and its two ways out. `again` is the refused item that it takes up. */
export function useReport(again: string | undefined) {
  const me = useMe()
  const account = me.account.id
  const grids = gridsOf(me.posts)
  const { items } = useOutbox()
  const key = again ? `${reportKey(account)}.${again}` : reportKey(account)
  const {
    value: draft,
    change,
    clear,
  } = useDraft<ReportDraft>(key, () => ({ ...emptyDraft(), ...items.find(({ id }) => id === again)?.values }))
  const catalogue = useQuery(mattersQuery).data
  const matter = draft.matter ? catalogue?.byCode.get(draft.matter) : undefined
  const isOutside = useIsOutside(draft.place)
  const missing = useMemo(() => {
    const found = gapsOf(draft, matter, grids)
    return isOutside ? [...found, 'outside' as const] : found
  }, [draft, matter, grids, isOutside])
  const [tried, setTried] = useState(false)
  const sending = useSending()
  const back = useBack()

  /** True when it is on its way; false when something is missing, which then is marked. */
  const submit = (): boolean => {
    setTried(true)
    if (missing.length > 0 || !matter) return false
    void sending.start(itemOf(account, draft, matter, grids, again), again, () => {
      noteUse(account, matter.code)
      clear()
    })
    return true
  }
  const discard = () => {
    clear()
    for (const file of filesOf(draft)) void unshelve(file)
    back()
  }
  return { account, grids, draft, change, matter, gaps: tried ? missing : [], submit, discard, ...sending }
}

const filesOf = (draft: ReportDraft) => [...draft.photos, ...draft.afterPhotos]

function itemOf(
  account: string,
  draft: ReportDraft,
  matter: Matter,
  grids: readonly string[],
  again?: string,
): NewItem {
  // Once refused, the server may know the first id with other content: what was changed goes under a new one.
  const id = again ? newId() : draft.id
  return {
    id,
    account,
    action: 'incident.report',
    target: id,
    input: reportOf(draft, matter, grids),
    files: filesOf(draft),
    title: matter.name,
    values: { ...draft, id },
    occurredAt: new Date().toISOString(),
  }
}

/** Hands an item to the outbox; as soon as it is written down, the page tells what becomes of it. */
function useSending() {
  const go = useGo()
  const [isSending, setSending] = useState(false)
  const [isUnkept, setUnkept] = useState(false)
  const start = async (item: NewItem, replaced: string | undefined, onKept: () => void) => {
    setSending(true)
    setUnkept(false)
    try {
      await send(item, replaced)
      onKept()
      go(paths.sent(item.target), { replace: true })
    } catch {
      setUnkept(true)
      setSending(false)
    }
  }
  return { start, isSending, isUnkept }
}

/** Whether the server knows no area at the point: it would refuse the report, so it is said before. */
function useIsOutside(place: DraftPlace | null): boolean {
  const located = useQuery(locateQuery(place?.kind === 'point' ? { lng: place.lng, lat: place.lat } : null))
  return isProblem(located.error) && located.error.code.startsWith('area.outside')
}
