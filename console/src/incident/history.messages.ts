import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const historyMessages = {
  'history.title': { zh: '办理过程', en: 'History' },
  'history.newestFirst': { zh: '最新在前', en: 'newest first' },
  'history.oldestFirst': { zh: '最早在前', en: 'oldest first' },
  'history.turn': { zh: '调换顺序', en: 'Turn the order' },
  'history.whole': { zh: '记录完整', en: 'Records intact' },
  'history.broken': { zh: '记录被改动', en: 'Records were altered' },
  'history.verify': { zh: '核验记录', en: 'Check the records' },
  'history.stayed': { zh: '“{state}”停留 {length}', en: '{length} in “{state}”' },
} as const satisfies Catalogue
