import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const evidenceMessages = {
  'worker.evidence.take': { zh: '拍照', en: 'Take a photo' },
  'worker.evidence.choose': { zh: '相册、视频', en: 'Album, video' },
  'worker.evidence.record': { zh: '录音', en: 'Record' },
  'worker.evidence.recording': { zh: '停止 {seconds} 秒', en: 'Stop, {seconds} s' },
  'worker.evidence.noMicrophone': {
    zh: '不能使用麦克风，请在系统设置中允许，或用文字描述',
    en: 'The microphone cannot be used. Allow it in the settings, or write instead',
  },
  'worker.evidence.list': { zh: '已添加的附件', en: 'What you added' },
  'worker.evidence.added': { zh: '第 {at} 个附件', en: 'Item {at}' },
  'worker.evidence.remove': { zh: '移除第 {at} 个附件', en: 'Remove item {at}' },
  'worker.evidence.noRoom': {
    zh: '手机存储空间不足，没能保存这张照片',
    en: 'There is no room on the phone; the photo was not kept',
  },
  'worker.evidence.limit': { zh: '最多 {count} 个', en: '{count} at most' },
} as const satisfies Catalogue
