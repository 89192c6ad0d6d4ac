import { expect, test } from 'vitest'
import { wholeWords, wordsOf } from './words.ts'

test.each([
  ['小区东门井盖缺失，车辆经过有危险', ['小区', '东门', '井盖', '缺失', '车辆', '经过', '危险']],
  ['路灯不亮好几天了', ['路灯', '不亮']],
  ['窨井盖破损', ['窨井', '井盖', '窨井盖', '破损']],
  ['电动车在楼道飞线充电！！', ['电动', '动车', '电动车', '楼道', '飞线', '充电', '飞线充电']],
  ['Loud Music/Party', ['loud', 'music', 'party']],
  ['ＡＢＣ路 3号', ['abc', '路', '3']],
])('%s', (text, words) => {
  expect(new Set(wordsOf(text))).toEqual(new Set(words))
})

test('numbers that tell a person from others are no words', () => {
  expect(wordsOf('联系电话13812345678，车牌鄂A12345，楼号12')).not.toEqual(expect.arrayContaining(['13812345678']))
  expect(wordsOf('13812345678')).toEqual([])
  expect(wordsOf('12栋')).toContain('12')
})

test('a text of a thousand words gives no more than sixty, and none twice', () => {
  const words = wordsOf(`${'路灯不亮'.repeat(50)}${Array.from({ length: 500 }, (_, i) => `第${i}栋垃圾`).join('，')}`)
  expect(words.length).toBeLessThanOrEqual(60)
  expect(new Set(words).size).toBe(words.length)
})

test('nothing, spaces and signs have no words', () => {
  for (const text of ['', '   ', '！？。，…', '\n\t', '😀']) expect(wordsOf(text)).toEqual([])
})

test('people are shown the longest words only', () => {
  expect(wholeWords(['窨井', '井盖', '窨井盖', '破损'])).toEqual(['窨井盖', '破损'])
})
