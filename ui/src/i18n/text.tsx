import { createContext, type ReactNode, useContext } from 'react'
import type { Locale } from './locale.ts'
import type { UiMessageId } from './ui.messages.ts'

/**
 * How shared components get their words: the door that shows them hands over its translation function, so that `ui`
 * depends on no message library. Pages use the same function, typed with their own ids.
 */
export type TextValues = Record<string, string | number | Date | null | undefined>
export type Translate<Id extends string = string> = (id: Id, values?: TextValues) => string
export type TextSource = { locale: Locale; t: Translate }

const TextContext = createContext<TextSource | null>(null)

export function TextProvider({ source, children }: { source: TextSource; children: ReactNode }) {
  return <TextContext value={source}>{children}</TextContext>
}

export function useText<Id extends string = UiMessageId>(): { locale: Locale; t: Translate<Id> } {
  const source = useContext(TextContext)
  if (!source) throw new Error('no TextProvider above this component')
  return source
}
