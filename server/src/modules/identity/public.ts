import { type Absence, isInForce, presentAt, type StaffPost } from '@linli/contract/identity/staffing.ts'
import { reference } from '#platform/reference.ts'
import { sql } from '#platform/sql.ts'

export {
  type DueHandOver,
  findPlaces,
  finishHandOver,
  listDueHandOvers,
  nextHandOverAt,
  type Place,
} from './hand-overs.ts'

export interface Unit {
  id: string
  key: string
  name: string
  kind: 'centre' | 'team' | 'department' | 'community' | 'company'
  areaCode: string
  /** Line of duty of a department (条线), by which the catalogue names it. */
  line: string | null
}

export interface Units {
  byId: ReadonlyMap<string, Unit>
  byKey: ReadonlyMap<string, Unit>
  /** The desk of an area. */
  centreOf: ReadonlyMap<string, Unit>
  teamOf: ReadonlyMap<string, Unit>
}

/** All active units: their names are shown to whoever sees what they hold. */
export const units = reference(
  ['unit'],
  [sql`select id, key, line, name, kind, area_code from unit where is_active`],
  ([rows]: Unit[][]): Units => {
    const of = (kind: Unit['kind']) => new Map(rows!.filter((u) => u.kind === kind).map((u) => [u.areaCode, u]))
    return {
      byId: new Map(rows!.map((u) => [u.id, u])),
      byKey: new Map(rows!.map((u) => [u.key, u])),
      centreOf: of('centre'),
      teamOf: of('team'),
    }
  },
)

/** Names of all accounts: shown as "on behalf of" and in the audit, never listed from here. */
export const accountNames = reference(
  ['account'],
  [sql`select id, name from account`],
  ([rows]: { id: string; name: string }[][]) => new Map(rows!.map((r) => [r.id, r.name])),
)

export interface Staffing {
  /** Somebody with a post in the unit is there at this instant: not absent, or with a deputy. */
  isStaffed(unitId: string, at: number): boolean
  /** A leader of exactly this area is there, or a deputy of one. */
  hasLeader(areaCode: string, at: number): boolean
  /** Accounts that answer for the area as leaders at this instant, deputies in the place of the absent. */
  leadersOf(areaCode: string, at: number): string[]
  /** The account has a post in this unit (null: any), its own or as deputy, absent or not. */
  isAtWork(accountId: string, unitId: string | null, at: number): boolean
}

/** Who is there when. Escalation asks it, so that nothing waits for an empty chair. */
export const staffing = reference(
  ['post', 'account', 'deputy'],
  [
    sql`select p.id, p.account_id, p.role, p.unit_id, p.area_code, p.from_on, p.to_on, a.is_disabled
      from post p join account a on a.id = p.account_id`,
    sql`select d.post_id, d.account_id, coalesce(a.is_disabled, false) as is_deputy_disabled, d.from_at, d.to_at
      from deputy d left join account a on a.id = d.account_id`,
  ],
  (rows): Staffing => {
    const [posts, absences] = rows as unknown[] as [StaffPost[], Absence[]]
    const byUnit = Map.groupBy(posts, (p) => p.unitId)
    const byAccount = Map.groupBy(posts, (p) => p.accountId)
    const leaders = Map.groupBy(
      posts.filter((p) => p.role === 'leader'),
      (p) => p.areaCode,
    )
    const away = Map.groupBy(absences, (a) => a.postId)
    const standsIn = Map.groupBy(absences, (a) => a.accountId)
    const byId = new Map(posts.map((p) => [p.id, p]))
    const present = (p: StaffPost, at: number) => presentAt(p, away.get(p.id) ?? [], at)
    const leadersOf = (areaCode: string, at: number) =>
      (leaders.get(areaCode) ?? []).map((p) => present(p, at)).filter((id) => id !== null)
    const heldBy = (accountId: string, at: number): StaffPost[] => [
      ...(byAccount.get(accountId) ?? []).filter((p) => !p.isDisabled && isInForce(p, at)),
      ...(standsIn.get(accountId) ?? [])
        .filter((a) => !a.isDeputyDisabled && a.fromAt <= at && a.toAt > at)
        .flatMap((a) => byId.get(a.postId) ?? [])
        .filter((p) => isInForce(p, at)),
    ]
    return {
      isStaffed: (unitId, at) => (byUnit.get(unitId) ?? []).some((p) => present(p, at) !== null),
      hasLeader: (areaCode, at) => leadersOf(areaCode, at).length > 0,
      leadersOf,
      isAtWork: (accountId, unitId, at) =>
        heldBy(accountId, at).some((post) => unitId === null || post.unitId === unitId),
    }
  },
)

interface Duty {
  unitId: string
  areaCode: string
  accountId: string
  fromAt: number
  toAt: number
}

/** Duty rosters by area: an emergency alarms whoever is on duty, and calls their units. */
export const rosters = reference(
  ['roster', 'unit'],
  [sql`select r.unit_id, u.area_code, r.account_id, r.from_at, r.to_at from roster r join unit u on u.id = r.unit_id`],
  ([rows]: Duty[][]) => {
    const byArea = Map.groupBy(rows!, (r) => r.areaCode)
    const at = (areaCode: string, when: number) =>
      (byArea.get(areaCode) ?? []).filter((r) => r.fromAt <= when && r.toAt > when)
    return {
      onDuty: (areaCode: string, when: number): string[] => at(areaCode, when).map((r) => r.accountId),
      unitsOnDuty: (areaCode: string, when: number): string[] => [...new Set(at(areaCode, when).map((r) => r.unitId))],
    }
  },
)
