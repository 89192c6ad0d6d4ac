import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const adminMessages = {
  'accounts.title': { zh: '账号', en: 'Accounts' },
  'accounts.search': { zh: '用户名或姓名', en: 'User name or name' },
  'accounts.username': { zh: '用户名', en: 'User name' },
  'accounts.name': { zh: '姓名', en: 'Name' },
  'accounts.posts': { zh: '岗位', en: 'Posts' },
  'accounts.state': { zh: '状态', en: 'State' },
  'accounts.active': { zh: '正常', en: 'active' },
  'accounts.disabled': { zh: '已停用', en: 'disabled' },
  'accounts.locked': { zh: '锁定至 {until}', en: 'locked until {until}' },
  'accounts.unlock': { zh: '解锁', en: 'Unlock' },
  'accounts.unlocked': { zh: '已解锁 {name}', en: '{name} is unlocked' },
  'accounts.none': { zh: '没有符合条件的账号', en: 'No such account' },
  'health.title': { zh: '运行状况', en: 'Health' },
  'health.server': { zh: '服务', en: 'Server' },
  'health.database': { zh: '数据库', en: 'Database' },
  'health.good': { zh: '正常', en: 'well' },
  'health.bad': { zh: '异常', en: 'failing' },
  'health.checkedAt': { zh: '{at} 检查，每 10 秒更新', en: 'checked {at}, every 10 seconds' },
} as const satisfies Catalogue
