import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../i18n/text.tsx'
import { IconButton } from './Button.tsx'
import './Sheet.css'

/**
 * A panel over the page: from below on a phone, at the right on a wide screen. It is the browser's own modal dialog,
 * so focus stays inside, Esc closes it, and focus returns to where it came from.
 */
export function Sheet({
  open,
  title,
  onClose,
  children,
  footer,
}: {
  open: boolean
  title: ReactNode
  onClose(): void
  children: ReactNode
  footer?: ReactNode
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
      className="ll-sheet"
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {open && (
        <>
          <header className="ll-sheet-head">
            <h2 id={titleId}>{title}</h2>
            <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
          </header>
          <div className="ll-sheet-body">{children}</div>
          {footer && <footer className="ll-sheet-foot">{footer}</footer>}
        </>
      )}
    </dialog>
  )
}
