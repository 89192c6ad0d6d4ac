import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../i18n/text.tsx'
import { IconButton } from './Button.tsx'
import './Dialog.css'

/**
 * A question over the page, in the browser's own modal dialog: focus stays inside and returns afterwards, Esc closes.
 * Without `onClose` it must be answered. Nothing in it may open a list outside of it: the browser keeps it on top of all.
 */
export function Dialog({
  open,
  title,
  onClose,
  width = 440,
  children,
}: {
  open: boolean
  title: ReactNode
  onClose?(): void
  width?: number
  children: ReactNode
}) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      className="ll-dialog"
      style={{ width }}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
    >
      {open && (
        <>
          <header className="ll-dialog-head">
            <h2 id={titleId}>{title}</h2>
            {onClose && <IconButton icon="close" label={t('ui.close')} onClick={onClose} />}
          </header>
          <div className="ll-dialog-body">{children}</div>
        </>
      )}
    </dialog>
  )
}
