// Who may do what, as a relation between an actor's posts and the incident; never a question of a screen or a route. A word
// of a procedure's `who` is asked in three strengths:
// `now` exactly at this moment · `ever` in principle, whatever the state (so that the right person in the wrong state hears
// 409, not 403) · `before` also whoever had it before (so that of two who act at once the loser is told what happened).
import { ancestors, atLevel, contains } from '../shared/area-code.ts'
import type { Unit } from './columns.ts'
import type { Actor, IncidentFacts, Party, PostInForce, Surroundings } from './facts.ts'
import type { Who } from './vocabulary.ts'

export type Strength = 'now' | 'ever' | 'before'

/** The post that gives the right; null for residents, the system, and rights that hang on the account alone. */
export interface Right {
  readonly post: PostInForce | null
}

interface Asked {
  readonly facts: IncidentFacts
  readonly actor: Actor
  readonly around: Surroundings
}

export function rightOf(who: readonly Who[], strength: Strength, asked: Asked): Right | null {
  for (const word of who) {
    const right = tests[word](asked, strength)
    if (right) return right
  }
  return null
}

/** The post by which an actor acts for a unit; one's own before one held as deputy. */
export function postFor(actor: Actor, fits: (post: PostInForce) => boolean): PostInForce | null {
  if (actor.kind !== 'staff') return null
  return actor.posts.find((post) => post.onBehalfOf === null && fits(post)) ?? actor.posts.find(fits) ?? null
}

export const actsFor = (actor: Actor, unitId: string | null): PostInForce | null =>
  unitId === null ? null : postFor(actor, (post) => post.unitId === unitId)

export const openParties = (facts: IncidentFacts): readonly Party[] =>
  facts.parties.filter((party) => party.to === null)

export const leadOf = (facts: IncidentFacts): Party | null =>
  openParties(facts).find((party) => party.part === 'lead') ?? null

/** The units that assist; `waiting` leaves out those that have given their own result. */
export const coUnitsOf = (facts: IncidentFacts, waiting: boolean): readonly Party[] =>
  facts.parties.filter((party) => party.part === 'co' && (!waiting || (party.to === null && party.finishedAt === null)))

/** The units called to the scene; `waiting` leaves out those that have given their own result. */
export const calledUnitsOf = (facts: IncidentFacts, waiting: boolean): readonly Party[] =>
  facts.parties.filter(
    (party) => party.part === 'called' && (!waiting || (party.to === null && party.finishedAt === null)),
  )

export function teamOfPlace(facts: { areaCode: string }, around: Surroundings): Unit | null {
  const grid = atLevel(facts.areaCode, 'grid')
  return grid === null ? null : around.teamOf(grid)
}

export const accountOf = (actor: Actor): string | null => (actor.kind === 'staff' ? actor.accountId : null)

const byPost = (post: PostInForce | null): Right | null => (post ? { post } : null)
const byAccount = (holds: boolean): Right | null => (holds ? { post: null } : null)

function actsForAny(actor: Actor, parties: readonly Party[]): Right | null {
  for (const party of parties) {
    const post = actsFor(actor, party.unitId)
    if (post) return { post }
  }
  return null
}

const hadIt = ({ facts, actor }: Asked, strength: Strength, fits: (party: Party) => boolean): Right | null =>
  strength === 'before' ? actsForAny(actor, facts.parties.filter(fits)) : null

/** A post of a centre that fits; the centre is looked up, because a post only knows its unit. */
const byCentre = ({ actor, around }: Asked, fits: (centre: Unit) => boolean): Right | null =>
  byPost(
    postFor(actor, (post) => {
      const unit = post.unitId === null ? null : around.unit(post.unitId)
      return unit?.kind === 'centre' && fits(unit)
    }),
  )

const overPlace = ({ facts, actor }: Asked, role: string): Right | null =>
  byPost(
    postFor(actor, (post) => post.role === role && post.areaCode !== null && contains(post.areaCode, facts.areaCode)),
  )

