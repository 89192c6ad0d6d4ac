import type { PersonAction } from '@linli/contract/incident/fields.ts'
import type { Source, UnitKind, Urgency } from '@linli/contract/incident/words.ts'
import type { LineString, MultiPolygon, Point, Polygon } from 'geojson'

/**
 * The demonstration district as plain data: what the generator gives and the loader takes. Nothing here touches a
 * database. Every name, person, telephone number and street is invented, and the same seed gives the same bytes.
 *
 * Coordinates are WGS-84 [lng, lat], rounded to 1e-7 degrees. Days are `YYYY-MM-DD`, instants RFC 3339 with +08:00.
 * Ids are UUIDv7 in shape and made from the seed and the thing's own key, so adding a thing leaves the others' ids alone.
 */
export type District = {
  areas: AreaSeed[]
  roads: RoadSeed[]
  scenery: ScenerySeed[]
  buildings: BuildingSeed[]
  units: UnitSeed[]
  accounts: AccountSeed[]
  posts: PostSeed[]
  roster: RosterSeed[]
  deputies: DeputySeed[]
  boardTexts: BoardTextSeed[]
}

export type AreaLevel = 'county' | 'town' | 'community' | 'grid'

/** Parents come before their children. */
export type AreaSeed = {
  code: string
  /** null at the top of the demonstration, the county. */
  parent: string | null
  name: string
  level: AreaLevel
  /** Grids only. */
  kind: 'basic' | 'dedicated' | null
  /** What a dedicated grid is for. */
  dedicatedTo: 'market' | 'school' | null
  boundary: MultiPolygon
  households: number
  people: number
  /** 四至 in words: what lies on the boundary to the east, south, west and north. */
  describedBoundary: string
}

export type RoadSeed = {
  id: string
  name: string
  /** trunk 主干路, main 次干路, street 支路, lane 巷, path within a compound or a park. */
  class: 'trunk' | 'main' | 'street' | 'lane' | 'path'
  widthM: number
  line: LineString
}

/** What a map needs besides areas, roads and buildings to look like a place; nothing refers to it. */
export type ScenerySeed = {
  id: string
  name: string
  kind: 'water' | 'green' | 'square' | 'pitch' | 'field'
  shape: Polygon
}

export type BuildingUse = 'residential' | 'mixed' | 'commercial' | 'market' | 'school' | 'office' | 'service'

export type BuildingSeed = {
  id: string
  /** The grid that it stands in. */
  areaCode: string
  /** "3号楼", or what people call a building without a number; unique within the compound. */
  name: string
  /** 小区 or institution. */
  compound: string
  address: string
  use: BuildingUse
  floors: number
  /** 单元: stairwells with their own door; 0 where nobody lives. */
  stairwells: number
  dwellings: number
  /** At most one per dwelling: the rest stand empty. */
  households: number
  people: number
  footprint: Polygon
  /** A point inside the footprint. */
  centre: Point
}

export type UnitSeed = {
  id: string
  /** Unique in the district: `fire`, `centre-990101001`, `team-990101001001007`. */
  key: string
  name: string
  kind: UnitKind
  areaCode: string
}

export type AccountSeed = {
  id: string
  username: string
  name: string
  /** 一员一号: the number on the work card. */
  workNumber: string
  /** Invented: the block 199 0000 is not given to anybody here. */
  phone: string
}

export type Role =
  | 'grid_head'
  | 'grid_worker'
  | 'clerk'
  | 'dispatcher'
  | 'officer'
  | 'leader'
  | 'inspector'
  | 'appraiser'
  | 'system_admin'
  | 'security_admin'
  | 'audit_admin'

export type PostSeed = {
  id: string
  accountId: string
  role: Role
  /** The scope; null for officers and administrators. */
  areaCode: string | null
  unitId: string | null
  from: string
  to: string | null
}

/** Who is on duty for a unit; half-open [from, to). */
export type RosterSeed = {
  id: string
  unitId: string
  accountId: string
  from: string
  to: string
}

/** `accountId` stands in for the holder of `postId`; half-open [from, to). */
export type DeputySeed = {
  id: string
  postId: string
  accountId: string
  from: string
  to: string
  reason: string
}

/** What the public notice board of a grid says. */
export type BoardTextSeed = {
  areaCode: string
  /** One greeting by the worker, in the first person. */
  greeting: string
  duties: string[]
  /** When somebody can be met, in words. */
  hours: string
  /** 监督电话: goes to the inspector, never to the worker's own desk. */
  supervisionPhone: string
}

/** Everything that the generator depends on. */
export type DistrictOptions = {
  seed?: number
  /** The day around which duty rosters and deputies are laid; `YYYY-MM-DD` in Asia/Shanghai. */
  today?: string
}

/* ---------- the script of incidents ---------- */

/** A picture to draw and upload: `drawPhoto(kind, seed, variant)`. */
export type PhotoRef = { kind: PhotoKind; seed: number; variant: PhotoVariant }

export type PhotoVariant = 'before' | 'after'

export type PhotoKind =
  | 'rubbish'
  | 'bin'
  | 'lamp'
  | 'manhole'
  | 'fireLane'
  | 'pothole'
  | 'stall'
  | 'flooding'
  | 'site'
  | 'wires'
  | 'leaflets'
  | 'tree'
  | 'bikes'
  | 'corridor'
  | 'smoke'
  | 'pipe'
  | 'facade'
  | 'ceiling'

/** One incident: how it was reported, and the hands that deal with it until now. */
export type ScriptedIncident = {
  id: string
  /** What this one is there to show: `archived`, `declined`, `neglected` … */
  story: Story
  /** Minutes before `now` at which it is reported. */
  ago: number
  source: Source
  /** Code of the matter, as the caller's `matterCode(name)` gave it. */
  matter: string
  /** Id of the filing condition meant, when it is not the first one. */
  condition: string | null
  urgency: Urgency | null
  location: { lng: number; lat: number; accuracy?: number; address?: string } | { building: string }
  /** The grid in which it lies; null where it lies in none. */
  areaCode: string | null
  description: string
  /** Resident's reports only: invented. */
  reporter: { name: string; phone: string } | null
  /** The account that enters it; null = without an account through the public door. */
  by: string | null
  evidence: PhotoRef[]
  /** Handled on the spot. */
  handled: { result: string; evidence: PhotoRef[] } | null
  path: Hand[]
}

/** One hand. All instants of the script lie before `now`; play the hands of all incidents together in order of time. */
export type Hand = {
  /** Minutes after the report. */
  after: number
  /** An account, or `reporter`: the resident, by number and secret. */
  by: string
  action: PersonAction
  /** As in the action table; ids of units and incidents are real; 'pending' for `request` and `supervision` is the seq of the open one. */
  fields: Record<string, string | number | boolean | string[]>
  evidence?: PhotoRef[]
  /** Only where the procedure offers it just then: a look before or after that not every matter asks for. */
  ifAllowed?: true
}

export type Story =
  | 'handledOnTheSpot'
  | 'reported'
  | 'returned'
  | 'supplemented'
  | 'rejected'
  | 'precheck'
  | 'accepted'
  | 'routed'
  | 'dispatched'
  | 'signed'
  | 'declined'
  | 'arbitrated'
  | 'handling'
  | 'extended'
  | 'suspended'
  | 'resumed'
  | 'handled'
  | 'postcheck'
  | 'verified'
  | 'rework'
  | 'reworked'
  | 'closed'
  | 'archived'
  | 'reopened'
  | 'merged'
  | 'voided'
  | 'emergency'
  | 'supervised'
  | 'late'
  | 'neglected'
  | 'outsideGrids'
  | 'applied'
