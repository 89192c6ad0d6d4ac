import { ApiProblem } from '../api/problem.ts'
import type { Translate } from './text.tsx'

/**
 * An error in words: what happened and what to do next. `has` tells whether a message exists, so that a door may give
 * single codes words of their own (`problem.<code>`); everything else is said by its status.
 */
export type Explained = { what: string; todo: string; requestId?: string }

const statuses = [400, 401, 403, 404, 409, 413, 415, 429, 503]

export function explainProblem(error: unknown, t: Translate, has: (id: string) => boolean): Explained {
  if (!(error instanceof ApiProblem)) return { what: t('problem.status.other'), todo: t('problem.todo.other') }
  // `unexpected` is no reason anybody could understand; its status says as much.
  const own = error.code === 'unexpected' ? '' : `problem.${error.code}`
  const byStatus = statuses.includes(error.status) ? `problem.status.${error.status}` : 'problem.status.other'
  return { what: t(has(own) ? own : byStatus), todo: todo(error, t), requestId: error.requestId }
}

function todo(error: ApiProblem, t: Translate): string {
  if (error.status === 0) return t('problem.todo.network')
  if (error.status === 429 && error.retryAfter !== undefined)
    return t('problem.todo.429', { seconds: error.retryAfter })
  if (error.status === 429 || error.status === 503) return t('problem.todo.wait')
  return t(statuses.includes(error.status) ? `problem.todo.${error.status}` : 'problem.todo.other')
}
