// Two properties over random happenings, held against what the lists say at the end.
// A replica: whoever pulls, whenever and however much at a time, from the beginning or from any position that was ever handed out,
// ends with what the lists and views show them, post changes and moved incidents included.
// A sync: what is sent together has the same outcomes, and leaves the same incidents, as what is sent one by one.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { SyncItem } from '@linli/contract/sync/schemas.ts'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { enter } from '#platform/session.ts'
import { sql } from '#platform/sql.ts'
import { idOf } from './authz-world.ts'
import { isPostgres, MONDAY, type TestHouse, testHouse } from './db.ts'
import { cast, pointIn } from './given.ts'
import type { Person } from './http.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { item, Replica, report, settled, sync, verdicts } from './sync.ts'

const names = ['worker7', 'worker8', 'clerk1', 'city1', 'town1'] as const
type Name = (typeof names)[number]
const grids = ['990101001001007', '990101001001008']

let app: TestHouse
let people: Record<Name | 'leader1' | 'sysadmin', Person>
let places: { lng: number; lat: number }[]
let units: Record<'city' | 'team7' | 'team8' | 'fire', string>
let start: Snapshot
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  const staff = cast(app)
  const signedIn = await Promise.all(
    [...names, 'leader1', 'sysadmin'].map(async (name) => [name, await staff.as(name)]),
  )
  people = Object.fromEntries(signedIn)
  places = await Promise.all(grids.map((code) => pointIn(app, code)))
  units = {
    city: await idOf(app, 'unit', 'city'),
    fire: await idOf(app, 'unit', 'fire'),
    team7: await idOf(app, 'unit', `team-${grids[0]}`),
    team8: await idOf(app, 'unit', `team-${grids[1]}`),
  }
  start = await takeSnapshot(app, 'sync_property')
}, 120_000)

const who = fc.constantFrom(...names)
const pick = fc.nat(999)

/** Fields for whatever is offered, so that it mostly succeeds. */
function fieldsFor(action: string, which: number, other: string): Record<string, unknown> {
  const unit = Object.values(units)[which % 4]!
  const fields: Record<string, Record<string, unknown>> = {
    reject: { reason: '不属实' },
    return: { reason: '请补充' },
    supplement: { location: places[which % 2] },
    route: { centre: '990101001' },
    takeOver: { reason: '接办' },
    dispatch: { unit },
    decline: { reason: '非本单位' },
    arbitrate: { upheld: which % 2 === 0, reason: '裁定' },
    progress: { note: '处理中' },
    finish: { result: '已清运' },
    fail: { reason: '仍在' },
    followUp: { reached: true, solved: which % 2 === 0 },
    reopen: { reason: '仍在' },
    comment: { note: '知悉' },
    addEvidence: { evidence: [uuidv7()] },
    changeMatter: { matter: '06041', reason: '更正' },
    whistle: { units: [unit], reason: '会同' },
    merge: { into: other },
    void: { reason: '误报' },
    supervise: { order: '今日办结' },
    postcheck: { found: false },
    precheck: { found: true },
    suspend: { until: '2026-12-20T12:00:00+08:00', reason: '等待' },
    extend: { until: '2026-12-20T12:00:00+08:00', reason: '等待' },
  }
  return fields[action] ?? {}
}

