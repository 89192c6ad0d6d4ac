import { keepLocale, type Locale, readLocale } from '@linli/ui/i18n/locale.ts'
import { applyTheme, isDark, readTheme, type ThemeChoice } from '@linli/ui/theme/theme.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Language, light and size of print, as this person likes them on this phone. */
type Preferences = {
  locale: Locale
  theme: ThemeChoice
  isDark: boolean
  isLarge: boolean
  setLocale(locale: Locale): void
  setTheme(choice: ThemeChoice): void
  setLarge(isLarge: boolean): void
}

const PreferencesContext = createContext<Preferences | null>(null)
const printKey = 'linli.print'

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(readLocale)
  const [theme, setTheme] = useState(readTheme)
  const [dark, setDark] = useState(() => isDark(theme))
  const [isLarge, setLarge] = useState(() => localStorage.getItem(printKey) === 'large')
  useEffect(() => {
    applyTheme(theme)
    const query = matchMedia('(prefers-color-scheme: dark)')
    const refresh = () => setDark(isDark(theme))
    refresh()
    query.addEventListener('change', refresh)
    return () => query.removeEventListener('change', refresh)
  }, [theme])
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  useEffect(() => {
    if (isLarge) {
      document.documentElement.dataset.print = 'large'
      localStorage.setItem(printKey, 'large')
    } else {
      delete document.documentElement.dataset.print
      localStorage.removeItem(printKey)
    }
  }, [isLarge])
  useEffect(() => {
    // The strip above the page takes its colour from here.
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#191f28' : '#ffffff')
  }, [dark])
  const value = useMemo<Preferences>(
    () => ({
      locale,
      theme,
      isDark: dark,
      isLarge,
      setTheme,
      setLarge,
      setLocale(next) {
        keepLocale(next)
        setLocale(next)
      },
    }),
    [locale, theme, dark, isLarge],
  )
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  const value = useContext(PreferencesContext)
  if (!value) throw new Error('no PreferencesProvider above this component')
  return value
}
