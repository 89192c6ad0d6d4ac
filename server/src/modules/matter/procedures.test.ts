// A place loads its own procedure: proven before it is kept, versions that never change, open incidents that stay on theirs.
import { coordinated } from '@linli/contract/incident/procedures/coordinated.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countRows, type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, reported } from '#test/given.ts'
import type { Person } from '#test/http.ts'

let app: TestHouse
let people: Cast
let system: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  system = await people.as('sysadmin')
})

const own = (fields: object = {}) => ({ ...structuredClone(coordinated), key: 'own', version: 1, ...fields })
const load = (document: { key: string; version: number }, by = system) =>
  by.put(`/api/procedures/${document.key}/${document.version}`, document)

describe('loading', () => {
  test('a sound document becomes a version; sent again it changes nothing; another content is refused', async () => {
    expect(await load(own())).toMatchObject({ status: 201, body: { key: 'own', version: 1, created: true } })
    expect(await load(own())).toMatchObject({ status: 200, body: { created: false } })
    const other = await load(own({ name: { zh: '另一个', en: 'Another' } }))
    expect(other.body).toMatchObject({ status: 409, code: 'procedure.version_taken' })
    const { versions } = (await system.get('/api/procedures/own')).body
    expect(versions).toMatchObject([{ version: 1, source: 'sysadmin', document: { key: 'own' } }])
  })

  test('a version that is not the newest, and one of the product, are refused', async () => {
    await load(own({ version: 5 }))
    expect((await load(own({ version: 4 }))).body).toMatchObject({
      status: 409,
      code: 'procedure.version_old',
      newest: 5,
    })
    const shipped = await load({ ...structuredClone(coordinated), version: coordinated.version + 1 })
    expect(shipped.body).toMatchObject({ status: 409, code: 'procedure.shipped' })
  })

  test('address and document must agree', async () => {
    const reply = await system.put('/api/procedures/own/2', own())
    expect(reply.body).toMatchObject({ status: 400, errors: [{ path: '/version' }] })
  })

  test('is for the system administrator', async () => {
    for (const name of ['clerk1', 'leader1', 'secadmin', 'auditadmin'])
      expect((await load(own(), await people.as(name))).status, name).toBe(403)
    expect(await countRows(app, 'procedure')).toBe(5)
  })
})

describe('faults, each with its place, and nothing is kept', () => {
  const without = (state: string) => {
    const document = own() as ReturnType<typeof own> & { actions: { from: string[] }[] }
    document.actions = document.actions.map((rule) => ({
      ...rule,
      from: rule.from.filter((s) => s !== state),
    })) as never
    document.actions = document.actions.filter((rule) => rule.from.length > 0) as never
    return document
  }
  const cases: [string, () => object, string, string][] = [
    ['a dead end', () => without('declined'), 'procedure.dead_end', '/states/declined'],
    [
      'a state without a deadline',
      () => own({ states: { ...coordinated.states, signed: { holder: 'unit', deadline: null } } }),
      'procedure.no_deadline',
      '/states/signed',
    ],
    [
      'an action that needs a field nobody fills',
      () => own({ actions: coordinated.actions.map((r) => (r.action === 'sign' ? { ...r, demands: ['result'] } : r)) }),
      'procedure.field_nobody_fills',
      '/actions/',
    ],
    [
      'a word that is none',
      () => own({ states: { ...coordinated.states, lost: {} } }),
      'procedure.malformed',
      '/states',
    ],
    ['nothing at all', () => ({ key: 'own', version: 1 }), 'procedure.malformed', '/'],
  ]
  test.each(cases)('%s', async (_, make, code, path) => {
    const document = make() as { key: string; version: number }
    const reply = await load(document)
    expect(reply.body).toMatchObject({ status: 400, code: 'procedure.refused' })
    const fault = reply.body.faults.find((one: { code: string }) => one.code === code)
    expect(fault, JSON.stringify(reply.body.faults)).toBeDefined()
    expect(fault.path.startsWith(path)).toBe(true)
    // In Chinese from the first word, though it may name words of the document.
    expect(fault.zh).toMatch(/^[“\p{Script=Han}]/u)
    expect(reply.body.errors.length).toBe(reply.body.faults.length)
    expect((await system.post('/api/procedures/check', document)).body.faults).toEqual(reply.body.faults)
    expect((await system.get('/api/procedures/own')).status).toBe(404)
  })
})

test('a procedure that changes under open incidents: they stay on theirs, new ones begin under the new one', async () => {
  await load(own())
  const catalogue = [
    'catalogue,edition,valid_from,valid_to,edition_source,code,name,name_en,parent,kind,procedure,precheck,postcheck,duty,duty_basis,duty_source,synonyms,initials,condition,filing,closing,limit_amount,limit_unit,unit_town,unit_county,filing_evidence,closing_evidence,target,followed_by,source',
    'own,1,2026-01-01,,own,X1,设施,Things,,event,,,,,,,,,,,,,,,,,,,,own',
    ',,,,,X1001,长椅,Bench,X1,event,own,,,,,,,,1,损坏,修复,2,workDay,city,,,,,,own',
  ].join('\n')
  const csv = Buffer.from(catalogue).toString('base64')
  expect((await system.put(`/api/matters/editions/${uuidv7()}`, { csv })).status).toBe(201)
  await app.reload()
  const worker = await people.as('worker7')
  const clerk = await people.as('clerk1')
  const before = await reported(app, worker, { matter: 'X1001' })
  expect(before.procedure).toMatchObject({ key: 'own', version: 1 })

  const slow = {
    ...coordinated.states.reported!,
    deadline: { ...coordinated.states.reported!.deadline!, limit: { amount: 8, unit: 'workHour', source: 'own' } },
  }
  const actions = coordinated.actions.filter((rule) => rule.action !== 'return' && rule.action !== 'supplement')
  const second = own({
    version: 2,
    actions: actions.map((r) => ({ ...r, from: r.from.filter((s) => s !== 'returned') })),
  })
  const { returned: _, ...states } = coordinated.states
  expect((await load({ ...second, states: { ...states, reported: slow } } as never)).status).toBe(201)

  await app.reload()
  const after = await reported(app, worker, { matter: 'X1001' })
  expect(after.procedure).toMatchObject({ key: 'own', version: 2 })
  expect(Date.parse(after.dueAt!)).toBeGreaterThan(Date.parse(before.dueAt!))
  expect((await act(clerk, after, 'return', { reason: '请写明' })).body.code).toBe('incident.not_in_procedure')
  expect((await did(clerk, before, 'return', { reason: '请写明' })).state).toBe('returned')
})
