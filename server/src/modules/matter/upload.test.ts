// A catalogue file over the wire: the schema, the limit of the body and the reader name one size.
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { canonical } from '#platform/crypto.ts'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Person, type Reply, signIn, stranger } from '#test/http.ts'
import { largestFile } from './catalogue-read.ts'

let app: TestHouse
let system: Person
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  system = await signIn(app, 'sysadmin')
})

const upload = (bytes: Buffer, by = system): Promise<Reply> =>
  by.put(`/api/matters/editions/${uuidv7()}`, { csv: bytes.toString('base64') })

const columns =
  'catalogue,edition,valid_from,valid_to,edition_source,code,name,name_en,parent,kind,procedure,precheck,postcheck,duty,duty_basis,duty_source,synonyms,initials,condition,filing,closing,limit_amount,limit_unit,unit_town,unit_county,filing_evidence,closing_evidence,target,followed_by,source'

/** A catalogue of more than a megabyte whose every row is good. */
function large(): Buffer {
  const matter = (_: unknown, i: number) => {
    const code = `01${String(i + 1).padStart(4, '0')}`
    return `,,,,,${code},设施${i}号,,01,event,coordinated,,,,,,,,1,${'灯不亮'.repeat(20)},修复,1,workDay,city,,,,,,own`
  }
  const rows = Array.from({ length: 5000 }, matter)
  return Buffer.from([columns, 'large,1,2026-01-01,,own,01,设施,,,event,,,,,,,,,,,,,,,,,,,,own', ...rows].join('\n'))
}

test('a good catalogue of more than one megabyte was refused with 413 although the schema allows five', async () => {
  const file = large()
  expect(file.length).toBeGreaterThan(1_100_000)
  const reply = await upload(file)
  expect([reply.status, JSON.stringify(reply.body).slice(0, 300)]).toEqual([201, expect.any(String)])
  expect(reply.body).toMatchObject({ matters: 5001, conditions: 5000 })
})

test('the largest file reaches the reader, three bytes more do not', async () => {
  const full = await upload(Buffer.alloc(largestFile))
  expect([full.status, full.body.code, full.body.report[0].code]).toEqual([
    400,
    'matter.catalogue_refused',
    'file_has_nul',
  ])
  expect(await upload(Buffer.alloc(largestFile + 3))).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', errors: [{ path: '/csv' }] },
  })
})

test('the receipt of a file took it apart byte by byte and held up everybody for seconds', () => {
  const bytes = Buffer.alloc(largestFile, 1)
  expect(canonical({ bytes }).length).toBeLessThan(largestFile * 1.4)
  expect(canonical({ bytes })).not.toBe(canonical({ bytes: Buffer.alloc(largestFile, 2) }))
})

test('what is larger than any file is refused before it is read whole, and the answer names the limit', async () => {
  const reply = await upload(Buffer.alloc(largestFile + 4096))
  expect(reply).toMatchObject({ status: 413, body: { code: 'too_large', limitBytes: expect.any(Number) } })
  expect(reply.body.detail).toContain(String(reply.body.limitBytes))
  expect((await upload(Buffer.alloc(largestFile + 4096), stranger(app))).status).toBe(401)
  const elsewhere = await system.put(`/api/incidents/${uuidv7()}`, { description: 'x'.repeat(1_100_000) })
  expect(elsewhere).toMatchObject({ status: 413, body: { limitBytes: 1_048_576 } })
})
