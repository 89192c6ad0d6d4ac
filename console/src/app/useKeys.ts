import { useEffect, useRef } from 'react'

/**
 * Single keys of a page, as `{ j: next, '?': help }`. They rest while somebody types, while a dialog is open and together
 * with Ctrl, Alt or Meta, so that they never take a key from the browser, a field or a screen reader's own mode.
 */
export type Keys = Readonly<Record<string, (() => void) | undefined>>

export function useKeys(keys: Keys, isActive = true): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!isActive) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      if (event.key.length === 1 && !areLettersOn()) return
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isActive])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target.closest('.ll-map-canvas, [role="combobox"], [role="listbox"], [role="radiogroup"]')
  )
    return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'button', 'submit', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

const offKey = 'linli.keys.off'

/** Who steers by voice or with a trembling hand can turn single letters off (WCAG 2.1.4); it stays so on this device. */
export const areLettersOn = (): boolean => localStorage.getItem(offKey) === null

export function turnLetters(on: boolean): void {
  if (on) localStorage.removeItem(offKey)
  else localStorage.setItem(offKey, '1')
}
