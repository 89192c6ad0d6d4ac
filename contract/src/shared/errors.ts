// Refusals that belong to no noun. The words are for people; what a developer needs goes into `detail` and `errors`.
export const sharedProblems = {
  'request.invalid': { status: 400, zh: '请求内容有误', en: 'The request is malformed or invalid.' },
  'session.required': { status: 401, zh: '请先登录', en: 'Please sign in.' },
  'session.bad_credentials': { status: 401, zh: '用户名或密码不正确', en: 'Wrong user name or password.' },
  'session.expired': { status: 401, zh: '登录已过期，请重新登录', en: 'Your session is over; please sign in again.' },
  'session.locked': { status: 401, zh: '账号已临时锁定，请稍后再试', en: 'The account is locked for a while.' },
  'otp.required': { status: 401, zh: '请输入动态验证码', en: 'A one-time code is needed.' },
  'permission.denied': { status: 403, zh: '您没有此项权限', en: 'You may not do this.' },
  not_found: { status: 404, zh: '不存在或无权查看', en: 'Not there, or not yours to see.' },
  'version.conflict': { status: 409, zh: '内容已被他人更新，请刷新后重试', en: 'Somebody changed it meanwhile.' }, // current
  'id.conflict': { status: 409, zh: '该编号已被使用', en: 'This id is taken.' },
  too_large: { status: 413, zh: '内容过大', en: 'Too large.' },
  'media.unsupported': { status: 415, zh: '不支持此格式', en: 'This kind of content is not supported.' },
  'rate.limited': { status: 429, zh: '操作过于频繁，请稍后再试', en: 'Too many requests; please wait.' },
  unexpected: {
    status: 500,
    zh: '系统出现错误，请联系管理员并提供请求编号',
    en: 'Something went wrong; please quote the request id.',
  },
  'files.unreachable': {
    status: 503,
    zh: '文件存储暂时无法访问，内容未丢失，请稍后重试',
    en: 'The storage for files cannot be reached now; nothing is lost, please try again.',
  },
  busy: { status: 503, zh: '系统繁忙，请稍后重试', en: 'Busy; please try again.' },
} as const
