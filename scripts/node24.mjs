import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from './say.mjs'

const NEEDED = 24

/** Where the packages keep Node 24 for this machine, or null where no such package exists (a Mac, for one). @param {string} root */
export function packagedNode(root) {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const known = ['linux-x64', 'linux-arm64', 'win-x64'].includes(`${platform}-${process.arch}`)
  if (!known) return null
  const binary = platform === 'win' ? 'node.exe' : 'node'
  return join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
}

/** Whether the Node that runs this file can run the server too. */
export function isOwnNodeEnough() {
  return Number(process.versions.node.split('.')[0]) >= NEEDED
}

/** The Node that runs TypeScript: our own when it is new enough, else the one among the packages. @param {string} root */
export function findNode(root) {
  if (isOwnNodeEnough()) return process.execPath
  const packaged = packagedNode(root)
  if (packaged && existsSync(packaged)) return packaged
  const machine = `${process.platform} ${process.arch}`
  throw new Refusal(
    packaged
      ? `Node ${NEEDED} is missing from the installed packages (${packaged}). Run: npm ci --include=optional`
      : `there is no packaged Node ${NEEDED} for ${machine}; install Node ${NEEDED} yourself. This is ${process.versions.node}.`,
  )
}
