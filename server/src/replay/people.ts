// The people of the demonstration, as the replay borrows their hands: whoever works for the unit that must act next is signed in
// when first needed. Who works where is asked of the server, never assumed.
import type { Client, Problem } from './client.ts'
import { ReplayError } from './fault.ts'

const password = 'linli-demo'

export interface Unit {
  id: string
  key: string
  name: string
  kind: string
  area: string
}

interface Account {
  username: string
  isDisabled: boolean
  posts: { unit: string | null; from: string; to: string | null }[]
}

export interface People {
  client: Client
  units: readonly Unit[]
  /** Token of somebody who acts for this unit today; null when nobody does. */
  actingFor(unitId: string): Promise<string | null>
  /** Token of the account that may look at everything. */
  tokenOf(username: string): Promise<string>
}

async function signIn(client: Client, username: string): Promise<string> {
  const { status, body } = await client.send<{ token: string } & Problem>(null, 'POST', '/api/session', {
    username,
    password,
  })
  if (status !== 200)
    throw new ReplayError(
      `${username} cannot sign in (${status} ${body.code}): the replay needs a server with the demonstration district`,
    )
  return body.token
}

export async function listAll<T>(client: Client, token: string, path: string): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { status, body } = await client.send<{ items: T[]; next: string | null } & Problem>(token, 'GET', path + more)
    if (status !== 200) throw new ReplayError(`${path}: ${status} ${body.code}`)
    items.push(...body.items)
    cursor = body.next
  }
  return items
}

export async function meetPeople(client: Client): Promise<People> {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (username: string) => {
    const known = tokens.get(username) ?? signIn(client, username)
    tokens.set(username, known)
    return known
  }
  const accounts = await listAll<Account>(client, await tokenOf('secadmin'), '/api/accounts?limit=200')
  const units = await listAll<Unit>(client, await tokenOf('county1'), '/api/units?limit=200')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const hands = new Map<string, string>()
  for (const { username, isDisabled, posts } of accounts)
    for (const { unit, from, to } of posts)
      if (unit && !isDisabled && from <= today && (to ?? today) >= today && !hands.has(unit)) hands.set(unit, username)
  return {
    client,
    units,
    tokenOf,
    actingFor: async (unitId) => {
      const username = hands.get(unitId)
      return username === undefined ? null : tokenOf(username)
    },
  }
}
