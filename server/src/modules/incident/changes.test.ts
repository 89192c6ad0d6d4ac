// GET /api/changes as a replica uses it: load, change, pull, ask again and find nothing; and what must hold of it whatever happens
// meanwhile, namely that nothing is missed, nothing is told twice without need, and nothing is told to whom it is not for.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner, idOf } from '#test/authz-world.ts'
import { countRows, isPostgres, MONDAY, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { Replica, report, settled, sync } from '#test/sync.ts'

const grid = (n: number) => `99010100100100${n}`

let app: TestHouse
let people: Cast
let worker: Person
let clerk: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  ;[worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
})

/** A replica that has everything. */
async function loaded(by: Person): Promise<Replica> {
  const replica = new Replica()
  await settled(app)
  await replica.pull(by)
  return replica
}
/** What one pull brings: ids, `-` before those that are gone. */
async function news(replica: Replica, by: Person): Promise<string[]> {
  await settled(app)
  const answers = await replica.pull(by)
  return answers.flatMap(({ items }) => items.map((i) => ('gone' in i ? `-${i.id}` : i.id)))
}

async function listed(by: Person): Promise<Map<string, unknown>> {
  const { body } = await by.get('/api/incidents?limit=500')
  return new Map(body.items.map((i: { id: string }) => [i.id, i]))
}

describe('load, change, pull, and nothing more', () => {
  test('what the list shows is what the replica holds, item by item', async () => {
    const incidents = [await reported(app, worker), await reported(app, clerk), await reported(app, worker)]
    const replica = await loaded(worker)
    expect(replica.held).toEqual(await listed(worker))
    expect(await news(replica, worker)).toEqual([])
    const touched = await did(clerk, incidents[1]!, 'accept')
    expect(await news(replica, worker)).toEqual([touched.id])
    expect(replica.held.get(touched.id)).toMatchObject({ state: 'accepted', version: touched.version })
    expect(await news(replica, worker)).toEqual([])
    const reply = await worker.get(`/api/changes?since=${replica.since}`)
    expect([reply.status, reply.body.length]).toEqual([204, 0])
  })

  test('what was sent by sync comes back with its number; what the sweep does comes too', async () => {
    const replica = await loaded(worker)
    const one = report(await pointIn(app, grid(7)))
    await sync(worker, [one])
    expect(await news(replica, worker)).toEqual([one.target])
    expect(replica.held.get(one.target)!.number).toMatch(/^990101-20261116-/)
    await (await people.as('sysadmin')).post('/api/clock', { advance: 'PT8H30M' })
    expect(await news(replica, worker)).toEqual([one.target])
    expect(replica.held.get(one.target)).toMatchObject({ late: true, state: 'routed' })
  })

  test('with nothing at all there is still a position to go on from', async () => {
    const replica = new Replica()
    const [first] = await replica.pull(worker)
    expect(first).toMatchObject({ items: [], hasMore: false, resync: false })
    expect(await news(replica, worker)).toEqual([])
    const incident = await reported(app, worker)
    expect(await news(replica, worker)).toEqual([incident.id])
  })

  test('the first load stops anywhere and goes on, and what changes meanwhile comes at the end', async () => {
    const place = await pointIn(app, grid(7))
    const reports = Array.from({ length: 9 }, () => report(place))
    await sync(worker, reports)
    await settled(app)
    const replica = new Replica()
    const first = await replica.step(worker, 4)
    expect([first!.items.length, first!.hasMore]).toEqual([4, true])
    const [loadedEarly] = [...replica.held.values()]
    await did(clerk, loadedEarly!, 'accept')
    const late = await reported(app, worker)
    await settled(app)
    // Another phone of the same person, from the same position: the feed is nobody's.
    for (const phone of [replica.copy(), replica]) {
      const answers = await phone.pull(worker, 3)
      expect(answers.flatMap((a) => a.items.map((i) => i.id)).slice(-2)).toEqual([loadedEarly!.id, late.id])
      expect(phone.held).toEqual(await listed(worker))
    }
    expect(replica.held.size).toBe(10)
  })

  test('a list of two hundred, written in one go, is read in pages that neither skip nor repeat', async () => {
    const place = await pointIn(app, grid(7))
    await sync(
      worker,
      Array.from({ length: 200 }, () => report(place)),
    )
    await settled(app)
    const replica = new Replica()
    const answers = await replica.pull(worker, 37)
    expect(answers.map((a) => a.items.length)).toEqual([37, 37, 37, 37, 37, 15])
    expect(replica.held.size).toBe(200)
  })
})

