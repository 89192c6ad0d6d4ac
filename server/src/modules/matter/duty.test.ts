// Duty lists that places make themselves decide what may be handed to a town.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { DutyInForce, MatterView } from '@linli/contract/matter/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, reported } from '#test/given.ts'
import type { Person, Reply } from '#test/http.ts'

let app: TestHouse
let people: Cast
let system: Person
beforeEach(async () => {
  app = await testHouse()
  await app.reset()
  people = cast(app)
  system = await people.as('sysadmin')
})

/** As another reads it: version and what they may do. */
const seenBy = async (by: Person, { id }: { id: string }) => (await by.get(`/api/incidents/${id}`)).body as IncidentView

const TOWN = '990101001'
const head = 'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source'
const law = '《城市市容和环境卫生管理条例》第三十五条'

/** A list whose first row carries what it is; `rows` are `matter,name,duty,basis,source`. */
const fileOf = (first: string, ...rows: string[]) =>
  [head, ...rows.map((row, i) => `${i === 0 ? first : ',,,,,'},${row}`)].join('\n')

async function load(csv: string, by = system): Promise<Reply> {
  const reply = await by.put(`/api/matters/duty-lists/${uuidv7()}`, { csv: Buffer.from(csv).toString('base64') })
  await app.hear()
  return reply
}

const ofTown = (...rows: string[]) => fileOf(`青禾履职清单,town,${TOWN},2026-11-01,,街道公布`, ...rows)

async function dutiesAt(area: string | null, code: string): Promise<DutyInForce[]> {
  const page = await system.get(`/api/matters?limit=500&q=${code}${area ? `&area=${area}` : ''}`)
  return (page.body.items as MatterView[]).find((m) => m.code === code)!.duties
}

/** Accepted at the town's desk, ready to be handed on. */
async function atTown(matter = '06042', worker = 'worker1', clerk = 'clerk1', town = 'town1', centre = TOWN) {
  const incident = await reported(app, await people.as(worker), { matter })
  const routed = await did(await people.as(clerk), await did(await people.as(clerk), incident, 'accept'), 'route', {
    centre,
  })
  return did(await people.as(town), await seenBy(await people.as(town), routed), 'accept')
}

const dispatchTo = async (key: string, incident: IncidentView, by = 'town1') => {
  const units = (await (await people.as(by)).get('/api/units?limit=500')).body.items as { id: string; key: string }[]
  return act(await people.as(by), incident, 'dispatch', { unit: units.find((u) => u.key === key)!.id })
}

