import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.ts'
import { renderTokens, shapePairs, textPairs, themes } from './tokens.ts'

test('contrast follows the WCAG formula', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(() => contrast('red', '#ffffff')).toThrow('not a #rrggbb colour')
})

describe.each(Object.entries(themes))('%s theme', (_name, colours) => {
  test.each(textPairs)('%s on %s can be read', (front, back) => {
    expect(contrast(colours[front], colours[back])).toBeGreaterThanOrEqual(4.5)
  })
  test.each(shapePairs)('%s on %s can be made out', (front, back) => {
    expect(contrast(colours[front], colours[back])).toBeGreaterThanOrEqual(3)
  })
})

test('the style sheet says what the table says', () => {
  expect(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')).toBe(renderTokens())
})
