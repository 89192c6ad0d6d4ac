// Area codes as paths: the lengths of the national statistical codes down to the community, then 15 digits for a grid and 18 for
// a micro-grid. A longer code lies inside each of its prefixes, so hierarchy, scope and statistics are one comparison.
// Only the form is checked here, not whether such an area exists: a code that was abolished is still a code of history.

export const areaLevels = ['province', 'city', 'county', 'town', 'community', 'grid', 'microgrid'] as const
export type AreaLevel = (typeof areaLevels)[number]

export const codeLength: Readonly<Record<AreaLevel, number>> = {
  province: 2,
  city: 4,
  county: 6,
  town: 9,
  community: 12,
  grid: 15,
  microgrid: 18,
}

const levelByLength = new Map<number, AreaLevel>(areaLevels.map((level) => [codeLength[level], level]))

/** The level of a code, or undefined if the text is not an area code. */
export function levelOf(code: string): AreaLevel | undefined {
  return /^[1-9]\d+$/.test(code) ? levelByLength.get(code.length) : undefined
}

export function isAreaCode(code: string): boolean {
  return levelOf(code) !== undefined
}

/** The areas that enclose this one, nearest first, itself left out. */
export function ancestors(code: string): string[] {
  return areaLevels
    .filter((level) => codeLength[level] < code.length)
    .map((level) => code.slice(0, codeLength[level]))
    .reverse()
}

/** Null at the top. */
export function parentOf(code: string): string | null {
  return ancestors(code)[0] ?? null
}

/** The enclosing area of that level, or the area itself; null if the code lies above it. */
export function atLevel(code: string, level: AreaLevel): string | null {
  return code.length >= codeLength[level] ? code.slice(0, codeLength[level]) : null
}

/** `inner` is `outer` or lies inside it. */
export function contains(outer: string, inner: string): boolean {
  return inner.startsWith(outer)
}

/** `code >= lo and code < hi` in C collation. */
export interface CodeRange {
  readonly lo: string
  readonly hi: string
}

/** What lies in an area, itself included; ':' is the character after '9'. */
export function rangeOf(code: string): CodeRange {
  return { lo: code, hi: `${code}:` }
}

/** The narrowest single range that holds all these areas, for the planner; null for none. Much else may lie in it. */
export function boundingRange(codes: readonly string[]): CodeRange | null {
  const [first, ...rest] = codes
  if (first === undefined) return null
  const range = { ...rangeOf(first) }
  for (const code of rest) {
    const { lo, hi } = rangeOf(code)
    if (lo < range.lo) range.lo = lo
    if (hi > range.hi) range.hi = hi
  }
  return range
}

/** The same areas without those that lie inside another of them, in order. */
export function outermost(codes: readonly string[]): string[] {
  const kept: string[] = []
  for (const code of [...codes].sort()) {
    const last = kept.at(-1)
    if (last === undefined || !contains(last, code)) kept.push(code)
  }
  return kept
}
