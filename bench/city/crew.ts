// Who acts: the accounts of the city with their posts, by the unit that they act for, as a session would enter with them.
import type { Client } from 'pg'
import type { Who } from '../../server/src/platform/session.ts'

export interface Crew {
  /** Whoever acts for a unit; a unit without anybody is a fault of the city. */
  of(unitId: string): readonly Who[]
  leaderOf(areaCode: string): Who | null
}

interface Row {
  id: string
  name: string
  username: string
  posts: Who['posts']
}

export async function readCrew(client: Client, county: string): Promise<Crew> {
  const { rows } = await client.query<Row>(
    `select a.id, a.name, a.username, jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'areaCode', p.area_code, 'unitId', p.unit_id,
      'from', p.from_on, 'to', p.to_on, 'onBehalfOf', null) order by p.role, p.area_code) as posts
    from account a join post p on p.account_id = a.id left join unit u on u.id = p.unit_id
    where coalesce(p.area_code, u.area_code) ^@ $1 group by a.id order by a.username`,
    [county],
  )
  const everybody = rows.map(
    (r): Who => ({ kind: 'staff', key: r.id, accountId: r.id, sessionId: null, must: [], ...r }),
  )
  const byUnit = new Map<string, Who[]>()
  const leaders = new Map<string, Who>()
  for (const who of everybody)
    for (const { unitId, role, areaCode } of who.posts) {
      if (unitId) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), who])
      if (role === 'leader' && areaCode) leaders.set(areaCode, who)
    }
  return {
    of(unitId) {
      const found = byUnit.get(unitId)
      if (!found) throw new Error(`nobody of the city acts for unit ${unitId}`)
      return found
    },
    leaderOf: (areaCode) => leaders.get(areaCode) ?? null,
  }
}
