import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { confusableIn, indexMatters, type Searchable } from './search.ts'
import { englishTermsOf, pairsOf, plain, weighTerms } from './search-terms.ts'

const matter = (code: string, name: string, nameEn: string, rest: Partial<Searchable> = {}): Searchable => ({
  ...{ code, standardCode: code, name, nameEn, synonyms: [], initials: null, pinyin: [], sameAs: null, hint: null },
  ...{ confusedWith: [], conditions: [], ...rest },
})

const cover = matter('01001', '供水井盖', 'Water supply manhole cover', {
  ...{ synonyms: ['窨井盖', '自来水井盖'], initials: 'gsjg', confusedWith: ['01002'] },
  pinyin: ['gong shui jing gai', 'yin jing gai', 'zi lai shui jing gai'],
  hint: { zh: '盖上有“水”字', en: 'Marked 水' },
  conditions: [{ text: '缺失、移位、开裂', textEn: 'Missing, displaced or cracked' }],
})
const sewer = matter('01002', '污水井盖', 'Sewer manhole cover', {
  ...{ synonyms: ['井盖', '窨井盖'], initials: 'wsjg', pinyin: ['wu shui jing gai', 'jing gai', 'yin jing gai'] },
})
const lamp = matter('01037', '路灯', 'Street lamp', {
  ...{ synonyms: ['灯不亮'], initials: 'ld', pinyin: ['lu deng', 'deng bu liang'] },
  conditions: [{ text: '单盏不亮', textEn: 'A single lamp does not light' }],
})
const event = matter('E0101', '私搭乱建', 'Illegal building', { standardCode: '0101', pinyin: ['si da luan jian'] })
const all = [cover, sewer, lamp, event]
const index = indexMatters(all)
const codes = (typed: string) => index.find(typed).map(({ code }) => code)

describe('typed', () => {
  test.each([
    ['its code', '01001', ['01001']],
    ['the code of its catalogue', '0101', ['E0101']],
    ['the beginning of a code', '010', ['01001', '01002', '01037', 'E0101']],
    ['its name', '供水井盖', ['01001', '01002']],
    ['another word for it, the very word before a part of one', '井盖', ['01002', '01001']],
    ['a word that two have, in the order of the catalogue', '窨井盖', ['01001', '01002']],
    ['full width, blanks and capitals', ' ＧＳ jg ', ['01001']],
    ['joined pinyin', 'gongshuijinggai', ['01001']],
    ['pinyin apart', 'lu deng', ['01037']],
    ['a last syllable begun', 'gongshuij', ['01001']],
    ['a syllable inside', 'jinggai', ['01002', '01001']],
    ['initials', 'ld', ['01037']],
    ['initials of another word', 'dbl', ['01037']],
    ['a sentence', '我家门口的路灯不亮好几天了', ['01037']],
    ['a sentence that has only characters in common', '井盖没了', ['01002', '01001']],
    ['words of a condition', '缺失移位', ['01001']],
    ['English', 'street lamps are broken', ['01037']],
    ['English of a condition', 'cracked', ['01001']],
    ['the English name', 'Illegal building', ['E0101']],
    ['nothing', '  ', []],
    ['what nobody has', '外星人', []],
    ['a single letter', 'g', []],
  ])('%s: %s', (_, typed, expected) => {
    expect(codes(typed)).toEqual(expected)
  })

  it('narrows without changing the order, and stops where it is told', () => {
    expect(index.find('井盖', { most: 1 }).map(({ code }) => code)).toEqual(['01002'])
    expect(index.find('井盖', { only: ({ code }) => code === '01001' })).toEqual([cover])
  })
})

it('shows a hint only beside the one that it is confused with', () => {
  expect([...confusableIn([cover, sewer])]).toEqual(['01001'])
  expect(confusableIn([cover, lamp]).size).toBe(0)
})

it('whatever is typed: never throws, each at most once, the same each time, blanks and case aside', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(fc.constantFrom(...'供水污井盖路灯不亮坏了的 gsjgld01', 'lamp', 'manhole'), { maxLength: 12 })
      .map((a) => a.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const found = codes(text)
      expect(new Set(found).size).toBe(found.length)
      expect(codes(`  ${text} `)).toEqual(found)
      expect(codes(text.toLowerCase())).toEqual(found)
    }),
  )
})

it('what was found for a word is found for a sentence around it', () => {
  const word = fc.constantFrom('供水井盖', '井盖', '路灯', '灯不亮', '私搭乱建')
  const around = fc.constantFrom('', '我们这里的', '请问', '好几天了', '谢谢')
  fc.assert(
    fc.property(around, word, around, (before, said, after) => {
      expect(codes(before + said + after)).toContain(codes(said)[0])
    }),
  )
})

test('terms', () => {
  expect(plain('垃圾站（箱） 满溢！ABC  def')).toBe('垃圾站箱满溢 abc def')
  expect(pairsOf('路灯的灯不亮')).toEqual(['路灯', '灯不', '不亮'])
  expect(englishTermsOf('The street-lamps are blocked, stopping buses')).toEqual([
    'street',
    'lamp',
    'block',
    'stop',
    'bus',
  ])
  expect(englishTermsOf('parking parked park')).toEqual(['park', 'park', 'park'])
  const weights = weighTerms([new Set(['a', 'b']), new Set(['a'])])
  expect(weights.of('b')).toBeGreaterThan(weights.of('a'))
  expect(weights.of('unknown')).toBe(1)
})
