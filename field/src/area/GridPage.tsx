import { gridNorm, type NormVerdict } from '@linli/contract/area/norm.ts'
import { roleLabel } from '@linli/contract/identity/roles.ts'
import { Badge, Card, type Tone } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { ProblemState } from '../app/ProblemState.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { gridsOf, useMe } from '../identity/identity.api.ts'
import { IncidentRow } from '../incident/IncidentRow.tsx'
import { gridIncidentsQuery } from '../incident/incident.api.ts'
import { isOpen } from '../incident/sections.ts'
import { Section } from '../incident/TodayPage.tsx'
import { paths } from '../paths.ts'
import { type AreaView, boardQuery, gridQuery } from './area.api.ts'
import { GridMap } from './GridMap.tsx'
import './grid.css'

/** My grid: where it ends, what is going on in it, how large it is against the norm, who works in it. */
export function GridPage() {
  const { t } = useWords()
  const grids = gridsOf(useMe().posts)
  const { grid }: { grid?: string } = useSearch({ strict: false })
  useTitle(t('worker.grid.title'))
  const code = grid && grids.includes(grid) ? grid : grids[0]
  if (!code) {
    return (
      <main className="page" id="content" data-scroll-restoration-id="content">
        <EmptyState icon="grid" title={t('worker.grid.none')}>
          {t('worker.grid.noneText')}
        </EmptyState>
      </main>
    )
  }
  return (
    <main className="page" id="content" data-scroll-restoration-id="content">
      {grids.length > 1 && <GridChoice grids={grids} chosen={code} />}
      <Grid key={code} code={code} />
    </main>
  )
}

function GridChoice({ grids, chosen }: { grids: readonly string[]; chosen: string }) {
  const { t } = useWords()
  const go = useGo()
  return (
    <ul className="chips grid-choice" aria-label={t('worker.grid.choose')}>
      {grids.map((code) => (
        <li key={code}>
          <GridChip code={code} isChosen={code === chosen} onPick={() => go(paths.grid(code), { replace: true })} />
        </li>
      ))}
    </ul>
  )
}

function GridChip({ code, isChosen, onPick }: { code: string; isChosen: boolean; onPick(): void }) {
  const name = useQuery(gridQuery(code)).data?.name ?? code.slice(-3)
  return (
    <button type="button" className="chip" aria-pressed={isChosen} onClick={onPick}>
      {name}
    </button>
  )
}

function Grid({ code }: { code: string }) {
  const { t } = useWords()
  const area = useQuery(gridQuery(code))
  const incidents = useQuery(gridIncidentsQuery([code]))
  const open = (incidents.data ?? []).filter((item) => isOpen(item.state))
  if (area.isPending) return <Skeleton lines={10} />
  if (!area.data) return <ProblemState error={area.error} onRetry={() => area.refetch()} />
  return (
    <>
      <h1 className="page-title">{area.data.name}</h1>
      <GridMap area={area.data} incidents={open} />
      <Figures area={area.data} open={incidents.data ? open.length : null} />
      <Team code={code} />
      <Section title={t('worker.grid.incidents')} count={open.length}>
        {incidents.isPending && <Skeleton />}
        {incidents.isError && !incidents.data && (
          <ProblemState error={incidents.error} onRetry={() => incidents.refetch()} />
        )}
        {incidents.data && open.length === 0 && <EmptyState title={t('worker.grid.incidentsNone')} />}
        <ul className="rows">
          {open.map((item) => (
            <IncidentRow key={item.id} item={item} />
          ))}
        </ul>
      </Section>
    </>
  )
}

const verdictTones: Record<NormVerdict, Tone> = { within: 'good', under: 'warn', over: 'bad', exempt: 'plain' }
const isVerdict = (norm: string): norm is NormVerdict => Object.hasOwn(verdictTones, norm)

/** The figures, and what the norm says to them. A finding about the division, never about the people who work there. */
function Figures({ area, open }: { area: AreaView; open: number | null }) {
  const { t } = useWords()
  const board = useQuery(boardQuery(area.code)).data
  const verdict = isVerdict(area.norm) ? area.norm : 'exempt'
  const { households, people } = gridNorm
  const figures = [
    { name: 'households', value: area.households },
    { name: 'people', value: area.people },
    { name: 'open', value: open },
  ] as const
  return (
    <Card>
      <div className="stack">
        <dl className="figures">
          {figures.map(({ name, value }) => (
            <div key={name}>
              <dd>{value ?? '–'}</dd>
              <dt>{t(`worker.grid.${name}`)}</dt>
            </div>
          ))}
        </dl>
        <div className="norm">
          <Badge tone={verdictTones[verdict]}>{t(`worker.grid.norm.${verdict}`)}</Badge>
          {verdict !== 'exempt' && (
            <span className="small">
              {t('worker.grid.normText', { ...households, least: people.min, most: people.max })}
            </span>
          )}
        </div>
        {area.describedBoundary && (
          <dl className="facts">
            <dt>{t('worker.grid.boundary')}</dt>
            <dd>{area.describedBoundary}</dd>
          </dl>
        )}
        {board && (
          <p className="small">
            {t('worker.grid.days', {
              days: board.lastDays.days,
              reported: board.lastDays.reported,
              closed: board.lastDays.closed,
            })}
          </p>
        )}
      </div>
    </Card>
  )
}

/** The team as the notice board shows it to everybody: duty phones are public. */
function Team({ code }: { code: string }) {
  const { t, locale } = useWords()
  const board = useQuery(boardQuery(code))
  if (!board.data) return null
  return (
    <Card title={t('worker.grid.team')}>
      <ul className="team">
        {board.data.workers.map((worker) => {
          const role = roleLabel(worker.post)
          return (
            <li key={`${worker.post}-${worker.name}`}>
              <span>
                <strong>{worker.name}</strong> {worker.away && <Badge tone="warn">{t('worker.grid.away')}</Badge>}
                <span className="small">
                  {[
                    locale === 'en' ? role.en : role.zh,
                    worker.workNumber,
                    worker.deputy && t('worker.grid.deputy', { name: worker.deputy.name }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {worker.phone && (
                <a
                  className="ll-button ll-button-plain team-call"
                  href={`tel:${worker.phone}`}
                  aria-label={t('worker.grid.call', { name: worker.name, phone: worker.phone })}
                >
                  <Icon name="phone" />
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
