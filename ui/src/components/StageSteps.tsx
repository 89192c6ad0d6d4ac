import { type Stage, stageNames as stages } from '@linli/contract/incident/words.ts'
import { useText } from '../i18n/text.tsx'
import type { UiMessageId } from '../i18n/ui.messages.ts'
import type { IncidentMessageId } from '../incident/incident.messages.ts'
import { Icon } from './icons.tsx'
import './StageSteps.css'

/** The six steps with the present one marked. `ended`: nothing is to come any more (archived, rejected, voided). */
export function StageSteps({ stage, ended = false }: { stage: Stage; ended?: boolean }) {
  const { t } = useText<UiMessageId | IncidentMessageId>()
  const present = stages.indexOf(stage)
  return (
    <ol className="ll-steps" aria-label={t('ui.steps')}>
      {stages.map((name, at) => {
        const part = at < present || (ended && at === present) ? 'done' : at === present ? 'current' : 'todo'
        return (
          <li key={name} className={`ll-step ll-step-${part}`} aria-current={part === 'current' ? 'step' : undefined}>
            <span className="ll-step-mark">{part === 'done' ? <Icon name="check" size={12} /> : at + 1}</span>
            <span className="ll-step-name">{t(`incident.stage.${name}`)}</span>
            <span className="ll-hidden">{t(`ui.${part}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}
