import { WarningOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { alarmsQuery, takeNote } from './audit.api.ts'
import './audit.css'

/** Above every page of the audit administrator until somebody has taken note: the record was tampered with. */
export function RecordAlarm() {
  const { t } = useWords()
  const client = useQueryClient()
  const alarms = useQuery(alarmsQuery).data ?? []
  const noting = useMutation({
    mutationFn: () => takeNote(alarms.map(({ id }) => id)),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages', 'record'] }),
  })
  if (alarms.length === 0) return null
  return (
    <div className="record-alarm" role="alert">
      <WarningOutlined /> <strong>{t('record.alarm')}</strong>
      <RouteLink to={paths.audit()}>{t('record.alarm.see')}</RouteLink>
      <Button size="small" loading={noting.isPending} onClick={() => noting.mutate()}>
        {t('record.alarm.noted')}
      </Button>
    </div>
  )
}
