import { AlertOutlined } from '@ant-design/icons'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { alarmsQuery, noteAlarm } from './incident.api.ts'

/** Above every page of whoever is told of an emergency, until somebody has taken note or it is closed; the newest first. */
export function EmergencyAlarm() {
  const { t } = useWords()
  const client = useQueryClient()
  const alarms = useQuery(alarmsQuery).data ?? []
  const noting = useMutation({
    mutationFn: noteAlarm,
    onSettled: () => client.invalidateQueries({ queryKey: alarmsQuery.queryKey }),
  })
  const [newest] = alarms
  if (!newest) return null
  return (
    <div className="emergency-alarm" role="alert">
      <AlertOutlined /> <strong>{t('alarm.emergency', { at: formatExact(newest.at) })}</strong>
      <RouteLink to={paths.incident(newest.incident)}>{newest.number}</RouteLink>
      {alarms.length > 1 && <span>{t('alarm.more', { count: alarms.length - 1 })}</span>}
      <Button size="small" loading={noting.isPending} onClick={() => noting.mutate(newest)}>
        {t('alarm.noted')}
      </Button>
    </div>
  )
}
