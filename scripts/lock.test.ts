import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linli-lock-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('two that want the same lock work one after the other', async () => {
  const log: string[] = []
  const work = (name: string) => async () => {
    log.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 30))
    log.push(`${name} ends`)
  }
  await Promise.all([withLock(root, 'build', work('a')), withLock(root, 'build', work('b'))])
  expect([log[0]?.slice(0, 1), log[1]?.slice(0, 1)]).toEqual([log[0]?.[0], log[0]?.[0]])
  expect(log.map((line) => line.slice(2))).toEqual(['begins', 'ends', 'begins', 'ends'])
})

test('the lock is free again after a failure', async () => {
  await expect(withLock(root, 'install', () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
  await expect(withLock(root, 'install', () => Promise.resolve('done'))).resolves.toBe('done')
})

test.each([
  ['of a process that died', '999999999', 0],
  ['that nobody put a name into, after a while', null, 60],
])('a lock %s is taken over', async (_, owner, ageSeconds) => {
  const lock = join(root, '.cache', 'install.lock')
  mkdirSync(lock, { recursive: true })
  if (owner !== null) writeFileSync(join(lock, 'owner'), owner)
  const then = new Date(Date.now() - ageSeconds * 1000)
  utimesSync(lock, then, then)
  await expect(withLock(root, 'install', () => Promise.resolve('mine'))).resolves.toBe('mine')
})
