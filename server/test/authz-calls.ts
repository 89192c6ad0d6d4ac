// How the authorisation matrix calls each endpoint: with the real ids of the world, with content that would be accepted from
// whoever may do it. An endpoint without an entry here fails the matrix.

import { areaCalls } from './calls/area.ts'
import { auditCalls } from './calls/audit.ts'
import type { Call } from './calls/call.ts'
import { fileCalls } from './calls/file.ts'
import { identityCalls } from './calls/identity.ts'
import { incidentCalls } from './calls/incident.ts'
import { matterCalls } from './calls/matter.ts'
import { mediationCalls } from './calls/mediation.ts'
import { residentCalls } from './calls/resident.ts'

export const calls: Record<string, Call[]> = {
  ...areaCalls,
  ...identityCalls,
  ...mediationCalls,
  ...auditCalls,
  ...matterCalls,
  ...fileCalls,
  ...incidentCalls,
  ...residentCalls,
}
