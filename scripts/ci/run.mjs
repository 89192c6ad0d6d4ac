// The stages of .ci/run. A stage whose subject does not exist yet is left out, never counted. Test stages bring the runner's
// own counts, every other stage counts as one; the last line is their sum and nothing else.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../postgres.mjs'
import { countOne, countReport, failuresOf, sum } from './counts.mjs'

/** @typedef {import('./counts.mjs').Counts} Counts */
/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {number} minutes how long it may take before it is ended and has failed
 * @property {string[]} command
 * @property {boolean} [isTest] it runs tests and leaves a report
 * @property {boolean} [onPostgres] with TEST_DATABASE_URL of a server of its own
 * @property {Record<string, string>} [env]
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const scratch = mkdtempSync(join(tmpdir(), 'linli-ci-'))
/** What must be ended or removed however this run ends; only what it started itself. @type {Set<() => unknown>} */
const leftovers = new Set([() => rmSync(scratch, { recursive: true, force: true })])

/** @returns {Stage[]} */
function listStages() {
  const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const server = hasFiles('server', /\.test\.ts$/)
  const long = hasFiles('server', /\.long\.test\.ts$/) || hasFiles('contract', /\.long\.test\.ts$/)
  /** @type {[boolean, Stage][]} */
  const stages = [
    [true, { name: 'packages', minutes: 5, command: ['npm', 'run', 'setup'] }],
    [true, { name: 'check', minutes: 5, command: ['npm', 'run', 'check'] }],
    [true, { name: 'tests, embedded database', minutes: 13, command: ['npm', 'test'], isTest: true }],
    [
      server,
      {
        name: 'server tests, PostgreSQL',
        minutes: 11,
        command: ['npm', 'test', '--', '--project', 'server'],
        isTest: true,
        onPostgres: true,
      },
    ],
    [
      long,
      {
        name: 'long tests, PostgreSQL',
        minutes: 10,
        command: ['npm', 'test'],
        env: { LINLI_LONG: '1' },
        isTest: true,
        onPostgres: true,
      },
    ],
    [
      existsSync(join(root, 'e2e', 'vitest.config.ts')) && hasFiles('e2e', /\.test\.ts$/),
      { name: 'browser', minutes: 12, command: ['npm', 'run', 'e2e'], env: { CHROMIUM: chromium }, isTest: true },
    ],
    [
      existsSync(join(root, 'server', 'src', 'main.ts')),
      { name: 'fresh clone', minutes: 5, command: ['node', 'scripts/ci/fresh-clone.mjs'] },
    ],
  ]
  return stages.filter(([exists]) => exists).map(([, stage]) => stage)
}

/** @param {string} folder @param {RegExp} pattern */
function hasFiles(folder, pattern) {
  return readdirSync(join(root, folder), { recursive: true }).some(
    (name) => pattern.test(String(name)) && !String(name).includes('node_modules'),
  )
}

/** @param {Stage} stage */
const reportOf = (stage) => join(scratch, `${stage.name.replace(/\W+/g, '-')}.json`)

/** @param {Stage} stage @returns {Promise<Counts>} */
async function runStage(stage) {
  const report = reportOf(stage)
  /** @type {Record<string, string>} */
  const env = { ...stage.env, ...(stage.isTest ? { LINLI_TEST_REPORT: report } : {}) }
  let stop = async () => {}
  try {
    if (stage.onPostgres) {
      const postgres = await startPostgres()
      stop = postgres.stop
      leftovers.add(stop)
      console.log(`${postgres.version} at ${postgres.url}`)
      env.TEST_DATABASE_URL = postgres.url
    }
    const code = await runLimited(stage, env)
    return stage.isTest ? countReport(report, code) : countOne(code === 0)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return countOne(false)
  } finally {
    await stop()
    leftovers.delete(stop)
  }
}

/** Runs in a process group of its own, so that ending it ends all that it started. @param {Stage} stage @param {Record<string, string>} env @returns {Promise<number>} */
function runLimited({ command: [program = '', ...args], minutes }, env) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  const end = () => endGroup(child.pid)
  leftovers.add(end)
  const timer = setTimeout(() => {
    console.log(`ended: it took longer than ${minutes} minutes`)
    end()
  }, minutes * 60_000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      end()
      leftovers.delete(end)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/** @param {number | undefined} pid */
function endGroup(pid) {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function main() {
  /** @type {{ name: string, counts: Counts, seconds: number }[]} */
  const results = [{ name: 'machine', counts: countOne(process.argv[3] === '0'), seconds: 0 }]
  /** @type {string[]} */
  const failures = []
  for (const stage of listStages()) {
    console.log(`\n=== ${stage.name}`)
    const start = performance.now()
    const counts = await runStage(stage)
    results.push({ name: stage.name, counts, seconds: (performance.now() - start) / 1000 })
    if (stage.isTest) failures.push(...failuresOf(reportOf(stage)).map((failure) => `${stage.name}: ${failure}`))
  }
  for (const failure of failures) console.log(`\nfailed in ${failure}`)
  console.log('\nstage                          passed  failed  skipped  seconds')
  for (const { name, counts, seconds } of results) {
    const cells = [counts.passed, counts.failed, counts.skipped, seconds.toFixed(1)]
    console.log(name.padEnd(29) + cells.map((cell, index) => String(cell).padStart(index === 2 ? 9 : 8)).join(''))
  }
  const total = sum(results.map((result) => result.counts))
  process.exitCode = total.failed === 0 ? 0 : 1
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
}

for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, async () => {
    await Promise.allSettled([...leftovers].map((end) => end()))
    process.exit(128 + constants.signals[signal])
  })

try {
  await main()
} finally {
  await Promise.allSettled([...leftovers].map((end) => end()))
}
