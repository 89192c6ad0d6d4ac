// The full six-step loop over HTTP by the proper people: reported, accepted, dispatched, signed, finished, verified, closed.
import { v7 as uuidv7 } from 'uuid'
import type { IncidentView } from '../../contract/src/incident/schemas.ts'
import type { BenchCity } from './city.ts'
import type { BenchCrew } from './crews.ts'
import type { Recorded } from './house.ts'

export const matter = '06042'

export const reportBody = ({ lng, lat }: BenchCrew) => ({
  matter,
  description: '垃圾桶满溢，异味明显，请尽快清运',
  location: { lng, lat, accuracy: 8 },
})

/** Sends a request and gives the answer's body; throws what the server refuses. */
export type Send = (request: Recorded) => Promise<string>

export const overHttp =
  ({ house }: BenchCity): Send =>
  async ({ method, url, token, body }) => {
    const reply = await house.http.send(method, url, token, body)
    if (reply.status >= 300) throw new Error(`${method} ${url}: ${reply.status} ${reply.text}`)
    return reply.text
  }

/** Requests of one loop. */
export const loopSteps = 7

/** One loop from its report to its closing; gives the incident as it is then. */
export async function runLoop({ house }: BenchCity, crew: BenchCrew, send: Send): Promise<IncidentView> {
  const id = uuidv7()
  const by = (username: string) => house.tokens.get(username)!
  const url = `/api/incidents/${id}`
  let seen = JSON.parse(
    await send({ method: 'PUT', url, token: by(crew.worker), body: reportBody(crew) }),
  ) as IncidentView
  const act = async (username: string, action: string, fields: object = {}) => {
    const body = { id: uuidv7(), action, version: seen.version, ...fields }
    seen = JSON.parse(await send({ method: 'POST', url: `${url}/actions`, token: by(username), body })) as IncidentView
  }
  await act(crew.clerk, 'accept')
  await act(crew.clerk, 'dispatch', { unit: crew.team })
  await act(crew.head, 'sign')
  await act(crew.head, 'finish', { result: '已清运并冲洗' })
  await act(crew.clerk, 'verify')
  await act(crew.clerk, 'close')
  if (seen.state !== 'closed') throw new Error(`the loop ended in ${seen.state}`)
  return seen
}
