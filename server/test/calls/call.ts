// How one call of the authorisation matrix is written down, and what the calls of all nouns share.
import type { InjectOptions } from 'fastify'
import type { Member, World } from '../authz-world.ts'
import type { Reply } from '../http.ts'

export interface Call {
  /** Behind the endpoint, where one is called in several ways. */
  label?: string
  make(world: World, who: Member): InjectOptions
  /** What the snapshot of the database cannot put back. */
  prepare?(world: World): Promise<void>
  /** What of a good answer goes into the cell beside the status. */
  shows?(reply: Reply): string | number
  /** A call that writes nothing although it is no GET. */
  isRead?: boolean
}

export const get = (url: (world: World) => string, shows: Call['shows'] = items): Call => ({
  make: (world) => ({ method: 'GET', url: url(world) }),
  shows,
})
export const json = (
  method: 'POST' | 'PUT',
  url: (world: World) => string,
  body: (world: World, who: Member) => object,
  rest: Partial<Call> = {},
): Call => ({
  make: (world, who) => ({
    method,
    url: url(world),
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body(world, who)),
  }),
  ...rest,
})

/** Rows of a list. */
export const items = ({ body }: Reply): string | number => body?.items?.length ?? ''
/** What of an incident is told: acts of the history / reports / files / parties. */
export const parts = ({ body }: Reply) =>
  [body.history, body.reports, body.evidence, body.parties].map((p) => p.length).join('/')
/** How a mediation stands and whether its content is open. */
export const stands = ({ body }: Reply) => `${body.mediation.state}${body.mediation.mayRead ? ' open' : ''}`
export const nothing = () => ''
export const community = '990101001001'
export const grid = `${community}007`
export const bin = '06042'
export const report = ({ place }: World) => ({ matter: bin, description: '垃圾桶满溢', location: place })

/** Only the resident knows it. */
export const secretOf = (closed: World['closed'], who: Member): string =>
  who === 'resident' ? closed.secret : '2222-2222-2222J'
