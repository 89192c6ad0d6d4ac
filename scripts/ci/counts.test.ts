import { expect, test } from 'vitest'
import { countOne, countReport, countTests, sum } from './counts.mjs'

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
