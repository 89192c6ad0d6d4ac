// How large the city is and over how long its incidents are spread. The whole one has the figures of the reference city: 12,000 grids,
// 20,000 accounts, 1,400,000 incidents; a small one has the same shape for tests.

/** Columns and rows of a lattice. */
type Lattice = readonly [columns: number, rows: number]

export interface CitySize {
  seed: number
  county: string
  /** Towns of the county, communities of each town, grids of each community. */
  towns: Lattice
  communities: Lattice
  grids: Lattice
  accounts: number
  incidents: number
  /** Reports of the last half hour that nobody has touched, besides the incidents: what falls due all at once. */
  rush: number
  /** Days before `until` over which the incidents are reported. */
  days: number
  /** The last instant of the city's past, epoch ms: nothing is written after it. */
  until: number
}

const shape = { seed: 990201, county: '990201', days: 730, rush: 0 } as const

export const wholeCity = (incidents: number, until: number): CitySize => ({
  ...shape,
  towns: [6, 5],
  communities: [4, 4],
  grids: [5, 5],
  accounts: 20_000,
  incidents,
  until,
})

export const smallCity = (incidents: number, until: number): CitySize => ({
  ...shape,
  towns: [2, 1],
  communities: [2, 1],
  grids: [3, 2],
  accounts: 260,
  incidents,
  until,
})
