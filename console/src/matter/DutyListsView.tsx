import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useQuery } from '@tanstack/react-query'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { useDays } from './CatalogueChoices.tsx'
import { Frame } from './Frame.tsx'
import type { MattersFilter } from './MattersPage.tsx'
import { type DutyListView as DutyList, dutyListsQuery, dutyRowsQuery } from './matter.api.ts'

/** The duty lists that places loaded, and the rows of the one that is open. */
export function DutyListsView({ filter }: { filter: MattersFilter; onChange(part: MattersFilter): void }) {
  const { t } = useWords()
  const query = useQuery(dutyListsQuery)
  if (query.isPending) return <Skeleton lines={6} />
  if (!query.data) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  if (query.data.length === 0)
    return <EmptyState title={t('matters.lists.none')}>{t('matters.lists.none.text')}</EmptyState>
  return (
    <div className="matters-lists">
      {query.data.map((list) => (
        <ListCard key={list.id} list={list} isOpen={filter.list === list.id} />
      ))}
    </div>
  )
}

function ListCard({ list, isOpen }: { list: DutyList; isOpen: boolean }) {
  const { t } = useWords()
  const days = useDays()
  const to = paths.matters({ tab: 'duties', list: isOpen ? undefined : list.id })
  return (
    <Card
      level={2}
      title={
        <RouteLink to={to} aria-expanded={isOpen}>
          {list.name}
        </RouteLink>
      }
      aside={
        <Badge tone={list.inForce ? 'good' : 'plain'}>
          {t(list.inForce ? 'matters.inForce' : 'matters.notInForce')}
        </Badge>
      }
    >
      <p className="matters-soft">
        {t(`matters.duty.${list.level}`)} · {list.area ?? t('matters.duty.everywhere')} · {days(list)} · {list.source}
      </p>
      <p>{t('matters.lists.counts', list.counts)}</p>
      {isOpen && <Rows id={list.id} name={list.name} />}
    </Card>
  )
}

function Rows({ id, name }: { id: string; name: string }) {
  const { t, locale } = useWords()
  const query = useQuery(dutyRowsQuery(id))
  if (query.isPending) return <Skeleton lines={6} />
  if (!query.data) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  return (
    <Frame label={name}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('matters.list.matter')}</th>
            <th scope="col">{t('matters.list.kind')}</th>
            <th scope="col">{t('matters.list.basis')}</th>
            <th scope="col">{t('matters.source')}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.map((row) => (
            <tr key={row.matter}>
              <td>
                <span className="matters-code">{row.matter}</span>{' '}
                <RouteLink to={paths.matters({ matter: row.matter })}>
                  {row.name === null ? row.matter : saidIn(locale, row.name, row.nameEn)}
                </RouteLink>
              </td>
              <td>
                <Badge tone={row.kind === 'takenBack' ? 'warn' : 'info'}>{t(`matters.duty.${row.kind}`)}</Badge>
              </td>
              <td>{row.basis}</td>
              <td className="matters-soft">{row.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
