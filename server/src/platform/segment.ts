// Cuts text into words: Chinese by dictionary, everything else at what is no letter or digit. Loaded when first asked (a tenth of a
// second, 54 MiB); without the guesser for unknown words, because the same text must be cut alike next year.
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

/** Above every word of the dictionary, so that a word named by us is kept whole. */
const ownFrequency = 500_000

export type Cut = (text: string) => string[]

/** A cutter that also knows these words; long ones are given with the shorter ones in them (窨井盖: 窨井, 井盖, 窨井盖). */
export function cutter(own: readonly string[]): Cut {
  let jieba: Jieba | null = null
  return (text) => {
    if (jieba === null) {
      jieba = Jieba.withDict(dict)
      jieba.loadDict(Buffer.from(own.map((word) => `${word} ${ownFrequency} n\n`).join('')))
    }
    return jieba.cutForSearch(text, false)
  }
}
