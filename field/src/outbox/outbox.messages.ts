import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const outboxMessages = {
  'worker.outbox.title': { zh: '发送记录', en: 'Sent and waiting' },
  'worker.outbox.open': { zh: '未完成', en: 'Not done' },
  'worker.outbox.done': { zh: '已完成', en: 'Done' },
  'worker.outbox.doneText': { zh: '完成的保留两天', en: 'kept for two days' },
  'worker.outbox.none': { zh: '没有待发送的内容', en: 'Nothing waits to be sent' },
  'worker.outbox.noneText': {
    zh: '没有网络时，您提交的内容会先存在这里，联网后自动发送。',
    en: 'Without a network, what you submit is kept here and goes out when it is back.',
  },
  'worker.outbox.flush': { zh: '现在发送', en: 'Send now' },
  'worker.outbox.state.waiting': { zh: '等待发送', en: 'waiting' },
  'worker.outbox.state.files': { zh: '照片上传中', en: 'photos on the way' },
  'worker.outbox.state.done': { zh: '已送达', en: 'arrived' },
  'worker.outbox.state.refused': { zh: '需要处理', en: 'needs you' },
  'worker.outbox.sending': { zh: '正在发送', en: 'being sent' },
  'worker.outbox.photoRefused': {
    zh: '内容已收到，这张照片没有收',
    en: 'It has arrived, but this photo was not taken',
  },
  'worker.outbox.goOn': { zh: '继续填写', en: 'Go on with it' },
  'worker.outbox.again': { zh: '再试一次', en: 'Try again' },
  'worker.outbox.look': { zh: '看最新情况', en: 'See how it stands' },
  'worker.outbox.giveUp': { zh: '放弃', en: 'Give up' },
  'worker.outbox.giveUpAsk': {
    zh: '放弃后，这一项的文字和照片都会删掉。',
    en: 'The words and photos of this item will be deleted.',
  },
  'worker.outbox.photos': {
    zh: '还有 {count} 张照片在上传',
    en: '{count, plural, one {# photo} other {# photos}} still on the way',
  },
  'worker.outbox.progress': { zh: '已上传 {percent}%', en: '{percent}% sent' },
} as const satisfies Catalogue
