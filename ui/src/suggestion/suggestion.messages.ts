import type { Catalogue } from '../i18n/messages.ts'

/** Suggestions and likeness, said with their reasons; on the desk and on the phone alike. */
export const suggestionMessages = {
  'suggest.title': { zh: '看描述，可能是', en: 'From the words it may be' },
  'suggest.condition': { zh: '看描述，可能是这种情况', en: 'From the words it may be this condition' },
  'suggest.unit': { zh: '以往多由它办', en: 'Usually done by' },
  'suggest.hint': { zh: '（点一下才采用）', en: '(only a tap takes it)' },
  'suggest.name': { zh: '{matter}：{condition}', en: '{matter}: {condition}' },
  'suggest.reason.words': { zh: '提到“{words}”', en: 'says “{words}”' },
  'suggest.reason.catalogue': { zh: '目录中有“{words}”', en: 'the catalogue says “{words}”' },
  'suggest.reason.place': { zh: '{area}已结 {of} 件中有 {count} 件', en: '{count} of {of} closed in {area}' },
  'suggest.reason.time': { zh: '这个时段多发', en: 'common at this hour' },
  'suggest.reason.unit': { zh: '{of} 件中办了 {count} 件', en: 'did {count} of {of}' },
  'suggest.reason.joint': { zh: '，', en: ', ', note: 'between two reasons' },
  'suggest.words.joint': { zh: '、', en: ', ', note: 'between two words' },
  'likeness.likely': { zh: '很可能是同一件', en: 'very likely the same' },
  'likeness.near': { zh: '相距 {metres}', en: '{metres} away' },
  'likeness.noPoint': { zh: '没有精确位置', en: 'no exact place' },
  'likeness.ago': { zh: '{when}上报', en: 'reported {when}' },
  'likeness.kind.matter': { zh: '同一事项', en: 'same matter' },
  'likeness.kind.class': { zh: '同类事项', en: 'same class' },
  'likeness.kind.other': { zh: '{matter}', en: '{matter}' },
  'likeness.words': { zh: '都提到：{words}', en: 'words in common: {words}' },
  'likeness.reopen': {
    zh: '已结案，{until} 前可以重新打开：若没解决，不必另报',
    en: 'Closed; can be reopened until {until}. If it was not solved, there is no need of a new report',
  },
} as const satisfies Catalogue

export type SuggestionMessageId = keyof typeof suggestionMessages
