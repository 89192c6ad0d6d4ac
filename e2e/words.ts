// What people see and say at the three doors, as they read it on the screen. Written out here and not imported from the
// message catalogues: a test that asks the catalogue for its words would not notice a wrong one.
import type { Locale } from './house.ts'

export interface Words {
  locale: Locale
  lamp: string
  bins: string
  report: {
    search: string
    find: string
    address: string
    findPlace: string
    said: string
    photo: string
    send: string
  }
  sent: { title: string; number: string; secret: string; follow: string }
  follow: {
    number: string
    secret: string
    look: string
    result: string
    wrong: string
    notSolved: string
    reopen: string
    picture: RegExp
  }
  show: { ask: string; sure: string; is: string; close: string; origin: string; look: string; taken: RegExp }
  standing: {
    reported: string
    accepted: string
    dispatched: string
    handling: string
    handled: string
    closed: string
    reopened: string
  }
  queue: {
    label: string
    mine: string
    areas: string
    emptyMine: string
    search: string
    searchShort: string
    nothingFits: string
  }
  panel: string
  act: Record<Act, string>
  field: {
    note: string
    result: string
    reason: string
    unit: string
    centre: string
    files: string
    met: string
    yes: string
    found: string
    clean: string
  }
  submit: string
  done: (act: string) => string
  round: (n: number) => string
  state: { routed: string; late: string; closed: string }
  suggested: string
  history: string
  conflict: string
  kept: string
  wait: { tab: string; verify: string }
}

export type Act =
  | 'accept'
  | 'route'
  | 'dispatch'
  | 'sign'
  | 'progress'
  | 'finish'
  | 'postcheck'
  | 'verify'
  | 'close'
  | 'escalate'
  | 'comment'

const zh: Words = {
  locale: 'zh-CN',
  lamp: '路灯',
  bins: '垃圾站（箱）满溢',
  report: {
    search: '说出事情，找到类别',
    find: '查找',
    address: '小区、楼号或网格名',
    findPlace: '查地点',
    said: '情况说明',
    photo: '添加照片',
    send: '提交反映',
  },
  sent: { title: '已收到您的反映', number: '编号', secret: '查询码', follow: '查看进度' },
  follow: {
    number: '编号',
    secret: '查询码',
    look: '查询',
    result: '办理结果',
    wrong: '没有查到',
    notSolved: '哪里没有解决',
    reopen: '没解决，请重新办理',
    picture: /办理结果照片，第 1 张，共 1 张/,
  },
  show: {
    ask: '让反映人看到',
    sure: '已确认，让反映人看到',
    is: '反映人可以看到',
    close: '关闭',
    origin: '查看拍摄时间和地点',
    look: '查看',
    taken: /拍摄于 2026-11-15 08:30/,
  },
  standing: {
    reported: '已收到',
    accepted: '已受理',
    dispatched: '已交给街道（镇）职能部门',
    handling: '街道（镇）职能部门正在处理',
    handled: '已处理',
    closed: '已办结',
    reopened: '已重新办理',
  },
  queue: {
    label: '待办队列',
    mine: '待我办理',
    areas: '本辖区全部',
    emptyMine: '没有等您办理的事件',
    search: '编号、描述、地点',
    searchShort: '至少两个字',
    nothingFits: '没有符合条件的事件',
  },
  panel: '可办理',
  act: {
    accept: '受理',
    route: '分转',
    dispatch: '派遣',
    sign: '签收',
    progress: '办理进展',
    finish: '办结反馈',
    postcheck: '核查',
    verify: '核查通过',
    close: '结案',
    escalate: '自动跳级',
    comment: '留言',
  },
  field: {
    note: '备注',
    result: '办理结果',
    reason: '理由',
    unit: '承办单位',
    centre: '分转到',
    files: '照片与附件',
    met: '是否达到结案条件',
    yes: '达到',
    found: '现场情况',
    clean: '未发现问题',
  },
  submit: '提交',
  done: (act) => `${act} 已完成`,
  round: (n) => `第 ${n} 轮`,
  state: { routed: '已分转', late: '超', closed: '已结案' },
  suggested: '建议',
  history: '办理过程',
  conflict: '有人先一步办理了，您的提交没有生效',
  kept: '您填写的内容都在。看过后仍可提交。',
  wait: { tab: '待办', verify: '待我核查' },
}

const en: Words = {
  locale: 'en-US',
  lamp: 'Street lamp',
  bins: 'Overflowing bins',
  report: {
    search: 'Name it and find its kind',
    find: 'Search',
    address: 'Compound, building or grid',
    findPlace: 'Find',
    said: 'What has happened',
    photo: 'Add photos',
    send: 'Send the report',
  },
  sent: { title: 'We have received your report', number: 'Number', secret: 'Code', follow: 'Follow it' },
  follow: {
    number: 'Number',
    secret: 'Code',
    look: 'Look it up',
    result: 'The result',
    wrong: 'Nothing was found',
    notSolved: 'What is still wrong',
    reopen: 'Not solved: open it again',
    picture: /Picture 1 of 1 of the result/,
  },
  show: {
    ask: 'Let the reporter see it',
    sure: 'I have looked; let it be seen',
    is: 'The reporter sees it',
    close: 'Close',
    origin: 'When and where it was taken',
    look: 'Show',
    taken: /Taken 2026-11-15 08:30/,
  },
  standing: {
    reported: 'received',
    accepted: 'Accepted',
    dispatched: 'a department of the town',
    handling: 'Being dealt with by a department of the town',
    handled: 'Dealt with',
    closed: 'Done and closed',
    reopened: 'It has been opened again',
  },
  queue: {
    label: 'Queue',
    mine: 'Held by me',
    areas: 'All of my areas',
    emptyMine: 'Nothing waits for you',
    search: 'Number, words, place',
    searchShort: 'Two characters or more',
    nothingFits: 'No incident fits the filter',
  },
  panel: 'What you can do',
  act: {
    accept: 'Accept',
    route: 'Route',
    dispatch: 'Dispatch',
    sign: 'Sign',
    progress: 'Report progress',
    finish: 'Finish',
    postcheck: 'Check after handling',
    verify: 'Verify',
    close: 'Close',
    escalate: 'Escalate',
    comment: 'Comment',
  },
  field: {
    note: 'Note',
    result: 'What was done',
    reason: 'Reason',
    unit: 'Unit in charge',
    centre: 'Route to',
    files: 'Photos and files',
    met: 'Is the closing condition met?',
    yes: 'Met',
    found: 'At the place',
    clean: 'No problem found',
  },
  submit: 'Submit',
  done: (act) => `${act}: done`,
  round: (n) => `Round ${n}`,
  state: { routed: 'Routed', late: 'over', closed: 'Closed' },
  suggested: 'suggested',
  history: 'History',
  conflict: 'Somebody was faster; what you submitted had no effect',
  kept: 'What you typed is kept. You can still submit it.',
  wait: { tab: 'To do', verify: 'To verify' },
}

export const languages = { zh, en } as const
