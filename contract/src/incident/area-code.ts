// Area codes as paths: a longer code lies inside each of its prefixes (data-scope.md).

const codeLengths = [2, 4, 6, 9, 12, 15, 18] as const
const gridLength = 15
export const levelLengths = { county: 6, town: 9, community: 12 } as const

/** `code` is `area` or lies inside it. */
export const liesIn = (code: string, area: string): boolean => code.startsWith(area)

export const isAbove = (area: string, code: string): boolean => area !== code && code.startsWith(area)

/** The areas that enclose `code`, nearest first, without itself. */
export function enclosing(code: string): string[] {
  return codeLengths
    .filter((length) => length < code.length)
    .map((length) => code.slice(0, length))
    .reverse()
}

/** The grid that a place lies in, a micro-grid's included; null for a community or town. */
export const gridOf = (code: string): string | null => (code.length >= gridLength ? code.slice(0, gridLength) : null)

/** Towns and everything below them: where a duty taken back must not be sent. */
export const isTownOrBelow = (code: string): boolean => code.length >= levelLengths.town
