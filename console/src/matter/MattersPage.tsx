import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { paths } from '../paths.ts'
import { CatalogueView } from './CatalogueView.tsx'
import { DutyListsView } from './DutyListsView.tsx'
import { LoadView } from './LoadView.tsx'
import { MappingsView } from './MappingsView.tsx'
import './matters.css'

const tabs = ['catalogue', 'duties', 'mapping', 'load'] as const
type Tab = (typeof tabs)[number]

/** What the address holds: which tab, which edition, what is searched, which matter is open, which area asks for its duties. */
export type MattersFilter = {
  tab?: string
  edition?: string
  q?: string
  matter?: string
  area?: string
  list?: string
  from?: string
}

/** The catalogue as everybody may look it up, and for the system administrator the way to load it. */
export function MattersPage() {
  const { t } = useWords()
  const go = useGo()
  const filter: MattersFilter = useSearch({ strict: false })
  const mayLoad = useQuery(meQuery).data?.permissions.includes('matter.load') ?? false
  useTitle(t('matters.title'))
  const shown = tabs.filter((tab) => tab !== 'load' || mayLoad)
  const tab: Tab = shown.find((one) => one === filter.tab) ?? 'catalogue'
  const change = (part: MattersFilter) => go(paths.matters({ ...filter, ...part }), { replace: true })
  return (
    <div className="page matters">
      <h1>{t('matters.title')}</h1>
      <Segmented<Tab>
        className="matters-tabs"
        aria-label={t('matters.tab')}
        value={tab}
        options={shown.map((value) => ({ value, label: t(`matters.tab.${value}`) }))}
        onChange={(next) => go(paths.matters({ tab: next === 'catalogue' ? undefined : next }))}
      />
      {tab === 'catalogue' && <CatalogueView filter={filter} onChange={change} />}
      {tab === 'duties' && <DutyListsView filter={filter} onChange={change} />}
      {tab === 'mapping' && <MappingsView filter={filter} onChange={change} />}
      {tab === 'load' && <LoadView />}
    </div>
  )
}
