import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from './run.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const node = process.execPath
const quiet = { cwd: root, stdio: 'ignore' as const }

test.each([
  ['its exit code', 'process.exit(7)', 7],
  ['zero', '0', 0],
  ['128 + the number of the signal that ended it', 'process.kill(process.pid, "SIGKILL")', 137],
])('a program gives %s', async (_, code, wanted) => {
  expect(await run(node, ['-e', code], quiet)).toBe(wanted)
})

test('a program that is not there is named', async () => {
  await expect(run(join(root, 'no-such-program'), [], quiet)).rejects.toThrow('no-such-program could not be started')
})

test('children find the chosen Node and the installed programs first', async () => {
  const chosen = join(root, 'chosen', 'bin', 'node')
  const code = `const { delimiter, dirname, join } = require('node:path')
    const [first, second] = process.env.PATH.split(delimiter)
    process.exit(first === dirname(${JSON.stringify(chosen)}) && second === join(${JSON.stringify(root)}, 'node_modules', '.bin') ? 0 : 1)`
  expect(await run(node, ['-e', code], { ...quiet, node: chosen })).toBe(0)
})

test('a signal that reaches us reaches the program, whose exit code stays ours', async () => {
  const program = `process.on('SIGTERM', () => process.exit(5)); setInterval(() => {}, 1000)`
  const door = `import { run } from ${JSON.stringify(new URL('./run.mjs', import.meta.url).href)}
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 400)
    process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(program)}], { cwd: '.', stdio: 'ignore' })`
  expect(spawnSync(node, ['--input-type=module', '-e', door], { timeout: 10_000 }).status).toBe(5)
})

test('an unknown verb is answered with the known ones and exit code 2', () => {
  const door = join(root, 'scripts', 'linli.mjs')
  const { status, stderr } = spawnSync(node, [door, 'dance'], { cwd: tmpdir(), encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('there is no "dance": setup, demo, start, test')
})
