// What the reporter sees of the result: the desk lets single pictures be seen, and takes them back. Nobody blurs faces or number plates
// here, so a person looks first; who did it, and when, is in the audit log.

import { hasResult, isOfResult } from '@linli/contract/incident/pictures.ts'
import type { IncidentView } from '@linli/contract/incident/schemas.ts'
import type { State } from '@linli/contract/incident/words.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import { change } from '#platform/change.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, insertRow, type Query, sql } from '#platform/sql.ts'
import type { Opened } from './door.ts'
import { incidentView, isDesk } from './view.ts'

interface PictureRow {
  version: number
  areaCode: string
  state: State
  deskUnit: string
  fileId: string | null
  purpose: string
  accountId: string | null
  kind: string | null
  isShown: boolean
}
export interface Showing {
  incidentId: string
  fileId: string
  shown: boolean
}

/** PUT /api/incidents/{id}/pictures/{file}. */
export const showPicture: ActionSpec<Showing, [Query<PictureRow>, ReturnType<typeof chainHead>], IncidentView> = {
  name: 'incident.show_picture',
  facts: ({ incidentId, fileId }) => [
    sql<PictureRow>`select i.version, i.area_code, i.state, i.desk_unit, e.file_id, e.purpose, f.account_id, f.kind,
      exists (select from evidence_release r where r.incident_id = i.id and r.file_id = e.file_id) as is_shown
      from incident i left join evidence e on e.incident_id = i.id and e.file_id = ${fileId}::uuid
      left join file f on f.id = e.file_id and f.state = 'ready' where i.id = ${incidentId}::uuid for update of i`,
    chainHead('audit'),
  ],
  decide([[row], [head]], { incidentId, fileId, shown }, { house, who, now, wall }) {
    if (!row?.fileId) throw problem('not_found')
    permit(who, 'incident.act')
    if (!isDesk(who, row.deskUnit)) throw problem('incident.not_yours')
    if (shown && !hasResult(row.state)) throw problem('incident.wrong_state', { state: row.state })
    if (shown && !isOfResult({ kind: row.kind, purpose: row.purpose, byStaff: row.accountId !== null }))
      throw problem('incident.no_picture_of_result')
    const verb = shown ? 'picture.show' : 'picture.hide'
    const writes = () => [
      shown
        ? insertRow('evidence_release', { incidentId, fileId, accountId: who.accountId, at: at(now) })
        : sql`delete from evidence_release where incident_id = ${incidentId}::uuid and file_id = ${fileId}::uuid`,
      change({ kind: 'incident', id: incidentId, version: row.version, areaCode: row.areaCode, at: now }),
      ...append(house.keys, 'audit', head, {
        id: uuidv7(),
        accountId: who.accountId,
        verb,
        subject: fileId,
        facts: { incident: incidentId },
        at: wall,
      }),
    ]
    return { writes: row.isShown === shown ? [] : writes(), target: incidentId, answer: incidentView(incidentId) }
  },
  replay: (target) => incidentView(target),
}

export interface ShownRow {
  id: string
  mediaType: string
  sha256: Uint8Array
  width: number
  height: number
  at: number
}

/** What a reporter may look at. */
export const listShown = ({ number, proof }: Opened): Query<ShownRow> =>
  sql<ShownRow>`select id, media_type, sha256, width, height, at from public_pictures(${number}, ${proof}::text::bytea)`
