import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { base } from '../paths.ts'

/** A link to a page of the app; `to` comes from paths.ts. */
export function RouteLink({ to, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
  const go = useGo()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    go(to)
  }
  return <a {...rest} href={base + to} onClick={follow} />
}

/** Goes to a page; `replace` leaves no trace in the history. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter()
  return (to, options) => (options?.replace ? history.replace(base + to) : history.push(base + to))
}

/** One page back; for who came by a link from outside, the start. */
export function useBack(): () => void {
  const { history } = useRouter()
  return () => (history.canGoBack() ? history.back() : history.replace(`${base}/`))
}
