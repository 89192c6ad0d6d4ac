// Words in two languages without a message library: `{name}` is replaced, and English may have two forms, chosen by `n`.
// Chinese comes first because it is what most people here read.

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

type Words = string | { readonly one: string; readonly other: string }
export interface Message {
  readonly zh: Words
  readonly en: Words
  /** For translators, where the words do not say it. */
  readonly note?: string
}
export type Catalogue = Readonly<Record<string, Message>>
export type Values = Readonly<Record<string, string | number>>

export function say(message: Message, language: Language, values: Values = {}): string {
  const words = message[language]
  const text = typeof words === 'string' ? words : words[values.n === 1 ? 'one' : 'other']
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

/** What the wire calls `Said`: the same words in both languages. */
export interface Both {
  readonly zh: string
  readonly en: string
}

/** Both languages at once; a value may differ between them. */
export function sayBoth(message: Message, values: Readonly<Record<string, Both | string | number>> = {}): Both {
  const valuesIn = (language: Language) =>
    Object.fromEntries(Object.entries(values).map(([name, v]) => [name, typeof v === 'object' ? v[language] : v]))
  return { zh: say(message, 'zh', valuesIn('zh')), en: say(message, 'en', valuesIn('en')) }
}
