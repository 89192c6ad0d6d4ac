// Links in the documents lead somewhere: a file that is there, a heading that is there, and for a path in `code` a file of
// the checkout. Addresses on the net are left alone, a check must not depend on them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** @typedef {{ file: string, line: number, target: string, why: string }} BrokenLink */

const skipped = new Set(['node_modules', 'dist', 'data'])
/** A path of ours in code: begins with a folder of the root and names a file; patterns and places to fill in do not count. */
const pathInCode = /`((?:contract|server|ui|console|field|resident|e2e|docs|scripts|bench)\/[\w./#-]+\.[a-z]+)`/g

/** All Markdown files of the checkout. @param {string} root */
export function listDocuments(root) {
  /** @param {string} folder @returns {string[]} */
  const below = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name) || entry.name.startsWith('.')) return []
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return below(path)
      return entry.name.endsWith('.md') ? [path] : []
    })
  return below(root).sort()
}

/** @param {string} root */
export function findBrokenLinks(root) {
  return listDocuments(root).flatMap((file) => judgeDocument(root, file, readFileSync(file, 'utf8')))
}

/** @param {string} root @param {string} file absolute @param {string} text @returns {BrokenLink[]} */
export function judgeDocument(root, file, text) {
  const name = relative(root, file).replaceAll('\\', '/')
  return linesOutsideFences(text).flatMap(([line, number]) => {
    /** @type {BrokenLink[]} */
    const broken = []
    for (const target of linksOf(line)) {
      const why = judgeLink(root, file, target, text)
      if (why) broken.push({ file: name, line: number, target, why })
    }
    for (const [, path] of line.matchAll(pathInCode))
      if (path && !existsSync(join(root, path)))
        broken.push({ file: name, line: number, target: path, why: 'there is no such file' })
    return broken
  })
}

/** @param {string} line */
function linksOf(line) {
  const withoutCode = line.replace(/`[^`]*`/g, '')
  const inline = [...withoutCode.matchAll(/\]\(<?([^)<>\s]+)>?(?:\s+"[^"]*")?\)/g)].map(([, target]) => target ?? '')
  const reference = /^\s*\[[^\]]+\]:\s*<?([^>\s]+)>?/.exec(withoutCode)?.[1]
  return reference ? [...inline, reference] : inline
}

/** Why a link is broken, or null. @param {string} root @param {string} file @param {string} target @param {string} text */
function judgeLink(root, file, target, text) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null
  const [path = '', anchor] = target.split('#')
  const wanted = path === '' ? file : resolve(dirname(file), decodeURI(path))
  if (relative(root, wanted).startsWith('..')) return 'it leads out of the project'
  if (!existsSync(wanted)) return 'there is no such file'
  if (anchor === undefined || !wanted.endsWith('.md')) return null
  const there = path === '' ? text : readFileSync(wanted, 'utf8')
  return anchorsOf(there).includes(decodeURIComponent(anchor)) ? null : `there is no heading #${anchor}`
}

/** Anchors as the usual renderers make them from headings. @param {string} text */
export function anchorsOf(text) {
  return linesOutsideFences(text).flatMap(([line]) => {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1]
    if (!heading) return []
    const plain = heading.replace(/[`*]/g, '').toLowerCase()
    return [plain.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')]
  })
}

/** @param {string} text @returns {[string, number][]} */
function linesOutsideFences(text) {
  let fenced = false
  /** @type {[string, number][]} */
  const lines = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    else if (!fenced) lines.push([line, index + 1])
  }
  return lines
}
