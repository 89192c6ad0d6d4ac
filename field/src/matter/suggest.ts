import type { Matter } from './matter.api.ts'

/**
 * Which matters stand ready for one tap: what this person files often, then what happens often in their grid, then one
 * of each class, so that even a new worker begins with a useful choice. Counted on the phone, for nobody else to see.
 */
export type MatterUses = Readonly<Record<string, number>>

type Known = Pick<Matter, 'code' | 'parent'>

export function suggestMatters<T extends Known>(
  fileable: readonly T[],
  own: MatterUses,
  inGrid: readonly string[],
  count: number,
): T[] {
  const seen = new Map<string, number>()
  for (const code of inGrid) seen.set(code, (seen.get(code) ?? 0) + 1)
  const score = ({ code }: Known) => (own[code] ?? 0) * 4 + (seen.get(code) ?? 0)
  const scored = fileable.filter((matter) => score(matter) > 0).sort((a, b) => score(b) - score(a))
  const classes = new Set<string | null>()
  const firsts = fileable.filter(({ parent }) => !classes.has(parent) && classes.add(parent))
  return [...new Set([...scored, ...firsts])].slice(0, count)
}

/** Counts one use more; old habits fade, so that what is frequent now comes first. */
export function countUse(uses: MatterUses, code: string): MatterUses {
  const faded = Object.entries(uses).flatMap(([known, n]) => (n * 0.95 >= 0.2 ? [[known, n * 0.95] as const] : []))
  const next: Record<string, number> = Object.fromEntries(faded)
  next[code] = (next[code] ?? 0) + 1
  return next
}

const key = (account: string) => `linli.field.matters.${account}`

export function readUses(account: string): MatterUses {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(account)) ?? '{}')
    return typeof value === 'object' && value !== null ? (value as MatterUses) : {}
  } catch {
    return {}
  }
}

export function noteUse(account: string, code: string): void {
  localStorage.setItem(key(account), JSON.stringify(countUse(readUses(account), code)))
}
