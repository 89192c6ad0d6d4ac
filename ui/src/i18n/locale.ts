/** The languages of the house: Chinese first. The choice is the person's and stays on the device. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

const key = 'linli.locale'

export function readLocale(): Locale {
  return chooseLocale(localStorage.getItem(key), navigator.languages)
}

export function keepLocale(locale: Locale): void {
  localStorage.setItem(key, locale)
}

/** A text of the catalogue in the reader's language; what has no English stays Chinese. */
export const saidIn = (locale: Locale, zh: string, en: string | null | undefined): string =>
  locale === 'en' && en ? en : zh

/** What a language calls itself, for the switch that leads to it. */
export function ownNameOf(locale: Locale): string {
  const [language = locale] = locale.split('-')
  return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? locale
}

/** The stored choice; else English for a browser that asks for English and not for Chinese; else Chinese. */
export function chooseLocale(stored: string | null, wanted: readonly string[]): Locale {
  if (stored === 'zh-CN' || stored === 'en') return stored
  for (const language of wanted) {
    if (language.toLowerCase().startsWith('zh')) return 'zh-CN'
    if (language.toLowerCase().startsWith('en')) return 'en'
  }
  return 'zh-CN'
}
