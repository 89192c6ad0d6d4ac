// Refusals about signing in, accounts and posts; a `reason` is a key of `grantRefusals` (grant.ts), `passwordRefusals` (password.ts),
// `deputyRefusals` (deputy.ts) or `rosterRefusals` (roster.ts).
export const identityProblems = {
  'session.unfinished': { status: 403, zh: '请先完成账号安全设置', en: 'First finish securing your account.' }, // must
  'otp.wrong': { status: 401, zh: '动态验证码或恢复码不正确', en: 'The one-time code or recovery code is wrong.' },
  'otp.not_offered': { status: 409, zh: '请先开始绑定身份验证器', en: 'No second factor waits to be confirmed.' },
  'otp.absent': { status: 409, zh: '尚未绑定身份验证器', en: 'There is no second factor yet.' },
  'otp.mandatory': { status: 403, zh: '您的岗位必须使用动态验证码', en: 'Your post needs the second factor.' },
  'password.lapsed': {
    status: 401,
    zh: '一次性密码已失效，请联系安全管理员',
    en: 'The one-time password is no longer valid; ask the security administrator.',
  },
  'password.wrong': { status: 403, zh: '当前密码不正确', en: 'The present password is wrong.' },
  'password.refused': { status: 400, zh: '密码不符合要求', en: 'The password does not meet the rules.' }, // reason
  'account.username_taken': { status: 409, zh: '用户名已被使用', en: 'This user name is taken.' },
  'account.work_number_taken': { status: 409, zh: '工号已被使用', en: 'This work number is taken.' },
  'account.oneself': { status: 403, zh: '不能对自己的账号执行此操作', en: 'Nobody does this to their own account.' },
  'account.administrator': {
    status: 403,
    zh: '管理员的密码和验证器须在服务器上重置',
    en: "An administrator's password and second factor are reset on the server itself.",
  },
  'account.last_administrator': {
    status: 409,
    zh: '这是最后一名此类管理员，不能停用',
    en: 'The last administrator of a kind is not disabled.',
  }, // role
  'account.wrong_state': { status: 409, zh: '账号已是此状态', en: 'The account is in that state already.' },
  'post.refused': { status: 403, zh: '不能授予该岗位', en: 'This post may not be given.' }, // reason
  'post.leaves_empty': {
    status: 409,
    zh: '以下单位将无人在岗，请指定接替人或说明理由',
    en: 'Units would have nobody: name a successor, or force it with a reason.',
  }, // units
  'post.successor_refused': { status: 400, zh: '不能由该人接替', en: 'This person cannot take over.' }, // reason
  'deputy.not_yours': { status: 403, zh: '您不能为该岗位登记离岗', en: 'This absence is not yours to enter.' },
  'deputy.refused': { status: 409, zh: '不能这样登记离岗', en: 'The absence cannot be entered so.' }, // reason, absence
  'roster.not_yours': {
    status: 403,
    zh: '您不能编排该单位的值班',
    en: 'The roster of this unit is not yours to write.',
  },
  'roster.refused': { status: 409, zh: '不能这样排班', en: 'The turn cannot be entered so.' }, // reason, turn
  'roster.over': { status: 409, zh: '该班次已结束', en: 'This turn is over.' },
  'deputy.over': { status: 409, zh: '该离岗已结束', en: 'This absence is over.' },
} as const
