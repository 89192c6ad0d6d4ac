// Applications of the shipped catalogue over HTTP: what everybody reads names nobody whole and gives nothing private away.
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from '#platform/sql.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { act, type Cast, cast, did, pointIn, reported } from '#test/given.ts'
import { type Person, stranger } from '#test/http.ts'

let app: TestHouse
let people: Cast
let clerk: Person
let anybody: Person
beforeAll(async () => {
  app = await testHouse()
})
beforeEach(async () => {
  await app.reset()
  people = cast(app)
  clerk = await people.as('clerk1')
  anybody = stranger(app)
})

const relief = '97012'
const finding = '申请人林某某（3口之家），经入户调查和评议，拟同意纳入最低生活保障，请居民监督。'
const said = '女儿八岁患白血病，住3号楼2单元501，电话13800001234，身份证11010519491231002X，申请低保。'
/** By the resident, with everything in it that a neighbour must not read. */
async function applied(): Promise<IncidentView> {
  const id = uuidv7()
  const place = { location: { ...(await pointIn(app, '990101001001007')), address: '3号楼2单元501' } }
  const reporter = { name: '林秀英', phone: '13800001234' }
  const reply = await anybody.put(`/api/public/reports/${id}`, {
    ...place,
    matter: relief,
    description: said,
    reporter,
  })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return (await clerk.get(`/api/incidents/${id}`)).body
}
const seen = async (by: Person, { id }: { id: string }): Promise<IncidentView> =>
  (await by.get(`/api/incidents/${id}`)).body
const everywhere = async (number: string): Promise<string> => {
  const doors = ['/api/public/notices', `/api/public/notices/${number}`, '/notices', `/notices/${number}`, '/']
  const texts = await Promise.all(doors.map((url) => anybody.get(url)))
  for (const [n, { status }] of texts.entries()) expect(status, doors[n]).toBe(200)
  return texts.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body))).join('\n')
}

test('an application for relief is decided by the law’s steps: community, town, county, with a week of notice at each', async () => {
  const application = await applied()
  expect(application).toMatchObject({ procedure: { key: 'approval', version: 2 }, state: 'reported' })
  const defined = await did(clerk, application, 'define', { result: finding })
  expect(defined.condition).toMatchObject({ id: '97012.1', limit: { amount: 30, unit: 'workDay' } })
  await clerk.post('/api/clock', { advance: 'P7D' })
  const town = await people.as('town1')
  await did(town, await seen(town, application), 'review', { granted: true })
  await clerk.post('/api/clock', { advance: 'P7D' })
  const county = await people.as('county1')
  const granted = await did(county, await seen(county, application), 'grant', { granted: true })
  expect(granted).toMatchObject({ state: 'closed', late: false })
})

test('at no public door stands more than the finding: no name, number, address, illness, child', async () => {
  const application = await applied()
  const { number } = await did(clerk, application, 'define', { result: finding })
  const shown = await everywhere(number)
  expect(shown).toContain('林某某')
  for (const hidden of [
    '林秀英',
    '13800001234',
    '11010519491231002X',
    '白血病',
    '八岁',
    '2单元',
    '501',
    '申请低保',
    application.id,
  ])
    expect(shown).not.toContain(hidden)
})

test.each([
  ['电话13800001234', ['number']],
  ['家住福源路12号', ['address']],
  ['女儿患白血病', ['health']],
  ['女儿八岁', ['minor']],
])('a finding that says %s is refused at its field, and nothing is public', async (words, found) => {
  const reply = await act(clerk, await applied(), 'define', { result: `${finding}${words}。` })
  expect(reply.body).toMatchObject({ status: 400, code: 'incident.notice_private', found })
  expect(reply.body.errors).toEqual([{ path: '/result', message: expect.stringMatching(/^names /) }])
  expect(reply.body.words.zh).not.toBe('')
  expect((await anybody.get('/api/public/notices')).body.items).toEqual([])
})

test('the town’s answer, which the second notice shows, is held to the same; a refusal, which nobody else reads, is not', async () => {
  const application = await did(clerk, await applied(), 'define', { result: finding })
  await clerk.post('/api/clock', { advance: 'P7D' })
  const town = await people.as('town1')
  const now = await seen(town, application)
  const told = { granted: true, reason: '医院证明其病情属实' }
  expect((await act(town, now, 'review', told)).body).toMatchObject({
    code: 'incident.notice_private',
    found: ['health'],
  })
  const refused = await did(town, now, 'review', { granted: false, reason: '家住福源路12号的房屋出租，收入超过标准' })
  expect(refused.state).toBe('rejected')
})

test('a whole name that was written all the same is cut, as far as a report says what it is', async () => {
  const { id, number } = await did(clerk, await applied(), 'define', { result: finding.replace('林某某', '林秀英') })
  const shown = await everywhere(number)
  expect(shown).toContain('林某某')
  expect(shown).not.toContain('林秀英')
  // Whatever wrote it: what an older version let in stays masked on the way out.
  await app.house.db.transaction('owner', (tx) =>
    tx.commit(
      sql`set local session_replication_role = replica`,
      sql`update incident_action set data = data || '{"result": "林秀英，电话13800001234"}'::jsonb where incident_id = ${id}::uuid and action = 'define'`,
    ),
  )
  expect((await anybody.get(`/api/public/notices/${number}`)).body.text).toBe('林某某，电话138****1234')
})

test('nobody outside the place sees the application, and the notice opens no door to it', async () => {
  const application = await applied()
  const { id } = await did(clerk, application, 'define', { result: finding })
  for (const name of ['worker101', 'town2', 'sysadmin'])
    expect([403, 404], name).toContain((await (await people.as(name)).get(`/api/incidents/${id}`)).status)
  expect((await anybody.get(`/api/incidents/${id}`)).status).toBe(401)
  const other = await reported(app, await people.as('worker7'))
  expect((await anybody.get(`/api/public/notices/${other.number}`)).status).toBe(404)
})
