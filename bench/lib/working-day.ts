// What everybody does on a working day, as far as the server sees it: reports, loops, lists, views, maps, messages, sign-ins.
import { v7 as uuidv7 } from 'uuid'
import type { BenchCity } from './city.ts'
import type { BenchCrew } from './crews.ts'
import type { Recorded } from './house.ts'
import { reportBody, runLoop } from './loop.ts'

export type Work = (turn: number) => Promise<unknown>

/** What a working day is made of, each with how often it comes: name, weight, work. */
export function worksOf(
  city: BenchCity,
  crews: readonly BenchCrew[],
  desks: readonly string[],
): [string, number, Work][] {
  const { house } = city
  const send = async ({ method, url, token, body }: Recorded) => {
    const reply = await house.http.send(method, url, token, body)
    if (reply.status >= 400) throw new Error(`${method} ${url}: ${reply.status} ${reply.text}`)
    return reply.text
  }
  const read = (url: string, username: string) => send({ method: 'GET', url, token: house.tokens.get(username)! })
  const crew = (turn: number) => crews[turn % crews.length]!
  const desk = (turn: number) => desks[turn % desks.length]!
  const list = (query: string) => (turn: number) => read(`/api/incidents?limit=50&${query}`, desk(turn))
  const seen: string[] = []
  return [
    [
      'report',
      12,
      async (turn) => {
        const { worker } = crew(turn)
        const id = uuidv7()
        await send({
          method: 'PUT',
          url: `/api/incidents/${id}`,
          token: house.tokens.get(worker)!,
          body: reportBody(crew(turn)),
        })
      },
    ],
    [
      'loop',
      4,
      async (turn) => {
        seen.push((await runLoop(city, crew(turn), send)).id)
        if (seen.length > 200) seen.shift()
      },
    ],
    ['list', 14, list('')],
    ['list by due', 8, list('sort=due')],
    ['list of a state', 8, list('state=accepted')],
    ['count', 4, list('count=true')],
    ['search', 3, list('q=%E8%8F%9C%E5%B8%82%E5%9C%BA')],
    [
      'view',
      16,
      async () =>
        seen.length > 0 ? read(`/api/incidents/${seen[Math.floor(Math.random() * seen.length)]}`, 'd-1') : null,
    ],
    ['messages', 6, (turn) => read('/api/messages?limit=50', crew(turn).clerk)],
    ['tile of incidents', 6, (turn) => read(tileOver(crew(turn), 'incidents', 15), desk(turn))],
    ['tile of grids', 4, (turn) => read(tileOver(crew(turn), 'grids', 13), desk(turn))],
    ['locate', 4, (turn) => read(`/api/areas/locate?lng=${crew(turn).lng}&lat=${crew(turn).lat}`, crew(turn).worker)],
    ['matters', 4, (turn) => read('/api/matters?q=%E5%9E%83%E5%9C%BE', crew(turn).worker)],
    ['me', 4, (turn) => read('/api/me', crew(turn).worker)],
    ['public board', 2, (turn) => read(`/api/public/grids/${crew(turn).grid}`, 'd-1')],
    ['sign in', 1, (turn) => house.signIn(crew(turn).worker)],
  ]
}

/** The nth in a fixed order in which all come by their weight. */
export function pick(works: readonly [string, number, Work][], turn: number): [string, Work] {
  const sum = works.reduce((n, [, weight]) => n + weight, 0)
  let left = (turn * 61) % sum
  for (const [name, weight, work] of works) {
    left -= weight
    if (left < 0) return [name, work]
  }
  throw new Error('weights do not add up')
}

function tileOver({ lng, lat }: BenchCrew, layer: string, z: number): string {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return `/tiles/${layer}/${z}/${Math.floor(((lng + 180) / 360) * 2 ** z)}/${Math.floor(y * 2 ** z)}.mvt`
}
