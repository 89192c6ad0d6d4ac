import type { Catalogue } from '../app/say.ts'

export const followMessages = {
  'follow.title': { zh: '查进度', en: 'Follow a report' },
  'follow.lead': {
    zh: '输入提交时得到的编号和查询码。空格、横线、大小写都不影响。',
    en: 'Enter the number and the code that you were given. Spaces, dashes and capitals do not matter.',
  },
  'follow.number': { zh: '编号', en: 'Number' },
  'follow.number.hint': { zh: '例如 990101-20261122-00017-4', en: 'such as 990101-20261122-00017-4' },
  'follow.secret': { zh: '查询码', en: 'Code' },
  'follow.secret.hint': { zh: '例如 7KQ4-M2XR-9TCDW', en: 'such as 7KQ4-M2XR-9TCDW' },
  'follow.do': { zh: '查询', en: 'Look it up' },
  'follow.wrong': {
    zh: '没有查到：编号或查询码不对。请对照提交时的页面检查；找不到了，请向社区受理中心或网格员询问。',
    en: 'Nothing was found: the number or the code is wrong. Compare them with what you were given; if you have lost them, ask the community centre or your grid worker.',
  },
  'follow.again': { zh: '请再输入一次查询码', en: 'Please enter the code once more' },
  'follow.kept': { zh: '这台手机上记着的', en: 'Kept on this phone' },
  'follow.kept.open': { zh: '查看', en: 'Open' },
  'follow.kept.remove': { zh: '移除', en: 'Remove' },

  'follow.heading': { zh: '办理进度', en: 'How it stands' },
  'follow.place': { zh: '地点', en: 'Place' },
  'follow.reported': { zh: '反映时间', en: 'Reported' },
  'follow.holder': { zh: '现在由谁办', en: 'With whom it is' },
  'follow.promised': { zh: '承诺办结', en: 'Promised by' },
  'follow.suspended': { zh: '计划恢复', en: 'To go on from' },
  'follow.late': { zh: '已超过承诺时间', en: 'Later than promised' },
  'follow.late.text': {
    zh: '很抱歉，这件事超过了承诺时间，系统已自动督促并报告上一级。',
    en: 'We are sorry: the promised time was missed. Those above have been told by the system.',
  },
  'follow.round': { zh: '第 {n} 次办理', en: 'Round {n}' },
  'follow.merged': {
    zh: '同一问题有多人反映，已合并办理，下面是合并后的进度。',
    en: 'Several people have reported the same thing. It is dealt with once; this is how that stands.',
  },
  'follow.reason': { zh: '原因说明', en: 'The reason' },
  'follow.result': { zh: '办理结果', en: 'The result' },
  'follow.result.earlier': { zh: '上一次的结果', en: 'The earlier result' },
  'follow.steps': { zh: '六步进度', en: 'Progress in six steps' },
  'follow.step.done': { zh: '已完成', en: 'done' },
  'follow.step.current': { zh: '进行中', en: 'now' },
  'follow.step.todo': { zh: '未开始', en: 'to come' },
  'follow.step.skipped': { zh: '不需要', en: 'not needed' },
  'follow.events': { zh: '办理经过', en: 'What happened' },

  'follow.not_solved': { zh: '问题没有解决？', en: 'Is it not solved?' },
  'follow.not_solved.text': {
    zh: '在 {until} 之前，您可以要求重新办理。写一句哪里没解决，受理中心会重新安排，不用重新提交。',
    en: 'Until {until} you can have it opened again. Say in a sentence what is still wrong; you need not send a new report.',
  },
  'follow.not_solved.reason': { zh: '哪里没有解决', en: 'What is still wrong' },
  'follow.not_solved.do': { zh: '没解决，请重新办理', en: 'Not solved: open it again' },
  'follow.not_solved.missing': { zh: '请写一句哪里没有解决', en: 'Please say what is still wrong' },
  'follow.not_solved.long': { zh: '太长了，请控制在 2000 字以内', en: 'Too long: at most 2000 characters' },
  'follow.not_solved.over': {
    zh: '现在不能要求重办：可能已经过期，或刚刚有了变化，请看最新进度。',
    en: 'It cannot be opened again now: the time is over, or things have just changed. See how it stands.',
  },
  'follow.reopened': {
    zh: '已重新办理，受理中心会尽快安排。',
    en: 'It has been opened again; the centre will see to it.',
  },
  'follow.leave': { zh: '结束查看', en: 'Done looking' },
  'follow.leave.hint': {
    zh: '在别人的设备上看完，请点这里',
    en: "On somebody else's device, press this when you have finished",
  },
  'follow.refresh': { zh: '刷新', en: 'Refresh' },
} as const satisfies Catalogue
