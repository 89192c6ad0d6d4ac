import { expect, test } from 'vitest'
import { countOne, countReport, countTests, failuresOf, listFailures, sum } from './counts.mjs'

const green = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] }
const red = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }
const unloaded = { status: 'failed', assertionResults: [] }

function report(passed: number, failed: number, files: (typeof green)[]) {
  return { numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, testResults: files }
}

test.each([
  ['all green', report(2, 0, [green]), 0, { passed: 2, failed: 0, skipped: 1 }],
  ['one red', report(3, 1, [green, red]), 1, { passed: 3, failed: 1, skipped: 1 }],
  ['a file that could not be loaded', report(2, 0, [green, unloaded]), 1, { passed: 2, failed: 1, skipped: 1 }],
  ['an error outside of the tests', report(2, 0, [green]), 1, { passed: 2, failed: 1, skipped: 1 }],
])('%s', (_, given, exitCode, wanted) => {
  expect(countTests(given, exitCode)).toEqual(wanted)
})

test('a run without a report is one failure even when it says that all went well', () => {
  expect(countReport('/nowhere/report.json', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('stages that run no tests count as one', () => {
  expect(sum([countOne(true), countOne(false), { passed: 5, failed: 2, skipped: 3 }])).toEqual({
    passed: 6,
    failed: 3,
    skipped: 3,
  })
})

test('a long log was cut and nobody could see which test had failed', () => {
  const why = [
    '\u001b[31mAssertionError\u001b[39m: expected 1 to be 2',
    ...Array.from({ length: 40 }, (_, i) => `at ${i}`),
  ]
  const failed = { status: 'failed', fullName: 'a clock goes back', failureMessages: [why.join('\n')] }
  const files = [
    green,
    { name: 'clock.test.ts', status: 'failed', assertionResults: [{ status: 'passed' }, failed] },
    { name: 'lost.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
  ]
  const [clock, lost, ...more] = listFailures(report(1, 1, files))
  expect(more).toEqual([])
  expect(clock?.split('\n').slice(0, 2)).toEqual([
    'clock.test.ts: a clock goes back',
    '    AssertionError: expected 1 to be 2',
  ])
  expect(clock?.split('\n')).toHaveLength(13)
  expect(lost).toBe('lost.test.ts: cannot be loaded\n    Cannot find module')
  expect(failuresOf('/nowhere/report.json')).toEqual([])
})
