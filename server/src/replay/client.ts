// A client as careful ones are written: connections are kept, every request may be sent again, and a busy or absent server is
// waited for before giving up.
import { setTimeout as sleep } from 'node:timers/promises'
import { ReplayError } from './fault.ts'

export interface Reply<T> {
  status: number
  body: T
}

export interface Problem {
  code: string
  detail?: string
  title?: string
  errors?: { path: string; message: string }[]
}

export interface Client {
  send<T>(token: string | null, method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<Reply<T>>
  /** Requests sent so far, repetitions counted. */
  readonly sent: { count: number }
}

const attempts = 12

export function openClient(url: string): Client {
  const base = url.replace(/\/$/, '')
  const sent = { count: 0 }
  return {
    sent,
    async send<T>(token: string | null, method: string, path: string, body?: object): Promise<Reply<T>> {
      let last = 'no answer'
      for (let attempt = 0; attempt < attempts; attempt++) {
        sent.count++
        const answer = await once(base + path, token, method, body)
        if (!(answer instanceof Error) && answer.status !== 503 && answer.status !== 429)
          return { status: answer.status, body: (await answer.json()) as T }
        last = answer instanceof Error ? String(answer.cause ?? answer.message) : `${answer.status}`
        const asked = answer instanceof Error ? null : answer.headers.get('retry-after')
        await sleep(asked ? Number(asked) * 1000 : Math.min(5000, 100 * 2 ** attempt))
      }
      throw new ReplayError(`${method} ${base}${path}: ${last}, ${attempts} times. Is the server running?`)
    },
  }
}

async function once(url: string, token: string | null, method: string, body?: object): Promise<Response | Error> {
  const headers: Record<string, string> = {}
  if (token) headers.authorization = `Bearer ${token}`
  if (body) headers['content-type'] = 'application/json'
  try {
    return await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  } catch (error) {
    return error as Error
  }
}
