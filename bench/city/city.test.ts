// The city that measurements stand on is told apart from a real one by nothing that the server looks at: the same columns filled, the
// same keys held, chains that hold, incidents that can be listed, opened and gone on with.
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPostgres, MONDAY, type TestHouse, testHouse } from '../../server/test/db.ts'
import { act } from '../../server/test/given.ts'
import { type Person, signIn } from '../../server/test/http.ts'
import { buildCity } from './build.ts'
import { smallCity } from './size.ts'

const why = isPostgres ? '' : ' (skipped: the city is built on PostgreSQL)'
const key = '5a'.repeat(32)
const size = smallCity(2_000, MONDAY)
const community = '990201001001'

let app: TestHouse
let client: pg.Client
const ask = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await client.query<T>(text, values)).rows

describe.skipIf(!isPostgres)(`a city of 2,000 incidents${why}`, () => {
  beforeAll(async () => {
    app = await testHouse()
    await app.reset()
    client = new pg.Client({ connectionString: app.databaseUrl!, options: '-c TimeZone=UTC' })
    await client.connect()
    await buildCity(app.databaseUrl!, key, size)
    await app.reload()
  }, 120_000)
  afterAll(async () => {
    await client?.end()
    await app?.reset()
  })

  test('grids tile their communities, those their towns, those the county: no gap, no overlap', async () => {
    const wrong =
      await ask(`select p.code, p.level, st_area(p.boundary) as whole, sum(st_area(c.boundary)) as parts from area p
      join area c on c.code ^@ p.code and length(c.code) = length(p.code) + 3 where p.code ^@ '${size.county}' group by p.code
      having st_area(st_symdifference(p.boundary, st_union(c.boundary))) > 1e-15 or abs(sum(st_area(c.boundary)) - st_area(p.boundary)) > 1e-15`)
    expect(wrong).toEqual([])
    expect(await ask(`select code from area where code ^@ '${size.county}' and not st_isvalid(boundary)`)).toEqual([])
  })

  test('every reference leads somewhere', async () => {
    const keys = await ask<{ tab: string; name: string; definition: string }>(
      `select conrelid::regclass::text as tab, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
    )
    await client.query('begin')
    try {
      for (const { tab, name, definition } of keys) {
        await client.query(`alter table ${tab} drop constraint ${name}`)
        await client.query(`alter table ${tab} add constraint ${name} ${definition}`)
      }
    } finally {
      await client.query('rollback')
    }
    expect(keys.length).toBeGreaterThan(30)
  })

  test('nothing was left undone: what fell due has been swept, no act is later than the last instant', async () => {
    const [left] = await ask(
      `select count(*) filter (where next_step_at <= $1::timestamptz)::int as due,
      count(*) filter (where received_at > $1::timestamptz)::int as later from incident where area_code ^@ '${size.county}'`,
      [new Date(MONDAY - 1).toISOString()],
    )
    expect(left).toEqual({ due: 0, later: 0 })
    const states = await ask<{ state: string }>(
      `select distinct state from incident where area_code ^@ '${size.county}'`,
    )
    expect(states.map((s) => s.state)).toEqual(expect.arrayContaining(['archived', 'closed', 'rejected', 'reported']))
  })

  test('every chain holds', async () => {
    const county = await signIn(app, 'd-1')
    const ids = await ask<{ id: string }>(
      `select id from (select id, row_number() over (partition by state order by id) as nth from incident where area_code ^@ '${size.county}') x where nth <= 25`,
    )
    expect(ids.length).toBeGreaterThan(60)
    for (const { id } of ids) {
      const { body } = await county.get(`/api/incidents/${id}/integrity`)
      expect(body, id).toMatchObject({ valid: true })
    }
  })

  test('lists, views and the next act: everybody finds their own, and whoever holds an open one goes on with it', async () => {
    const clerk = await signIn(app, 'c001001-1')
    const list = (await clerk.get('/api/incidents?limit=200&count=true')).body
    const [{ n }] = (await ask<{ n: number }>(
      `select count(*)::int as n from incident where area_code ^@ '${community}'`,
    )) as [{ n: number }]
    expect([list.items.length, list.total]).toEqual([200, n])
    for (const username of ['w001001001', 'h1', 'd001-1', 'd-1', 'leader001-1'])
      expect((await (await signIn(app, username)).get('/api/incidents')).body.items.length, username).toBe(50)
    const open = (await (await signIn(app, 'd-1')).get('/api/incidents?state=reported&limit=5')).body.items
    for (const { id, area } of open) {
      const desk = await signIn(app, `c${area.slice(6, 12)}-1`)
      const seen = (await desk.get(`/api/incidents/${id}`)).body
      expect(seen.allowed.map((a: { action: string }) => a.action)).toContain('accept')
      expect((await act(desk, seen, 'accept')).status).toBe(200)
    }
    expect(open.length).toBeGreaterThan(0)
  })

  // The last one: it moves the clock by a week, and the whole city with it.
  test('what the API writes and what the city holds fill the same columns, act by act', async () => {
    const made = await walk()
    const path = await pathOf(made)
    const [twin] = await ask<{ id: string }>(
      `select i.id from incident i where i.area_code ^@ '${size.county}' and i.source = 'worker' and i.building_id is null and i.lng is not null
        and i.condition_id = (select condition_id from incident where id = $1)
        and $2 = (select string_agg(action, ' ' order by seq) from incident_action a where a.incident_id = i.id) limit 1`,
      [made, path],
    )
    expect(twin, `no incident of the city went the way ${path}`).toBeDefined()
    for (const table of ['incident', 'report', 'incident_action', 'incident_party', 'message', 'receipt'])
      expect(await filled(table, twin!.id), table).toEqual(await filled(table, made))
  })

  /** Reported by a worker of the city, dispatched to the grid's own team and archived by itself, all through the doors. */
  async function walk(): Promise<string> {
    const [worker, head, clerk] = await Promise.all(
      ['w001001001', 'h1', 'c001001-1'].map((username) => signIn(app, username)),
    )
    const [place] = await ask<{ lng: number; lat: number; team: string }>(
      `select st_x(p) as lng, st_y(p) as lat, id as team from (select st_pointonsurface(a.boundary) as p, u.id from area a
        join unit u on u.area_code = a.code and u.kind = 'team' where a.code = '${community}001') x`,
    )
    const id = uuidv7()
    const { lng, lat, team } = place!
    const location = { lng, lat, accuracy: 8, address: '云溪路1号' }
    const body = { matter: '06042', description: '垃圾桶满溢，请尽快清运', location, source: 'worker' }
    let seen = (await worker!.put(`/api/incidents/${id}`, body)).body
    const go = async (by: Person, action: string, fields: object = {}) => {
      const reply = await act(by, seen, action, { id: uuidv7(), ...fields })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      seen = reply.body
    }
    await go(clerk!, 'accept', { condition: seen.condition.id })
    await go(clerk!, 'dispatch', { unit: team })
    await go(head!, 'sign')
    await go(head!, 'finish', { result: '已清运' })
    if (seen.state === 'postcheck') await go(worker!, 'postcheck', { found: false })
    else await go(clerk!, 'verify')
    await go(clerk!, 'close')
    const sysadmin = await signIn(app, 'sysadmin')
    expect((await sysadmin.post('/api/clock', { advance: 'P8D' })).status).toBe(200)
    return id
  }

  const pathOf = async (id: string): Promise<string> =>
    (
      await ask<{ path: string }>(
        `select string_agg(action, ' ' order by seq) as path from incident_action where incident_id = $1`,
        [id],
      )
    )[0]!.path

  /** Of each row of an incident: which columns hold something, and which members their documents have. */
  async function filled(table: string, id: string): Promise<string[]> {
    const own = table === 'incident' ? 'id' : table === 'receipt' ? 'target' : 'incident_id'
    const order = table === 'incident_action' ? "lpad(r.seq::text, 3, '0')" : "''"
    const rows = await ask<{ line: string }>(
      `select ${order} || ' ' || (select string_agg(k || case when jsonb_typeof(v) = 'object' then (select string_agg(m, ',' order by m) from jsonb_object_keys(v) m) else '' end, ' ' order by k)
        from jsonb_each(to_jsonb(r)) e (k, v) where v <> 'null') as line from ${table} r where r.${own}::text = $1 order by 1`,
      [id],
    )
    return rows.map((r) => r.line)
  }
})
