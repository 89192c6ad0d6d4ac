// Secrets that the system makes and people copy by hand: one-time passwords and recovery codes. Each is shown once and kept as a digest.

/** Letters and digits that nobody mistakes for one another when they are read out or copied from paper. */
const clear = 'abcdefghjkmnpqrstuvwxyz23456789'

/** `count` characters in groups, from random bytes: a one-time password, a recovery code. A byte that would favour some letters is left out. */
export function speakable(count: number, group: number, randomBytes: (count: number) => Uint8Array): string {
  const fair = 256 - (256 % clear.length)
  let text = ''
  while (text.length < count)
    for (const byte of randomBytes(count)) if (byte < fair && text.length < count) text += clear[byte % clear.length]
  return text.match(new RegExp(`.{1,${group}}`, 'g'))!.join('-')
}

/** 16 characters, some 79 bits: long enough for itself, whatever it spells. */
export const makeOneTimePassword = (randomBytes: (count: number) => Uint8Array): string => speakable(16, 4, randomBytes)

export const recoveryRules = { count: 10, characters: 10 } as const

/** Ten codes of ten characters, some 49 bits each; guesses count to the lock like wrong passwords. */
export const makeRecoveryCodes = (randomBytes: (count: number) => Uint8Array): string[] =>
  Array.from({ length: recoveryRules.count }, () => speakable(recoveryRules.characters, 5, randomBytes))

/** As it was shown, whatever was typed between and around the characters. */
export function normaliseRecoveryCode(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return plain.length === recoveryRules.characters ? `${plain.slice(0, 5)}-${plain.slice(5)}` : plain
}
