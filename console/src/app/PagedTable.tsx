import { EmptyState, Skeleton } from '@linli/ui/components/States.tsx'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button, Table, type TableProps } from 'antd'
import { ProblemState } from './ProblemState.tsx'
import { useWords } from './words.ts'

/** A list by keyset pages with its states: loading, failed, empty, more. */
export function PagedTable<Row extends object>({
  query,
  columns,
  rowKey,
  empty,
}: {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Row[]; next: string | null }>>
  columns: TableProps<Row>['columns']
  rowKey: string & keyof Row
  empty: string
}) {
  const { t } = useWords()
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <Skeleton lines={8} />
  if (query.error && rows.length === 0) return <ProblemState error={query.error} onRetry={() => query.refetch()} />
  return (
    <>
      <Table<Row>
        size="middle"
        rowKey={rowKey}
        columns={columns}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: <EmptyState icon="search" title={empty} /> }}
      />
      {query.hasNextPage && (
        <Button block type="link" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </>
  )
}
