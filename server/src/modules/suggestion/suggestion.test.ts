// Suggestions through the whole server: learned on the place's own closed incidents by a job, asked by staff and by residents, with the
// reason and within the scope; and what is said where there is nothing to learn from.
import { fewestIncidents } from '@linli/contract/suggestion/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'
import { weightIn } from './public.ts'
import { listClosed } from './queries.ts'
import { nightAfter, trainCounty, trainDue } from './train.ts'

const day = 86_400_000
const county = '990101'

let app: TestHouse
let people: Cast
let place: { lng: number; lat: number }
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  place = await pointIn(app, '990101001001007')
})

const ask = async (by: Person, description: string, fields: object = {}) =>
  (await by.post('/api/matters/suggest', { description, ...fields })).body

const kinds = [
  { matter: '06042', words: ['垃圾桶满溢', '垃圾堆在门口没人清运', '桶边都是垃圾，有异味'] },
  { matter: '01037', words: ['路灯不亮', '整条巷子漆黑一片', '灯杆坏了没有照明'] },
  { matter: '96002', words: ['楼上半夜装修扰民', '邻居深夜放音乐吵闹', '楼上拖椅子声音大'] },
]

/** The process has heard of this version; on a shared server the feed waits for whatever others have begun before. */
const heard = (version: number) =>
  expect
    .poll(
      async () => {
        await app.hear()
        return (await ask(await people.as('worker7'), '路灯不亮')).model?.version
      },
      { timeout: 60_000 },
    )
    .toBe(version)

/** Incidents handled on the spot, one matter after the other; grid 7 has all the rubbish. */
async function closedIncidents(count: number): Promise<void> {
  const [worker, other] = [await people.as('worker7'), await people.as('worker8')]
  const elsewhere = await pointIn(app, '990101001001008')
  for (let i = 0; i < count; i++) {
    const { matter, words } = kinds[i % kinds.length]!
    app.clock.moveTo(app.clock.now() + 3_600_000)
    await reported(app, matter === '06042' ? worker : other, {
      matter,
      description: words[(i % 7) % 3],
      location: matter === '06042' ? place : elsewhere,
      handled: { result: '已处理' },
    })
  }
}

/** Thirty of them, ten times: the copies follow in the order of intake, two days later each time. */
async function aYearOfThem(): Promise<void> {
  await closedIncidents(30)
  const [{ last, columns }] = (await asOwner(
    app,
    sql<{ last: number; columns: string[] }>`select (select max(intake_no) from incident) as last,
      array(select attname::text from pg_attribute where attrelid = 'incident'::regclass and attnum > 0 and not attisdropped order by attnum) as columns`,
  )) as [{ last: number; columns: string[] }]
  const changed: Record<string, ReturnType<typeof sql>> = {
    id: sql`md5(i.id::text || n)::uuid`,
    number: sql`i.number || n`,
    intake_no: sql`i.intake_no + n * ${last}`,
    received_at: sql`i.received_at + n * interval '2 days'`,
  }
  await asOwner(
    app,
    sql`insert into incident (${sql.join(columns.map((c) => sql.ref(c)))}) select ${sql.join(columns.map((c) => changed[c] ?? sql`i.${sql.ref(c)}`))}
      from incident i, generate_series(1, 9) n order by i.intake_no, n`,
  )
  await asOwner(
    app,
    sql`insert into incident_words select md5(w.incident_id::text || n)::uuid, w.area_code, w.received_at, w.cell, w.words, w.cut, w.intake_no, w.said
      from incident_words w, generate_series(1, 9) n`,
  )
}

