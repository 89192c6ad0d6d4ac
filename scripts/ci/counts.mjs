import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/**
 * The part of vitest's JSON report that we read.
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults one per file
 */

/** A stage that is no test run counts as one. @param {boolean} ok @returns {Counts} */
export const countOne = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

/**
 * The runner's own counts. A file that could not be loaded has no failed test in the report, and a run can fail with all
 * tests green (an error outside of them): neither may look like success.
 * @param {Report} report @param {number} exitCode @returns {Counts}
 */
export function countTests(report, exitCode) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = report.numFailedTests + unloaded
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** A run that left no report is one failure, whatever its exit code says. @param {string} file @param {number} exitCode */
export function countReport(file, exitCode) {
  if (!existsSync(file)) return countOne(false)
  return countTests(JSON.parse(readFileSync(file, 'utf8')), exitCode)
}

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}