describe('what leaves one’s sight', () => {
  const replicas = async (...names: string[]) => {
    const phones = await Promise.all(names.map(async (name) => ({ by: await people.as(name), name })))
    return Promise.all(phones.map(async (p) => ({ ...p, replica: await loaded(p.by) })))
  }
  const newsOf = async (phones: { by: Person; name: string; replica: Replica }[]) => {
    const told: Record<string, string[]> = {}
    for (const { by, name, replica } of phones) told[name] = await news(replica, by)
    return told
  }

  test('moved to another grid: gone for the one, new for the other, still there for who reported it', async () => {
    const incident = await did(
      clerk,
      await reported(app, await people.as('worker9'), { location: await pointIn(app, grid(7)) }),
      'return',
      { reason: '位置不符' },
    )
    const phones = await replicas('worker7', 'worker8', 'worker9', 'clerk1', 'worker6')
    const moved = await did(await people.as('worker9'), incident, 'supplement', {
      location: await pointIn(app, grid(8)),
    })
    const { id } = moved
    expect(await newsOf(phones)).toEqual({
      worker7: [`-${id}`],
      worker8: [id],
      worker9: [id],
      clerk1: [id],
      worker6: [],
    })
    expect(await newsOf(phones)).toEqual({ worker7: [], worker8: [], worker9: [], clerk1: [], worker6: [] })
  })

  test('merged: who only reported it loses it and gets what it was merged into; the area keeps both', async () => {
    const location = await pointIn(app, grid(7))
    const [a, b] = [await reported(app, await people.as('worker8'), { location }), await reported(app, worker)]
    const phones = await replicas('worker7', 'worker8')
    const merged = await did(clerk, a, 'merge', { into: b.id })
    const told = await newsOf(phones)
    expect(told.worker7!.sort()).toEqual([a.id, b.id].sort())
    expect(told.worker8!.sort()).toEqual([`-${a.id}`, b.id].sort())
    await did(clerk, merged, 'unmerge')
    expect((await newsOf(phones)).worker8!.sort()).toEqual([`-${b.id}`, a.id].sort())
  })

  test('dispatched, whistled, routed: every unit that takes part hears of it from then on, and nobody else', async () => {
    const phones = await replicas('city1', 'fire1', 'town1', 'worker1', 'worker101', 'town2')
    let incident = await reported(app, worker)
    expect(await newsOf(phones)).toMatchObject({ city1: [], fire1: [], town1: [incident.id], worker1: [] })
    incident = await did(clerk, incident, 'route', { centre: '990101001' })
    incident = await did(await people.as('town1'), incident, 'accept')
    incident = await did(await people.as('town1'), incident, 'dispatch', { unit: await idOf(app, 'unit', 'city') })
    expect(await newsOf(phones)).toMatchObject({ city1: [incident.id], fire1: [], worker1: [] })
    incident = await did(worker, incident, 'whistle', { units: [await idOf(app, 'unit', 'fire')], reason: '需要会同' })
    expect(await newsOf(phones)).toEqual({
      city1: [incident.id],
      fire1: [incident.id],
      town1: [incident.id],
      worker1: [],
      worker101: [],
      town2: [],
    })
  })
})

test('a unit that takes part no longer keeps the head of it in its copy and loses words and place', async () => {
  const city = await people.as('city1')
  const town = await people.as('town1')
  const unit = await idOf(app, 'unit', 'city')
  const other = await idOf(app, 'unit', 'fire')
  let incident = await did(clerk, await reported(app, worker), 'route', { centre: '990101001' })
  incident = await did(town, (await town.get(`/api/incidents/${incident.id}`)).body, 'accept')
  incident = await did(town, incident, 'dispatch', { unit })
  const replica = await loaded(city)
  expect(replica.held.get(incident.id)).toMatchObject({ description: '垃圾桶满溢，异味明显' })
  const seen = (await city.get(`/api/incidents/${incident.id}`)).body
  incident = await did(city, seen, 'decline', { reason: '不属于城管' })
  incident = await did(town, (await town.get(`/api/incidents/${incident.id}`)).body, 'arbitrate', {
    ...{ upheld: false, reason: '另派' },
  })
  await did(town, incident, 'dispatch', { unit: other })
  expect(await news(replica, city)).toEqual([incident.id])
  const kept = replica.held.get(incident.id)!
  expect(kept).toMatchObject({ description: '', number: incident.number })
  expect(JSON.stringify(kept)).not.toMatch(/垃圾桶|"lng":1/)
  expect(replica.held).toEqual(await listed(city))
})