describe('a replica', () => {
  type Move =
    | { kind: 'report'; by: Name; at: number }
    | { kind: 'act'; by: Name; which: number; choice: number }
    | { kind: 'post'; to: Name; grid: number; lasts: boolean }
    | { kind: 'wait'; hours: number }
    | { kind: 'pull'; phone: number; limit: number }
    | { kind: 'copy'; phone: number }

  const move: fc.Arbitrary<Move> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('report' as const), by: who, at: fc.nat(1) }) },
    { weight: 14, arbitrary: fc.record({ kind: fc.constant('act' as const), by: who, which: pick, choice: pick }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('post' as const),
        to: fc.constantFrom<Name>('worker7', 'worker8'),
        grid: fc.nat(1),
        lasts: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(2, 9, 30) }) },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('pull' as const), phone: pick, limit: fc.integer({ min: 1, max: 4 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('copy' as const), phone: pick }) },
  )

  interface Phone {
    by: Name
    replica: Replica
  }

  class Days {
    readonly phones: Phone[] = names.map((by) => ({ by, replica: new Replica() }))
    readonly incidents: string[] = []
    acts = 0

    async play(m: Move): Promise<void> {
      if (m.kind === 'report') await this.report(m.by, m.at)
      else if (m.kind === 'act') await this.act(m.by, m.which, m.choice)
      else if (m.kind === 'post') await this.givePost(m.to, m.grid, m.lasts)
      else if (m.kind === 'wait') await people.sysadmin.post('/api/clock', { advance: `PT${m.hours}H` })
      else if (m.kind === 'pull') {
        const phone = this.phones[m.phone % this.phones.length]!
        await phone.replica.step(people[phone.by], m.limit)
      } else {
        const phone = this.phones[m.phone % this.phones.length]!
        this.phones.push({ ...phone, replica: phone.replica.copy() })
      }
    }

    private async report(by: Name, at: number): Promise<void> {
      const one = report(places[at]!)
      await sync(people[by], [one])
      this.incidents.push(one.target)
    }

    /** Something that is offered to this person on one of the incidents that they see. */
    private async act(by: Name, which: number, choice: number): Promise<void> {
      const id = this.incidents[which % Math.max(1, this.incidents.length)]
      if (!id) return
      const reply = await people[by].get(`/api/incidents/${id}`)
      if (reply.status !== 200) return
      const { allowed, version } = reply.body as IncidentView
      const offer = allowed[choice % Math.max(1, allowed.length)]
      if (!offer) return
      const other = this.incidents[(which + 1) % this.incidents.length]!
      const body = { action: offer.action, version, ...fieldsFor(offer.action, choice, other) }
      const done = await people[by].post(`/api/incidents/${id}/actions`, body)
      expect(done.status, JSON.stringify(done.body)).toBeLessThan(500)
      if (done.status === 200) this.acts++
    }

    private async givePost(to: Name, grid: number, lasts: boolean): Promise<void> {
      const day = new Date(app.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
      const unit = grid === 0 ? units.team7 : units.team8
      const body = { account: await idOf(app, 'account', to), role: 'grid_worker', area: grids[grid], unit, from: day }
      await people.leader1.put(`/api/posts/${uuidv7()}`, { ...body, ...(lasts ? {} : { to: day }) })
    }

    async check(): Promise<void> {
      await settled(app)
      const fresh = names.map((by): Phone => ({ by, replica: new Replica() }))
      for (const { by, replica } of [...this.phones, ...fresh]) {
        await replica.pull(people[by], 3)
        await this.compare(by, replica)
        expect((await replica.step(people[by]))?.items ?? [], 'and then nothing').toEqual([])
      }
    }

    /** Everything that they may see, as the list shows it where the list shows it, else as the view does. */
    private async compare(by: Name, replica: Replica): Promise<void> {
      expect([...replica.held.keys()].sort(), by).toEqual(await visibleTo(people[by]))
      const { body } = await people[by].get('/api/incidents?limit=500')
      for (const one of body.items) expect(replica.held.get(one.id)).toEqual(one)
      for (const [id, held] of replica.held) {
        const { body: view } = await people[by].get(`/api/incidents/${id}`)
        expect(view).toMatchObject({ version: held.version, state: held.state, area: held.area, late: held.late })
      }
    }
  }

  async function visibleTo({ token }: Person): Promise<string[]> {
    const entry = { kind: 'staff' as const, tokenDigest: app.house.keys.digest('session', token!) }
    const time = { now: app.clock.now(), wall: app.house.clock.wall() }
    const [rows] = await enter(app.house.db, entry, time, undefined, (tx) =>
      tx.commit(sql<{ id: string }>`select id from incident order by id`),
    )
    return rows.map((r) => r.id)
  }

  test('holds in the end what the lists show, whatever happened and from whichever position it is read', async () => {
    let acts = 0
    const days = fc.asyncProperty(fc.array(move, { minLength: 25, maxLength: 60 }), async (moves) => {
      await start.restore()
      const run = new Days()
      for (const m of moves) await run.play(m)
      await run.check()
      acts += run.acts
    })
    await fc.assert(days, { numRuns: isPostgres ? 8 : 3, seed: 20_261_122, endOnFailure: true })
    expect(acts).toBeGreaterThan(isPostgres ? 50 : 15)
  }, 300_000)
})

