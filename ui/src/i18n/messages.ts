import type { Locale } from './locale.ts'

/**
 * A message in both languages, in ICU MessageFormat. `note` tells a translator what cannot be seen from the words.
 * Catalogues stand beside the pages that use them (`*.messages.ts`); `scripts/check-messages.mjs` reads them.
 */
export type Message = { readonly zh: string; readonly en: string; readonly note?: string }
export type Catalogue = Readonly<Record<string, Message>>

/** `{id: words}` of one language, from many catalogues; an id that stands in two is a mistake of ours and throws. */
export function wordsOf(locale: Locale, catalogues: readonly Catalogue[]): Record<string, string> {
  const words: Record<string, string> = {}
  for (const catalogue of catalogues) {
    for (const [id, message] of Object.entries(catalogue)) {
      if (id in words) throw new Error(`message id ${id} stands in two catalogues`)
      words[id] = locale === 'en' ? message.en : message.zh
    }
  }
  return words
}
