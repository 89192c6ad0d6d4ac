import { performance } from 'node:perf_hooks'

/** An expected failure: its message is all that a person needs, a stack would only hide it. */
export class Refusal extends Error {}

/** One line for the person at the terminal; standard output belongs to the command itself. @param {string} line */
export function say(line) {
  process.stderr.write(`linli: ${line}\n`)
}

/** Seconds since `start` (from performance.now()), for people. @param {number} start */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}
