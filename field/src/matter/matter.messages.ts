import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const matterMessages = {
  'worker.matter.title': { zh: '什么事', en: 'What is it' },
  'worker.matter.search': { zh: '名称、俗称或拼音首字母', en: 'Name, or first letters of the pinyin' },
  'worker.matter.searchLabel': { zh: '查找事项', en: 'Find a matter' },
  'worker.matter.none': { zh: '没有找到', en: 'Nothing found' },
  'worker.matter.noneText': {
    zh: '换个说法试试，或选“其他诉求”后用文字说明。',
    en: 'Try another word, or choose “other” and describe it.',
  },
  'worker.matter.emergencyText': {
    zh: '送出后各级指挥中心立刻收到。危及人身安全，请先打 119、110 或 120。',
    en: 'All levels are told at once. Where lives are in danger, call 119, 110 or 120 first.',
  },
  'worker.matter.emergency': { zh: '突发', en: 'emergency' },
} as const satisfies Catalogue
