import { humanise } from '@linli/contract/shared/humanise.ts'
import { formatDateTime, languageOf, type Moment, toMs, urgencyOf } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import { type Translate, useText } from '../i18n/text.tsx'
import type { UiMessageId } from '../i18n/ui.messages.ts'
import { Icon } from './icons.tsx'
import { useNow } from './useNow.ts'
import './TimeLeft.css'

const fullDayMs = 24 * 3_600_000

/** How long is left, or how long it is over. Colour, icon and words all say it; hovering shows the due time itself. */
export function TimeLeft({
  dueAt,
  late = false,
  paused = false,
}: {
  dueAt: Moment | null | undefined
  late?: boolean
  paused?: boolean
}) {
  const { locale, t } = useText()
  const now = useNow()
  if (paused) return <span className="ll-time">{t('ui.time.paused')}</span>
  if (dueAt === null || dueAt === undefined) {
    return late ? (
      <span className="ll-time ll-time-late">{t('ui.time.late')}</span>
    ) : (
      <span className="ll-time">{t('ui.time.none')}</span>
    )
  }
  const urgency = urgencyOf(dueAt, now, late)
  return (
    <time
      className={`ll-time ll-time-${urgency}`}
      dateTime={new Date(toMs(dueAt)).toISOString()}
      title={t('ui.time.due', { at: formatDateTime(dueAt) })}
    >
      <Icon name={urgency === 'late' ? 'alert' : 'clock'} size={15} />
      {leftText(toMs(dueAt) - now, late, locale, t)}
    </time>
  )
}

/** `剩 3小时5分钟`, `超 1天2小时`, a day having 24 hours. Late and yet not over happens: the other of the two clocks was missed. */
export function leftText(leftMs: number, late: boolean, locale: Locale, t: Translate<UiMessageId>): string {
  const span = humanise(Math.abs(leftMs), languageOf(locale), fullDayMs)
  if (leftMs < 0) return t('ui.time.over', { span })
  return late ? `${t('ui.time.late')} · ${t('ui.time.left', { span })}` : t('ui.time.left', { span })
}
