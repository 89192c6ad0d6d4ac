import type { Catalogue } from './say.ts'

export const homeMessages = {
  'home.title': { zh: '有事，跟邻里说一声', en: 'Tell us. We see it through.' },
  'home.lead': {
    zh: '垃圾没清、路灯不亮、楼道堆物、邻里纠纷、家里有难处，都可以反映。不用注册，办到哪一步随时能查。',
    en: 'Rubbish, a dark street, a blocked staircase, a quarrel, trouble at home: report it without an account, and see at any time how far it has come.',
  },
  'home.common': { zh: '大家常反映的', en: 'What people report' },
  'home.more': { zh: '其他事情', en: 'Something else' },
  'home.follow': { zh: '查进度', en: 'Follow' },
  'home.follow.text': { zh: '凭编号和查询码，看办到哪一步', en: 'See how far it is, by number and code' },
  'home.grid': { zh: '我的网格', en: 'My grid' },
  'home.grid.text': { zh: '谁是我的网格员，怎么找到他', en: 'Who my worker is and how to reach them' },
  'home.notices': { zh: '公示', en: 'Public notices' },
  'home.notices.text': { zh: '正在公示的申请，有异议可以提', en: 'Applications made public; anybody may object' },
  'home.how': { zh: '反映之后', en: 'And then' },
  'home.how.1': { zh: '受理', en: 'Accepted' },
  'home.how.1.text': { zh: '社区受理中心核对，给出承诺时间', en: 'The community centre checks it and promises a time' },
  'home.how.2': { zh: '处理', en: 'Dealt with' },
  'home.how.2.text': {
    zh: '派给该管的单位，超时自动报上一级',
    en: 'It goes to whose job it is; if late, up a level by itself',
  },
  'home.how.3': { zh: '回复', en: 'Answered' },
  'home.how.3.text': { zh: '您看到结果，没解决可以要求重办', en: 'You read the result; not solved, it opens again' },
} as const satisfies Catalogue
