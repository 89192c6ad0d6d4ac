// People who call whatever they are told to and stay able to: whoever was signed out, locked or disabled by what others called meanwhile
// is put back as they were and signs in again.

import type { Reply } from '../../server/test/http.ts'
import type { BenchCity } from './city.ts'

export interface Sent {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  url: string
  payload?: string
  headers?: Record<string, string>
}

export interface Caller {
  name: string
  send(request: Sent): Promise<Reply>
}

/** A null stands for somebody without an account. */
export async function openCallers(city: BenchCity, usernames: readonly (string | null)[]): Promise<Caller[]> {
  await city.ask('create table bench_account as select * from account')
  const callers: Caller[] = []
  for (const username of usernames) {
    if (username) await city.house.signIn(username)
    callers.push(username ? staff(city, username) : { name: 'stranger', send: (r) => sendAs(city, null, r) })
  }
  return callers
}

function staff(city: BenchCity, username: string): Caller {
  const { tokens, signIn } = city.house
  return {
    name: username,
    async send(request) {
      const token = tokens.get(username)!
      const reply = await sendAs(city, token, request)
      if (reply.status === 401 && tokens.get(username) === token) {
        await restore(city, username)
        await signIn(username)
      }
      return reply
    },
  }
}

async function restore(city: BenchCity, username: string): Promise<void> {
  const [row] = await city.ask(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute where attrelid = 'account'::regclass and attnum > 0 and not attisdropped`,
  )
  await city.ask(
    `update account a set (${row!.names}) = (select ${row!.names} from bench_account b where b.id = a.id) where username = '${username}'`,
  )
}

async function sendAs(city: BenchCity, token: string | null, request: Sent): Promise<Reply> {
  const { method, url, payload, headers } = request
  try {
    const answer = await city.house.http.sendRaw(method, url, token, payload, headers)
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return { ...answer, body: isJson && answer.text !== '' ? JSON.parse(answer.text) : answer.text }
  } catch (error) {
    // No answer at all is a fault of the server like any other.
    return { status: 599, headers: {}, body: String(error) }
  }
}
