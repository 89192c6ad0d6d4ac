// Several catalogues and editions side by side: what is loaded beside the shipped ones, what is refused, and which codes an
// incident knows.
import { readFileSync } from 'node:fs'
import type { EditionView, MappingView, MatterView } from '@linli/contract/matter/schemas.ts'
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

const fileNamed = (name: string) => readFileSync(new URL(`../../../db/catalogue/${name}`, import.meta.url), 'utf8')

async function put(what: 'editions' | 'mappings', text: string): Promise<Reply> {
  const reply = await system.put(`/api/matters/${what}/${uuidv7()}`, { csv: Buffer.from(text).toString('base64') })
  await app.hear()
  return reply
}

const editions = async () => (await system.get('/api/matters/editions')).body.items as EditionView[]
const reportOf = ({ body }: Reply) =>
  (body.report as { row: number; column: string; code: string }[]).map(
    ({ row, column, code }) => `${row} ${column} ${code}`,
  )

describe('older editions', () => {
  test('are loaded beside those in force; their codes are known, and nobody files under them', async () => {
    expect(await put('editions', fileNamed('older/yuncheng-2026.csv'))).toMatchObject({
      status: 201,
      body: { edition: 'YUNCHENG 2026', matters: 201, conditions: 519 },
    })
    expect((await put('editions', fileNamed('older/cjt-214-2007.csv'))).status).toBe(201)
    const list = await editions()
    expect(list.map((e) => [e.catalogue, e.inForce, e.components, e.events, e.conditions])).toEqual([
      ['GB/T 47678.5', true, 153, 250, 765],
      ['LINLI', true, 0, 76, 108],
      ['YUNCHENG', false, 92, 98, 519],
      ['CJ/T 214', false, 0, 54, 54],
    ])
    const old = list.find(({ catalogue }) => catalogue === 'YUNCHENG')!
    const found = (await system.get(`/api/matters?edition=${old.id}&limit=500`)).body.items as MatterView[]
    const keyed = found.filter(({ standardCode }) => standardCode === '0101')
    expect(keyed.map((m) => [m.kind, m.code, m.name])).toEqual([
      ['component', '0101', '上水井盖'],
      ['event', 'E0101', '私搭乱建'],
    ])
    const refused = await (await people.as('worker7')).put(`/api/incidents/${uuidv7()}`, {
      ...{ matter: 'E0101', description: '违建', location: { area: '990101001001007' } },
    })
    expect(refused.body).toMatchObject({ status: 400, code: 'incident.unknown_matter' })
  })

  test('come with a mapping, which names both sides', async () => {
    const early = await put('mappings', fileNamed('mapping/yuncheng.csv'))
    expect(early.body).toMatchObject({ status: 400, code: 'matter.mapping_refused' })
    expect(reportOf(early)).toEqual(['2 from_catalogue catalogue_unknown'])
    await put('editions', fileNamed('older/yuncheng-2026.csv'))
    expect(await put('mappings', fileNamed('mapping/yuncheng.csv'))).toMatchObject({
      status: 201,
      body: { catalogue: 'YUNCHENG', entries: 194 },
    })
    const pairs = (await system.get('/api/matters/mappings?from=YUNCHENG')).body.items as MappingView[]
    expect(pairs).toHaveLength(194)
    expect(pairs.find((p) => p.fromKind === 'component' && p.fromCode === '0127')).toMatchObject({
      ...{
        fromName: '通讯交接箱',
        toCatalogue: 'GB/T 47678.5',
        toCode: '01027',
        toName: '通信交接箱',
        relation: 'same',
      },
      why: '“通讯”“通信”同义',
    })
    expect((await system.get('/api/matters/mappings?from=none')).body.items).toEqual([])
    // Corrected and handed in again, the later one counts.
    await put('mappings', fileNamed('mapping/yuncheng.csv').split('\n').slice(0, 3).join('\n'))
    expect((await system.get('/api/matters/mappings')).body.items).toHaveLength(2)
  })
})

describe('refused, row by row', () => {
  const shipped = () => fileNamed('extension-2026.csv')

  test('two editions of one catalogue on the same day', async () => {
    const again = shipped().replace('LINLI,2026,2026-01-01,,', 'LINLI,2026b,2026-01-01,,')
    const reply = await put('editions', again)
    expect(reportOf(reply)).toEqual(['2 valid_from editions_overlap'])
    expect(reply.body.report[0].message.zh).toBe(
      '与版本“2026”（2026-01-01 起）在同一天有效，请改为 2026-01-01 之后启用，或在其之前停用',
    )
    expect(reportOf(await put('editions', shipped()))).toEqual(['2 edition edition_known'])
  })

  test('a code that another catalogue has on the same days', async () => {
    const reply = await put('editions', shipped().replace('LINLI,2026,2026-01-01,,', 'own,1,2026-01-01,,'))
    const taken = reportOf(reply)
    expect(new Set(taken.map((line) => line.split(' ')[2]))).toEqual(new Set(['code_taken']))
    expect(taken).toHaveLength(76)
  })

  test('a circle, and a limit without its unit, each at its row', async () => {
    const [header] = shipped().split('\n')
    const names = header!.split(',')
    const line = (cells: Record<string, string>) => names.map((name) => cells[name] ?? '').join(',')
    const first = { catalogue: 'own', edition: '1', valid_from: '2026-01-01', edition_source: 's' }
    const reply = await put(
      'editions',
      [
        header,
        line({ ...first, code: '71', name: '甲', parent: '72', kind: 'event', source: 's' }),
        line({ code: '72', name: '乙', parent: '71', kind: 'event', source: 's' }),
        line({
          code: '71001',
          name: '丙',
          parent: '71',
          kind: 'event',
          procedure: 'coordinated',
          condition: '1',
          filing: '坏',
          closing: '好',
          limit_amount: '2',
          source: 's',
        }),
      ].join('\n'),
    )
    expect(reportOf(reply)).toEqual([
      '2 parent parent_cycle',
      '3 parent parent_cycle',
      '4 limit_unit limit_unit_missing',
    ])
    expect(reply.body.report[0].message.zh).toBe('上级编码成环：71 → 72 → 71，请改正其中一个的上级')
    expect(await editions()).toHaveLength(2)
  })
})

