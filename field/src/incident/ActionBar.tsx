import type { PersonAction } from '@linli/contract/incident/fields.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Badge } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { orderActions } from '@linli/ui/incident/form.ts'
import { useState } from 'react'
import { readDraft } from '../app/draft.ts'
import { useWords } from '../app/words.ts'
import { useMe } from '../identity/identity.api.ts'
import { actKey } from './act.ts'
import type { IncidentView } from './incident.api.ts'

const shownOnward = 2

/** What may be done now, from the server's `allowed` alone: the next step large under the thumb, all others behind "more". */
export function ActionBar({ incident, onOpen }: { incident: IncidentView; onOpen(action: PersonAction): void }) {
  const { t } = useWords()
  const account = useMe().account.id
  const [isOpen, setOpen] = useState(false)
  const { onward, alongside } = orderActions(incident.allowed.map(({ action }) => action))
  const shown = onward.length > 0 ? onward.slice(0, shownOnward) : alongside.slice(0, 1)
  const rest = [...onward, ...alongside].filter((action) => !shown.includes(action))
  const hasDraft = (action: PersonAction) => readDraft(actKey(account, incident.id, action)) !== null
  const choose = (action: PersonAction) => {
    setOpen(false)
    onOpen(action)
  }
  if (shown.length === 0) {
    return (
      <p className="foot foot-calm">
        <Icon name="check" /> {t('worker.case.nothing')}
      </p>
    )
  }
  return (
    <div className="foot">
      {[...shown].reverse().map((action) => (
        <Button
          key={action}
          kind={action === shown[0] && onward.length > 0 ? 'primary' : 'plain'}
          className="big"
          onClick={() => choose(action)}
        >
          {t(`incident.action.${action}`)}
          {hasDraft(action) && <span className="begun">{t('worker.case.draft')}</span>}
        </Button>
      ))}
      {rest.length > 0 && (
        <Button
          className="big foot-more"
          icon="more"
          aria-label={t('worker.case.more')}
          onClick={() => setOpen(true)}
        />
      )}
      <Sheet open={isOpen} title={t('worker.case.moreTitle')} onClose={() => setOpen(false)}>
        <ul className="more-list">
          {rest.map((action) => (
            <li key={action}>
              <button type="button" onClick={() => choose(action)}>
                <span>{t(`incident.action.${action}`)}</span>
                {hasDraft(action) && <Badge tone="warn">{t('worker.case.draft')}</Badge>}
                <Icon name="right" />
              </button>
            </li>
          ))}
        </ul>
      </Sheet>
    </div>
  )
}
