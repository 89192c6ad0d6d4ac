import { ApiProblem } from '@linli/ui/api/problem.ts'
import { request } from '@linli/ui/api/request.ts'
import type { OutboxItem } from './item.ts'
import type { Answer } from './outbox.ts'

const patienceMs = 30_000

/** Items as requests. A request that hangs is given up, for it would hold up all that waits behind it. */
export async function deliver(item: OutboxItem): Promise<Answer> {
  // A phone that knows that it has no network need not try three times.
  if (navigator.onLine === false) throw ApiProblem.unreachable(new Error('the device is offline'))
  const signal = AbortSignal.timeout(patienceMs)
  try {
    return await ask(item, signal)
  } catch (error) {
    throw signal.aborted ? ApiProblem.unreachable(error) : error
  }
}

/** A report is put under its id, an act is posted with its own. Both are safe to send again. */
function ask({ id, action, target, base, input }: OutboxItem, signal: AbortSignal): Promise<Answer> {
  if (action === 'incident.report') return request(`/api/incidents/${target}`, { method: 'PUT', body: input, signal })
  const body = { ...input, id, action: action.slice('incident.'.length), version: base }
  return request(`/api/incidents/${target}/actions`, { method: 'POST', body, again: true, signal })
}
