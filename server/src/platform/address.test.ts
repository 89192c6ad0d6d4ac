// What counts as one address, and whose word is taken for it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from '#platform/db.ts'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { testHouse } from '#test/db.ts'
import { stranger } from '#test/http.ts'
import { addressOf } from './address.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
  ['2001:db8:0:7::1', '2001:db8:0:7'],
  ['2001:db8:0:7:ffff::2', '2001:db8:0:7'],
  ['2001:db8::7:0:0:0:2', '2001:db8:0:7'],
  ['2001:db8:0:8::1', '2001:db8:0:8'],
  ['2001:db8::', '2001:db8:0:0'],
])('%s counts as %s', (ip, address) => {
  expect(addressOf(ip)).toBe(address)
})

/** A house of its own behind proxies: 10.20.0.0/16 and one address, as TRUSTED_PROXIES names them; null names nobody. */
async function behind(proxies: string | null): Promise<App> {
  const shared = await testHouse()
  const { keys, db, config } = shared.house
  const environment = { DATA_DIR: config.dataDir, ...(proxies !== null && { TRUSTED_PROXIES: proxies }) }
  const log = { debug() {}, info() {}, error() {}, warn: (_: object, message?: string) => void warned.push(message!) }
  const app = await buildApp({
    config: readConfig({ ...environment, NODE_ENV: 'production' }),
    ...{ db: openDb(db.engine), clock: shared.clock, keys, log },
  })
  await app.changes.stop()
  return app
}
const warned: string[] = []

describe('whose word is taken for the address', () => {
  let app: App
  beforeEach(async () => {
    warned.length = 0
    await (await testHouse()).reset()
  })
  afterEach(() => app.http.close())
  /** Wrong secrets: ten from one address, then 429. */
  const guess = async (remoteAddress: string, forwarded?: string): Promise<number> => {
    const url = '/api/public/reports/990101-20261116-00001-5?secret=7KQ4-M2XR-9TCDW'
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    return (await stranger(app).send({ method: 'GET', url, remoteAddress, headers })).status
  }
  const tenGuesses = async (remoteAddress: string, forwarded?: string) => {
    for (let n = 0; n < 10; n++) expect(await guess(remoteAddress, forwarded)).toBe(404)
  }

  test('nobody named: a header that anybody may write gave everybody as many addresses as they liked, in production', async () => {
    app = await behind(null)
    for (let n = 0; n < 10; n++) expect(await guess('192.0.2.9', `203.0.113.${n}`)).toBe(404)
    expect(await guess('192.0.2.9', '203.0.113.99')).toBe(429)
    expect(await guess('192.0.2.10', '203.0.113.99')).toBe(404)
    expect(warned).toHaveLength(1)
    expect(warned[0]).toContain('TRUSTED_PROXIES')
  })

  test('a named one is believed, and others are not, though they say the same', async () => {
    app = await behind('10.20.0.0/16, 2001:db8::5')
    await tenGuesses('10.20.3.4', '203.0.113.7')
    expect(await guess('10.20.3.4', '203.0.113.7')).toBe(429)
    expect(await guess('10.20.3.4', '203.0.113.8')).toBe(404)
    expect(await guess('2001:db8::5', '203.0.113.7')).toBe(429)
    expect(await guess('::ffff:10.20.3.4', '203.0.113.7')).toBe(429)
    expect(warned).toEqual([])
    expect(await guess('10.21.0.1', '203.0.113.7')).toBe(404)
    expect(warned).toHaveLength(1)
  })

  test('what the visitor wrote before it does not count, nor does what is no address', async () => {
    app = await behind('10.20.0.0/16')
    await tenGuesses('10.20.3.4', '203.0.113.7')
    for (const written of ['198.51.100.1, 203.0.113.7', '10.20.9.9, 203.0.113.7', 'nonsense, 203.0.113.7, 10.20.0.7'])
      expect(await guess('10.20.3.4', written), written).toBe(429)
    expect(await guess('10.20.3.4', 'nonsense')).toBe(404)
  })
})

test.each([
  'proxy.internal',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '0.0.0.0/00',
  '10.0.0.1/',
  '10.0.0.1;10.0.0.2',
  '10.0.0.1/8/8',
  'true',
])('TRUSTED_PROXIES=%s stops the start', (text) => {
  expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(/addresses or networks between commas/)
})
