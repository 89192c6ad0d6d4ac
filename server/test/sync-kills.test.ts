// The server dies in the midst of a sync, before and after its commit and before its answer, and a phone sends the same list again, as
// it does with whatever had no answer. Nothing is lost and nothing is there twice; what was acknowledged is acknowledged again.
import type { SyncItem, SyncResult } from '@linli/contract/sync/schemas.ts'
import { expect, test } from 'vitest'
import { failpointNames } from '#platform/failpoint.ts'
import { PASSWORD } from './db.ts'
import type { Reply } from './http.ts'
import { databaseServer, newGround, type Running, startServer, stopServer } from './process.ts'
import { item, report } from './sync.ts'

/** Three things reported, one of them put right on the spot, and two remarks on each of the others: seven acts in three waves. */
function morning(): SyncItem[] {
  const location = { area: '990101001001007' }
  const [a, b, handled] = [report(location), report(location), report(location, { handled: { result: '已清运' } })]
  const remarks = [a, b, a, b].map((one, n) => item('comment', one.target, { note: `第${n}次查看` }, { after: one.id }))
  return [a, b, handled, ...remarks]
}

class Phone {
  readonly lists: { items: SyncItem[]; results?: SyncResult[] }[] = []
  token = ''

  /** Sends what had no answer, then new lists, until the server is gone. */
  async work(url: string, most: number): Promise<void> {
    for (const list of this.lists) if (!list.results) await this.send(url, list)
    for (let n = 0; n < most; n++) {
      const list = { items: morning() }
      this.lists.push(list)
      await this.send(url, list)
    }
  }

  private async send(url: string, list: Phone['lists'][number]): Promise<void> {
    const { status, body } = await call(url, this.token, 'POST', '/api/sync', { items: list.items })
    expect(status, JSON.stringify(body)).toBe(200)
    for (const { outcome } of body.results) expect(['accepted', 'already']).toContain(outcome)
    list.results = body.results
  }
}

async function call(
  url: string,
  token: string | null,
  method: string,
  path: string,
  body?: object,
): Promise<Pick<Reply, 'status' | 'body'>> {
  const reply = await fetch(url + path, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: reply.status, body: await reply.json() }
}

const isGone = (error: unknown): boolean => error instanceof TypeError || error instanceof SyntaxError

async function workUntilKilled(server: Running, phones: readonly Phone[]): Promise<void> {
  const outcomes = await Promise.allSettled(phones.map((phone) => phone.work(server.url, 60)))
  for (const o of outcomes) if (o.status === 'rejected' && !isGone(o.reason)) throw o.reason
  expect(
    outcomes.some((o) => o.status === 'rejected'),
    'the server lived on',
  ).toBe(true)
}

async function check(url: string, phones: readonly Phone[]): Promise<void> {
  const { token } = phones[0]!
  const lists = phones.flatMap((phone) => phone.lists)
  const { body } = await call(url, token, 'GET', '/api/incidents?count=true&limit=1')
  expect(body.total).toBe(lists.length * 3)
  for (const { items } of lists.slice(-12))
    for (const { target } of items.slice(0, 3)) {
      const { body: incident } = await call(url, token, 'GET', `/api/incidents/${target}`)
      expect(incident.reports).toHaveLength(1)
      const acts = incident.history.map((h: { action: string }) => h.action)
      expect(acts).toEqual(incident.state === 'closed' ? ['report'] : ['report', 'comment', 'comment'])
      expect((await call(url, token, 'GET', `/api/incidents/${target}/integrity`)).body.valid).toBe(true)
    }
  // All of it once more, each phone its own: nobody hears of anything new.
  for (const phone of phones)
    for (const { items } of phone.lists.slice(-5)) {
      const again = (await call(url, phone.token, 'POST', '/api/sync', { items })).body.results
      expect(new Set(again.map((r: SyncResult) => r.outcome))).toEqual(new Set(['already']))
    }
  expect((await call(url, token, 'GET', '/api/incidents?count=true&limit=1')).body.total).toBe(lists.length * 3)
}

test('killed in the midst of a sync and sent again: nothing lost, nothing doubled', { timeout: 300_000 }, async () => {
  const ground = await newGround(databaseServer)
  const phones = [new Phone(), new Phone(), new Phone()]
  try {
    const first = await startServer(ground.environment, '--demo', '--without-incidents')
    for (const phone of phones)
      phone.token = (
        await call(first.url, null, 'POST', '/api/session', { username: 'worker7', password: PASSWORD })
      ).body.token
    expect(await stopServer(first)).toMatchObject({ code: 0 })
    for (const [n, name] of [...failpointNames, 'outside'].entries()) {
      const failpoint: Record<string, string> = name === 'outside' ? {} : { LINLI_FAILPOINT: `${name}:${4 + 3 * n}` }
      const server = await startServer({ ...ground.environment, ...failpoint })
      if (name === 'outside') setTimeout(() => server.child.kill('SIGKILL'), 400)
      await workUntilKilled(server, phones)
      expect(await server.ended).toMatchObject({ code: null, signal: 'SIGKILL' })
      expect(phones.some((phone) => phone.lists.some((list) => !list.results))).toBe(true)
    }
    const last = await startServer(ground.environment)
    try {
      for (const phone of phones) await phone.work(last.url, 0)
      await check(last.url, phones)
    } finally {
      await stopServer(last)
    }
  } finally {
    await ground.remove()
  }
})
