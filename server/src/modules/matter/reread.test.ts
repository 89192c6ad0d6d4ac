// Catalogues, lists, procedures and calendars are held in memory. Nobody waits here for the feed of changes that tells other servers.
import { coordinated } from '@linli/contract/incident/procedures/coordinated.ts'
import type { DutyListView, EditionView } from '@linli/contract/matter/schemas.ts'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '#platform/db.ts'
import type { House } from '#platform/house.ts'
import { type App, buildApp } from '#src/app.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Person, signIn } from '#test/http.ts'
import { dutyLists, editions } from './public.ts'

let shared: TestHouse
/** A server of its own over the same database, deaf to the feed. */
let app: App
let system: Person
beforeAll(async () => {
  shared = await testHouse()
  await shared.reset()
  const { config, keys, log, db } = shared.house
  app = await buildApp({ config, db: openDb(db.engine), clock: shared.clock, keys, log, isDemonstration: true })
  await app.changes.stop()
  system = await signIn(app, 'sysadmin')
})
afterAll(() => app.http.close())

const base64 = (...lines: string[]) => ({ csv: Buffer.from(lines.join('\n')).toString('base64') })
const catalogue = base64(
  'catalogue,edition,valid_from,valid_to,edition_source,code,name,name_en,parent,kind,procedure,precheck,postcheck,duty,duty_basis,duty_source,synonyms,initials,condition,filing,closing,limit_amount,limit_unit,unit_town,unit_county,filing_evidence,closing_evidence,target,followed_by,source',
  'own,1,2026-01-01,,own,X1,设施,Things,,event,,,,,,,,,,,,,,,,,,,,own',
  ',,,,,X1001,长椅,Bench,X1,event,coordinated,,,,,,,,1,损坏,修复,2,workDay,city,,,,,,own',
)
const dutyList = base64(
  'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source',
  '清单,town,990101001,2026-01-01,,own,X1001,,basic,,',
)

describe('what somebody had loaded was missing from the next answer, for half a second', () => {
  test('an edition, and a duty list that speaks of its matters', async () => {
    const id = uuidv7()
    expect((await system.put(`/api/matters/editions/${id}`, catalogue)).status).toBe(201)
    const list = (await system.get('/api/matters/editions')).body.items as EditionView[]
    expect(list.find((edition) => edition.id === id)).toMatchObject({ catalogue: 'own', edition: '1' })
    const lists = uuidv7()
    expect((await system.put(`/api/matters/duty-lists/${lists}`, dutyList)).status).toBe(201)
    const shown = (await system.get('/api/matters/duty-lists')).body.items as DutyListView[]
    expect(shown.map((one) => one.id)).toContain(lists)
  })

  test('a procedure and a calendar', async () => {
    const document = { ...coordinated, key: 'own', version: 1 }
    expect((await system.put('/api/procedures/own/1', document)).status).toBe(201)
    const { items } = (await system.get('/api/procedures')).body as { items: { key: string }[] }
    expect(items.map(({ key }) => key)).toContain('own')
    const { id: _id, offsetMinutes: _offset, ...body } = (await system.get('/api/calendars/default')).body
    expect((await system.put('/api/calendars/default', { ...body, name: '更正后' })).status).toBe(200)
    expect((await system.get('/api/calendars/default')).body.name).toBe('更正后')
  })
})

test('a load that was begun earlier and ended later does not bring back what was', async () => {
  const { house } = app
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let count = 0
  const db: House['db'] = {
    ...house.db,
    async transaction(role, work, before, onBefore) {
      const nth = ++count
      const rows = await house.db.transaction(role, work, before, onBefore)
      if (nth === 1) await released
      return rows
    },
  }
  const slow: House = { ...house, db }
  const early = dutyLists.load(slow)
  await dutyLists.load(slow)
  const later = dutyLists.of(slow)
  release()
  await early
  expect(dutyLists.of(slow)).toBe(later)
  expect(() => editions.of(slow)).toThrow('before it was loaded')
})
