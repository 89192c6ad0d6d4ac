import { expect, it } from 'vitest'
import { initialsOf, syllablesOf } from './pinyin.ts'

it.each([
  ['供水井盖', 'gong shui jing gai', 'gsjg'],
  ['行道树', 'xing dao shu', 'xds'],
  ['人行横道桩', 'ren xing heng dao zhuang', 'rxhdz'],
  ['绿地', 'lv di', 'ld'],
  ['垃圾间（楼）', 'la ji jian lou', 'ljjl'],
  ['临街阳台、屋顶脏乱差', 'lin jie yang tai wu ding zang luan cha', 'ljytwdzlc'],
  ['紧急报警点SOS', 'jin ji bao jing dian sos', 'jjbjds'],
  ['5G基站', '5g ji zhan', '5jz'],
  ['给水井盖', 'ji shui jing gai', 'jsjg'],
  ['', '', ''],
])('%s is typed %s, or %s', (text, syllables, initials) => {
  expect(syllablesOf(text)).toBe(syllables)
  expect(initialsOf(syllables)).toBe(initials)
})
