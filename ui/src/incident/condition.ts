// A condition in the language of the page; a catalogue of the place's own may have Chinese only.
interface Condition {
  text: string
  closing: string
  textEn?: string | null
  closingEn?: string | null
}

export const filingText = (condition: Condition, locale: string): string =>
  (locale === 'en' ? condition.textEn : null) ?? condition.text
export const closingText = (condition: Condition, locale: string): string =>
  (locale === 'en' ? condition.closingEn : null) ?? condition.closing
