import type { Procedure } from '../document.ts'
import { approval } from './approval.ts'
import { coordinated } from './coordinated.ts'
import { emergency } from './emergency.ts'
import { hazard } from './hazard.ts'
import { ordinary } from './ordinary.ts'

/** The procedures that come with the product; a place can add its own. */
export const shippedProcedures: readonly Procedure[] = [ordinary, coordinated, emergency, approval, hazard]

export const shippedProcedure = (key: string): Procedure | null =>
  shippedProcedures.find((procedure) => procedure.key === key) ?? null
