// 500 real service requests of San Francisco, where the collection of data lies beside the project; it is no part of it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseServer, type Ground, newGround, type Running, startServer, stopServer } from '#test/process.ts'
import type { Refusal, Summary } from './run.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const file = path('../../../../shared/data/311-sf/requests.csv')
const isThere = existsSync(file)
const why = isThere ? '' : ` (skipped: ${file} is not there)`

describe.skipIf(!isThere)(`500 real requests${why}`, () => {
  let ground: Ground
  let server: Running
  beforeAll(async () => {
    ground = await newGround(databaseServer)
    server = await startServer(ground.environment, '--demo', '--without-incidents')
  }, 120_000)
  afterAll(async () => {
    if (server) await stopServer(server)
    await ground.remove()
  })

  async function run(...more: string[]): Promise<{ code: number | null; refusals: Refusal[]; summary: Summary }> {
    const args = [path('../replay.ts'), file, '--map', path('./maps/311-sf.json'), '--url', server.url, ...more]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let stdout = ''
    child.stdout.on('data', (piece) => (stdout += String(piece)))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    const lines = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    return { code, refusals: lines.slice(0, -1), summary: lines.at(-1).summary }
  }

  test('each stands in its real state; what is left out was announced; a second run changes nothing', async () => {
    const first = await run('--limit', '500')
    expect(first.refusals.filter((r) => !r.stated)).toEqual([])
    expect(first.code).toBe(0)
    expect(first.summary.created + first.summary.leftOut).toBe(500)
    expect(Object.keys(first.summary.states).toSorted()).toEqual(['closed', 'rejected', 'voided'])
    const second = await run('--limit', '500')
    expect(second.code).toBe(0)
    expect(second.summary).toMatchObject({ created: 0, alreadyThere: first.summary.created, hands: 0 })
    expect(second.summary.states).toEqual(first.summary.states)
  })

  test('one that was cut off goes on where it stopped', async () => {
    const args = [
      path('../replay.ts'),
      file,
      '--map',
      path('./maps/311-sf.json'),
      '--url',
      server.url,
      '--limit',
      '600',
    ]
    const child = spawn(process.execPath, [...args, '--rate', '400'], { stdio: 'ignore' })
    setTimeout(() => child.kill('SIGKILL'), 4000)
    await new Promise((resolve) => child.once('close', resolve))
    const rest = await run('--limit', '600')
    expect(rest.code).toBe(0)
    expect(rest.summary.created + rest.summary.alreadyThere + rest.summary.leftOut).toBe(600)
    expect(rest.summary.refused).toBe(0)
  })
})