describe('positions', () => {
  const give = async (account: string, area: string, to: string | null = null) => {
    const unit = await idOf(app, 'unit', `team-${area}`)
    const body = {
      account: await idOf(app, 'account', account),
      role: 'grid_worker',
      area,
      unit,
      from: '2026-11-16',
      ...(to && { to }),
    }
    const reply = await (await people.as('leader1')).put(`/api/posts/${uuidv7()}`, body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  }

  test('another post means to begin anew: more is in sight, and after its last day less', async () => {
    const [here, there] = [
      await reported(app, worker),
      await reported(app, await people.as('worker8'), { location: await pointIn(app, grid(8)) }),
    ]
    const replica = await loaded(worker)
    await give('worker7', grid(8), '2026-11-16')
    const [marker, ...rest] = await replica.pull(worker)
    expect(marker).toMatchObject({ items: [], resync: true, hasMore: true })
    expect(rest.every((answer) => !answer.resync)).toBe(true)
    expect([...replica.held.keys()].sort()).toEqual([here.id, there.id].sort())
    expect(await news(replica, worker)).toEqual([])
    // No row changes when a day is over; the position notices.
    app.clock.moveTo(MONDAY + 86_400_000)
    expect((await replica.pull(worker))[0]).toMatchObject({ resync: true })
    expect([...replica.held.keys()]).toEqual([here.id])
  })

  test('moved to another grid: what was theirs to see is forgotten, but for what they reported themselves', async () => {
    const own = await reported(app, worker)
    const others = await reported(app, clerk)
    const there = await reported(app, await people.as('worker8'), { location: await pointIn(app, grid(8)) })
    const replica = await loaded(worker)
    expect([...replica.held.keys()].sort()).toEqual([own.id, others.id].sort())
    const [post] = (await worker.get('/api/me')).body.posts
    await give('worker7', grid(8))
    const leader = await people.as('leader1')
    const { version } = (await leader.get('/api/posts?limit=500')).body.items.find(
      (p: { id: string }) => p.id === post.id,
    )
    const ended = await leader.post(`/api/posts/${post.id}/end`, {
      ...{ to: '2026-11-15', version, handOver: { force: true, reason: '调整网格' } },
    })
    expect(ended.status, JSON.stringify(ended.body)).toBe(200)
    await settled(app)
    expect((await replica.pull(worker))[0]).toMatchObject({ resync: true })
    // The list shows one door, one's areas; the copy has what one reported as well, as before.
    expect([...replica.held.keys()].sort()).toEqual([own.id, there.id].sort())
  })

  test('a session that is ended in the midst of a first load has nothing more; signed in again it goes on where it stood', async () => {
    const all = []
    for (let n = 0; n < 5; n++) all.push((await reported(app, clerk)).id)
    await settled(app)
    const before = await cast(app).as('worker7')
    const first = (await before.get('/api/changes?limit=2')).body
    expect(first).toMatchObject({ hasMore: true })
    await before.delete('/api/session')
    expect((await before.get(`/api/changes?since=${first.next}&limit=2`)).status).toBe(401)
    const again = await cast(app).as('worker7')
    const seen = first.items.map((i: { id: string }) => i.id)
    for (let since = first.next, hasMore = true; hasMore; ) {
      const { body } = await again.get(`/api/changes?since=${since}&limit=2`)
      expect(body.resync).toBe(false)
      seen.push(...body.items.map((i: { id: string }) => i.id))
      ;({ next: since, hasMore } = body)
    }
    expect(seen).toEqual(all)
  })

  test('of somebody else, of a database that is further on, and no position at all', async () => {
    await reported(app, worker)
    const [mine, theirs] = [await loaded(worker), await loaded(clerk)]
    expect((await worker.get(`/api/changes?since=${theirs.since}`)).body).toMatchObject({ items: [], resync: true })
    const [scope, , id] = JSON.parse(Buffer.from(mine.since!, 'base64url').toString())
    const token = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
    expect((await worker.get(`/api/changes?since=${token(scope, '9000000000000', id)}`)).body).toMatchObject({
      resync: true,
    })
    expect((await worker.get('/api/changes?since=0')).body.items).toHaveLength(1)
    const wrong = [
      'x',
      token(),
      token(scope, '1; drop table post', id),
      token(scope, '99999999999999999999', id),
      token('', '1', id),
      token(scope, '1', 'x'),
      'e30',
    ]
    for (const since of wrong) {
      const reply = await worker.get(`/api/changes?since=${since}`)
      expect([reply.status, reply.body.code, reply.body.errors?.[0].path], since).toEqual([
        400,
        'request.invalid',
        'querystring/since',
      ])
    }
    for (const query of ['limit=0', 'limit=501', 'limit=many', 'since=%00', 'colour=red'])
      expect((await worker.get(`/api/changes?${query}`)).status, query).toBe(400)
  })
})

describe('whose it is', () => {
  test('administrators have no incidents, nobody has none at all, and a session that is over has none any more', async () => {
    for (const name of ['sysadmin', 'secadmin', 'auditadmin'])
      expect((await (await people.as(name)).get('/api/changes')).body).toMatchObject({ status: 403 })
    expect((await stranger(app).get('/api/changes')).status).toBe(401)
    const again = await cast(app).as('worker7')
    await again.delete('/api/session')
    expect((await again.get('/api/changes')).status).toBe(401)
  })

  test('no name or number of a reporter is in it, so nothing of it is a disclosure', async () => {
    await reported(app, clerk, { reporter: { name: '王秀兰', phone: '13800001234' }, source: 'counter' })
    await settled(app)
    const { body } = await worker.get('/api/changes')
    expect(body.items).toHaveLength(1)
    expect(JSON.stringify(body)).not.toMatch(/王|1234|account/)
    expect(await countRows(app, 'disclosure')).toBe(0)
  })

  test('the rows behind it are for their audience only', async () => {
    await reported(app, worker)
    const seen = async (by: Person) => {
      const entry = { kind: 'staff' as const, tokenDigest: app.house.keys.digest('session', by.token!) }
      const { enter } = await import('#platform/session.ts')
      const time = { now: app.clock.now(), wall: app.house.clock.wall() }
      const [rows] = await enter(app.house.db, entry, time, undefined, (tx) =>
        tx.commit(sql<{ audience: string }>`select audience from latest_change order by 1`),
      )
      return rows.map((r) => r.audience)
    }
    const account = `account:${await idOf(app, 'account', 'worker7')}`
    const centre = `unit:${await asOwner(app, sql<{ id: string }>`select id from unit where area_code = '990101001001' and kind = 'centre'`).then((r) => r[0]!.id)}`
    expect(await seen(worker)).toEqual([grid(7), account])
    expect(await seen(clerk)).toEqual([grid(7), centre])
    for (const name of ['worker8', 'city1', 'worker101', 'sysadmin'])
      expect(await seen(await people.as(name))).toEqual([])
  })
})

const why = isPostgres ? '' : ' (skipped: the embedded database has one connection)'
describe.skipIf(!isPostgres)(`two at once${why}`, () => {
  /** Acts in a transaction of its own that waits to be let go, as one does whose connection is slow. */
  async function begun(id: string): Promise<() => Promise<void>> {
    const connection = await app.house.db.engine.connect()
    const say = (text: string) => connection.batch([{ text, values: [] }])
    await say('begin')
    await say(`update incident set report_count = report_count + 1 where id = '${id}'`)
    return async () => {
      await say('commit')
      connection.release()
    }
  }

  test('one that began earlier and ends later is not passed over', async () => {
    const [slow, quick] = [await reported(app, worker), await reported(app, worker)]
    const replica = await loaded(worker)
    const end = await begun(slow.id)
    await did(clerk, quick, 'accept')
    // The later one could be told already, but then the position would stand behind the earlier one.
    expect(await replica.pull(worker)).toEqual([])
    await end()
    expect((await news(replica, worker)).sort()).toEqual([slow.id, quick.id].sort())
    expect(await news(replica, worker)).toEqual([])
  })

  test('a first load that begins while something is under way has it in the end', async () => {
    const place = await pointIn(app, grid(7))
    await sync(
      worker,
      Array.from({ length: 6 }, () => report(place)),
    )
    await settled(app)
    const replica = new Replica()
    await replica.step(worker, 2)
    const [early] = [...replica.held.keys()]
    const end = await begun(early!)
    const other = await reported(app, worker)
    await replica.pull(worker, 2)
    expect(replica.held.has(other.id)).toBe(false)
    await end()
    expect((await news(replica, worker)).sort()).toEqual([early, other.id].sort())
    expect(replica.held).toEqual(await listed(worker))
  })

  test('while eight people write, a replica that keeps pulling misses nothing', async () => {
    const place = await pointIn(app, grid(7))
    const names = ['worker7', 'worker8', 'worker9', 'clerk1', 'head1', 'worker1', 'worker2', 'worker3']
    const writers = await Promise.all(names.map((name) => people.as(name)))
    const replica = new Replica()
    let isOver = false
    const pulling = (async () => {
      while (!isOver) await replica.step(clerk, 7)
    })()
    await Promise.all(
      writers.map(async (by) => {
        for (let round = 0; round < 3; round++) {
          const one = report(place)
          await sync(by, [one, report(place)])
          const incident = (await by.get(`/api/incidents/${one.target}`)).body as IncidentView
          await did(by, incident, 'comment', { note: '仍在' })
        }
      }),
    )
    isOver = true
    await pulling
    await settled(app)
    await replica.pull(clerk)
    expect(replica.held.size).toBe(48)
    expect(replica.held).toEqual(await listed(clerk))
  })
})
