import { mediationStateNames } from '@linli/contract/mediation/words.ts'
import { EmptyState } from '@linli/ui/components/States.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { PagedTable } from '../app/PagedTable.tsx'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { FilterChoice } from '../identity/Filter.tsx'
import { meQuery } from '../identity/identity.api.ts'
import { paths } from '../paths.ts'
import { type MediationState, mediationsQuery } from './mediation.api.ts'
import { Court, StateBadge } from './Standing.tsx'
import './mediation.css'

/** My cases, by what falls due next. */
export function MediationsPage() {
  const { t } = useWords()
  useTitle(t('mediation.mine'))
  const me = useQuery(meQuery).data
  if (me && !me.permissions.includes('mediation.act'))
    return (
      <div className="page">
        <EmptyState icon="info" level={1} title={t('mediation.denied')}>
          {t('mediation.denied.text')}
        </EmptyState>
      </div>
    )
  return (
    <div className="page mediation-page">
      <h1>{t('mediation.mine')}</h1>
      <p className="mediation-note">{t('mediation.mine.text')}</p>
      <Mine />
    </div>
  )
}

const isState = (name: unknown): name is MediationState => mediationStateNames.some((state) => state === name)

function Mine() {
  const { t } = useWords()
  const go = useGo()
  const search: { state?: string } = useSearch({ strict: false })
  const state = isState(search.state) ? search.state : undefined
  const query = useInfiniteQuery(mediationsQuery(state))
  return (
    <>
      <div className="mediation-filter">
        <FilterChoice
          label={t('mediation.filter')}
          options={mediationStateNames.map((value) => ({ value, label: t(`mediation.state.${value}`) }))}
          value={state}
          onChange={(next) => go(paths.mediations({ state: next }), { replace: true })}
        />
      </div>
      <PagedTable
        query={query}
        rowKey={({ id }) => id}
        label={t('mediation.mine')}
        empty={t('mediation.none')}
        columns={[
          {
            key: 'incident',
            title: t('mediation.incident'),
            cell: ({ id, incident, state }) => (
              <>
                <RouteLink className="nowrap" to={paths.mediation(id)}>
                  {incident.number ?? t('mediation.title')}
                </RouteLink>
                <div>
                  <StateBadge state={state} />
                </div>
              </>
            ),
          },
          {
            key: 'next',
            title: t('mediation.next'),
            cell: ({ next }) => (
              <span className="nowrap">
                {next ? t(`mediation.next.${next.what}`, { on: next.on }) : t('mediation.next.nothing')}
              </span>
            ),
          },
          {
            key: 'court',
            title: t('mediation.court'),
            cell: ({ court }) => <span className="nowrap">{court && <Court brief court={court} />}</span>,
          },
          { key: 'sessions', title: t('mediation.sessions'), cell: ({ sessions }) => sessions },
          {
            key: 'opened',
            title: t('mediation.opened'),
            cell: ({ openedAt }) => <span className="nowrap">{formatDateTime(openedAt)}</span>,
          },
        ]}
      />
    </>
  )
}
