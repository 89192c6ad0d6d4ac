// Files named as evidence: one's own, or still on their way. Somebody else's and refused ones are turned back.
import { problem } from '#platform/problem.ts'
import { prepared, type Query, sql, textArray } from '#platform/sql.ts'

export interface Standing {
  id: string
  standing: 'awaited' | 'ready' | 'refused' | 'foreign'
}

/** How these files stand to whoever acts; `report` is a resident's report that they were sent for. */
export const standings = (ids: readonly string[], report: string | null): Query<Standing> =>
  prepared(sql<Standing>`select id, standing from file_standing(${textArray(ids)}::uuid[], ${report}::uuid)`)

export function refuseUnusable(files: readonly Standing[]): void {
  const errors = files
    .filter((f) => f.standing === 'foreign' || f.standing === 'refused')
    .map((f) => ({
      path: '/evidence',
      message: f.standing === 'foreign' ? `${f.id} is not your file` : `${f.id} was refused; send another`,
    }))
  if (errors.length > 0) throw problem('request.invalid', { errors })
}
