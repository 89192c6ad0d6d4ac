import { useText } from '@linli/ui/i18n/text.tsx'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useKeys } from '../app/useKeys.ts'
import { useWords } from '../app/words.ts'
import { type KeyedAction, keyActions } from './action-keys.ts'
import { onDeskAsk } from './desk-ask.ts'
import { hasDraft } from './draft.ts'
import type { IncidentView, PersonAction } from './incident.api.ts'

const ActionForm = lazy(() => import('./ActionForm.tsx').then((file) => ({ default: file.ActionForm })))

export const draftKey = (incidentId: string, action: string) => `${incidentId}.${action}`

/**
 * What this person may do with this incident now: drawn from `allowed` alone. One action's form replaces the list; a
 * form that was begun stays open even when the action is no longer allowed, so that nothing typed disappears.
 */
export function ActionPanel({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const [open, setOpen] = useState<{ action: PersonAction; values: Record<string, unknown> } | null>(null)
  const keyed = useMemo(() => keyActions(incident.allowed.map(({ action }) => action)), [incident.allowed])
  const panel = useRef<HTMLElement>(null)
  useEffect(() => onDeskAsk(setOpen), [])
  const shortcuts = Object.fromEntries(
    keyed.map(({ action, letter }) => [letter, () => setOpen({ action, values: {} })]),
  )
  useKeys(shortcuts, open === null)
  const close = () => {
    setOpen(null)
    panel.current?.focus()
  }
  return (
    <aside ref={panel} className="actions" aria-labelledby="actions-title" tabIndex={-1}>
      <header className="actions-head">
        <h3 id="actions-title">{t('action.title')}</h3>
      </header>
      <div className="actions-body">
        {open ? (
          <Suspense fallback={<p className="action-none">{t('ui.loading')}</p>}>
            <ActionForm
              key={`${open.action}-${JSON.stringify(open.values)}`}
              incident={incident}
              action={open.action}
              given={open.values}
              onClose={close}
            />
          </Suspense>
        ) : (
          <ActionList incident={incident} keyed={keyed} onOpen={(action) => setOpen({ action, values: {} })} />
        )}
      </div>
    </aside>
  )
}

function ActionList({
  incident,
  keyed,
  onOpen,
}: {
  incident: IncidentView
  keyed: readonly KeyedAction[]
  onOpen(action: PersonAction): void
}) {
  const { t } = useWords()
  const main = keyed.filter(({ isBeside }) => !isBeside)
  const beside = keyed.filter(({ isBeside }) => isBeside)
  return (
    <>
      {main.length === 0 && (
        <p className="action-none">
          {t('action.none')} {incident.holder && t('action.noneHeld', { holder: incident.holder.name })}
        </p>
      )}
      <ul className="action-list">
        {main.map((one, at) => (
          <ActionButton key={one.action} {...one} incidentId={incident.id} isFirst={at === 0} onOpen={onOpen} />
        ))}
      </ul>
      {beside.length > 0 && (
        <>
          <h4 className="action-beside">{t('action.beside')}</h4>
          <ul className="action-list">
            {beside.map((one) => (
              <ActionButton key={one.action} {...one} incidentId={incident.id} isFirst={false} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function ActionButton({
  action,
  letter,
  isBeside,
  incidentId,
  isFirst,
  onOpen,
}: KeyedAction & {
  incidentId: string
  isFirst: boolean
  onOpen(action: PersonAction): void
}) {
  const { t } = useText<`incident.action.${PersonAction}` | 'action.draft'>()
  return (
    <li>
      <Button
        type={isFirst ? 'primary' : isBeside ? 'text' : 'default'}
        size={isBeside ? 'middle' : 'large'}
        aria-keyshortcuts={letter}
        onClick={() => onOpen(action)}
      >
        <span>
          {t(`incident.action.${action}`)}{' '}
          {hasDraft(draftKey(incidentId, action)) && <span className="action-draft">{t('action.draft')}</span>}
        </span>
        {letter && <kbd>{letter.toUpperCase()}</kbd>}
      </Button>
    </li>
  )
}