function isReporter({ facts, actor }: Asked): boolean {
  if (actor.kind === 'resident') return true
  const account = accountOf(actor)
  return account !== null && (facts.reporterAccount === account || facts.reporterAccounts.includes(account))
}

const involved = ({ facts, actor }: Asked): Right | null =>
  byPost(actsFor(actor, facts.holderUnit) ?? actsFor(actor, facts.deskUnit)) ?? actsForAny(actor, openParties(facts))

const tests: Record<Who, (asked: Asked, strength: Strength) => Right | null> = {
  /** The centre that holds it; in principle also the desk. */
  centre(asked, strength) {
    const { facts, actor } = asked
    const held = facts.holderKind === 'centre' ? actsFor(actor, facts.holderUnit) : null
    const atDesk = strength === 'now' ? null : actsFor(actor, facts.deskUnit)
    return byPost(held ?? atDesk) ?? hadIt(asked, strength, (party) => party.kind === 'centre')
  },
  desk: (asked, strength) =>
    byPost(actsFor(asked.actor, asked.facts.deskUnit)) ?? hadIt(asked, strength, (party) => party.kind === 'centre'),
  /** The unit that holds it; in principle also the lead whose work is being looked at. */
  unit(asked, strength) {
    const { facts, actor } = asked
    const held = facts.holderKind !== 'centre' ? actsFor(actor, facts.holderUnit) : null
    const leads = strength === 'now' ? null : actsFor(actor, leadOf(facts)?.unitId ?? null)
    return byPost(held ?? leads) ?? hadIt(asked, strength, (party) => party.part === 'lead' || party.part === 'former')
  },
  checker(asked, strength) {
    const { facts, actor, around } = asked
    const looks = actsFor(actor, facts.checkUnit)
    const couldLook = strength === 'now' ? null : actsFor(actor, teamOfPlace(facts, around)?.id ?? null)
    return byPost(looks ?? couldLook) ?? hadIt(asked, strength, (party) => party.part === 'checker')
  },
  reporter: (asked) => byAccount(isReporter(asked)),
  /** A centre above the desk; in principle any centre of the place, so that a slower one hears of the faster one. */
  higherCentre: (asked, strength) =>
    byCentre(
      asked,
      (centre) =>
        contains(centre.areaCode, asked.facts.areaCode) &&
        (strength !== 'now' || ancestors(asked.facts.deskArea).includes(centre.areaCode)),
    ),
  placeCentre: (asked) => byCentre(asked, (centre) => contains(centre.areaCode, asked.facts.areaCode)),
  placeWorker: ({ facts, actor, around }) => byPost(actsFor(actor, teamOfPlace(facts, around)?.id ?? null)),
  leader: (asked) => overPlace(asked, 'leader'),
  inspector: (asked) => overPlace(asked, 'inspector'),
  called: (asked, strength) =>
    actsForAny(
      asked.actor,
      asked.facts.parties.filter((party) => party.part === 'called' && (strength !== 'now' || party.to === null)),
    ),
  coUnit: (asked, strength) => actsForAny(asked.actor, coUnitsOf(asked.facts, strength === 'now')),
  calledUnit: (asked, strength) => actsForAny(asked.actor, calledUnitsOf(asked.facts, strength === 'now')),
  /** Whoever a supervision can be addressed to; which one it is, the guard asks. */
  supervised: involved,
  party: (asked) =>
    involved(asked) ??
    byAccount(isReporter(asked)) ??
    tests.placeCentre(asked, 'now') ??
    tests.placeWorker(asked, 'now') ??
    overPlace(asked, 'leader') ??
    overPlace(asked, 'inspector'),
  anyone: ({ actor }) => byAccount(actor.kind !== 'system'),
  system: ({ actor }) => byAccount(actor.kind === 'system'),
}
