import { expect, test } from 'vitest'
import { attribute, html } from './html.ts'

const nasty = `"><script>alert('x')</script>&\``

test('whatever is put in is escaped, in text and in attributes', () => {
  const page = String(html`<p title="${nasty}">${nasty}</p>`)
  const safe = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&#96;'
  expect(page).toBe(`<p title="${safe}">${safe}</p>`)
})

test('pieces of markup and lists of them go in as they are, nothing is nothing', () => {
  const rows = ['a', '<b>'].map((word) => html`<li>${word}</li>`)
  expect(String(html`<ul>${rows}${null}${undefined}${false}${0}</ul>`)).toBe('<ul><li>a</li><li>&lt;b&gt;</li>0</ul>')
})

test('a text that looks like markup of ours is a text', () => {
  const forged = { toString: () => '<b>' }
  expect(String(html`<p>${String(forged)}</p>`)).toBe('<p>&lt;b&gt;</p>')
})

test('attributes are there, there without a value, or not there', () => {
  expect(
    String(html`<a${attribute('href', '/?a=1&b="2"')}${attribute('hidden', true)}${attribute('lang', null)}></a>`),
  ).toBe('<a href="/?a=1&amp;b=&quot;2&quot;" hidden></a>')
  expect(() => attribute('on click', 'x')).toThrow('is no attribute')
})