describe('before anything is learned', () => {
  test('the catalogue’s own words speak, and say which', async () => {
    const { items, model } = await ask(await people.as('worker7'), '小区东门的井盖缺失，有危险')
    expect(model).toBeNull()
    expect(items.length).toBe(3)
    for (const item of items) {
      expect(item).toMatchObject({ basis: 'catalogue', unit: null, matterName: expect.stringContaining('井盖') })
      expect(item.reasons).toMatchObject([{ kind: 'catalogue', words: expect.arrayContaining(['井盖']) }])
      expect(item.condition.text).toContain('缺失')
    }
  })

  test('what names nothing has no suggestion; within a matter its conditions are named', async () => {
    const worker = await people.as('worker7')
    for (const text of ['您好', '13812345678', '！！！']) expect((await ask(worker, text)).items).toEqual([])
    const within = (await ask(worker, '井盖翻盖，弹跳声响很大', { matter: '01001' })).items
    expect(within).toMatchObject([{ matter: '01001', condition: { text: expect.stringContaining('弹跳') } }])
  })

  test('ten closed incidents: the job says that it cannot, and the catalogue goes on speaking', async () => {
    await closedIncidents(10)
    const { state } = await trainCounty(app.house, county)
    expect(state).toBe('tooFew')
    await heard(1)
    const { items, model } = await ask(await people.as('worker7'), '路灯不亮')
    expect(model).toMatchObject({ version: 1, state: 'tooFew', n: 10, fewest: fewestIncidents, figures: null })
    expect(items[0]).toMatchObject({ basis: 'catalogue' })
  })
})

describe('learned', () => {
  test('matter and reasons from words and place; versions follow one another; nobody hears of another place', async () => {
    await aYearOfThem()
    expect((await trainCounty(app.house, county)).state).toBe('usable')
    await heard(1)
    const worker = await people.as('worker7')
    const { items, model } = await ask(worker, '垃圾桶满溢了，异味', { location: place })
    expect(model).toMatchObject({ county, version: 1, state: 'usable', n: fewestIncidents, matters: 3 })
    expect(model.figures.top1).toBeGreaterThan(model.figures.floorTop1)
    expect(items[0]).toMatchObject({ matter: '06042', basis: 'learned' })
    expect(items[0].score).toBeGreaterThan(0.8)
    expect(items[0].reasons[0]).toMatchObject({ kind: 'words', words: expect.arrayContaining(['满溢']) })
    // The words of people, not of the catalogue.
    expect((await ask(worker, '巷子漆黑')).items[0]).toMatchObject({ matter: '01037', basis: 'learned' })

    // Grid 7 is where the rubbish is: told to whoever looks after it, to nobody else.
    const vague = '这里没人清理，声音也大'
    const own = (await ask(worker, vague, { location: place })).items
    const clerk = (await ask(await people.as('clerk1'), vague, { location: place })).items
    const stranger2 = (await ask(await people.as('worker101'), vague, { location: place })).items
    const nowhere = (await ask(await people.as('worker101'), vague)).items
    expect(own[0].matter).toBe('06042')
    // A grid's worker may look at the grid, not at the community: nothing is counted for them.
    expect(JSON.stringify(own)).not.toContain('"place"')
    expect(clerk[0].reasons).toEqual(
      expect.arrayContaining([
        { kind: 'place', area: '990101001001', areaName: expect.any(String), count: 100, of: 300 },
      ]),
    )
    expect(stranger2).toEqual(nowhere)
    expect(JSON.stringify(stranger2)).not.toContain('place')

    // A second training is a second version; what the first had learned is forgotten, its figures are not.
    await trainCounty(app.house, county)
    await heard(2)
    const admin = await people.as('sysadmin')
    const versions = (await admin.get('/api/suggestions/models')).body.items
    expect(versions.map((v: { version: number; state: string }) => [v.version, v.state])).toEqual([
      [2, 'usable'],
      [1, 'usable'],
    ])
    expect(versions[1].figures).toEqual(versions[0].figures)
    const kept = await asOwner(
      app,
      sql<{ version: number }>`select version from suggestion_model where parameters is not null`,
    )
    expect(kept).toEqual([{ version: 2 }])

    // Residents: matters and their own words, nothing of places, units or figures.
    const told = await stranger(app).post('/api/public/matters/suggest', { description: '垃圾桶满溢了，异味' })
    expect(told.status).toBe(200)
    expect(told.body.items[0]).toMatchObject({ code: '06042', words: expect.arrayContaining(['满溢']) })
    expect(Object.keys(told.body.items[0]).sort()).toEqual(['code', 'name', 'words'])
    // What was learned weighs words for likeness too: what stands in every second report tells less.
    const weight = weightIn(app.house, county)
    expect(weight('垃圾')).toBeLessThan(weight('满溢'))
    expect(weight('满溢')).toBeLessThan(weight('从未见过'))
  }, 300_000)

  test('the condition and the unit of those that went through the whole loop are learned from', async () => {
    const [worker, clerk, town, officer] = [
      await people.as('worker7'),
      await people.as('clerk1'),
      await people.as('town1'),
      await people.as('city1'),
    ]
    const unit = (await town.get('/api/units?under=990101001&kind=department')).body.items.find(
      (u: { key: string }) => u.key === 'city',
    )
    let incident = await reported(app, worker, { matter: '01001', description: '井盖弹跳异响' })
    incident = await did(clerk, incident, 'accept', { condition: '01001.3' })
    incident = await did(clerk, incident, 'route', { centre: '990101001' })
    incident = await did(town, incident, 'accept')
    incident = await did(town, incident, 'dispatch', { unit: unit.id })
    incident = await did(officer, incident, 'sign')
    incident = await did(officer, incident, 'finish', { result: '已更换' })
    incident = await did(worker, incident, 'verify')
    await did(town, incident, 'close')
    const [rows] = await app.house.db.transaction('linli_job', (tx) => tx.commit(listClosed(county, 0, 0, 10)))
    expect(rows).toMatchObject([
      {
        matterCode: '01001',
        conditionId: '01001.3',
        unit: unit.id,
        words: expect.arrayContaining(['井盖']),
        description: null,
      },
    ])
    await asOwner(app, sql`delete from incident_words`)
    const [[uncut]] = await app.house.db.transaction('linli_job', (tx) => tx.commit(listClosed(county, 0, 0, 10)))
    expect(uncut).toMatchObject({ words: null, description: '井盖弹跳异响' })
    expect((await app.house.db.transaction('linli_job', (tx) => tx.commit(listClosed('990102', 0, 0, 10))))[0]).toEqual(
      [],
    )
    const later = app.clock.now() + 731 * day
    expect(
      (await app.house.db.transaction('linli_job', (tx) => tx.commit(listClosed(county, later - 730 * day, 0, 10))))[0],
    ).toEqual([])
  })
})

