import { Icon } from '@linli/ui/components/icons.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { type BuildingView, buildingsQuery } from '../area/area.api.ts'
import type { DraftPlace } from './draft.ts'

/** 2号楼 stands before 10号楼. */
const byNumber = new Intl.Collator('zh', { numeric: true })

const wholeName = ({ name, compound }: Pick<BuildingView, 'name' | 'compound'>): string =>
  name.startsWith(compound) ? name : `${compound}${name}`

/** The buildings of the own grid; a few dozen, so they are searched on the phone. */
export function BuildingSheet({
  open,
  grid,
  onClose,
  onPick,
}: {
  open: boolean
  grid: string | null
  onClose(): void
  onPick(place: Extract<DraftPlace, { kind: 'building' }>): void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const query = useQuery({ ...buildingsQuery(grid), enabled: open && grid !== null })
  const q = typed.trim()
  const found = (query.data?.items ?? [])
    .map((building) => ({ ...building, whole: wholeName(building) }))
    .filter(({ whole, address }) => `${whole} ${address}`.includes(q))
    .sort((a, b) => byNumber.compare(a.whole, b.whole))
  return (
    <Sheet open={open} title={t('worker.report.building')} onClose={onClose}>
      <label className="search">
        <Icon name="search" />
        <span className="ll-hidden">{t('worker.report.buildingFind')}</span>
        <input
          className="ll-input"
          type="search"
          autoComplete="off"
          placeholder={t('worker.report.buildingFind')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      {query.isLoading && <Skeleton lines={6} />}
      {query.isError && !query.data && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
      {!query.isLoading && !query.isError && found.length === 0 && (
        <EmptyState icon="building" title={t('worker.report.buildingNone')} />
      )}
      <ul className="pick-list">
        {found.map(({ id, whole, address, area, location }) => (
          <li key={id}>
            <button type="button" onClick={() => onPick({ kind: 'building', id, name: whole, area, ...location })}>
              <strong>{whole}</strong>
              <span className="small">{address}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
