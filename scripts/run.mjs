// Starting other programs: output and input are theirs, a signal that reaches us reaches them, and their exit code is ours.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Refusal } from './say.mjs'

/**
 * @typedef {object} Start
 * @property {string} cwd
 * @property {string} [node] the Node that children called by name should find first
 * @property {Record<string, string>} [env] added to our own environment
 * @property {import('node:child_process').StdioOptions} [stdio]
 */

/** What a quiet step gets: no input, and both outputs on our standard error. @type {import('node:child_process').StdioOptions} */
export const toStandardError = ['ignore', 2, 2]

/**
 * Runs a program to its end; resolves to its exit code (128 + number when a signal ended it, as shells say it).
 * @param {string} program
 * @param {string[]} args
 * @param {Start} start
 * @returns {Promise<number>}
 */
export function run(program, args, start) {
  const child = spawn(program, args, {
    cwd: start.cwd,
    env: environment(start),
    stdio: start.stdio ?? 'inherit',
    windowsHide: true,
  })
  const stopForwarding = forwardSignals(child)
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      stopForwarding()
      reject(new Refusal(`${program} could not be started: ${error.message}`))
    })
    child.on('exit', (code, signal) => {
      stopForwarding()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/** @param {Start} start @returns {NodeJS.ProcessEnv} */
function environment({ cwd, node, env }) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const first = [...(node ? [dirname(node)] : []), join(cwd, 'node_modules', '.bin')]
  return { ...process.env, ...env, [pathKey]: [...first, process.env[pathKey] ?? ''].join(delimiter) }
}

/**
 * A terminal sends Ctrl-C to the whole group, so there we only wait for the child; a second signal from us would look
 * like impatience. Without a terminal (a service, npm's own forwarding) we are the only one who was told.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @type {[NodeJS.Signals, () => void][]} */
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => {
    const signal = /** @type {NodeJS.Signals} */ (name)
    const pass = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, pass)
    return [signal, pass]
  })
  const stopWatching = watchParent(() => child.kill('SIGTERM'))
  return () => {
    stopWatching()
    for (const [signal, pass] of handlers) process.off(signal, pass)
  }
}

/**
 * npm passes a signal to the shell between it and us; the shell dies of it and tells nobody. Without this a server that was
 * told to stop would go on without a parent, and hold its port and its database.
 * @param {() => void} onLoss
 */
function watchParent(onLoss) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return () => {}
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onLoss()
  }, 250)
  timer.unref()
  return () => clearInterval(timer)
}
