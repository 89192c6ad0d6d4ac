// What a phone brings from where there was no network: five things put right on the spot; five reported, each with a remark and a
// picture that is still on its way. Sent as one list, or by themselves.
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import type { BenchCity } from './city.ts'
import type { Phone } from './crews.ts'
import { matter } from './loop.ts'

export const perSync = 20
const mostTries = 20

interface Item {
  id: string
  action: string
  target: string
  after?: string
  input: Record<string, unknown>
  occurredAt: string
}

function bring({ lng, lat }: Phone): Item[] {
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString()
  const report = (fields: object): Item => {
    const id = uuidv7()
    const location = { lng, lat, accuracy: 8 }
    const input = { matter, description: '垃圾桶满溢，异味明显，请尽快清运', location, ...fields }
    return { id, action: 'incident.report', target: id, input, occurredAt }
  }
  const act = ({ id, target }: Item, action: string, input: Record<string, unknown>): Item => ({
    id: uuidv7(),
    action,
    target,
    after: id,
    input,
    occurredAt,
  })
  const handled = Array.from({ length: 5 }, () => report({ handled: { result: '已清运并冲洗' } }))
  const open = Array.from({ length: 5 }, () => report({}))
  const remarks = open.map((r) => act(r, 'incident.comment', { note: '已告知保洁员，下午再看' }))
  const pictures = open.map((r) => act(r, 'incident.addEvidence', { evidence: [uuidv7()] }))
  return [...handled, ...open, ...remarks, ...pictures]
}

/** One list; gives how often the phone was told to come back later, which it heeds. */
export async function sync({ house }: BenchCity, phone: Phone): Promise<number> {
  const body = { items: bring(phone), sentAt: new Date().toISOString() }
  for (let later = 0; ; later++) {
    const reply = await house.http.send('POST', '/api/sync', house.tokens.get(phone.username)!, body)
    if (reply.status === 503 && later < mostTries) {
      await sleep(Number(reply.headers['retry-after'] ?? 1) * 1000)
      continue
    }
    const results = reply.status === 200 ? (JSON.parse(reply.text) as { results: { outcome: string }[] }).results : []
    const isWhole = results.length === perSync && results.every((r) => r.outcome !== 'rejected')
    if (!isWhole) throw new Error(`${reply.status} ${reply.text.slice(0, 500)}`)
    return later
  }
}

/** The same by single requests, one after the other as a phone with a network sends them. */
export async function oneByOne({ house }: BenchCity, phone: Phone): Promise<void> {
  const token = house.tokens.get(phone.username)!
  const versions = new Map<string, number>()
  for (const { id, action, target, input } of bring(phone)) {
    const version = versions.get(target)
    const act = { id, action: action.replace('incident.', ''), version, ...input }
    const reply =
      version === undefined
        ? await house.http.send('PUT', `/api/incidents/${target}`, token, input)
        : await house.http.send('POST', `/api/incidents/${target}/actions`, token, act)
    if (reply.status > 201) throw new Error(`${reply.status} ${reply.text}`)
    versions.set(target, (JSON.parse(reply.text) as { version: number }).version)
  }
}
