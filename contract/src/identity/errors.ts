// Refusals about accounts and posts; the reason is a key of `grantRefusals` (roles.ts) or `passwordRefusals` (password.ts).
export const identityProblems = {
  'post.refused': { status: 403, zh: '不能授予该岗位', en: 'This post may not be given.' }, // reason
  'password.refused': { status: 400, zh: '密码不符合要求', en: 'The password does not meet the rules.' }, // reason
} as const