describe('a sync', () => {
  /** What somebody did in a morning: on things that are there, on things that they reported themselves; some of it wrong. */
  interface Draft {
    kind: 'report' | 'act'
    which: number
    action: string
    base: 'none' | 'current' | 'old' | 'future'
    after: number | null
    twist: 'none' | 'schema' | 'twice' | 'place'
  }
  const draft: fc.Arbitrary<Draft> = fc.record({
    kind: fc.constantFrom('report', 'act', 'act'),
    which: pick,
    action: fc.constantFrom(
      ...[
        'accept',
        'comment',
        'comment',
        'addEvidence',
        'dispatch',
        'sign',
        'progress',
        'finish',
        'close',
        'verify',
        'void',
      ],
      ...['merge', 'unmerge', 'supplement', 'return', 'route', 'whistle', 'arrive', 'changeMatter', 'remind'],
    ),
    base: fc.constantFrom('none', 'current', 'current', 'current', 'old', 'future'),
    after: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(30) }),
    twist: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'schema', 'twice', 'place'),
  })

  /** Three incidents at different points of their way. */
  async function prepare(): Promise<Map<string, number>> {
    const [fresh, dispatched, handled] = [report(places[0]!), report(places[0]!), report(places[0]!)]
    await sync(people.worker7, [fresh, dispatched, handled])
    const { clerk1, worker7 } = people
    const dispatch = (one: SyncItem) => [
      item('accept', one.target, {}, { base: 1 }),
      item('dispatch', one.target, { unit: units.team7 }, { base: 1 }),
    ]
    expect(verdicts(await sync(clerk1, [...dispatch(dispatched), ...dispatch(handled)]))).toEqual(
      Array(4).fill('accepted'),
    )
    const work = [
      item('sign', handled.target, {}, { base: 3 }),
      item('finish', handled.target, { result: '已清运' }, { base: 3 }),
    ]
    expect(verdicts(await sync(worker7, work))).toEqual(['accepted', 'accepted'])
    const versions = new Map<string, number>()
    for (const { target } of [fresh, dispatched, handled])
      versions.set(target, (await clerk1.get(`/api/incidents/${target}`)).body.version)
    return versions
  }

  function itemsOf(drafts: readonly Draft[], versions: ReadonlyMap<string, number>): SyncItem[] {
    const there = [...versions.keys()]
    const own: string[] = []
    const items: SyncItem[] = []
    for (const d of drafts) {
      const before = d.after === null ? undefined : items[items.length - 1 - d.after]
      const after = before ? { after: before.id } : {}
      if (d.twist === 'twice' && items.length > 0) {
        items.push({ ...items[d.which % items.length]! })
        continue
      }
      if (d.kind === 'report') {
        const location =
          d.twist === 'place'
            ? { lng: 2.35, lat: 48.85 }
            : d.which % 3 === 0
              ? { area: grids[0]! }
              : places[d.which % 2]!
        const one = report(
          location,
          d.twist === 'schema' ? { description: '' } : d.which % 5 === 0 ? { evidence: [uuidv7()] } : {},
        )
        items.push({ ...one, ...after })
        own.push(one.target)
        continue
      }
      const things = [...there, ...own]
      const target = d.twist === 'place' ? uuidv7() : things[d.which % things.length]!
      const current = versions.get(target) ?? 1
      const base = { none: undefined, current, old: Math.max(1, current - 1), future: current + 5 }[d.base]
      const fields = fieldsFor(d.action, d.which, things[(d.which + 1) % things.length]!)
      const input = d.twist === 'schema' ? { ...fields, colour: 'red' } : fields
      items.push(item(d.action, target, input, { ...after, ...(base !== undefined && { base }) }))
    }
    return items
  }

  /** What an incident has become, without what is drawn anew each time. */
  const essence = (view: IncidentView): unknown =>
    JSON.parse(JSON.stringify(view, (key, value) => (['number', 'digest'].includes(key) ? undefined : value)))

  async function outcomesOf(by: Person, items: readonly SyncItem[], together: boolean) {
    const results = together ? await sync(by, items) : []
    if (!together) for (const one of items) results.push(...(await sync(by, [one])))
    const views = new Map<string, unknown>()
    for (const target of new Set(items.map((i) => i.target))) {
      const { status, body } = await people.clerk1.get(`/api/incidents/${target}`)
      views.set(target, status === 200 ? essence(body) : status)
      if (status !== 200) continue
      expect((await people.clerk1.get(`/api/incidents/${target}/integrity`)).body).toMatchObject({ valid: true })
    }
    return { verdicts: verdicts(results), views: [...views] }
  }

  /** One by one, a dependency that was rejected is one that nobody knows. */
  const alike = (code: string) => (code.startsWith('sync.dependency') ? 'sync.dependency' : code)

  test('of many has the outcomes, and leaves the incidents, of the same sent one by one', async () => {
    const seen = new Map<string, number>()
    const property = fc.asyncProperty(
      fc.array(draft, { minLength: 12, maxLength: 30 }),
      fc.constantFrom<Name>('worker7', 'clerk1', 'clerk1'),
      async (drafts, by) => {
        await start.restore()
        const items = itemsOf(drafts, await prepare())
        const ready = await takeSnapshot(app, 'sync_ready')
        const together = await outcomesOf(people[by], items, true)
        await ready.restore()
        const oneByOne = await outcomesOf(people[by], items, false)
        expect(together.verdicts.map(alike)).toEqual(oneByOne.verdicts.map(alike))
        expect(together.views).toEqual(oneByOne.views)
        for (const v of together.verdicts) seen.set(v, (seen.get(v) ?? 0) + 1)
      },
    )
    await fc.assert(property, { numRuns: isPostgres ? 20 : 6, seed: 20_261_122, endOnFailure: true })
    expect(app.clock.now()).toBe(MONDAY)
    expect(seen.get('accepted')).toBeGreaterThan(isPostgres ? 80 : 20)
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['already', 'version.conflict', 'request.invalid', 'incident.not_yours']),
    )
  }, 300_000)
})