test('a matter asks its own questions: wrong answers are named, open ones hold up nothing', async () => {
  const worker = await people.as('worker7')
  const asked = (form: object) =>
    worker.put(`/api/incidents/${uuidv7()}`, {
      ...{ matter: '98001', description: '邻里争执', location: { area: '990101001001007' }, form },
    })
  const wrong = await asked({ people: '三', scale: '09' })
  expect(wrong.body).toMatchObject({
    ...{ status: 400, code: 'request.invalid' },
    errors: [
      { path: '/form/people', message: 'should be a number from 0 up' },
      { path: '/form/scale', message: 'should be one of 01, 02, 03' },
    ],
  })
  expect(await asked({ people: 3, scale: '01' })).toMatchObject({
    status: 201,
    body: { form: { people: 3, scale: '01' } },
  })
  expect((await asked({})).status).toBe(201)
})

test('an edition comes out as a file that is taken in again as the next one', async () => {
  const [{ id }] = (await editions()).filter(({ catalogue }) => catalogue === 'LINLI') as [EditionView]
  const { status, body, headers } = await system.get(`/api/matters/editions/${id}/file`)
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  const next = String(body).replace('LINLI,2026,2026-01-01,,', 'LINLI,2027,2027-01-01,,')
  expect(await put('editions', next)).toMatchObject({ status: 201, body: { matters: 82, conditions: 108, duties: 76 } })
  const list = await editions()
  expect(list.find((e) => e.edition === '2026' && e.catalogue === 'LINLI')?.validTo).toBe('2026-12-31')
  expect((await system.get(`/api/matters/editions/${uuidv7()}/file`)).status).toBe(404)
})

describe('an incident', () => {
  test('may be changed to a matter of the other catalogue in force, and then follows that one', async () => {
    const clerk = await people.as('clerk1')
    const worker = await people.as('worker7')
    let incident = await did(clerk, await reported(app, worker, { matter: '06036' }), 'accept')
    incident = await did(clerk, incident, 'changeMatter', { matter: '96001', reason: '在楼道内' })
    expect(incident).toMatchObject({
      matter: '96001',
      matterName: '楼道堆物、疏散通道堵塞',
      condition: { id: '96001.1' },
    })
    expect(incident.condition).toMatchObject({
      text: '楼道、楼梯间堆放杂物',
      textEn: 'Belongings piled up in a corridor or staircase',
    })
    incident = await did(clerk, incident, 'changeMatter', { matter: '06036', reason: '还是在室外' })
    expect(incident.matterName).toBe('乱堆杂物')
  })

  test('keeps its own edition when the next one of its catalogue comes', async () => {
    const clerk = await people.as('clerk1')
    const incident = await reported(app, await people.as('worker7'), { matter: '94002' })
    const next = fileNamed('extension-2026.csv')
      .replace('LINLI,2026,2026-01-01,,', 'LINLI,2026-11,2026-11-16,,')
      .replace('楼道、地下车库照明不亮', '楼道照明不亮')
    expect((await put('editions', next)).status).toBe(201)
    const accepted = await did(clerk, incident, 'accept')
    expect(accepted.condition?.text).toBe('楼道、地下车库照明不亮')
    const fresh = await reported(app, await people.as('worker8'), { matter: '94002' })
    expect((await did(clerk, fresh, 'accept')).condition?.text).toBe('楼道照明不亮')
  })

  test('is not changed to what no catalogue has', async () => {
    const clerk = await people.as('clerk1')
    const incident = await did(clerk, await reported(app, await people.as('worker7')), 'accept')
    const reply = await act(clerk, incident, 'changeMatter', { matter: '12345', reason: '试' })
    expect(reply.body).toMatchObject({ status: 400, code: 'incident.unknown_matter' })
  })

  test('of the trouble of a component is filed like the component', async () => {
    const incident = await reported(app, await people.as('worker7'), { matter: 'E01037' })
    expect(incident).toMatchObject({ matter: 'E01037', matterName: '路灯异常' })
    const accepted = await did(await people.as('clerk1'), incident, 'accept')
    expect(accepted.condition?.id).toBe('E01037.1')
  })
})
