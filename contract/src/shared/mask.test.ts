import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMasked, maskAddress, maskIdNumber, maskName, maskPhone, maskText } from './mask.ts'

test.each([
  ['13812341234', '138****1234'],
  ['138 1234 1234', '138****1234'],
  ['138-1234-1234', '138****1234'],
  ['+86 13812341234', '138****1234'],
  ['008613812341234', '138****1234'],
  ['１３８１２３４１２３４', '138****1234'],
  ['0519-86312345', '0519-******45'],
  ['051986312345', '0519-******45'],
  ['010-65123456-801', '010-******56'],
  ['01065123456', '010-******56'],
  ['4008001234', '********34'],
  ['110', '***'],
  ['12345', '***45'],
  ['', ''],
])('phone %s → %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked)
})

test.each([
  ['320404199001011234', '320***********1234'],
  ['32040419900101123x', '320***********123X'],
  ['320404 19900101 1234', '320***********1234'],
  ['320404900101123', '320********1123'],
  ['E12345678', 'E*******8'],
  ['H1234', 'H***4'],
  ['H12', '***'],
  ['', ''],
])('document %s → %s', (number, masked) => {
  expect(maskIdNumber(number)).toBe(masked)
})

test.each([
  ['王明', '王*'],
  ['王小明', '王*明'],
  ['欧阳娜娜', '欧**娜'],
  ['买买提·艾力', '买****力'],
  ['𠮷田', '𠮷*'],
  ['王', '***'],
  ['John Smith', 'J*** S****'],
  ['', ''],
])('name %s → %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test.each([
  ['江苏省常州市钟楼区清潭路12号3幢402室', '江苏省常州市钟楼区清潭路***'],
  ['清潭路十二号', '清潭路***'],
  ['五一路三元里二十四号院', '五一路三元里***'],
  ['幸福村第三组', '幸福村第***'],
  ['清潭路１２号', '清潭路***'],
  ['清潭路菜场旁边', '清潭路***'],
  ['402室', '***'],
  ['路', '***'],
  ['', ''],
])('address %s → %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked)
})

const masks = { maskPhone, maskIdNumber, maskName, maskAddress }

describe.each(Object.entries(masks))('%s', (_, mask) => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.stringMatching(/^[0-9X -]{1,20}$/),
    fc.stringMatching(/^[王李张明娜路号0-9]{1,12}$/),
  )
  test('never shows the whole value, and what it shows is known as masked', () => {
    fc.assert(
      fc.property(text, (value) => {
        const masked = mask(value)
        if (masked === '') return
        expect(isMasked(masked)).toBe(true)
        expect(masked).not.toBe(value)
        const shown = masked.replaceAll('*', '')
        expect([...shown].length).toBeLessThan([...value.normalize('NFKC').trim()].length)
      }),
    )
  })
})

test('an accent written as a character of its own does not uncover a short name', () => {
  expect(maskName('e\u0301')).toBe('***')
})

test('two phones that differ in the middle look the same', () => {
  const middle = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
  fc.assert(
    fc.property(middle, middle, (a, b) => {
      expect(maskPhone(`139${a}5678`)).toBe(maskPhone(`139${b}5678`))
    }),
  )
})

test.each(['13812341234', '32040419900101123X', '王明', '买买提•艾力', '清潭路12号-3（东）', 'a.b+c@example.org', ''])(
  '%j is a value, not a mask',
  (value) => {
    expect(isMasked(value)).toBe(false)
  },
)

test.each(['138****1234', '138＊＊＊＊1234', '王*'])('%j is a mask', (value) => {
  expect(isMasked(value)).toBe(true)
})

test.each([
  ['回电13800001234，未接', '回电138****1234，未接'],
  ['+86 138 0000 1234 与 13900005678', '138****1234 与 139****5678'],
  ['证件320106199003071234', '证件320***********1234'],
  ['证件32010619900307123x的持有人', '证件320***********123X的持有人'],
  ['座机 0571-88001234', '座机 0571-******34'],
  // No numbers of people: ids, codes of areas, amounts, times, more digits than any telephone has.
  ['01930000-0000-7000-8000-138000012345', '01930000-0000-7000-8000-138000012345'],
  ['a13800001234', 'a13800001234'],
  ['990101001001007', '990101001001007'],
  ['2026-11-16T09:00:00', '2026-11-16T09:00:00'],
  ['138000012345678', '138000012345678'],
  ['', ''],
])('in a text: %s → %s', (text, masked) => {
  expect(maskText(text)).toBe(masked)
})
