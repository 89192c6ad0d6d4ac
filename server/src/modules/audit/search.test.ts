// The search of the audit administrator: what it finds, who may search, what does not leave, and that it is itself recorded.
import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { append, chainHead } from '#platform/audit.ts'
import { sql } from '#platform/sql.ts'
import { asOwner } from '#test/authz-world.ts'
import { countRows, PASSWORD, type TestHouse, testHouse } from '#test/db.ts'
import { type Cast, cast, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'

let app: TestHouse
let people: Cast
let auditor: Person
beforeAll(async () => {
  app = await testHouse()
}, 120_000)
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  auditor = await people.as('auditadmin')
})

interface Shown {
  seq: number
  verb: string
  username: string | null
}
const search = async (query = ''): Promise<Shown[]> => {
  const reply = await auditor.get(`/api/audit${query}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.items
}

/** Something another room might one day write. */
async function written(verb: string, facts: Record<string, unknown>, at = app.house.clock.wall()): Promise<void> {
  await app.house.db.transaction('linli_job', async (tx) => {
    const [[head]] = await tx.send(chainHead('audit'))
    const entry = { id: uuidv7(), accountId: null, verb: verb as AuditVerb, subject: null, facts, at }
    await tx.commit(...append(app.house.keys, 'audit', head, entry))
  })
}

const failedSignIn = (username: string) => stranger(app).post('/api/session', { username, password: `not ${PASSWORD}` })

describe('finds', () => {
  test('by user name or id, by verb or its noun, by outcome, by subject, newest first', async () => {
    await people.as('clerk1')
    await failedSignIn('clerk1')
    await failedSignIn('nobody-of-this-name')
    const [clerk] = await asOwner(app, sql<{ id: string }>`select id from account where username = 'clerk1'`)
    const own = await search('?actor=clerk1')
    expect(own.map((e) => [e.verb, e.username])).toEqual([
      ['session.refused', 'clerk1'],
      ['session.opened', 'clerk1'],
    ])
    expect(await search(`?actor=${clerk!.id}`)).toEqual(own)
    expect(await search('?subject=clerk1')).toEqual(own)
    expect(await search('?actor=nobody-of-this-name')).toEqual([])
    expect((await search('?outcome=refused')).map((e) => e.username)).toEqual([null, 'clerk1'])
    expect((await search('?verb=session.refused')).length).toBe(2)
    const sessions = await search('?verb=session')
    expect(sessions.length).toBe(4)
    expect(sessions.map((e) => e.seq)).toEqual(sessions.map((e) => e.seq).toSorted((a, b) => b - a))
    expect(await search('?verb=sess')).toEqual([])
    expect((await search('?verb=session&outcome=done')).every((e) => e.verb === 'session.opened')).toBe(true)
  })

  test('by area, that of the post which was given or one above it, and by time', async () => {
    await written('post.grant', { area: '990101001001007' }, Date.parse('2026-01-05T08:00:00Z'))
    await written('post.grant', { area: '990101002' }, Date.parse('2026-01-06T08:00:00Z'))
    expect((await search('?area=990101001&verb=post')).length).toBe(1)
    expect((await search('?area=990101&verb=post')).length).toBe(2)
    expect(await search('?area=990101001001008&verb=post')).toEqual([])
    expect((await search('?since=2026-01-06T00:00:00Z&until=2026-01-07T00:00:00Z')).length).toBe(1)
    // From and until: the first instant belongs to it, the last does not.
    expect((await search('?since=2026-01-05T08:00:00Z&until=2026-01-06T08:00:00Z')).length).toBe(1)
  })

  test('page by page everything once, and counts', async () => {
    for (let i = 0; i < 12; i++) await written('mark.set', { i })
    const seen: number[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await auditor.get(`/api/audit?verb=mark&limit=5&count=true${cursor && `&cursor=${cursor}`}`)
      expect(body.total).toBe(12)
      seen.push(...body.items.map((e: Shown) => e.seq))
      cursor = body.next
    }
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a))
    expect(seen.length).toBe(12)
  })

  test.each(['?verb=DROP%20TABLE', '?outcome=maybe', '?since=yesterday', '?area=town', '?limit=0', '?cursor=x'])(
    'a filter that is none is refused with its name: %s',
    async (query) => {
      const reply = await auditor.get(`/api/audit${query}`)
      expect([reply.status, reply.body.code]).toEqual([400, 'request.invalid'])
      expect(reply.body.errors[0].path).toContain(query.slice(1).split('=')[0])
    },
  )
})

describe('is for the audit administrator alone', () => {
  test('nobody else reads the audit or the state of the record, and a refusal leaves no trace', async () => {
    const others = await Promise.all(
      ['worker7', 'clerk1', 'leader1', 'inspector1', 'sysadmin', 'secadmin'].map((name) => people.as(name)),
    )
    const before = await countRows(app, 'audit')
    for (const by of others)
      for (const url of ['/api/audit', '/api/audit/integrity']) expect((await by.get(url)).status, by.name).toBe(403)
    for (const url of ['/api/audit', '/api/disclosures', '/api/audit/integrity'])
      expect((await stranger(app).get(url)).status).toBe(401)
    expect(await countRows(app, 'audit')).toBe(before)
  })

  test('whose searches are recorded, once each and not once a page, with what was searched', async () => {
    await search('?actor=clerk1&limit=1')
    const { body } = await auditor.get('/api/audit?limit=1')
    await auditor.get(`/api/audit?limit=1&cursor=${body.next}`)
    await auditor.get('/api/disclosures?actor=clerk1')
    await auditor.get('/api/audit/integrity')
    const noted = (await auditor.get('/api/audit?actor=auditadmin&limit=4')).body.items
    expect(noted.map((e: { verb: string; facts: object }) => [e.verb, e.facts])).toEqual([
      ['audit.check', { read: 'logs', valid: true, entries: expect.any(Number), breaks: 0 }],
      ['disclosure.read', { actor: 'clerk1' }],
      ['audit.read', {}],
      ['audit.read', { actor: 'clerk1' }],
    ])
  })
})

describe('shows nothing personal and nothing secret', () => {
  test('numbers in texts are masked and what is named like a secret is left out', async () => {
    await written('note.keep', {
      reason: '回电13800001234，证件320106199003071234',
      password: 'linli-demo',
      inner: { sessionToken: 'abc', texts: ['座机0571-88001234'] },
      account: '01930000-0000-7000-8000-000000000001',
    })
    const [shown] = (await auditor.get('/api/audit?verb=note.keep')).body.items
    expect(shown.facts).toEqual({
      reason: '回电138****1234，证件320***********1234',
      inner: { texts: ['座机0571-******34'] },
      account: '01930000-0000-7000-8000-000000000001',
    })
  })

  test('of a reading of personal data who, what and why, never the data; everybody sees their own', async () => {
    const [worker, clerk] = [await people.as('worker7'), await people.as('clerk1')]
    const reporter = { name: '王秀兰', phone: '13800001234' }
    const report = (await reported(app, worker, { reporter })).reports[0]!
    await clerk.post(`/api/reports/${report.id}/reveal`, { purpose: '回拨 13800001234 核实' })
    await worker.post(`/api/reports/${report.id}/reveal`, { purpose: '上门前联系' })
    const all = await auditor.get('/api/disclosures?count=true')
    expect(all.body).toMatchObject({
      total: 2,
      items: [
        { username: 'worker7', verb: 'report.reveal', subject: report.id, purpose: '上门前联系' },
        { username: 'clerk1', purpose: '回拨 138****1234 核实', fields: ['reporterName', 'reporterPhone'] },
      ],
    })
    expect(JSON.stringify(all.body)).not.toMatch(/13800001234|王秀兰/)
    for (const [query, wanted] of [
      ['?actor=worker7', 1],
      [`?subject=${report.id}`, 2],
      ['?verb=report', 2],
      ['?actor=town1', 0],
    ] as const)
      expect((await auditor.get(`/api/disclosures${query}`)).body.items.length, query).toBe(wanted)
    const own = (await clerk.get('/api/disclosures?count=true')).body
    expect([own.total, own.items.length, own.items[0].username]).toEqual([1, 1, 'clerk1'])
    expect((await clerk.get('/api/disclosures?actor=worker7')).body.items).toEqual([])
  })
})
