// What the table of roles says of each role.
import type { Permission } from './permissions.ts'

export type UnitKind = 'centre' | 'team' | 'department' | 'community' | 'company'

/** `inside`: in the giver's area; `below`: in a strictly smaller area. */
export type Reach = 'inside' | 'below'

export interface RoleEntry {
  readonly zh: string
  readonly en: string
  readonly administrator: 'system' | 'security' | 'audit' | null
  /** Digits of the area codes that a post of this role may carry; null = the post carries no area. */
  readonly area: readonly number[] | null
  /** Kinds of unit that a post of this role works for, and whether its area is the post's own; null = no unit. */
  readonly unit: { readonly kinds: readonly UnitKind[]; readonly sameArea: boolean } | null
  readonly permissions: readonly Permission[]
  readonly grants: Readonly<Record<string, Reach>>
  /**
   * True: a second factor at sign-in is asked of whoever holds such a post; others may have one. Demanded of every role with a guarded
   * permission (permissions.ts), which the test holds.
   */
  readonly secondFactor: boolean
  /** Roles whose holders may stand in while the holder is away (B 岗); none: nobody does, as for administrators, who stay apart. */
  readonly deputies: readonly string[]
}
