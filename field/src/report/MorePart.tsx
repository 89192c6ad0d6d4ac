import { urgencyNames } from '@linli/contract/incident/words.ts'
import { TextField } from '@linli/ui/components/Field.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { toLocalInput } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import type { ReportDraft } from './draft.ts'
import type { PartProps } from './ReportPage.tsx'

/** What is rarely needed, folded away. */
export function MorePart({ draft, change, gaps }: PartProps) {
  const { t } = useWords()
  const now = useNow()
  return (
    <details className="ask more" open={gaps.includes('phone') || undefined}>
      <summary>
        <span>
          <strong>{t('worker.report.more')}</strong>
          <span className="small">{t('worker.report.moreText')}</span>
        </span>
        <Icon name="down" />
      </summary>
      <TextField
        label={t('worker.report.reporter')}
        hint={t('worker.report.reporterHint')}
        maxLength={60}
        autoComplete="off"
        value={draft.reporterName}
        onChange={(event) => change({ reporterName: event.target.value })}
      />
      <TextField
        label={t('worker.report.reporterPhone')}
        type="tel"
        inputMode="tel"
        maxLength={30}
        autoComplete="off"
        error={gaps.includes('phone') ? t('worker.report.gap.phone') : undefined}
        value={draft.reporterPhone}
        onChange={(event) => change({ reporterPhone: event.target.value })}
      />
      <Choices
        label={t('worker.report.urgency')}
        value={draft.urgency}
        options={urgencyNames.map((value) => ({ value, label: t(`incident.urgency.${value}`) }))}
        onChange={(value) => change({ urgency: value as ReportDraft['urgency'] })}
      />
      <TextField
        label={t('worker.report.occurredAt')}
        hint={t('worker.report.occurredAtHint')}
        type="datetime-local"
        max={toLocalInput(now)}
        value={draft.occurredAt}
        onChange={(event) => change({ occurredAt: event.target.value.slice(0, 16) })}
      />
    </details>
  )
}
