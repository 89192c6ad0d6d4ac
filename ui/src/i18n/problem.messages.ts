import { problems } from '@linli/contract/problem.ts'
import type { Message } from './messages.ts'

/**
 * What a refusal means, in words for people: by code with the contract's own sentence, else by status.
 * `problem.todo.*` says what to do next.
 */
export const problemMessages: Readonly<Record<string, Message>> = {
  ...coded(problems),
  'problem.network.unreachable': {
    zh: '连不上服务器，可能是网络断开',
    en: 'The server could not be reached; the network may be down',
  },
  'problem.status.400': { zh: '有内容不符合要求', en: 'Something that was entered does not fit' },
  'problem.status.401': { zh: '登录已失效', en: 'Your session has ended' },
  'problem.status.403': { zh: '您没有办理这一步的权限', en: 'This step is not yours to do' },
  'problem.status.404': { zh: '没有找到，或不在您的范围内', en: 'Not found, or not within your area' },
  'problem.status.409': {
    zh: '情况已有变化，这一步没有生效',
    en: 'Things have changed meanwhile; this step had no effect',
  },
  'problem.status.413': { zh: '文件太大', en: 'The file is too large' },
  'problem.status.415': { zh: '不支持这种文件', en: 'This kind of file is not taken' },
  'problem.status.429': { zh: '操作太频繁', en: 'Too many tries in a short time' },
  'problem.status.503': { zh: '系统正忙', en: 'The system is busy' },
  'problem.status.other': { zh: '系统出了差错', en: 'The system made a mistake' },
  'problem.todo.network': {
    zh: '检查网络后重试，重复提交不会重复登记',
    en: 'Check the network and try again; sending twice counts once',
  },
  'problem.todo.400': { zh: '请按提示修改后再提交', en: 'Correct what is marked and submit again' },
  'problem.todo.401': { zh: '请重新登录', en: 'Please sign in again' },
  'problem.todo.403': { zh: '如需办理，请联系本级中心', en: 'Ask your centre if it should be' },
  'problem.todo.404': { zh: '请返回列表重新选择', en: 'Go back to the list' },
  'problem.todo.409': { zh: '请看最新情况后再决定', en: 'Look at the current state and decide again' },
  'problem.todo.413': { zh: '请换一个小一些的文件', en: 'Choose a smaller file' },
  'problem.todo.415': { zh: '请重新拍摄，或换一个文件', en: 'Take it again, or choose another file' },
  'problem.todo.429': { zh: '请 {seconds} 秒后再试', en: 'Wait {seconds} seconds and try again' },
  'problem.todo.wait': { zh: '请稍后再试', en: 'Try again in a moment' },
  'problem.todo.other': {
    zh: '请重试；仍不行请把问题编号告诉管理员',
    en: 'Try again; if it persists give the reference to your administrator',
  },
}

function coded(registry: Readonly<Record<string, Message>>): Record<string, Message> {
  return Object.fromEntries(Object.entries(registry).map(([code, { zh, en }]) => [`problem.${code}`, { zh, en }]))
}
