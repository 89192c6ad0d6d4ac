import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/**
 * The part of vitest's JSON report that we read.
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {FileReport[]} testResults one per file
 */
/**
 * @typedef {object} FileReport
 * @property {string} status
 * @property {string} [name] the file's path
 * @property {string} [message] why it could not be loaded
 * @property {{ status: string, fullName?: string, failureMessages?: string[] }[]} assertionResults
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

/**
 * What failed and why, a few lines each: said again at the end of a run, where it is read first and is there even when a long log was cut.
 * @param {Report} report @returns {string[]}
 */
export function listFailures(report) {
  return report.testResults.flatMap(({ name = '', status, message = '', assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [said(name, 'cannot be loaded', message)]
    return failed.map(({ fullName = '', failureMessages = [] }) => said(name, fullName, failureMessages.join('\n')))
  })
}

const saidLines = 12

/** @param {string} file @param {string} test @param {string} why */
function said(file, test, why) {
  const lines = stripVTControlCharacters(why).split('\n')
  return [`${file}: ${test}`, ...lines.slice(0, saidLines).map((line) => `    ${line}`)].join('\n')
}

/** None of a run that left no report. @param {string} file */
export const failuresOf = (file) => (existsSync(file) ? listFailures(JSON.parse(readFileSync(file, 'utf8'))) : [])

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
