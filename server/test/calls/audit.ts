// Calls of the record.
import { type Call, get, json } from './call.ts'

export const auditCalls: Record<string, Call[]> = {
  'GET /api/audit': [get(() => '/api/audit?limit=500')],
  'GET /api/audit/integrity': [
    get(
      () => '/api/audit/integrity?read=all',
      ({ body }) => (body.valid ? 'valid' : 'BROKEN'),
    ),
  ],
  'GET /api/audit/breaks': [get(() => '/api/audit/breaks')],
  'POST /api/audit/breaks/:id/notes': [
    json(
      'POST',
      () => '/api/audit/breaks/history.1.changed.database/notes',
      () => ({ reason: '已核实' }),
    ),
  ],
  'GET /api/disclosures': [get(() => '/api/disclosures?limit=500')],
}