describe('when', () => {
  test('each county in the night, one process only; an administrator may have it sooner, and it is recorded', async () => {
    expect(await trainDue(app.house)).toEqual([])
    expect(nightAfter(app.clock.now())).toBe(Date.parse('2026-11-17T03:00:00+08:00'))
    app.clock.moveTo(nightAfter(app.clock.now()))
    const [a, b] = await Promise.all([trainDue(app.house), trainDue(app.house)])
    expect([...a, ...b]).toEqual([county])
    expect(await trainDue(app.house)).toEqual([])
    const admin = await people.as('sysadmin')
    const before = await countRows(app, 'audit')
    expect((await admin.post('/api/suggestions/training', { county })).body).toEqual({ county })
    expect(await countRows(app, 'audit')).toBe(before + 1)
    expect(await trainDue(app.house)).toEqual([county])
    expect(await countRows(app, 'suggestion_model')).toBe(2)
  })

  test('a training that was killed is done again when its hour is over', async () => {
    await trainDue(app.house)
    const night = nightAfter(app.clock.now())
    app.clock.moveTo(night)
    await asOwner(
      app,
      sql`update suggestion_training set due_at = ${new Date(night + 3_600_000).toISOString()}::timestamptz`,
    )
    expect(await trainDue(app.house)).toEqual([])
    app.clock.moveTo(night + 3_600_000)
    expect(await trainDue(app.house)).toEqual([county])
  })

  test('who may not: no session, no permission, no such county; nothing but a text', async () => {
    const [worker, admin] = [await people.as('worker7'), await people.as('sysadmin')]
    expect((await stranger(app).post('/api/matters/suggest', { description: '路灯' })).status).toBe(401)
    expect((await admin.post('/api/matters/suggest', { description: '路灯' })).body.code).toBe('permission.denied')
    expect((await worker.get('/api/suggestions/models')).body.code).toBe('permission.denied')
    expect((await worker.post('/api/suggestions/training', { county })).body.code).toBe('permission.denied')
    expect((await admin.post('/api/suggestions/training', { county: '110101' })).body.code).toBe('area.unknown')
    for (const body of [
      {},
      { description: '' },
      { description: '路灯', place: uuidv7() },
      { description: 'x'.repeat(4001) },
    ])
      expect((await worker.post('/api/matters/suggest', body)).body.code).toBe('request.invalid')
  })
})