describe('what a list says', () => {
  test('a matter that the town’s list takes back is not handed to the town; before the list it was', async () => {
    expect((await dispatchTo('city', await atTown())).status).toBe(200)
    expect(await load(ofTown(`06042,垃圾站（箱）满溢,收回,${law},`))).toMatchObject({
      status: 201,
      body: { list: '青禾履职清单', entries: 1 },
    })
    const incident = await atTown()
    const refused = await dispatchTo('city', incident)
    expect(refused).toMatchObject({ status: 400, body: { code: 'incident.duty_taken_back', legalBasis: law } })
    const [town] = await dutiesAt(TOWN, '06042')
    expect(town).toEqual({
      ...{ level: 'town', kind: 'takenBack', basis: law, source: '街道公布', list: '青禾履职清单' },
      ...{ validFrom: '2026-11-01', by: '06042' },
    })
  })

  test('taken back is not suggested to the town either, and goes up to the county', async () => {
    await load(ofTown(`06042,,takenBack,${law},`))
    const incident = await atTown()
    const dispatch = incident.allowed.find(({ action }) => action === 'dispatch')
    expect(JSON.stringify(dispatch ?? {})).not.toContain('"suggested":true')
    const up = await did(await people.as('town1'), incident, 'route', { centre: '990101' })
    const county = await people.as('county1')
    const accepted = await did(county, await seenBy(county, up), 'accept')
    expect((await dispatchTo('county-city', accepted, 'county1')).status).toBe(200)
  })

  test('a class speaks for all below it, the matter itself before its class', async () => {
    await load(ofTown(`06,市容环境类,takenBack,${law},`, '06010,暴露垃圾,basic,,'))
    expect((await dutiesAt(TOWN, '06042'))[0]).toMatchObject({ kind: 'takenBack', by: '06' })
    expect((await dutiesAt(TOWN, '06010'))[0]).toMatchObject({ kind: 'basic', by: '06010' })
    expect((await dispatchTo('city', await atTown('06042'))).status).toBe(400)
    expect((await dispatchTo('city', await atTown('06010'))).status).toBe(200)
  })

  test('the list of the town before that of its county before that of everybody before the default', async () => {
    expect((await dutiesAt(TOWN, '06042'))[0]).toMatchObject({ kind: 'basic', list: null })
    await load(fileOf('通用清单,town,,2026-01-01,,省公布', '06042,,joint,,'))
    expect((await dutiesAt(TOWN, '06042'))[0]).toMatchObject({ kind: 'joint', list: '通用清单' })
    await load(fileOf('本县各镇清单,town,990101,2026-01-01,,县公布', `06042,,takenBack,${law},`))
    expect((await dutiesAt(TOWN, '06042'))[0]).toMatchObject({ kind: 'takenBack', list: '本县各镇清单' })
    await load(ofTown('06042,,basic,,'))
    expect((await dutiesAt(TOWN, '06042'))[0]).toMatchObject({ kind: 'basic', list: '青禾履职清单' })
    expect((await dutiesAt('990101002', '06042'))[0]).toMatchObject({ kind: 'takenBack' })
    expect((await dutiesAt(null, '06042'))[0]).toMatchObject({ kind: 'joint', list: '通用清单' })
  })

  test('a county has a list of its own', async () => {
    await load(fileOf('县级清单,county,990101,2026-01-01,,县公布', '06042,,basic,,'))
    expect((await dutiesAt(TOWN, '06042')).map(({ level, list }) => [level, list])).toEqual([
      ['town', null],
      ['county', '县级清单'],
    ])
  })

  test('only on its days; the next list of the same town follows it', async () => {
    await load(fileOf(`旧清单,town,${TOWN},2025-01-01,,旧`, `06042,,takenBack,${law},`))
    await load(ofTown('06042,,basic,,'))
    const lists = (await system.get('/api/matters/duty-lists')).body.items
    expect(
      lists.map((l: { name: string; validTo: string | null; inForce: boolean }) => [l.name, l.validTo, l.inForce]),
    ).toEqual([
      ['青禾履职清单', null, true],
      ['旧清单', '2026-10-31', false],
    ])
    expect((await dispatchTo('city', await atTown())).status).toBe(200)
  })
})

describe('loading', () => {
  test('is refused as a whole with every row that is wrong', async () => {
    const reply = await load(
      ofTown(`06042,路灯,basic,,`, ',,basic,,', '06999,,basic,,', '06010,,takenBack,,', '06010,,joint,,'),
    )
    expect(reply.body).toMatchObject({ status: 400, code: 'matter.duty_list_refused' })
    expect(
      reply.body.report.map(({ row, column, code }: Record<string, unknown>) => `${row} ${column} ${code}`),
    ).toEqual([
      '2 name name_differs',
      '3 matter value_missing',
      '4 matter matter_unknown',
      '5 basis duty_basis_missing',
      '6 matter duty_twice',
    ])
    expect((await system.get('/api/matters/duty-lists')).body.items).toEqual([])
  })

  test('the same days twice, an area that is none, a file that is no table', async () => {
    expect((await load(ofTown('06042,,basic,,'))).status).toBe(201)
    const codes = async (csv: string) => (await load(csv)).body.report.map(({ code }: { code: string }) => code)
    expect(await codes(ofTown('06010,,basic,,'))).toEqual(['lists_overlap'])
    expect(await codes(fileOf('清单,town,990199001,2026-01-01,,s', '06010,,basic,,'))).toEqual(['area_unknown'])
    expect(await codes('a,b\n1,"2\n')).toEqual(['quote_broken'])
  })

  test('is for the system administrator; sent again it changes nothing', async () => {
    for (const name of ['town1', 'leader1', 'secadmin'])
      expect((await load(ofTown('06042,,basic,,'), await people.as(name))).status, name).toBe(403)
    const id = uuidv7()
    const csv = Buffer.from(ofTown('06042,,basic,,')).toString('base64')
    const send = () => system.put(`/api/matters/duty-lists/${id}`, { csv })
    expect([(await send()).status, (await send()).status]).toEqual([201, 200])
    await app.hear()
    const rows = await system.get(`/api/matters/duty-lists/${id}`)
    expect(rows.body.items).toMatchObject([{ matter: '06042', kind: 'basic' }])
    expect((await system.get(`/api/matters/duty-lists/${uuidv7()}`)).status).toBe(404)
  })
})
