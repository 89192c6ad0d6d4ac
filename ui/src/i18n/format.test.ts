import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatExact,
  formatMetres,
  formatShort,
  fromLocalInput,
  toLocalInput,
  urgencyOf,
} from './format.ts'
import { chooseLocale, ownNameOf } from './locale.ts'
import { wordsOf } from './messages.ts'

const moment = '2026-11-22T14:30:05+08:00'

test('times are written in the time of the place, whatever the device thinks', () => {
  expect(formatDateTime(moment)).toBe('2026-11-22 14:30')
  expect(formatDateTime('2026-11-22T23:30:00Z')).toBe('2026-11-23 07:30')
  expect(formatDateTime('2026-11-21T16:00:00Z')).toBe('2026-11-22 00:00')
  expect(formatExact(moment)).toBe('2026-11-22 14:30:05')
  expect(formatDate(moment)).toBe('2026-11-22')
})

test('a narrow column leaves out what is plain', () => {
  expect(formatShort(moment, '2026-11-22T20:00:00+08:00')).toBe('14:30')
  expect(formatShort(moment, '2026-12-01T20:00:00+08:00')).toBe('11-22 14:30')
  expect(formatShort(moment, '2027-01-01T20:00:00+08:00')).toBe('2026-11-22 14:30')
})

test('what a date field holds goes there and back', () => {
  expect(toLocalInput(moment)).toBe('2026-11-22T14:30')
  expect(fromLocalInput('2026-11-22T14:30')).toBe('2026-11-22T14:30:00+08:00')
})

test('late stays late even when the time was moved', () => {
  expect(urgencyOf('2026-11-22T18:00:00+08:00', moment)).toBe('soon')
  expect(urgencyOf('2026-11-23T18:00:00+08:00', moment)).toBe('calm')
  expect(urgencyOf('2026-11-22T14:30:00+08:00', moment)).toBe('late')
  expect(urgencyOf('2026-11-23T18:00:00+08:00', moment, true)).toBe('late')
})

test('metres', () => {
  expect(formatMetres(84.6)).toBe('85 m')
  expect(formatMetres(1234)).toBe('1.2 km')
})

test('Chinese unless the person or the browser asks for English', () => {
  expect(chooseLocale(null, ['fr', 'en-GB', 'zh'])).toBe('en')
  expect(chooseLocale(null, ['zh-TW', 'en'])).toBe('zh-CN')
  expect(chooseLocale(null, [])).toBe('zh-CN')
  expect(chooseLocale('en', ['zh-CN'])).toBe('en')
})

test('a language is named in itself', () => {
  expect([ownNameOf('zh-CN'), ownNameOf('en')]).toEqual(['中文', 'English'])
})

test('an id in two catalogues is refused', () => {
  const one = { 'a.b': { zh: '甲', en: 'A' } }
  expect(wordsOf('zh-CN', [one])).toEqual({ 'a.b': '甲' })
  expect(wordsOf('en', [one])).toEqual({ 'a.b': 'A' })
  expect(() => wordsOf('en', [one, one])).toThrow('a.b')
})
