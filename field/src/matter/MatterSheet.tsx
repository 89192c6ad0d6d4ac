import { searchMatters } from '@linli/contract/matter/match.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { type Matter, matterName, mattersQuery } from './matter.api.ts'
import './matter.css'

/** The whole catalogue in its classes, and a search that knows names, synonyms and pinyin. */
export function MatterSheet({
  open,
  onClose,
  onPick,
}: {
  open: boolean
  onClose(): void
  onPick(matter: Matter): void
}) {
  const { t, locale } = useWords()
  const query = useQuery(mattersQuery)
  const [typed, setTyped] = useState('')
  const groups = useMemo(() => {
    if (!query.data) return []
    const byClass = new Map<string, Matter[]>()
    for (const matter of searchMatters(query.data.fileable, typed)) {
      // What was searched for is ordered by how well it fits, not by class.
      const name = typed.trim() === '' ? (matter.parent ?? '') : ''
      byClass.set(name, [...(byClass.get(name) ?? []), matter])
    }
    return [...byClass].map(([code, matters]) => ({ code, matters, parent: query.data.byCode.get(code) }))
  }, [query.data, typed])
  return (
    <Sheet open={open} title={t('worker.matter.title')} onClose={onClose}>
      <label className="search">
        <Icon name="search" />
        <span className="ll-hidden">{t('worker.matter.searchLabel')}</span>
        <input
          className="ll-input"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          placeholder={t('worker.matter.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && !query.data && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {query.data && groups.length === 0 && (
        <EmptyState icon="search" title={t('worker.matter.none')}>
          {t('worker.matter.noneText')}
        </EmptyState>
      )}
      {groups.map(({ code, parent, matters }) => (
        <section key={code} className="matter-class">
          {parent && <h3>{matterName(parent, locale)}</h3>}
          <ul className="matter-list">
            {matters.map((matter) => (
              <li key={matter.code}>
                <button type="button" onClick={() => onPick(matter)}>
                  <span>{matterName(matter, locale)}</span>
                  {matter.procedure === 'emergency' && <Badge tone="bad">{t('worker.matter.emergency')}</Badge>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Sheet>
  )
}
