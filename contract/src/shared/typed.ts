/** What people type for a code of letters and digits: full-width forms, small letters, spaces and dashes of any kind are forgiven. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212\u00ad\u200b-\u200f._·]/gu, '')
}
