// How personal data is shown before it is revealed: enough to tell two people apart who are known anyway, never enough to
// reach or to identify anybody. A mask never shows a whole value: what is too short to be cut is hidden altogether.

const star = '*'

/** 138****1234; a land line keeps its area code and its last two digits, an extension is dropped. */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/^\s*(?:\+|00)86[\s-]*/, '')
    .replace(/[^\d-]/g, '')
  const mobile = /^(1\d\d)-?\d{4}-?(\d{4})$/.exec(digits)
  if (mobile) return `${mobile[1]}****${mobile[2]}`
  const line = /^(010|02\d|0[3-9]\d{2})-?\d{5,6}(\d{2})(?:-\d+)?$/.exec(digits)
  if (line) return `${line[1]}-******${line[2]}`
  return ends(digits.replaceAll('-', ''), 0, 2, 2)
}

/** 320***********1234 for 18 characters, and the old form of 15 in the same way; other documents keep two characters. */
export function maskIdNumber(number: string): string {
  const plain = number.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  return /^\d{14}(?:\d|\d{3}[\dX])$/.test(plain) ? ends(plain, 3, 4, 8) : ends(plain, 1, 1, 2)
}

/** 王*, 王*明, 欧**娜; of a name in Latin letters the first of each word. */
export function maskName(name: string): string {
  const plain = name.normalize('NFKC').trim()
  if (/^[\p{Script=Latin}\s.'’-]+$/u.test(plain))
    return plain
      .split(/\s+/)
      .map((word) => ends(word, 1, 0, 1))
      .join(' ')
  return [...plain].length === 2 ? ends(plain, 1, 0, 1) : ends(plain, 1, 1, 1)
}

/** A digit, or a Chinese numeral with a word for building, entrance, floor, room or group; 三元里 and 五一路 are names. */
const houseNumber = /\d|[一二三四五六七八九十百]+(?=[号幢栋座单层楼室户组队])/

/** Keeps the road or the village and hides all from the first house number on; without one, the second half. */
export function maskAddress(address: string): string {
  const plain = address.normalize('NFKC').trim()
  if (plain === '') return ''
  const number = plain.search(houseNumber)
  const characters = [...plain]
  const shown = number >= 0 ? plain.slice(0, number) : characters.slice(0, Math.floor(characters.length / 2)).join('')
  return shown + star.repeat(3)
}

/** Keeps so many characters at either end, if at least `least` others are hidden by it; else hides all. */
function ends(text: string, head: number, tail: number, least: number): string {
  const characters = [...text]
  if (characters.length === 0) return ''
  const hidden = characters.length - head - tail
  if (hidden < least) return star.repeat(Math.max(characters.length, 3))
  return characters.slice(0, head).join('') + star.repeat(hidden) + characters.slice(characters.length - tail).join('')
}

/**
 * Whether a value is one of ours, shown masked and now sent back: it must be refused or left out, never stored over the
 * real one. No telephone number, document number, name or address holds an asterisk; the dot in 买买提•艾力 is no mask.
 */
export function isMasked(value: string): boolean {
  return /[*＊∗﹡✱]/u.test(value)
}

/** In Latin letters and digits nothing may stand beside a number: parts of ids and of codes are no telephone numbers. */
const numbersInText: readonly [RegExp, (found: string) => string][] = [
  [/(?<![\w-])\d{17}[\dXx](?![\w-])/g, maskIdNumber],
  [/(?<![\w-])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w-])/g, maskPhone],
  [/(?<![\w-])0\d{2,3}[ -]?\d{7,8}(?![\w-])/g, maskPhone],
]

/** Free text with the numbers of telephones and identity documents in it masked; names and addresses cannot be told from words. */
export function maskText(text: string): string {
  return numbersInText.reduce((shown, [pattern, mask]) => shown.replace(pattern, mask), text)
}
