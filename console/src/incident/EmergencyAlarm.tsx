import { AlertOutlined } from '@ant-design/icons'
import { formatExact } from '@linli/ui/i18n/format.ts'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { alarmsQuery, noteAlarm } from './incident.api.ts'

/**
 * Above every page of whoever is told of an emergency, until somebody has taken note or it is closed; the newest first. What it is and
 * where can be read without opening it. The reporter's words are not here: they may name people, and this is seen over shoulders.
 */
export function EmergencyAlarm() {
  const { t, locale } = useWords()
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
      <AlertOutlined />{' '}
      <strong>{t('alarm.emergency', { matter: saidIn(locale, newest.matterName, newest.matterNameEn) })}</strong>
      <span>{[newest.areaName, newest.address].filter(Boolean).join(' · ')}</span>
      <span className="nowrap">{formatExact(newest.at)}</span>
      <RouteLink to={paths.incident(newest.incident)}>{newest.number}</RouteLink>
      {alarms.length > 1 && <span>{t('alarm.more', { count: alarms.length - 1 })}</span>}
      <Button size="small" loading={noting.isPending} onClick={() => noting.mutate(newest)}>
        {t('alarm.noted')}
      </Button>
    </div>
  )
}
