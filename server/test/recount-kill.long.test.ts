// The server is killed while it counts incidents anew after a correction of the calendar; the next one goes on where it stopped.
import { dayName } from '@linli/contract/deadline/calendar.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { PASSWORD } from './db.ts'
import { databaseServer, newGround, startServer, stopServer } from './process.ts'

const count = 6

async function send(url: string, token: string | null, method: string, path: string, body?: object) {
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body && { 'content-type': 'application/json' }),
  }
  const reply = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  expect(reply.status, path).toBeLessThan(300)
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as the wire sends them
  return (await reply.json()) as any
}
const signIn = async (url: string, username: string): Promise<string> =>
  (await send(url, null, 'POST', '/api/session', { username, password: PASSWORD })).token

const recounts = ({ history }: IncidentView) => history.filter(({ data }) => data.message === 'recounted').length

test('killed in the middle of counting anew: every incident is counted, none twice', async () => {
  const ground = await newGround(databaseServer)
  try {
    let server = await startServer(ground.environment, '--demo', '--without-incidents')
    const worker = await signIn(server.url, 'worker7')
    const [clerk, system] = [await signIn(server.url, 'clerk1'), await signIn(server.url, 'sysadmin')]
    const all: IncidentView[] = []
    for (let n = 1; n <= count; n++) {
      const report = { matter: '06042', description: `第${n}处垃圾桶满溢`, location: { area: '990101001001007' } }
      const { id, version } = await send(server.url, worker, 'PUT', `/api/incidents/${uuidv7()}`, report)
      all.push(await send(server.url, clerk, 'POST', `/api/incidents/${id}/actions`, { action: 'accept', version }))
    }
    await stopServer(server)

    // Dies after the third of six: the correction itself is the first thing that it commits.
    server = await startServer({ ...ground.environment, LINLI_FAILPOINT: 'after-commit:4' })
    const { id: _, offsetMinutes: __, ...seen } = await send(server.url, clerk, 'GET', '/api/calendars/default')
    const today = Math.floor(Date.now() / 86_400_000)
    const off = Array.from({ length: 20 }, (_, n) => dayName(today + n))
    const days = [
      ...seen.days.filter(({ day }: { day: string }) => !off.includes(day)),
      ...off.map((day) => ({ day, kind: 'holiday', name: '防汛', source: '街道通知' })),
    ]
    await send(server.url, system, 'PUT', '/api/calendars/default', { ...seen, days })
    expect(await server.ended).toMatchObject({ code: null, signal: 'SIGKILL' })

    server = await startServer(ground.environment)
    const look = () => Promise.all(all.map(({ id }) => send(server.url, clerk, 'GET', `/api/incidents/${id}`)))
    const before = (await look()).map(recounts)
    expect(Math.max(...before)).toBe(1)
    await expect
      .poll(async () => (await look()).map(recounts), { timeout: 60_000, interval: 500 })
      .toEqual(all.map(() => 1))
    for (const [n, after] of (await look()).entries()) {
      expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(all[n]!.dueAt!))
      expect(await send(server.url, clerk, 'GET', `/api/incidents/${after.id}/integrity`)).toMatchObject({
        valid: true,
      })
    }
    // Another pass of the worker, and another: nothing is counted again.
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    expect((await look()).map(recounts)).toEqual(all.map(() => 1))
    await stopServer(server)
  } finally {
    await ground.remove()
  }
}, 240_000)
