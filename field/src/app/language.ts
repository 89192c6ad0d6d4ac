import type { Locale } from '@linli/ui/i18n/locale.ts'

/** Each language by its own name, as the device spells it: whoever reads only that language must recognise it. */
export function languageName(locale: Locale): string {
  const language = locale === 'en' ? 'en' : 'zh'
  return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? locale
}
