import { type Language, say, type Values } from '../app/say.ts'
import { browserMessages } from './browser.messages.ts'

const language: Language = document.documentElement.lang === 'en' ? 'en' : 'zh'

export const t = (id: keyof typeof browserMessages, values?: Values): string =>
  say(browserMessages[id], language, values)
