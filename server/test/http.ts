// Requests as the cast makes them: through the whole server, without a port.
import type { InjectOptions } from 'fastify'
import type { App } from '#src/app.ts'
import { PASSWORD } from './db.ts'

export interface Reply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as the wire sends them
  body: any
  headers: Record<string, unknown>
}

/** Somebody of the cast, signed in; `stranger` has no session. */
export interface Person {
  name: string
  token: string | null
  get(url: string): Promise<Reply>
  put(url: string, body: unknown): Promise<Reply>
  post(url: string, body?: unknown): Promise<Reply>
  delete(url: string): Promise<Reply>
  send(options: InjectOptions): Promise<Reply>
}

export function person(app: App, name: string, token: string | null): Person {
  const send = async (options: InjectOptions): Promise<Reply> => {
    const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...options.headers }
    const reply = await app.http.inject({ ...options, headers })
    const type = String(reply.headers['content-type'] ?? '')
    return {
      status: reply.statusCode,
      body: type.includes('json') && reply.body !== '' ? JSON.parse(reply.body) : reply.rawPayload,
      headers: reply.headers,
    }
  }
  const withBody = (method: 'PUT' | 'POST') => (url: string, body?: unknown) =>
    send({
      method,
      url,
      ...(body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  return {
    name,
    token,
    send,
    get: (url) => send({ method: 'GET', url }),
    put: withBody('PUT'),
    post: withBody('POST'),
    delete: (url) => send({ method: 'DELETE', url }),
  }
}

/** Signs somebody in by name and password, as people do. */
export async function signIn(app: App, username: string): Promise<Person> {
  const reply = await app.http.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username, password: PASSWORD },
  })
  if (reply.statusCode !== 200) throw new Error(`${username} cannot sign in: ${reply.body}`)
  return person(app, username, (reply.json() as { token: string }).token)
}

export const stranger = (app: App): Person => person(app, 'stranger', null)
