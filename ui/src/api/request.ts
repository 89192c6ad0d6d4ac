import { noteServerTime } from './clock.ts'
import { ApiProblem } from './problem.ts'

/**
 * The one way to the server: JSON in and out, the session in its cookie, refusals as `ApiProblem`. What may be sent
 * twice without harm (reading, PUT with an id of our making, an action that carries its id) is tried again when the
 * network or a busy server swallowed it.
 */
export type RequestOptions = {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  signal?: AbortSignal
  /** The body carries an id, so that sending it again changes nothing. GET, PUT and DELETE are so by nature. */
  again?: boolean
}

const pausesMs = [400, 1600]

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const method = options.method ?? 'GET'
  const mayRepeat = options.again === true || method !== 'POST'
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once<T>(path, method, options)
    } catch (error) {
      const pause = pausesMs[attempt]
      const lost = error instanceof ApiProblem && (error.status === 0 || error.status === 503)
      if (!lost || !mayRepeat || pause === undefined || options.signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

async function once<T>(path: string, method: string, options: RequestOptions): Promise<T> {
  const response = await fetch(path + queryText(options.query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause
    throw ApiProblem.unreachable(cause)
  })
  noteServerTime(response.headers.get('linli-now'))
  if (!response.ok) throw await ApiProblem.read(response)
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** `?a=1&b=2`, leaving out what is empty; an empty text when nothing is left. */
export function queryText(query: RequestOptions['query'] = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
