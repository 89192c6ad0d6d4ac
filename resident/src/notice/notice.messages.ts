import type { Catalogue } from '../app/say.ts'

export const noticeMessages = {
  'notice.title': { zh: '公示', en: 'Public notices' },
  'notice.lead': {
    zh: '社区认定、街镇审核的申请，在作出决定前向居民公示。公示期内谁都可以提出异议，不用留姓名；继续办理的单位必须答复。',
    en: 'Applications are made public before anybody decides on them. While a notice runs anybody may object, without a name; whoever goes on must answer.',
  },
  'notice.none': { zh: '目前没有正在公示的申请。', en: 'No notice is running at present.' },
  'notice.until': { zh: '公示至 {until}', en: 'until {until}' },
  'notice.step.community': { zh: '社区认定公示', en: 'Finding of the community' },
  'notice.step.town': { zh: '街镇审核公示', en: 'Review by the town' },
  'notice.text': { zh: '公示内容', en: 'The notice' },
  'notice.text.none': { zh: '（未填写）', en: '(nothing was written)' },
  'notice.answer': { zh: '对异议的答复', en: 'Answer to objections' },
  'notice.number': { zh: '编号', en: 'Number' },
  'notice.place': { zh: '所属社区', en: 'Community' },
  'notice.time': { zh: '公示时间', en: 'Runs' },
  'notice.from_to': { zh: '{since} 至 {until}', en: '{since} to {until}' },
  'notice.object': { zh: '我有异议', en: 'I object' },
  'notice.object.text': {
    zh: '写清您知道的事实即可。您的话会原样交给审核单位，不公开，也不问您是谁。',
    en: 'Say what you know. Your words go to those who decide; they are not published, and you are not asked who you are.',
  },
  'notice.object.reason': { zh: '异议内容', en: 'What speaks against it' },
  'notice.object.do': { zh: '提交异议', en: 'Send the objection' },
  'notice.object.missing': { zh: '请写明异议内容', en: 'Please say what speaks against it' },
  'notice.object.long': { zh: '太长了，最多 {n} 个字', en: 'Too long: {n} characters at the most' },
  'notice.object.sent': {
    zh: '异议已收到，已转交审核单位。作出下一步决定时必须予以答复。',
    en: 'Your objection has been received. Whoever decides next must answer it.',
  },
  'notice.over': {
    zh: '这项公示已经结束，或编号不对。',
    en: 'This notice is over, or the number is wrong.',
  },
  'notice.all': { zh: '所有公示', en: 'All notices' },
} as const satisfies Catalogue
