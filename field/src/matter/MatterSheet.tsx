import { confusableIn } from '@linli/contract/matter/search.ts'
import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { isOffered, type Matter, matterName, mattersQuery } from './matter.api.ts'
import './matter.css'

const searchedMost = 30

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
  const isSearching = typed.trim() !== ''
  const groups = useMemo(() => {
    if (!query.data) return []
    const { fileable, index, byCode } = query.data
    // What was searched for is ordered by how well it fits, not by class.
    if (isSearching) {
      const matters = index.find(typed, { only: isOffered, most: searchedMost })
      return matters.length === 0 ? [] : [{ code: '', matters, parent: undefined }]
    }
    return [...Map.groupBy(fileable, ({ parent }) => parent ?? '')].map(([code, matters]) => ({
      ...{ code, matters, parent: byCode.get(code) },
    }))
  }, [query.data, typed, isSearching])
  const confusable = useMemo(() => confusableIn(isSearching ? (groups[0]?.matters ?? []) : []), [groups, isSearching])
  const pickFirst = (event: KeyboardEvent) => {
    const first = groups[0]?.matters[0]
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isSearching || !first) return
    event.preventDefault()
    onPick(first)
  }
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
          onKeyDown={pickFirst}
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
          <ul className={isSearching ? 'matter-list matter-found' : 'matter-list'}>
            {matters.map((matter) => (
              <li key={matter.code}>
                <button type="button" onClick={() => onPick(matter)}>
                  <span>{matterName(matter, locale)}</span>
                  {confusable.has(matter.code) && matter.hint && (
                    <span className="matter-hint small">{(locale === 'en' && matter.hint.en) || matter.hint.zh}</span>
                  )}
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
