import { keepLocale, type Locale, readLocale } from '@linli/ui/i18n/locale.ts'
import { applyTheme, isDark, readTheme, type ThemeChoice } from '@linli/ui/theme/theme.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Language and light, as this person likes them on this device. */
type Preferences = {
  locale: Locale
  isDark: boolean
  setLocale(locale: Locale): void
  setTheme(choice: ThemeChoice): void
}

const PreferencesContext = createContext<Preferences | null>(null)

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(readLocale)
  const [choice, setChoice] = useState(readTheme)
  const [dark, setDark] = useState(() => isDark(choice))
  useEffect(() => {
    applyTheme(choice)
    const query = matchMedia('(prefers-color-scheme: dark)')
    const refresh = () => setDark(isDark(choice))
    refresh()
    query.addEventListener('change', refresh)
    return () => query.removeEventListener('change', refresh)
  }, [choice])
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])
  const value = useMemo<Preferences>(
    () => ({
      locale,
      isDark: dark,
      setTheme: setChoice,
      setLocale(next) {
        keepLocale(next)
        setLocale(next)
      },
    }),
    [locale, dark],
  )
  return <PreferencesContext value={value}>{children}</PreferencesContext>
}

export function usePreferences(): Preferences {
  const value = useContext(PreferencesContext)
  if (!value) throw new Error('no PreferencesProvider above this component')
  return value
}
