// First of the three questions (docs/scope.md): may any of this person's posts do this verb at all?
import { type Permission, roleMay } from '@linli/contract/identity/roles.ts'
import { problem } from './problem.ts'
import type { Who } from './session.ts'

export const may = (who: Who, permission: Permission): boolean =>
  who.kind === 'system' || who.posts.some((p) => roleMay(p.role, permission))

export function permit(who: Who, permission: Permission): void {
  if (!may(who, permission)) throw problem('permission.denied', { permission })
}
