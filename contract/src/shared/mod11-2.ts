// ISO 7064 MOD 11-2, the check character of resident identity numbers (GB 11643): over digits, it finds every wrong
// character and every swap of two neighbours. The character is a digit or X for ten.

/** The check character for these digits. */
export function checkCharacter(digits: string): string {
  const value = (12 - remainder(digits)) % 11
  return value === 10 ? 'X' : String(value)
}

/** Whether digits with their check character at the end are whole. */
export function isChecked(text: string): boolean {
  return /^\d+[\dX]$/.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1)
}

function remainder(digits: string): number {
  let sum = 0
  for (const digit of digits) sum = ((sum + Number(digit)) * 2) % 11
  return sum
}
