import { confusableIn, indexMatters } from '@linli/contract/matter/search.ts'
import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { AreaChoice, EditionChoice } from './CatalogueChoices.tsx'
import { MatterSheet } from './MatterSheet.tsx'
import type { MattersFilter } from './MattersPage.tsx'
import { catalogueQuery, type MatterView } from './matter.api.ts'

/** The catalogue in its classes, the same search as everywhere over it, and what it says of one matter. */
export function CatalogueView({ filter, onChange }: { filter: MattersFilter; onChange(part: MattersFilter): void }) {
  const { t } = useWords()
  const query = useQuery(catalogueQuery(filter.edition, filter.area))
  const [typed, setTyped] = useState(filter.q ?? '')
  const rested = useDebounced(typed.trim(), 300)
  const list = useRef<HTMLDivElement>(null)
  const matters = query.data
  const index = useMemo(() => (matters ? indexMatters(matters) : null), [matters])
  const found = useMemo(
    () => (typed.trim() === '' ? null : (index?.find(typed, { only: isEntry, most: 40 }) ?? [])),
    [index, typed],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed goes into the address
  useEffect(() => {
    if (rested !== (filter.q ?? '')) onChange({ q: rested || undefined })
  }, [rested])
  const open = matters?.find(({ code }) => code === filter.matter)
  return (
    <div className={open ? 'matters-split matters-open' : 'matters-split'}>
      <div className="matters-side">
        <label className="ll-field-label" htmlFor="matters-search">
          {t('matters.search')}
        </label>
        <input
          id="matters-search"
          className="ll-input"
          type="search"
          autoComplete="off"
          maxLength={50}
          placeholder={t('matters.search.hint')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => leaf(event, list)}
        />
        <div className="matters-choices">
          <EditionChoice value={filter.edition} onChange={(edition) => onChange({ edition, matter: undefined })} />
          <AreaChoice value={filter.area} onChange={(area) => onChange({ area })} />
        </div>
        {query.isPending && <Skeleton lines={10} />}
        {query.error && !matters && <ProblemState error={query.error} onRetry={() => query.refetch()} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys leaf through the links, which are reached by Tab as well */}
        <div ref={list} className="matters-list" onKeyDown={(event) => leaf(event, list)}>
          {found && <Found matters={found} filter={filter} />}
          {matters && !found && <Tree matters={matters} filter={filter} />}
        </div>
      </div>
      <div className="matters-sheet">
        {open && matters ? (
          <MatterSheet matter={open} matters={matters} filter={filter} />
        ) : (
          matters && (
            <EmptyState
              icon="search"
              title={filter.matter ? t('matters.gone', { code: filter.matter }) : t('matters.pick')}
            />
          )
        )}
      </div>
    </div>
  )
}

const isEntry = ({ procedure, sameAs }: MatterView) => procedure !== null && sameAs === null

/** Arrow keys go from the search into the list and on through it. */
function leaf(event: KeyboardEvent, list: RefObject<HTMLDivElement | null>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || event.nativeEvent.isComposing) return
  const links = [...(list.current?.querySelectorAll<HTMLElement>('a, summary') ?? [])].filter(
    (link) => link.offsetParent !== null,
  )
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function Found({ matters, filter }: { matters: readonly MatterView[]; filter: MattersFilter }) {
  const { t } = useWords()
  const confusable = confusableIn(matters)
  if (matters.length === 0)
    return (
      <EmptyState icon="search" title={t('matters.none')}>
        {t('matters.none.text')}
      </EmptyState>
    )
  return (
    <>
      <p className="matters-count" aria-live="polite">
        {t('matters.found', { count: matters.length })}
      </p>
      <ul>
        {matters.map((matter) => (
          <li key={matter.code}>
            <MatterLink matter={matter} filter={filter} isHinted={confusable.has(matter.code)} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Tree({ matters, filter }: { matters: readonly MatterView[]; filter: MattersFilter }) {
  const { locale } = useWords()
  const open = matters.find(({ code }) => code === filter.matter)
  const byParent = Map.groupBy(matters, ({ parent }) => parent ?? '')
  return (
    <>
      {matters
        .filter(({ procedure }) => procedure === null)
        .map((one) => {
          const below = (byParent.get(one.code) ?? []).filter(({ procedure }) => procedure !== null)
          return (
            <details key={`${one.catalogue} ${one.code}`} open={open?.parent === one.code || undefined}>
              <summary>
                <span className="matters-code">{one.standardCode}</span> {saidIn(locale, one.name, one.nameEn)}{' '}
                <small>{below.length}</small>
              </summary>
              <ul>
                {below.map((matter) => (
                  <li key={matter.code}>
                    <MatterLink matter={matter} filter={filter} />
                  </li>
                ))}
              </ul>
            </details>
          )
        })}
    </>
  )
}

function MatterLink({
  matter,
  filter,
  isHinted = false,
}: {
  matter: MatterView
  filter: MattersFilter
  isHinted?: boolean
}) {
  const { locale } = useWords()
  const { code, standardCode, name, nameEn, hint } = matter
  return (
    <RouteLink
      to={paths.matters({ ...filter, matter: code })}
      aria-current={filter.matter === code ? 'true' : undefined}
    >
      <span className="matters-code">{standardCode}</span>
      <span>
        {saidIn(locale, name, nameEn)}
        {isHinted && hint && <small>{saidIn(locale, hint.zh, hint.en)}</small>}
      </span>
    </RouteLink>
  )
}
