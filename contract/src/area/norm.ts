// Division norm of a basic grid: urban 300–500 households or 1,000–1,500 people. Source: planning documents of the
// requirements (H, P, W; the national guide value of GB/T 34300-2017 was not read and is not quoted). A warning, never a refusal.
export const gridNorm = { households: { min: 300, max: 500 }, people: { min: 1000, max: 1500 } } as const

export type NormVerdict = 'within' | 'under' | 'over' | 'exempt'

/** Compares a grid's counts with the norm; within either measure is within. Dedicated grids and other levels are exempt. */
export function checkNorm(area: {
  level: string
  kind: string | null
  households: number
  people: number
}): NormVerdict {
  if (area.level !== 'grid' || area.kind !== 'basic') return 'exempt'
  const { households, people } = gridNorm
  const within = (n: number, range: { min: number; max: number }) => n >= range.min && n <= range.max
  if (within(area.households, households) || within(area.people, people)) return 'within'
  return area.households > households.max ? 'over' : 'under'
}
