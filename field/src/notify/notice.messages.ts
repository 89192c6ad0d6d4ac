import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const noticePageMessages = {
  'worker.notice.title': { zh: '消息', en: 'Messages' },
  'worker.notice.none': { zh: '还没有消息', en: 'No messages yet' },
  'worker.notice.noneText': {
    zh: '派单、提醒、督办都会出现在这里。',
    en: 'What is sent to you, reminders and orders appear here.',
  },
  'worker.notice.readAll': { zh: '全部已读', en: 'Mark all read' },
  'worker.notice.unread': { zh: '未读', en: 'unread' },
  'worker.notice.gone': { zh: '已不在您的范围内', en: 'no longer within your area' },
} as const satisfies Catalogue
