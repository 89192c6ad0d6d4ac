// Why an act that was done offline is not judged at all. Everything else that can be wrong with one has the code that it would have
// had online.
export const syncProblems = {
  'sync.dependency_unknown': {
    status: 409,
    zh: '所依赖的操作未曾被接受，请先重新提交该操作',
    en: 'What it depends on has not been accepted; send that first.',
  }, // after
  'sync.dependency_later': {
    status: 409,
    zh: '所依赖的操作排在其后，请调整顺序后重新提交',
    en: 'What it depends on stands later in the list; send it earlier.',
  }, // after
  'sync.dependency_itself': {
    status: 400,
    zh: '操作直接或间接依赖自身，没有可行的顺序，请去掉其中的 after 后重新提交',
    en: 'It depends on itself, alone or by way of others: no order can be right. Send it without `after`.',
  }, // after
  'sync.dependency_rejected': {
    status: 409,
    zh: '所依赖的操作被拒绝',
    en: 'What it depends on was rejected.',
  }, // after
  'sync.unknown_action': { status: 400, zh: '没有此操作', en: 'There is no such action.' }, // action
} as const
