import { expect, test } from 'vitest'
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
