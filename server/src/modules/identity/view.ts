// Posts and accounts as they leave the server.
import { roleLabel, roleMay } from '@linli/contract/identity/roles.ts'
import type { AccountView, PostView } from '@linli/contract/identity/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { Static } from 'typebox'
import type { House } from '#platform/house.ts'
import type { Post, Who } from '#platform/session.ts'
import { areaNames } from '../area/public.ts'
import { accountNames, units } from './public.ts'
import type { AccountRow } from './queries.ts'

export function viewPost(house: House, p: Omit<Post, 'onBehalfOf'> & { onBehalfOf?: string | null }): PostView {
  return {
    id: p.id,
    role: p.role,
    roleName: roleLabel(p.role),
    area: p.areaCode,
    areaName: p.areaCode ? (areaNames.of(house).get(p.areaCode) ?? null) : null,
    unit: p.unitId,
    unitName: p.unitId ? (units.of(house).byId.get(p.unitId)?.name ?? null) : null,
    from: p.from,
    to: p.to,
    onBehalfOf: p.onBehalfOf ? { id: p.onBehalfOf, name: nameOf(house, p.onBehalfOf) } : null,
  }
}

export const nameOf = (house: House, account: string): string => accountNames.of(house).get(account) ?? ''
export const unitNameOf = (house: House, unit: string): string => units.of(house).byId.get(unit)?.name ?? ''

const time = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms))

export function viewAccount(house: House, who: Who): (row: AccountRow) => Static<typeof AccountView> {
  const seesGuard = who.posts.some((post) => roleMay(post.role, 'account.write'))
  return (row) => ({
    id: row.id,
    username: row.username,
    name: row.name,
    workNumber: row.workNumber,
    isDisabled: row.isDisabled,
    lockedUntil: time(row.lockedUntil),
    guard: seesGuard ? { secondFactor: row.otpSince !== null, oneTimeUntil: time(row.oneTimeUntil) } : null,
    posts: row.posts.map((p) => viewPost(house, p)),
    version: row.version,
  })
}
