import { CloseOutlined, FilterOutlined, SearchOutlined, SortAscendingOutlined } from '@ant-design/icons'
import { isSearchable } from '@linli/contract/incident/search.ts'
import { sourceNames, stageNames, stageOf, stateNames } from '@linli/contract/incident/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Select, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useGo } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { MatterPicker } from '../matter/MatterPicker.tsx'
import { paths } from '../paths.ts'
import { countFilters, type DeskFilter, type Door, dues, sortOf } from './filter.ts'
import { countQuery } from './incident.api.ts'

type First = { total?: number; totalIsAtLeast?: boolean }

/** Door, search, filters and the count of what they leave. */
export function QueueHead({ filter, first }: { filter: DeskFilter; first: First | undefined }) {
  const { t } = useWords()
  const go = useGo()
  const [isOpen, setOpen] = useState(countFilters(filter) > 0)
  const change = (part: DeskFilter) => go(paths.desk({ ...filter, ...part }), { replace: true })
  const filters = countFilters(filter)
  const sort = filter.sort === 'newest' ? 'due' : 'newest'
  return (
    <header className="queue-head">
      <Segmented<Door>
        block
        aria-label={t('desk.door')}
        value={filter.door ?? 'mine'}
        options={[
          { value: 'mine', label: <DoorLabel door="mine" /> },
          { value: 'areas', label: <DoorLabel door="areas" /> },
        ]}
        onChange={(door) => change({ door })}
      />
      <div className="queue-tools">
        <Search value={filter.q ?? ''} onChange={(q) => change({ q })} />
        <Tooltip title={t(`desk.sort.${sortOf(filter)}`)}>
          <Button
            icon={<SortAscendingOutlined />}
            aria-label={t(`desk.sortTo.${sort}`)}
            onClick={() => change({ sort })}
          />
        </Tooltip>
        <Button
          icon={<FilterOutlined />}
          aria-expanded={isOpen}
          className={filters > 0 ? 'filter-on' : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          {filters > 0 ? t('desk.filtersOn', { count: filters }) : t('desk.filters')}
        </Button>
      </div>
      {isOpen && <Filters filter={filter} onChange={change} />}
      <p className="queue-count" aria-live="polite">
        {first?.total !== undefined &&
          t(first.totalIsAtLeast ? 'desk.countAtLeast' : 'desk.count', { count: first.total })}
        <span>{t(`desk.sort.${sortOf(filter)}`)}</span>
      </p>
    </header>
  )
}

function DoorLabel({ door }: { door: Door }) {
  const { t } = useWords()
  const count = useQuery(countQuery({ door })).data
  const hasArea = useQuery(meQuery).data?.posts.some((post) => post.area !== null) ?? true
  return (
    <span className="door-label">
      {t(door === 'areas' && !hasArea ? 'desk.door.units' : `desk.door.${door}`)}
      {count && <b>{count.isAtLeast ? `${count.total}+` : count.total}</b>}
    </span>
  )
}

/** Typing waits a moment before it asks; Enter asks at once. */
function Search({ value, onChange }: { value: string; onChange(q: string): void }) {
  const { t } = useWords()
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), 350)
    return () => clearTimeout(timer)
  })
  const isShort = text.trim() !== '' && !isSearchable(text)
  return (
    <Input
      id="desk-search"
      type="search"
      allowClear={{ clearIcon: <CloseOutlined /> }}
      prefix={<SearchOutlined />}
      placeholder={t('desk.search')}
      aria-label={t('desk.search')}
      suffix={isShort ? <small role="status">{t('desk.search.short')}</small> : undefined}
      aria-keyshortcuts="/"
      maxLength={100}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onChange(text.trim())}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

function Filters({ filter, onChange }: { filter: DeskFilter; onChange(part: DeskFilter): void }) {
  const { t } = useWords()
  const states = stateNames.filter((state) => !filter.stage || stageOf(state) === filter.stage)
  return (
    <div className="queue-filters">
      <Choice
        label={t('desk.due')}
        value={filter.due}
        options={dues.map((due) => ({ value: due, label: t(`desk.due.${due}`) }))}
        onChange={(due) => onChange({ due })}
      />
      <Choice
        label={t('desk.filter.stage')}
        value={filter.stage}
        options={stageNames.map((stage) => ({ value: stage, label: t(`incident.stage.${stage}`) }))}
        onChange={(stage) => onChange({ stage, state: undefined })}
      />
      <Choice
        label={t('desk.filter.state')}
        value={filter.state}
        options={states.map((state) => ({ value: state, label: t(`incident.state.${state}`) }))}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        label={t('desk.filter.source')}
        value={filter.source}
        options={sourceNames.map((source) => ({ value: source, label: t(`incident.source.${source}`) }))}
        onChange={(source) => onChange({ source })}
      />
      <div className="queue-filter queue-filter-wide">
        <span id="filter-matter">{t('desk.filter.matter')}</span>
        <MatterPicker
          labelledBy="filter-matter"
          value={filter.matter ?? null}
          onChange={(matter) => onChange({ matter: matter ?? undefined })}
        />
      </div>
      <Button
        type="link"
        size="small"
        className="queue-filter-wide"
        onClick={() =>
          onChange({ due: undefined, stage: undefined, state: undefined, source: undefined, matter: undefined })
        }
      >
        {t('desk.filter.reset')}
      </Button>
    </div>
  )
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value | undefined
  options: { value: Value; label: string }[]
  onChange(value: Value | undefined): void
}) {
  const { t } = useWords()
  return (
    <div className="queue-filter">
      <span>{label}</span>
      <Select<Value>
        aria-label={label}
        allowClear
        value={value}
        placeholder={t('desk.filter.all')}
        options={options}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </div>
  )
}
