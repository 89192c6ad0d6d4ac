import { SafetyCertificateOutlined } from '@ant-design/icons'
import type { ChainState } from '@linli/contract/audit/schemas.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { type Integrity, readIntegrity, standingQuery } from './audit.api.ts'

/** Whether the record is whole: what the nightly check said, and what a check says now. */
export function RecordCard() {
  const { t } = useWords()
  const toast = useToast()
  const explain = useExplain()
  const client = useQueryClient()
  const [isAll, setAll] = useState(false)
  const standing = useQuery(standingQuery).data
  const checking = useMutation({
    mutationFn: () => readIntegrity(isAll ? 'all' : 'logs'),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['messages', 'record'] }),
        client.invalidateQueries({ queryKey: ['audit', 'breaks'] }),
      ]),
    onError: (error) => toast(explain(error).what, 'bad'),
  })
  const shown = checking.data ?? standing
  return (
    <Card title={t('record.title')} tone={checking.data && !checking.data.valid ? 'bad' : 'plain'}>
      <p className="record-text">{t('record.text')}</p>
      {shown && <Standing standing={shown} />}
      <div className="record-verify">
        <Button icon={<SafetyCertificateOutlined />} loading={checking.isPending} onClick={() => checking.mutate()}>
          {t(checking.isPending ? 'record.verifying' : 'record.verify')}
        </Button>
        <Checkbox checked={isAll} onChange={(event) => setAll(event.target.checked)}>
          {t('record.verifyAll')}
        </Checkbox>
      </div>
      <div role="status">{checking.data && <Verdict integrity={checking.data} />}</div>
    </Card>
  )
}

function Standing({ standing: { nightly, anchors, anchoredAt } }: { standing: Integrity }) {
  const { t } = useWords()
  const at = nightly.checkedAt && formatExact(nightly.checkedAt)
  return (
    <dl className="facts record-facts">
      <div>
        <dt>{t('record.nightly')}</dt>
        <dd>
          {at === null && t('record.nightly.never')}
          {at !== null && nightly.breaks === 0 && t('record.nightly.good', { at, entries: nightly.entries })}
          {at !== null && nightly.breaks > 0 && (
            <Badge tone="bad">{t('record.nightly.bad', { at, breaks: nightly.breaks })}</Badge>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('record.anchored')}</dt>
        <dd>{anchoredAt ? formatExact(anchoredAt) : t('record.anchored.never')}</dd>
      </div>
      <div>
        <dt>{t('record.anchors')}</dt>
        <dd>{t('record.anchors.both', anchors)}</dd>
      </div>
    </dl>
  )
}

function Verdict({ integrity }: { integrity: Integrity }) {
  const { t } = useWords()
  const { valid, entries, breaks, chains, head } = integrity
  return (
    <>
      <p className={valid ? 'record-good' : 'record-bad'}>
        <strong>{valid ? t('record.whole', { entries }) : t('record.broken', { breaks })}</strong>
      </p>
      {!valid && <p>{t('record.todo')}</p>}
      <table className="record-table">
        <thead>
          <tr>
            <th scope="col">{t('record.chain')}</th>
            <th scope="col">{t('record.entries')}</th>
            <th scope="col">{t('record.state')}</th>
          </tr>
        </thead>
        <tbody>
          {chains.map((chain) => (
            <ChainRow key={chain.chain} state={chain} />
          ))}
        </tbody>
      </table>
      {head && (
        <p className="form-hint">
          {t('record.head')} <code className="facts-code">{head}</code>
        </p>
      )}
    </>
  )
}

function ChainRow({ state: { chain, entries, valid, firstBroken } }: { state: ChainState }) {
  const { t } = useWords()
  return (
    <tr>
      <th scope="row">{t(`record.chain.${chain}`)}</th>
      <td>{entries}</td>
      <td>
        <Badge tone={valid ? 'good' : 'bad'}>{t(valid ? 'record.good' : 'record.bad')}</Badge>{' '}
        {firstBroken && t('record.first', { entry: firstBroken.entry, why: t(`record.why.${firstBroken.why}`) })}
        {firstBroken?.place === 'file' && t('record.place.file')}
      </td>
    </tr>
  )
}
