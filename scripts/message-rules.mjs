// The rules for words that people read: each stands in a `*.messages.ts` catalogue, in Chinese and in English, is used
// somewhere, and never stands in a page itself. Pure: code goes in, findings come out; `check-messages.mjs` brings the files.
import { parseSync } from 'vite'

/** @typedef {{ zh?: unknown, en?: unknown, note?: unknown }} Message */
/** @typedef {{ line: number, what: string }} Finding */
/** @typedef {{ ids: Set<string>, patterns: RegExp[], asked: { line: number, test: (id: string) => boolean, text: string }[] }} Uses */
/** @typedef {{ type: string, start: number, [key: string]: any }} Node */

const letters = /\p{L}/u
const han = /\p{Script=Han}/u
const readAttributes = /^(title|alt|placeholder|label|aria-(label|description|roledescription|valuetext|placeholder))$/

/** What is wrong with one message; nothing when it is whole. @param {Message} message @returns {string[]} */
export function checkMessage(message) {
  const zh = formsOf(message.zh)
  const en = formsOf(message.en)
  if (zh.length === 0 || en.length === 0) return [`has no ${zh.length === 0 ? 'zh' : 'en'}`]
  const wrong = []
  if (en.some((text) => han.test(text))) wrong.push('has Chinese in its English')
  const given = new Set(zh.flatMap(placesOf))
  const taken = new Set(en.flatMap(placesOf))
  const odd = [...given, ...taken].filter((place) => given.has(place) !== taken.has(place))
  if (odd.length > 0) wrong.push(`fills {${[...new Set(odd)].join('}, {')}} in one language only`)
  return wrong
}

/** A message is a text, or one text per plural form. @param {unknown} words @returns {string[]} */
function formsOf(words) {
  const forms = typeof words === 'object' && words !== null ? Object.values(words) : [words]
  return forms.every((text) => typeof text === 'string' && text.trim() !== '') ? forms : []
}

/** Names of the values that an ICU text takes, nested forms included. @param {string} text */
function placesOf(text) {
  return [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((match) => String(match[1]))
}

/** Words that stand in the code instead of in a catalogue. @param {string} file @param {string} code @returns {Finding[]} */
export function findLiteralText(file, code) {
  /** @type {Finding[]} */
  const findings = []
  /** @param {Node} node @param {string} text @param {string} where */
  const flag = (node, text, where) =>
    findings.push({ line: lineAt(code, node.start), what: `${where}: ${JSON.stringify(text.trim().slice(0, 40))}` })
  /** @type {Set<Node>} */
  const seen = new Set()
  /** @param {Node} node @param {string} where */
  const flagTexts = (node, where) => {
    for (const { at, text } of textsOf(node)) {
      seen.add(at)
      if (letters.test(text)) flag(at, text, where)
    }
  }
  walk(parse(file, code), (node) => {
    if (node.type === 'JSXText' && letters.test(node.value)) flag(node, node.value, 'text in JSX')
    if (node.type === 'JSXAttribute' && readAttributes.test(nameOf(node.name))) flagTexts(node.value, nameOf(node.name))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children) if (child.type === 'JSXExpressionContainer') flagTexts(child, 'text in JSX')
    }
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'html') {
      const text = readableHtml(node.quasi.quasis.map((/** @type {Node} */ part) => part.value.cooked ?? '').join('\0'))
      if (letters.test(text)) flag(node, text, 'text in html')
    }
  })
  walk(parse(file, code), (node) => {
    const text = node.type === 'Literal' && typeof node.value === 'string' ? node.value : (node.value?.cooked ?? '')
    const isText = node.type === 'Literal' || node.type === 'TemplateElement'
    if (isText && han.test(text) && !findings.some((one) => one.line === lineAt(code, node.start))) {
      flag(node, text, 'Chinese outside a catalogue')
    }
  })
  return findings
}

/** What a reader of the page would see of this HTML: texts, and attributes that are spoken. @param {string} source */
function readableHtml(source) {
  const spoken = [...source.matchAll(/\s(?:title|alt|placeholder|aria-label)="([^"]*)"/g)].map((match) => match[1])
  const shown = source.replace(/<!--[\s\S]*?-->|<(script|style)[\s\S]*?<\/\1>|<[^>]*>|&\w+;/g, ' ')
  return [shown, ...spoken].join(' ').replace(/\0/g, '').trim()
}

/** Texts that an expression can become: itself, both sides of a choice, the fixed pieces of a template. @param {Node | null} node @returns {{ at: Node, text: string }[]} */
function textsOf(node) {
  if (!node) return []
  if (node.type === 'JSXExpressionContainer') return textsOf(node.expression)
  if (node.type === 'Literal') return typeof node.value === 'string' ? [{ at: node, text: node.value }] : []
  if (node.type === 'TemplateLiteral') {
    return node.quasis.map((/** @type {Node} */ part) => ({ at: part, text: part.value.cooked ?? '' }))
  }
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)]
  if (node.type === 'LogicalExpression') return [...textsOf(node.left), ...textsOf(node.right)]
  return []
}

/**
 * Which ids a file mentions: whole ones as texts, families as templates (`incident.state.${state}`); and which it asks
 * for by `t(…)`, so that an id that is nowhere is found. @param {string} file @param {string} code @returns {Uses}
 */
export function findUses(file, code) {
  /** @type {Uses} */
  const uses = { ids: new Set(), patterns: [], asked: [] }
  walk(parse(file, code), (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') uses.ids.add(node.value)
    if (node.type === 'TemplateLiteral' && isFamily(node)) uses.patterns.push(patternOf(node))
    if (node.type !== 'CallExpression' || node.callee.name !== 't') return
    for (const choice of choicesOf(node.arguments[0])) {
      const line = lineAt(code, choice.start)
      if (choice.type === 'Literal')
        uses.asked.push({ line, test: (id) => id === choice.value, text: String(choice.value) })
      else {
        const pattern = patternOf(choice)
        uses.asked.push({ line, test: (id) => pattern.test(id), text: pattern.source })
      }
    }
  })
  return uses
}

/** A template that begins with a dotted name and so may stand for a family of ids. @param {Node} template */
function isFamily(template) {
  return template.quasis.length > 1 && /^[a-z]\w*(\.\w+)*\.$/.test(template.quasis[0].value.cooked ?? '')
}

/** @param {Node} template */
function patternOf(template) {
  const parts = template.quasis.map((/** @type {Node} */ part) =>
    String(part.value.cooked).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${parts.join('.+')}$`)
}

/** @param {Node | undefined} node @returns {Node[]} */
function choicesOf(node) {
  if (!node) return []
  if (node.type === 'ConditionalExpression') return [...choicesOf(node.consequent), ...choicesOf(node.alternate)]
  const known =
    (node.type === 'Literal' && typeof node.value === 'string') || (node.type === 'TemplateLiteral' && isFamily(node))
  return known ? [node] : []
}

/** @param {string} file @param {string} code @returns {Node} */
function parse(file, code) {
  const result = parseSync(file, code)
  const [error] = result.errors
  if (error) throw new Error(`${file}: ${error.message}`)
  return /** @type {Node} */ (/** @type {unknown} */ (result.program))
}

/** @param {unknown} value @param {(node: Node) => void} visit */
function walk(value, visit) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') visit(/** @type {Node} */ (value))
    for (const child of Object.values(value)) walk(child, visit)
  }
}

/** @param {Node} name */
function nameOf(name) {
  return typeof name.name === 'string' ? name.name : ''
}

/** @param {string} code @param {number} offset */
function lineAt(code, offset) {
  return code.slice(0, offset).split('\n').length
}
