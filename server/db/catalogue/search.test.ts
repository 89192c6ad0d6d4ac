// Does somebody who says it in their own words find it? Two tables over the shipped catalogues: phrases of our own, for which
// words were added until all were found, and the sub-types of a real hotline, which nobody tuned for: the second figure is the
// honest one.
import { readFileSync } from 'node:fs'
import { confusableIn, indexMatters } from '@linli/contract/matter/search.ts'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { syllablesOf } from '#modules/matter/pinyin.ts'
import { shippedCatalogues } from '#seed/shipped-catalogues.ts'

const matters = shippedCatalogues()
  .flatMap((catalogue) => catalogue.matters)
  .map((matter) => ({ ...matter, pinyin: [matter.name, ...matter.synonyms].map(syllablesOf) }))
const only = ({ procedure, sameAs }: (typeof matters)[number]) => procedure !== null && sameAs === null
const offered = matters.filter(only)
const index = indexMatters(matters)
const find = (typed: string, most = 30) => index.find(typed, { only, most })
const codes = (typed: string, most?: number) => find(typed, most).map(({ code }) => code)

interface Phrase {
  said: string
  /** Codes that are right, separated by |. */
  matters: string
  /** How often the hotline had it. */
  records?: string
}

const table = (file: string): Phrase[] =>
  parse(readFileSync(new URL(`fixture/${file}`, import.meta.url)), { columns: true })

function rates(phrases: readonly Phrase[]) {
  const place = (phrase: Phrase) => {
    const right = phrase.matters.split('|')
    return codes(phrase.said).findIndex((code) => right.includes(code))
  }
  const places = phrases.map((phrase) => ({ at: place(phrase), records: Number(phrase.records ?? 0) }))
  const hits = places.filter(({ at }) => at >= 0 && at < 3)
  return {
    ...{ of: phrases.length, first: places.filter(({ at }) => at === 0).length, inThree: hits.length },
    ...{ inTen: places.filter(({ at }) => at >= 0 && at < 10).length },
    recordsInThree: hits.reduce((sum, { records }) => sum + records, 0),
  }
}

describe('what people say', () => {
  it('is found among the first three: phrases of our own, all of them', () => {
    const phrases = table('phrases.csv')
    expect(phrases.length).toBeGreaterThanOrEqual(60)
    expect(rates(phrases)).toMatchInlineSnapshot(`
      {
        "first": 95,
        "inTen": 104,
        "inThree": 104,
        "of": 104,
        "recordsInThree": 0,
      }
    `)
  })

  // Sub-types of 坪山 with an unmistakable counterpart: 6,440 of its 10,000 records of 2018.
  it('is found among the first three: sub-types of a real hotline, nine in ten', () => {
    const phrases = table('hotline-words.csv')
    const known = new Set(offered.map(({ code }) => code))
    for (const { matters: right } of phrases)
      for (const code of right.split('|')) expect(known.has(code), code).toBe(true)
    const found = rates(phrases)
    expect(found).toMatchInlineSnapshot(`
      {
        "first": 119,
        "inTen": 136,
        "inThree": 132,
        "of": 141,
        "recordsInThree": 6027,
      }
    `)
    expect(found.inThree / found.of).toBeGreaterThan(0.9)
  })
})

describe('every matter', () => {
  it('comes first by its code and by its name in either language', () => {
    for (const { code, name, nameEn } of offered) {
      expect(codes(code, 1)).toEqual([code])
      expect(codes(name, 1), name).toEqual([code])
      expect(codes(nameEn ?? '', 1), nameEn ?? '').toEqual([code])
    }
  })

  it('is on the first page by each of its other words, by its pinyin and by its initials', () => {
    for (const { code, synonyms, pinyin, initials } of offered) {
      for (const word of synonyms) expect(codes(word, 10), word).toContain(code)
      for (const typed of [pinyin[0]!, pinyin[0]!.replaceAll(' ', '')]) expect(codes(typed, 10), typed).toContain(code)
      const letters =
        initials ??
        pinyin[0]!
          .split(' ')
          .map((syllable) => syllable.charAt(0))
          .join('')
      if (letters.length > 1) expect(codes(letters, 15), letters).toContain(code)
    }
  })

  it('shows what tells it apart from those that it is confused with', () => {
    const covers = find('井盖', 5)
    expect([...confusableIn(covers)].sort()).toEqual(['01001', '01002', '01003', '01023'])
    expect(confusableIn(find('路灯', 1)).size).toBe(0)
  })
})
