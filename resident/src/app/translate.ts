// All words of the pages in one table, and the function by which a page asks for them.
import { problems } from '@linli/contract/problem.ts'
import { gridMessages } from '../grid/grid.messages.ts'
import { followMessages } from '../incident/follow.messages.ts'
import { noticeMessages } from '../notice/notice.messages.ts'
import { reportMessages } from '../report/report.messages.ts'
import { appMessages } from './app.messages.ts'
import { homeMessages } from './home.messages.ts'
import { type Both, type Language, type Message, say, type Values } from './say.ts'

const words = {
  ...appMessages,
  ...homeMessages,
  ...reportMessages,
  ...followMessages,
  ...gridMessages,
  ...noticeMessages,
}
export type MessageId = keyof typeof words
export type Translate = (id: MessageId, values?: Values) => string

export const translator =
  (language: Language): Translate =>
  (id, values) =>
    say(words[id] as Message, language, values)

/** What is said in both languages, in this one. */
export const inLanguage = (language: Language, said: Both): string => said[language]

/** The contract's own sentence for a refusal. */
export const problemWords = (language: Language, code: keyof typeof problems): string => problems[code][language]

/** `2026-11-22 14:30`, in the time of the place: instants on the wire carry its offset. */
export const dateTime = (instant: string): string => instant.slice(0, 16).replace('T', ' ')
export const day = (instant: string): string => instant.slice(0, 10)
