// Why something is suggested or thought to be the same, as one line: figures and words that people can check with their own eyes.
import type { DuplicateView } from '@linli/contract/incident/duplicates.ts'
import type { ReasonView, SuggestionView } from '@linli/contract/suggestion/schemas.ts'
import { formatMetres, formatShort, type Moment } from '../i18n/format.ts'
import type { Locale } from '../i18n/locale.ts'
import type { Translate } from '../i18n/text.tsx'
import type { SuggestionMessageId } from './suggestion.messages.ts'

type Words = Translate<SuggestionMessageId>

/** The catalogue's own English, as far as it has any. */
const inLocale = (locale: Locale, zh: string, en: string | null) => (locale === 'en' && en ? en : zh)

/** The matter, with the condition that the words speak of. */
export function sayName(item: SuggestionView, t: Words, locale: Locale): string {
  const matter = inLocale(locale, item.matterName, item.matterNameEn)
  return item.condition ? t('suggest.name', { matter, condition: sayCondition(item.condition, locale) }) : matter
}

export const sayCondition = (condition: NonNullable<SuggestionView['condition']>, locale: Locale): string =>
  inLocale(locale, condition.text, condition.textEn)

const joined = (words: readonly string[], t: Words) => words.join(t('suggest.words.joint'))

function sayReason(reason: ReasonView, t: Words): string {
  switch (reason.kind) {
    case 'words':
    case 'catalogue':
      return t(`suggest.reason.${reason.kind}`, { words: joined(reason.words, t) })
    case 'place':
      return t('suggest.reason.place', { area: reason.areaName, count: reason.count, of: reason.of })
    case 'unit':
      return t('suggest.reason.unit', { count: reason.count, of: reason.of })
    case 'time':
      return t('suggest.reason.time')
  }
}

/** `without` leaves out what belongs to another question: who does it is no reason for what it is. */
export const sayReasons = (
  { reasons }: Pick<SuggestionView, 'reasons'>,
  t: Words,
  only: (reason: ReasonView) => boolean = ({ kind }) => kind !== 'unit',
): string =>
  reasons
    .filter(only)
    .map((reason) => sayReason(reason, t))
    .join(t('suggest.reason.joint'))

/** `相距 42 米 · 10:32 上报 · 同一事项 · 都提到：井盖、缺失`. */
export function sayLikeness(item: DuplicateView, t: Words, now: Moment, locale: Locale): string[] {
  return [
    item.metres === null ? t('likeness.noPoint') : t('likeness.near', { metres: formatMetres(item.metres) }),
    t('likeness.ago', { when: formatShort(item.reportedAt, now) }),
    t(`likeness.kind.${item.kind}`, { matter: inLocale(locale, item.matterName, item.matterNameEn) }),
    ...(item.words.length > 0 ? [t('likeness.words', { words: joined(item.words, t) })] : []),
  ]
}
