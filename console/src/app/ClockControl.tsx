import { ClockCircleOutlined } from '@ant-design/icons'
import { noteServerTime } from '@linli/ui/api/clock.ts'
import { request } from '@linli/ui/api/request.ts'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popover } from 'antd'
import { useExplain } from './Providers.tsx'
import { useWords } from './words.ts'

/** The virtual clock of a demonstration: what time it shows, and steps ahead. */
const steps = [
  { advance: 'PT1H', label: 'shell.clock.hours', count: 1 },
  { advance: 'PT4H', label: 'shell.clock.hours', count: 4 },
  { advance: 'P1D', label: 'shell.clock.days', count: 1 },
  { advance: 'P3D', label: 'shell.clock.days', count: 3 },
] as const

export function ClockControl() {
  const { t } = useWords()
  const now = useNow()
  const text = t('shell.clock', { at: formatDateTime(now) })
  return (
    <Popover trigger="click" placement="bottom" title={t('shell.clock.title')} content={<Steps />}>
      <Button type="text" icon={<ClockCircleOutlined />} aria-label={text} aria-haspopup="dialog">
        {formatDateTime(now)}
      </Button>
    </Popover>
  )
}

function Steps() {
  const { t } = useWords()
  const explain = useExplain()
  const client = useQueryClient()
  const advancing = useMutation({
    mutationFn: (advance: string) => request<{ now: string }>('/api/clock', { method: 'POST', body: { advance } }),
    onSuccess: ({ now }) => {
      noteServerTime(now)
      return client.invalidateQueries()
    },
  })
  return (
    <div className="clock-steps">
      <p>{t('shell.clock.text')}</p>
      {advancing.error && <Alert type="error" title={explain(advancing.error).what} role="alert" />}
      {steps.map(({ advance, label, count }) => (
        <Button
          key={advance}
          disabled={advancing.isPending}
          loading={advancing.variables === advance && advancing.isPending}
          onClick={() => advancing.mutate(advance)}
        >
          {t(label, { count })}
        </Button>
      ))}
    </div>
  )
}
