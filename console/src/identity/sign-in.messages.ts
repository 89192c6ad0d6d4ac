import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const signInMessages = {
  'signin.title': { zh: '登录', en: 'Sign in' },
  'signin.product': { zh: '邻里', en: 'Linli' },
  'signin.tagline': { zh: '社区网格服务平台', en: 'Community service by grids' },
  'signin.promise': {
    zh: '每一件事都有人接、有人办、有回音',
    en: 'Every report is taken up, worked on and answered',
    note: 'one line beside the picture',
  },
  'signin.username': { zh: '用户名', en: 'User name' },
  'signin.password': { zh: '密码', en: 'Password' },
  'signin.otp': { zh: '动态验证码', en: 'One-time code' },
  'signin.otpHint': { zh: '请输入身份验证器上的 6 位数字', en: 'The six digits that your authenticator shows' },
  'signin.recovery': { zh: '恢复码', en: 'Recovery code' },
  'signin.recoveryHint': {
    zh: '绑定验证器时保存的恢复码，每个只能用一次',
    en: 'One of those that you put away; each works once',
  },
  'signin.useRecovery': { zh: '手机不在身边？使用恢复码', en: 'No phone at hand? Use a recovery code' },
  'signin.useOtp': { zh: '使用动态验证码', en: 'Use the one-time code' },
  'signin.submit': { zh: '登录', en: 'Sign in' },
  'signin.lockedFor': {
    zh: '约 {minutes} 分钟后可再试；急用请联系安全管理员解锁',
    en: 'Try again in about {minutes, plural, one {# minute} other {# minutes}}, or ask the security administrator to unlock it',
  },
  'signin.fillUsername': { zh: '请输入用户名', en: 'Enter your user name' },
  'signin.fillPassword': { zh: '请输入密码', en: 'Enter your password' },
  'signin.again': { zh: '请重新登录', en: 'Sign in again' },
  'signin.againText': {
    zh: '登录已过期。页面上填写的内容都还在，登录后可继续。',
    en: 'Your session has ended. Everything you typed on this page is still here; sign in to go on.',
  },
  'signin.other': { zh: '换一个账号', en: 'Use another account' },
} as const satisfies Catalogue
