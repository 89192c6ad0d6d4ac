// The server is killed in the midst of work, again and again, and a client that behaves as ours do sends again what it got no
// answer to. Afterwards everything that was ever acknowledged must be there, once, with the number that was told.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { randomToken } from '#platform/crypto.ts'
import { failpointNames } from '#platform/failpoint.ts'
import { PASSWORD } from './db.ts'
import { type Environment, newGround, type Running, startServer, stopServer } from './process.ts'

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as the wire sends them
  body: any
}

/** No answer came: the server died before or after it had done what was asked. */
class NoAnswer extends Error {}

interface Client {
  url: string
  tokens: Record<string, string>
}

async function send(client: Client, by: string | null, method: string, path: string, body?: object): Promise<Answer> {
  try {
    const reply = await fetch(client.url + path, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(by ? { authorization: `Bearer ${client.tokens[by]}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: reply.status, body: await reply.json() }
  } catch (cause) {
    throw new NoAnswer('no answer', { cause })
  }
}

/** One thing that somebody does; sent again under the same id until an answer comes. */
interface Step {
  by: string | null
  method: 'PUT' | 'POST'
  path: string
  body: Record<string, unknown>
  answer?: Answer
}

/** A report and what becomes of it, each step after the one before it has been acknowledged. */
class Story {
  readonly id = uuidv7()
  readonly steps: Step[]
  private version = 0

  constructor(nth: number) {
    const content = { matter: '06042', description: `第${nth}处垃圾桶满溢`, location: { area: '990101001001007' } }
    const act = (by: string, action: string, fields: object = {}): Step => ({
      by,
      method: 'POST',
      path: `/api/incidents/${this.id}/actions`,
      body: { id: uuidv7(), action, ...fields },
    })
    // As the residents' page does: by the address alone a repetition is known for ten minutes, and two hundred deaths take longer.
    const isResident = nth % 4 === 3
    this.steps = [
      isResident
        ? {
            by: null,
            method: 'PUT',
            path: `/api/public/reports/${this.id}`,
            body: { ...content, nonce: randomToken() },
          }
        : { by: 'worker7', method: 'PUT', path: `/api/incidents/${this.id}`, body: content },
      act('clerk1', 'accept'),
      act('clerk1', 'comment', { note: '已电话核实' }),
      act('clerk1', 'route', { centre: '990101001' }),
    ]
  }

  get isTold(): boolean {
    return this.steps.every((s) => s.answer)
  }

  /** Goes on where the last answer came; throws NoAnswer when the server dies. */
  async goOn(client: Client): Promise<void> {
    for (const step of this.steps) {
      if (step.answer) continue
      if (step.method === 'POST') step.body.version ??= this.version || 1
      const answer = await send(client, step.by, step.method, step.path, step.body)
      expect([200, 201], `${step.path} ${JSON.stringify(answer.body)}`).toContain(answer.status)
      step.answer = answer
      this.version = step.method === 'POST' ? answer.body.version : (answer.body.version ?? 1)
    }
  }

  /** Everything acknowledged is there once, under the number that was told, in an unbroken history. */
  async check(client: Client): Promise<void> {
    const done = this.steps.filter((s) => s.answer)
    if (done.length === 0) return
    const { status, body } = await send(client, 'clerk1', 'GET', `/api/incidents/${this.id}`)
    expect(status).toBe(200)
    const incident = body as IncidentView
    expect(incident.number).toBe(this.steps[0]!.answer!.body.number)
    expect(incident.reports).toHaveLength(1)
    expect(incident.history.map((h) => h.seq)).toEqual(incident.history.map((_, i) => i + 1))
    const acts = incident.history.filter((h) => h.actor.kind !== 'system').map((h) => h.action)
    const all = ['report', 'accept', 'comment', 'route']
    // One more than was acknowledged may stand there: done, but the server died before it could say so.
    expect([all.slice(0, done.length), all.slice(0, done.length + 1)]).toContainEqual(acts)
    const { body: integrity } = await send(client, 'clerk1', 'GET', `/api/incidents/${this.id}/integrity`)
    expect(integrity).toMatchObject({ valid: true, actions: incident.history.length })
  }
}

async function tell(client: Client, stories: readonly Story[]): Promise<void> {
  const outcomes = await Promise.allSettled(stories.map((s) => s.goOn(client)))
  for (const o of outcomes) if (o.status === 'rejected' && !(o.reason instanceof NoAnswer)) throw o.reason
  if (outcomes.some((o) => o.status === 'rejected')) throw new NoAnswer('some got no answer')
}

/** Tells stories, four at a time, until the server is gone. */
async function tellUntilKilled(client: Client, stories: Story[], server: Running): Promise<void> {
  for (let told = 0; told < 200; told++) {
    const fresh = Array.from({ length: 4 }, (_, i) => new Story(stories.length + i))
    stories.push(...fresh)
    try {
      await tell(client, fresh)
    } catch (error) {
      if (error instanceof NoAnswer) return
      throw error
    }
  }
  server.child.kill('SIGKILL')
  throw new Error('800 stories were told and the server lived on.')
}

export interface Kills {
  rounds: number
  stories: number
  acknowledged: number
  /** Things that were under way, sent and not answered, when the server died. */
  underWay: number
  byName: Record<string, number>
}

/** Kills a server on a new ground `rounds` times, at each failpoint in turn and from outside at no particular place. */
export async function killRounds(databaseServer: string | null, rounds: number): Promise<Kills> {
  const ground = await newGround(databaseServer)
  const stories: Story[] = []
  const byName: Record<string, number> = {}
  let underWay = 0
  try {
    const client = await furnish(ground.environment)
    for (let round = 0; round < rounds; round++) {
      const name = [...failpointNames, 'outside'][round % 4]!
      byName[name] = (byName[name] ?? 0) + 1
      const failpoint: Environment = name === 'outside' ? {} : { LINLI_FAILPOINT: `${name}:${3 + ((round * 7) % 17)}` }
      const server = await startServer({ ...ground.environment, ...failpoint })
      if (!databaseServer) expectLockOf(ground.folder, server.pid)
      client.url = server.url
      if (name === 'outside') setTimeout(() => server.child.kill('SIGKILL'), 150 + ((round * 97) % 400))
      try {
        // What the last death left is looked at first; reading passes no failpoint.
        for (const story of stories.slice(-8)) await story.check(client)
        // Then what it left open is sent again: the server may die of that already.
        await tell(
          client,
          stories.filter((s) => !s.isTold),
        )
        await tellUntilKilled(client, stories, server)
      } catch (error) {
        if (!(error instanceof NoAnswer)) {
          server.child.kill('SIGKILL')
          throw error
        }
      }
      expect(await server.ended).toMatchObject({ code: null, signal: 'SIGKILL' })
      underWay += stories.filter((s) => !s.isTold).length
    }
    await finish(ground.environment, client, stories)
    const acknowledged = stories.flatMap((s) => s.steps).filter((s) => s.answer).length
    return { rounds, stories: stories.length, acknowledged, underWay, byName }
  } finally {
    await ground.remove()
  }
}

/** The demonstration's people and places, by the door that everybody uses; their sessions outlive every death. */
async function furnish(environment: Environment): Promise<Client> {
  const server = await startServer(environment, '--demo', '--without-incidents')
  const client: Client = { url: server.url, tokens: {} }
  for (const username of ['worker7', 'clerk1']) {
    const { body } = await send(client, null, 'POST', '/api/session', { username, password: PASSWORD })
    client.tokens[username] = body.token
  }
  expect(await stopServer(server)).toMatchObject({ code: 0 })
  return client
}

async function finish(environment: Environment, client: Client, stories: Story[]): Promise<void> {
  const server = await startServer(environment)
  client.url = server.url
  try {
    await tell(
      client,
      stories.filter((s) => !s.isTold),
    )
    for (const story of stories) await story.check(client)
    const { body } = await send(client, 'clerk1', 'GET', '/api/incidents?count=true&limit=1')
    expect(body.total).toBe(stories.length)
    // And all of it once more: nothing changes, everybody hears what they heard.
    for (const story of stories) {
      const { by, method, path, body: again, answer } = story.steps[0]!
      const repeated = await send(client, by, method, path, again)
      expect(repeated).toMatchObject({ status: 200, body: { number: answer!.body.number } })
      if (answer!.body.secret) expect(repeated.body.secret).toBe(answer!.body.secret)
    }
    expect((await send(client, 'clerk1', 'GET', '/api/incidents?count=true&limit=1')).body.total).toBe(stories.length)
  } finally {
    await stopServer(server)
  }
}

/** The lock of the process that was killed has been taken over. */
function expectLockOf(folder: string, pid: number): void {
  expect(existsSync(join(folder, 'lock'))).toBe(true)
  expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid })
}
