import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { IconButton } from './Button.tsx'
import type { Tone } from './Card.tsx'
import './Toast.css'

/** Short news at the edge of the screen, spoken politely. Errors that ask for a decision belong into the page instead. */
type Toast = { id: number; text: string; tone: Tone }
type Show = (text: string, tone?: Tone) => void

const ToastContext = createContext<Show | null>(null)
const shownMs = 6_000
let lastId = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [toasts, setToasts] = useState<Toast[]>([])
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const show = useCallback<Show>(
    (text, tone = 'plain') => {
      lastId += 1
      const id = lastId
      setToasts((all) => [...all.slice(-2), { id, text, tone }])
      setTimeout(() => drop(id), shownMs)
    },
    [drop],
  )
  return (
    <ToastContext value={show}>
      {children}
      <section className="ll-toasts" aria-label={t('ui.toast.region')} aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={`ll-toast ll-toast-${toast.tone}`}>
            <span>{toast.text}</span>
            <IconButton icon="close" label={t('ui.close')} onClick={() => drop(toast.id)} />
          </div>
        ))}
      </section>
    </ToastContext>
  )
}

export function useToast(): Show {
  const show = useContext(ToastContext)
  if (!show) throw new Error('no ToastProvider above this component')
  return show
}
