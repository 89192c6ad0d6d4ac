// What a test begins with, made through the same public interface that programs use. What the test is about is done by hands.
import { newId } from '@linli/ui/api/id.ts'
import type { E2eHouse } from './house.ts'

export interface Given {
  matter?: string
  words: string
  /** A building by its name, as people write it. */
  building?: string
  phone?: string
}

/** A stranger's report; answers the id and what the stranger was given. */
export async function givenReport(
  house: E2eHouse,
  { matter = '06042', words, building = '石榴园3号楼', phone }: Given,
): Promise<{ id: string; number: string; secret: string }> {
  const found = await call<{ items: { id: string }[] }>(
    house,
    `/api/public/buildings?q=${encodeURIComponent(building)}`,
  )
  const id = newId()
  const receipt = await call<{ number: string; secret: string }>(house, `/api/public/reports/${id}`, {
    method: 'PUT',
    body: {
      matter,
      description: words,
      location: { building: found.items[0]!.id },
      ...(phone && { reporter: { name: '王女士', phone } }),
    },
  })
  return { id, number: receipt.number, secret: receipt.secret }
}

export interface Seen {
  number: string
  id: string
  state: string
  version: number
  dueAt: string
  escalateAt: string
  holder: { name: string }
  /** Incidents that follow from it, as a repair does. */
  linked: { id: string }[]
}

/** Somebody of the cast, at the API. */
export interface Program {
  see(id: string): Promise<Seen>
  act(id: string, action: string, fields?: object): Promise<Seen>
  units(): Promise<{ id: string; name: string }[]>
  /** Id of an account by its user name, for whoever may list accounts. */
  account(username: string): Promise<string>
  /** Moves the clock of the house to this instant; answers when all that fell due on the way has happened. */
  moveClock(to: string): Promise<void>
  /** Has a county learned anew, within the minute. */
  learn(county: string): Promise<void>
}

export async function programOf(house: E2eHouse, username: string): Promise<Program> {
  const { token } = await call<{ token: string }>(house, '/api/session', {
    method: 'POST',
    body: { username, password: 'linli-demo' },
  })
  const see = (id: string) => call<Seen>(house, `/api/incidents/${id}`, { token })
  return {
    see,
    async act(id, action, fields = {}) {
      const { version } = await see(id)
      return call(house, `/api/incidents/${id}/actions`, {
        method: 'POST',
        token,
        body: { action, version, ...fields },
      })
    },
    async units() {
      return (await call<{ items: { id: string; name: string }[] }>(house, '/api/units?limit=200', { token })).items
    },
    async account(name) {
      const { items } = await call<{ items: { id: string }[] }>(house, `/api/accounts?q=${name}`, { token })
      return items[0]!.id
    },
    async learn(county) {
      await call(house, '/api/suggestions/training', { method: 'POST', token, body: { county } })
    },
    async moveClock(to) {
      const { now } = await call<{ now: string }>(house, '/api/clock', {
        method: 'POST',
        token,
        body: { advance: 'PT0S' },
      })
      const seconds = Math.ceil((Date.parse(to) - Date.parse(now)) / 1000) + 1
      await call(house, '/api/clock', { method: 'POST', token, body: { advance: `PT${seconds}S` } })
    },
  }
}

interface Call {
  method?: 'GET' | 'PUT' | 'POST'
  token?: string
  body?: object
}

async function call<T>({ url }: E2eHouse, path: string, { method = 'GET', token, body }: Call = {}): Promise<T> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
