// Calls of incidents and what follows from them.

import { type PersonAction, personActions } from '@linli/contract/incident/fields.ts'
import { type ProblemCode, problems } from '@linli/contract/problem.ts'
import { v7 as uuidv7 } from 'uuid'
import type { World } from '../authz-world.ts'
import { bin, type Call, community, get, items, json, nothing, parts, report } from './call.ts'

/** What each verb brings besides action and version. */
const inputs: Partial<Record<PersonAction, (world: World) => object>> = {
  reject: () => ({ reason: '不属实' }),
  return: () => ({ reason: '请补充位置' }),
  supplement: () => ({ description: '补充：在东门' }),
  precheck: () => ({ found: true }),
  postcheck: () => ({ found: false }),
  route: () => ({ centre: '990101' }),
  takeOver: () => ({ reason: '上级接办' }),
  dispatch: ({ units }) => ({ unit: units.fire }),
  decline: () => ({ reason: '非本单位职责' }),
  arbitrate: () => ({ upheld: true, reason: '维持派遣' }),
  progress: () => ({ note: '正在处理' }),
  extend: () => ({ until: '2026-11-20T12:00:00+08:00', reason: '等待配件' }),
  suspend: () => ({ until: '2026-11-20T12:00:00+08:00', reason: '等待配件' }),
  approve: () => ({ request: 1, granted: true }),
  finish: () => ({ result: '已清运' }),
  fail: () => ({ reason: '仍未清理' }),
  followUp: () => ({ reached: false }),
  reopen: () => ({ reason: '问题仍在' }),
  supervise: () => ({ order: '今日内办结' }),
  reply: () => ({ supervision: 1, text: '已安排' }),
  comment: () => ({ note: '知悉' }),
  addEvidence: () => ({ evidence: [uuidv7()] }),
  changeMatter: () => ({ matter: '06041', reason: '事项更正' }),
  whistle: ({ units }) => ({ units: [units.fire], reason: '需要会同' }),
  merge: ({ fresh }) => ({ into: fresh.id }),
  void: () => ({ reason: '误报' }),
  define: () => ({ result: '认定' }),
  review: () => ({ granted: true }),
  grant: () => ({ granted: true }),
  object: () => ({ reason: '有异议' }),
}

const acts = (on: 'held' | 'fresh', verbs: readonly PersonAction[]): Call[] =>
  verbs.map((action) =>
    json(
      'POST',
      (world) => `/api/incidents/${world[on].id}/actions`,
      (world) => ({ action, version: world[on].version, ...inputs[action]?.(world) }),
      { label: `${on}: ${action}` },
    ),
  )
/** What a centre may do at once with what has just come. */
const atIntake = ['accept', 'reject', 'return', 'route', 'void', 'comment'] as const

export const incidentCalls: Record<string, Call[]> = {
  'GET /api/excuses': [get(() => '/api/excuses')],
  'PUT /api/excuses/:id': [
    json(
      'PUT',
      () => `/api/excuses/${uuidv7()}`,
      ({ closed }) => ({ incident: closed.id, unit: uuidv7(), reason: '暴雨停工' }),
    ),
  ],
  'POST /api/excuses/:id/review': [
    json(
      'POST',
      () => `/api/excuses/${uuidv7()}/review`,
      () => ({ version: 1, granted: true }),
    ),
  ],
  'GET /api/messages': [get(() => '/api/messages?limit=500')],
  'POST /api/messages/:id/read': [
    { make: ({ message }) => ({ method: 'POST', url: `/api/messages/${message}/read` }) },
  ],
  'GET /api/incidents': [
    get(() => '/api/incidents?limit=500'),
    {
      ...get(
        () => '/api/incidents?limit=500&count=true',
        ({ body }) => body.total,
      ),
      label: 'count',
    },
    { ...get(({ held }) => `/api/incidents?limit=500&q=${held.number}`), label: 'search by number' },
    { ...get(() => '/api/incidents?limit=500&holder=me'), label: 'holder=me' },
    { ...get(() => `/api/incidents?limit=500&area=${community}`), label: 'area=community 1' },
  ],
  'PUT /api/incidents/:id': [json('PUT', () => `/api/incidents/${uuidv7()}`, report)],
  'GET /api/incidents/:id': [
    { ...get(({ held }) => `/api/incidents/${held.id}`, parts), label: 'held: acts/reports/files/parties' },
    { ...get(({ closed }) => `/api/incidents/${closed.id}`, parts), label: "the resident's" },
  ],
  'POST /api/incidents/:id/actions': [...acts('held', personActions), ...acts('fresh', atIntake)],
  'GET /api/incidents/:id/integrity': [
    get(
      ({ held }) => `/api/incidents/${held.id}/integrity`,
      ({ body }) => (body.valid ? 'valid' : 'BROKEN'),
    ),
  ],
  'POST /api/incidents/duplicates': [
    json(
      'POST',
      () => '/api/incidents/duplicates',
      ({ place }) => ({ matter: bin, location: place }),
      { isRead: true, shows: items },
    ),
  ],
  'GET /api/incidents/:id/duplicates': [get(({ held }) => `/api/incidents/${held.id}/duplicates`)],
  'PUT /api/incidents/:id/pictures/:file': [
    json(
      'PUT',
      ({ closed }) => `/api/incidents/${closed.id}/pictures/${closed.picture}`,
      () => ({ shown: false }),
    ),
  ],
  'POST /api/reports/:id/reveal': [
    json(
      'POST',
      ({ held }) => `/api/reports/${held.reports[0]!.id}/reveal`,
      () => ({ purpose: '电话回访' }),
    ),
  ],
  'POST /api/sync': [
    json(
      'POST',
      () => '/api/sync',
      (world) => {
        const item = (action: string, target: string, base: number | undefined, input: object) => ({
          id: uuidv7(),
          action: `incident.${action}`,
          target,
          ...(base !== undefined && { base }),
          input,
          occurredAt: '2026-11-16T08:30:00+08:00',
        })
        const items = [
          item('report', uuidv7(), undefined, report(world)),
          item('accept', world.fresh.id, world.fresh.version, {}),
          item('comment', world.held.id, world.held.version, { note: '知悉' }),
        ]
        return { items }
      },
      {
        label: 'report/accept/comment',
        shows: ({ body }) =>
          body.results
            .map((r: { code?: string }) => (r.code ? problems[r.code as ProblemCode].status : 'ok'))
            .join('/'),
      },
    ),
  ],
  'GET /api/changes': [get(() => '/api/changes?limit=500')],
  'GET /api/live': [get(() => '/api/live', nothing)],
  'POST /api/clock': [
    json(
      'POST',
      () => '/api/clock',
      () => ({ advance: 'PT1M' }),
    ),
  ],
}
