// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these texts are the code that is judged
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkMessages } from './check-messages.mjs'
import { checkMessage, findLiteralText, findUses } from './message-rules.mjs'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'messages-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const whats = (code: string) => findLiteralText('Page.tsx', code).map((finding) => finding.what)

describe('a message', () => {
  test('needs both languages and the same values in both', () => {
    expect(checkMessage({ zh: '共 {n} 件', en: '{n, plural, one {# case} other {# cases}}' })).toEqual([])
    expect(checkMessage({ zh: '你好', en: ' ' })).toEqual(['has no en'])
    expect(checkMessage({ en: 'Hello' })).toEqual(['has no zh'])
    expect(checkMessage({ zh: '共 {n} 件', en: 'cases' })).toEqual(['fills {n} in one language only'])
    expect(checkMessage({ zh: '你好', en: 'Hello 你' })).toEqual(['has Chinese in its English'])
  })
  test('may have plural forms', () => {
    expect(checkMessage({ zh: '{n}天', en: { one: '{n} day', other: '{n} days' } })).toEqual([])
    expect(checkMessage({ zh: '{n}天', en: { one: '', other: '{n} days' } })).toEqual(['has no en'])
  })
})

describe('a page', () => {
  test('has no words of its own, in text, attributes or choices', () => {
    expect(whats('const a = <p>Hello</p>')).toEqual(['text in JSX: "Hello"'])
    expect(whats('const a = <p>{late ? "Late" : "Early"}</p>')).toEqual(['text in JSX: "Late"', 'text in JSX: "Early"'])
    expect(whats('const a = <img alt="A cat" />')).toEqual(['alt: "A cat"'])
    expect(whats('const a = <b aria-label={`No ${n}`} />')).toEqual(['aria-label: "No"'])
    expect(whats('const a = html`<p title="Two">${x}</p>`')).toEqual(['text in html: "Two"'])
    expect(whats('const a = "你好"')).toEqual(['Chinese outside a catalogue: "你好"'])
  })
  test('may have signs, class names, ids and Chinese in comments', () => {
    expect(whats('const a = <p className="x">{t("a.b")} · {n} / {m} {" "}</p> // 说明')).toEqual([])
    expect(whats('const id = <T,>(value: T) => value')).toEqual([])
    expect(whats('const a = html`<!doctype html><p class="x">${x}&nbsp;</p>`')).toEqual([])
  })
  test('names what it uses, alone and in families', () => {
    const uses = findUses('Page.tsx', 'const a = t(x ? "a.one" : `b.${y}`); const label = "c.two"')
    expect(uses.ids).toContain('c.two')
    expect(uses.asked.map((asked) => asked.text)).toEqual(['a.one', '^b\\..+$'])
    expect(uses.patterns.some((pattern) => pattern.test('b.open'))).toBe(true)
  })
})

test('a whole project: unused, missing, doubled and misplaced words are told with their places', async () => {
  const folder = project({
    'console/src/a.messages.ts':
      'export const a = { "a.used": { zh: "用", en: "used" }, "a.spare": { zh: "闲", en: "spare" } }',
    'console/src/b.messages.ts':
      'export const b = { "a.used": { zh: "用", en: "used" }, "b.state.x": { zh: "态", en: "x" } }',
    'console/src/Page.tsx': 'export const P = () => <p>{t("a.used")}{t("a.gone")}{t(`b.state.${x}`)}\nHi</p>',
    'console/src/Page.test.tsx': 'export const P = <p>Test</p>',
  })
  expect((await checkMessages(folder)).sort()).toEqual([
    'console/src/Page.tsx:1 no catalogue has a.gone',
    'console/src/Page.tsx:1 text in JSX: "Hi"',
    'console/src/a.messages.ts a.spare is used nowhere',
    'console/src/b.messages.ts a.used stands in console/src/a.messages.ts too',
  ])
})
