import { type Random, share } from '../random.ts'

/** A house as it fills up: how high, how many homes, who lives there. */
export type Home = {
  /** Index of its grid within the community. */
  grid: number
  floors: number
  /** Floors without dwellings: shops at street level. */
  shopFloors: number
  stairwells: number
  dwellings: number
  households: number
  people: number
}

type Wish = {
  households: number
  people: number
  householdsByGrid?: number[]
  floors: readonly [number, number]
  dwellingsPerFloor: number
}

/** Of a hundred dwellings about six stand empty. */
const OCCUPIED = 0.94

const count = (home: Home, perFloor: number) => home.stairwells * (home.floors - home.shopFloors) * perFloor

/** Raises and lowers houses by a floor until there are about as many dwellings as the households need. */
function buildHomes(homes: Home[], households: number, wish: Wish, chance: Random) {
  const wanted = households / OCCUPIED
  const total = () => homes.reduce((sum, home) => sum + home.dwellings, 0)
  const set = (home: Home, floors: number) => {
    home.floors = floors
    home.dwellings = count(home, wish.dwellingsPerFloor)
  }
  for (const home of homes) set(home, chance.int(...wish.floors))
  const [lowest, highest] = wish.floors
  for (let turns = 0; turns < 4000 && Math.abs(total() - wanted) > wanted * 0.01; turns++) {
    const home = chance.pick(homes)
    if (total() < wanted && home.floors < highest) set(home, home.floors + 1)
    if (total() > wanted && home.floors > lowest) set(home, home.floors - 1)
  }
}

function moveIn(homes: Home[], households: number, chance: Random) {
  const weights = homes.map((home) => home.dwellings * chance.between(0.88, 1))
  const caps = homes.map((home) => home.dwellings)
  share(households, weights, caps).forEach((number, i) => {
    const home = homes[i]
    if (home) home.households = number
  })
}

/** Fills the homes so that the totals come out exactly. Those without stairwells stay uninhabited. */
export function settle(all: Home[], wish: Wish, chance: Random) {
  const homes = all.filter((home) => home.stairwells > 0)
  if (wish.householdsByGrid) {
    wish.householdsByGrid.forEach((households, grid) => {
      const own = homes.filter((home) => home.grid === grid)
      buildHomes(own, households, wish, chance)
      moveIn(own, households, chance)
    })
  } else {
    buildHomes(homes, wish.households, wish, chance)
    moveIn(homes, wish.households, chance)
  }
  const beyondOne = homes.map((home) => home.households * chance.between(1.65, 2.3))
  const caps = homes.map((home) => home.households * 4)
  share(wish.people - wish.households, beyondOne, caps).forEach((number, i) => {
    const home = homes[i]
    if (home) home.people = home.households + number
  })
}
