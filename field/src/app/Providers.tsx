import { ToastProvider } from '@linli/ui/components/Toast.tsx'
import { type Explained, explainProblem } from '@linli/ui/i18n/explain.ts'
import { TextProvider, type Translate } from '@linli/ui/i18n/text.tsx'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { PreferencesProvider, usePreferences } from './preferences.tsx'
import { fieldWords } from './words.ts'

export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={client}>
      <PreferencesProvider>
        <Localised>{children}</Localised>
      </PreferencesProvider>
    </QueryClientProvider>
  )
}

function Localised({ children }: { children: ReactNode }) {
  const { locale } = usePreferences()
  const words = useMemo(() => fieldWords(locale), [locale])
  return (
    <IntlProvider locale={locale} defaultLocale="zh-CN" messages={words}>
      <Bridge words={words}>
        <ToastProvider>{children}</ToastProvider>
      </Bridge>
    </IntlProvider>
  )
}

const ExplainContext = createContext<((error: unknown) => Explained) | null>(null)

/** Hands the message library to the shared components, which know none. */
function Bridge({ words, children }: { words: Record<string, string>; children: ReactNode }) {
  const intl = useIntl()
  const { locale } = usePreferences()
  const source = useMemo(() => {
    const t: Translate = (id, values) => intl.formatMessage({ id }, values)
    return { locale, t, explain: (error: unknown) => explainProblem(error, t, (id) => id in words) }
  }, [intl, locale, words])
  return (
    <ExplainContext value={source.explain}>
      <TextProvider source={source}>{children}</TextProvider>
    </ExplainContext>
  )
}

/** What an error means in words; see explain.ts. */
export function useExplain(): (error: unknown) => Explained {
  const explain = useContext(ExplainContext)
  if (!explain) throw new Error('no Providers above this component')
  return explain
}
