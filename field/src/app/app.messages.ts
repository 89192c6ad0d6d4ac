import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const appMessages = {
  'worker.app.product': { zh: '邻里网格', en: 'Linli Grid' },
  'worker.app.nav': { zh: '主导航', en: 'Main' },
  'worker.app.today': { zh: '今日', en: 'Today' },
  'worker.app.waiting': { zh: '待办', en: 'To do' },
  'worker.app.report': { zh: '上报', en: 'Report' },
  'worker.app.grid': { zh: '网格', en: 'My grid' },
  'worker.app.me': { zh: '我的', en: 'Me' },
  'worker.app.back': { zh: '返回', en: 'Back' },
  'worker.app.skip': { zh: '跳到主要内容', en: 'Skip to the content' },
  'worker.app.notLasting': {
    zh: '这个浏览器窗口不能保存内容，关闭前请先发送完毕',
    en: 'This browser window keeps nothing: send everything before you close it',
  },
  'worker.app.noPermission': { zh: '您的岗位不在这里办事', en: 'Your post does not work here' },
  'worker.app.noPermissionText': {
    zh: '这里供网格员和承办人员使用。如需开通，请联系安全管理员。',
    en: 'This app is for grid workers and units that handle incidents. Ask the security administrator for access.',
  },
  'worker.app.lost': { zh: '没有这个页面', en: 'There is no such page' },
  'worker.app.lostText': { zh: '地址可能写错，或页面已移走。', en: 'The address may be wrong, or the page has moved.' },
  'worker.app.home': { zh: '回到首页', en: 'Go to the start' },
  'worker.app.brokenTodo': { zh: '请刷新页面；填写中的内容都在', en: 'Reload the page; what you were typing is kept' },
  'worker.app.stale': { zh: '暂时无法更新，显示的是之前的内容', en: 'Cannot be refreshed now; shown as last known' },
  'worker.app.clock': { zh: '试用时钟：现在是 {at}', en: 'Trial clock: it is {at}' },
} as const satisfies Catalogue
