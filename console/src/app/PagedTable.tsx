import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { ProblemState } from './ProblemState.tsx'
import { useWords } from './words.ts'

export type Column<Row> = { key: string; title: string; cell(row: Row): ReactNode }

/**
 * A list by keyset pages with its states: loading, failed, empty, more. A plain table: Ant Design's measures scroll bars
 * with a style element of its own, which our policy forbids.
 */
export function PagedTable<Row extends object>({
  query,
  columns,
  rowKey,
  label,
  empty,
}: {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[]; next: string | null }>>
  columns: readonly Column<Row>[]
  rowKey(row: Row): string | number
  label: string
  empty: string
}) {
  const { t } = useWords()
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <Skeleton lines={8} />
  if (query.error && rows.length === 0) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  if (rows.length === 0) return <EmptyState icon="search" title={empty} />
  return (
    <>
      {/* Reached by Tab, so that a keyboard can scroll what is wider than the screen. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus (WCAG 2.1.1) */}
      <section className="table-frame" aria-label={label} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => (
                  <td key={column.key}>{column.cell(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {query.hasNextPage && (
        <Button block type="link" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </>
  )
}
