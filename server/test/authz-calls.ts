// How the authorisation matrix calls each endpoint: with the real ids of the world, with content that would be accepted from
// whoever may do it. An endpoint without an entry here fails the matrix.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { type PersonAction, personActions } from '@linli/contract/incident/fields.ts'
import { coordinated } from '@linli/contract/incident/procedures/coordinated.ts'
import { type ProblemCode, problems } from '@linli/contract/problem.ts'
import { VectorTile } from '@mapbox/vector-tile'
import type { InjectOptions } from 'fastify'
import { PbfReader } from 'pbf'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { Member, World } from './authz-world.ts'
import { PASSWORD } from './db.ts'
import type { Reply } from './http.ts'
import { applicant, respondent } from './mediation.ts'
import { begin, tusHeaders, uploadMetadata } from './upload.ts'

export interface Call {
  /** Behind the endpoint, where one is called in several ways. */
  label?: string
  make(world: World, who: Member): InjectOptions
  /** What the snapshot of the database cannot put back. */
  prepare?(world: World): Promise<void>
  /** What of a good answer goes into the cell beside the status. */
  shows?(reply: Reply): string | number
  /** A call that writes nothing although it is no GET. */
  isRead?: boolean
}

const get = (url: (world: World) => string, shows: Call['shows'] = items): Call => ({
  make: (world) => ({ method: 'GET', url: url(world) }),
  shows,
})
const json = (
  method: 'POST' | 'PUT',
  url: (world: World) => string,
  body: (world: World, who: Member) => object,
  rest: Partial<Call> = {},
): Call => ({
  make: (world, who) => ({
    method,
    url: url(world),
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body(world, who)),
  }),
  ...rest,
})

/** Rows of a list. */
const items = ({ body }: Reply): string | number => body?.items?.length ?? ''
/** What of an incident is told: acts of the history / reports / files / parties. */
const parts = ({ body }: Reply) =>
  [body.history, body.reports, body.evidence, body.parties].map((p) => p.length).join('/')
/** How a mediation stands and whether its content is open. */
const stands = ({ body }: Reply) => `${body.mediation.state}${body.mediation.mayRead ? ' open' : ''}`
const nothing = () => ''
const things = ({ body }: Reply): number =>
  Object.values(new VectorTile(new PbfReader(gunzipSync(body))).layers).reduce((sum, layer) => sum + layer.length, 0)
const tile = (layer: string) =>
  get(
    ({ tile: { z, x, y } }) => `/tiles/${layer}/${z}/${x}/${y}.mvt`,
    (r) => (r.status === 200 ? things(r) : ''),
  )

const community = '990101001001'
const grid = `${community}007`
const bin = '06042'
const report = ({ place }: World) => ({ matter: bin, description: '垃圾桶满溢', location: place })

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

/** A place's own procedure: what ships, under a key of its own. */
const ownProcedure = { ...coordinated, key: 'own', version: 1 }

/** The shipped extension as next year's edition. */
const nextCatalogue = (): string =>
  readFileSync(new URL('../db/catalogue/extension-2026.csv', import.meta.url), 'utf8').replace(
    'LINLI,2026,2026-01-01,',
    'LINLI,2027,2027-01-01,',
  )

const dutyList = [
  'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source',
  '青禾街道履职清单,town,990101001,2026-01-01,,街道公布,06042,,basic,,',
].join('\n')

const mapping = [
  'from_catalogue,from_kind,from_code,to_catalogue,to_kind,to_code,relation,why',
  'LINLI,event,94008,GB/T 47678.5,event,06038,doubtful,犬只不是家禽家畜',
].join('\n')

const file = (what: string, text: () => string): Call =>
  json(
    'PUT',
    () => `/api/matters/${what}/${uuidv7()}`,
    () => ({ csv: Buffer.from(text()).toString('base64') }),
  )

/** The file of an edition that is loaded. */
const editionFile = (): Call => {
  let id = ''
  return {
    async prepare({ people }) {
      id = (await people.sysadmin.get('/api/matters/editions')).body.items[0].id
    },
    make: () => ({ method: 'GET', url: `/api/matters/editions/${id}/file` }),
    shows: ({ body }) => String(body).split('\n').length,
  }
}

/** An upload that worker7 has just begun. */
const onUpload = (
  method: 'HEAD' | 'PATCH' | 'DELETE',
  headers: Record<string, string> = {},
  payload?: Buffer,
): Call => {
  let id = ''
  return {
    label: 'of worker7',
    async prepare({ people }) {
      id = uuidv7()
      expect((await begin(people.worker7, { id, type: 'image/png', size: 1000 })).status).toBe(201)
    },
    make: () => ({
      method,
      url: `/api/files/${id}`,
      headers: { ...tusHeaders, ...headers },
      ...(payload && { payload }),
    }),
    // The bytes lie beside the database.
    isRead: true,
  }
}

export const calls: Record<string, Call[]> = {
  'GET /api/areas': [
    get(() => '/api/areas?limit=500'),
    { ...get(() => `/api/areas?limit=500&under=${community}`), label: 'under community 1' },
  ],
  'GET /api/areas/locate': [get(({ place }) => `/api/areas/locate?lng=${place.lng}&lat=${place.lat}`)],
  'GET /api/areas/:code': [get(() => `/api/areas/${grid}`)],
  'GET /api/buildings': [get(() => '/api/buildings?limit=500')],
  'POST /api/session': [
    json(
      'POST',
      () => '/api/session',
      (_, who) => ({ username: who, password: PASSWORD }),
      { label: 'by their own name' },
    ),
  ],
  'DELETE /api/session': [{ make: () => ({ method: 'DELETE', url: '/api/session' }) }],
  'GET /api/me': [get(() => '/api/me')],
  'GET /api/me/security': [
    get(
      () => '/api/me/security',
      ({ body }) => (body.otpSince ? 'otp' : 'none'),
    ),
  ],
  'POST /api/me/password': [
    json(
      'POST',
      () => '/api/me/password',
      () => ({ current: PASSWORD, password: 'tramway lamp 7 tea' }),
    ),
  ],
  'POST /api/me/otp': [
    json(
      'POST',
      () => '/api/me/otp',
      () => ({ password: PASSWORD }),
    ),
  ],
  'POST /api/me/otp/confirm': [
    json(
      'POST',
      () => '/api/me/otp/confirm',
      () => ({ otp: '123456' }),
      { label: 'without an offer' },
    ),
  ],
  'POST /api/me/otp/remove': [
    json(
      'POST',
      () => '/api/me/otp/remove',
      () => ({ password: PASSWORD }),
      { label: 'without one' },
    ),
  ],
  'POST /api/me/recovery-codes': [
    json(
      'POST',
      () => '/api/me/recovery-codes',
      () => ({ password: PASSWORD }),
      { label: 'without a second factor' },
    ),
  ],
  'GET /api/sessions': [get(() => '/api/sessions')],
  'DELETE /api/sessions': [{ make: () => ({ method: 'DELETE', url: '/api/sessions' }) }],
  'DELETE /api/sessions/:id': [
    { label: 'of worker7', make: ({ worker7 }) => ({ method: 'DELETE', url: `/api/sessions/${worker7.session}` }) },
  ],
  'GET /api/accounts': [get(() => '/api/accounts?limit=500')],
  'GET /api/accounts/:id': [
    get(
      ({ worker7 }) => `/api/accounts/${worker7.account}`,
      ({ body }) => body.posts.length,
    ),
  ],
  'GET /api/accounts/:id/hand-over': [
    get(
      ({ worker7 }) => `/api/accounts/${worker7.account}/hand-over`,
      ({ body }) => `${body.open}/${body.incidents.length}`,
    ),
  ],
  'PUT /api/accounts/:id': [
    json(
      'PUT',
      () => `/api/accounts/${uuidv7()}`,
      () => ({ username: 'somebody.new', name: '某人' }),
    ),
  ],
  ...Object.fromEntries(
    (
      [
        ['change', { name: '某人' }],
        ['disable', { reason: '调离', handOver: { force: true, reason: '撤并' } }],
        ['enable', { reason: '返岗' }],
        ['reset-password', { reason: '遗忘' }],
        ['reset-otp', { reason: '丢失' }],
      ] as const
    ).map(([verb, fields]) => [
      `POST /api/accounts/:id/${verb}`,
      [
        json(
          'POST',
          ({ worker7 }) => `/api/accounts/${worker7.account}/${verb}`,
          () => ({ version: 1, ...fields }),
        ),
      ],
    ]),
  ),
  'DELETE /api/accounts/:id/sessions': [
    { make: ({ fire1 }) => ({ method: 'DELETE', url: `/api/accounts/${fire1}/sessions` }) },
  ],
  'GET /api/posts': [get(() => '/api/posts?limit=500')],
  'GET /api/posts/:id/candidates': [get(({ worker7 }) => `/api/posts/${worker7.post}/candidates`)],
  'GET /api/deputies': [get(() => '/api/deputies?limit=500')],
  'PUT /api/deputies/:id': [
    json(
      'PUT',
      () => `/api/deputies/${uuidv7()}`,
      ({ worker7 }) => ({
        post: worker7.post,
        from: '2026-11-18T08:00:00+08:00',
        to: '2026-11-20T18:00:00+08:00',
        reason: '培训',
      }),
    ),
  ],
  'POST /api/deputies/:id/end': [
    json(
      'POST',
      ({ absence }) => `/api/deputies/${absence}/end`,
      () => ({ version: 1 }),
      { label: 'of worker14' },
    ),
  ],
  'GET /api/rosters': [get(() => '/api/rosters?limit=500')],
  'PUT /api/rosters/:id': [
    json(
      'PUT',
      () => `/api/rosters/${uuidv7()}`,
      ({ units, fire1 }) => ({
        unit: units.fire,
        account: fire1,
        from: '2027-03-01T08:00:00+08:00',
        to: '2027-03-02T08:00:00+08:00',
      }),
    ),
  ],
  'POST /api/rosters/:id/end': [
    json(
      'POST',
      ({ turn }) => `/api/rosters/${turn}/end`,
      () => ({ version: 1 }),
      { label: 'of the fire office' },
    ),
  ],
  'GET /api/settings': [
    get(
      () => '/api/settings',
      ({ body }) => (body.items?.length > 0 ? 'shown' : ''),
    ),
  ],
  'POST /api/accounts/:id/unlock': [
    json(
      'POST',
      ({ worker7 }) => `/api/accounts/${worker7.account}/unlock`,
      () => ({ version: 1 }),
    ),
  ],
  'GET /api/units': [
    get(() => '/api/units?limit=500'),
    { ...get(() => `/api/units?limit=500&under=${community}`), label: 'under community 1' },
  ],
  'PUT /api/posts/:id': [
    json(
      'PUT',
      () => `/api/posts/${uuidv7()}`,
      ({ fire1, units }) => ({
        account: fire1,
        role: 'grid_worker',
        area: grid,
        unit: units.team,
        from: '2026-11-16',
      }),
    ),
  ],
  'POST /api/posts/:id/end': [
    json(
      'POST',
      ({ worker7 }) => `/api/posts/${worker7.post}/end`,
      () => ({ to: '2026-12-31', version: 1, handOver: { force: true, reason: '撤并' } }),
    ),
  ],
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
  'GET /api/incidents/:id/mediation': [
    get(({ mediation }) => `/api/incidents/${mediation.incident.id}/mediation`, stands),
  ],
  'POST /api/incidents/:id/mediation': [
    json(
      'POST',
      ({ quarrel }) => `/api/incidents/${quarrel.id}/mediation`,
      ({ mediation }) => ({ ...mediation.opening, id: uuidv7() }),
    ),
  ],
  'GET /api/mediations': [get(() => '/api/mediations?count=true')],
  'GET /api/mediations/candidates': [
    get(({ mediation }) => `/api/mediations/candidates?unit=${String(mediation.opening.unit)}`),
  ],
  'GET /api/mediations/:id': [
    get(
      ({ mediation }) => `/api/mediations/${mediation.id}`,
      ({ body }) => body.state,
    ),
  ],
  'POST /api/mediations/:id/read': [
    json(
      'POST',
      ({ mediation }) => `/api/mediations/${mediation.id}/read`,
      () => ({ purpose: '督促办理' }),
    ),
  ],
  ...Object.fromEntries(
    Object.entries({
      sessions: { at: '2026-11-16T08:30:00+08:00', attended: [applicant.id] },
      disputants: { disputants: [applicant, respondent] },
      mediators: null,
      agree: { kind: 'oral', on: '2026-11-16', terms: '各让一步' },
      fail: { told: ['court'] },
      withdraw: { disputant: respondent.id },
      court: { outcome: 'asked', on: '2026-11-16' },
      performed: { performed: true, on: '2026-11-16' },
    }).map(([address, fields]) => [
      `POST /api/mediations/:id/${address}`,
      [
        json(
          'POST',
          ({ mediation }) => `/api/mediations/${mediation.id}/${address}`,
          ({ mediation }) => ({
            version: mediation.view.version,
            ...(fields ?? { mediators: mediation.opening.mediators, reason: '当事人选定' }),
          }),
        ),
      ],
    ]),
  ),
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
  'GET /api/matters': [get(() => '/api/matters?limit=500')],
  'GET /api/matters/editions': [get(() => '/api/matters/editions')],
  'GET /api/matters/editions/:id/file': [editionFile()],
  'PUT /api/matters/editions/:id': [file('editions', nextCatalogue)],
  'GET /api/matters/duty-lists': [get(() => '/api/matters/duty-lists')],
  'GET /api/matters/duty-lists/:id': [get(() => `/api/matters/duty-lists/${uuidv7()}`)],
  'PUT /api/matters/duty-lists/:id': [file('duty-lists', () => dutyList)],
  'GET /api/matters/mappings': [get(() => '/api/matters/mappings')],
  'PUT /api/matters/mappings/:id': [file('mappings', () => mapping)],
  'GET /api/procedures': [get(() => '/api/procedures')],
  'GET /api/procedures/:key': [
    get(
      () => '/api/procedures/coordinated',
      ({ body }) => body.versions.length,
    ),
  ],
  'POST /api/procedures/check': [
    json(
      'POST',
      () => '/api/procedures/check',
      () => ({ key: 'own' }),
    ),
  ],
  'PUT /api/procedures/:key/:version': [
    json(
      'PUT',
      () => '/api/procedures/own/1',
      () => ownProcedure,
    ),
  ],
  'GET /api/calendars': [get(() => '/api/calendars')],
  'GET /api/calendars/:key': [
    get(
      () => '/api/calendars/default',
      ({ body }) => body.days.length,
    ),
  ],
  'PUT /api/calendars/:key': [
    json(
      'PUT',
      () => '/api/calendars/night',
      () => ({
        version: 0,
        name: '夜班',
        hours: [{ from: '20:00', to: '24:00' }],
        weekdays: [1, 2, 3, 4, 5],
        publishedThrough: 2026,
        days: [],
      }),
    ),
  ],
  'POST /api/deadlines/explain': [
    json(
      'POST',
      () => '/api/deadlines/explain',
      () => ({ from: '2026-11-16T09:00:00+08:00', amount: 4, unit: 'workHour' }),
      { isRead: true },
    ),
  ],
  'GET /api/messages': [get(() => '/api/messages?limit=500')],
  'POST /api/messages/:id/read': [
    { make: ({ message }) => ({ method: 'POST', url: `/api/messages/${message}/read` }) },
  ],
  'POST /api/files': [
    {
      make: () => ({
        method: 'POST',
        url: '/api/files',
        headers: {
          ...tusHeaders,
          'upload-length': '10',
          'upload-metadata': uploadMetadata({ id: uuidv7(), filetype: 'image/png', filename: 'a.png' }),
        },
      }),
    },
    {
      label: 'for the report of a resident',
      make: ({ closed }, who) => ({
        method: 'POST',
        url: '/api/files',
        headers: {
          ...tusHeaders,
          'upload-length': '10',
          'upload-metadata': uploadMetadata({
            id: uuidv7(),
            filetype: 'image/png',
            filename: 'a.png',
            report: closed.id,
            secret: secretOf(closed, who),
          }),
        },
      }),
    },
  ],
  'OPTIONS /api/files': [{ make: () => ({ method: 'OPTIONS', url: '/api/files', headers: tusHeaders }), isRead: true }],
  'HEAD /api/files/:id': [onUpload('HEAD')],
  'PATCH /api/files/:id': [
    onUpload('PATCH', { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, Buffer.alloc(10)),
  ],
  'DELETE /api/files/:id': [onUpload('DELETE')],
  'GET /api/files/:id': [
    get(({ photo }) => `/api/files/${photo}`, nothing),
    { ...get(({ photo }) => `/api/files/${photo}?size=thumb`, nothing), label: 'thumb' },
    { ...get(({ mediationPhoto }) => `/api/files/${mediationPhoto}`, nothing), label: 'of a mediation' },
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
  'POST /api/matters/suggest': [
    json(
      'POST',
      () => '/api/matters/suggest',
      ({ place }) => ({ description: '垃圾桶满溢，异味明显', location: place }),
      { isRead: true, shows: items },
    ),
  ],
  'GET /api/suggestions/models': [get(() => '/api/suggestions/models')],
  'POST /api/suggestions/training': [
    json(
      'POST',
      () => '/api/suggestions/training',
      () => ({ county: '990101' }),
    ),
  ],
  'POST /api/public/matters/suggest': [
    json(
      'POST',
      () => '/api/public/matters/suggest',
      () => ({ description: '垃圾桶满溢，异味明显' }),
      { isRead: true, shows: items },
    ),
  ],
  'POST /api/files/:id/reveal': [
    json(
      'POST',
      ({ photo }) => `/api/files/${photo}/reveal`,
      () => ({ purpose: '核实拍摄时间' }),
    ),
  ],
  'PUT /api/incidents/:id/pictures/:file': [
    json(
      'PUT',
      ({ closed }) => `/api/incidents/${closed.id}/pictures/${closed.picture}`,
      () => ({ shown: false }),
    ),
  ],
  'GET /api/public/reports/:number/pictures/:id': [
    {
      make: ({ closed }, who) => ({
        method: 'GET',
        url: `/api/public/reports/${closed.number}/pictures/${closed.picture}?secret=${secretOf(closed, who)}`,
      }),
    },
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
  'PUT /api/public/reports/:id': [json('PUT', () => `/api/public/reports/${uuidv7()}`, report)],
  'GET /api/public/reports/:number': [
    {
      make: ({ closed }, who) => ({
        method: 'GET',
        url: `/api/public/reports/${closed.number}?secret=${secretOf(closed, who)}`,
      }),
    },
  ],
  'POST /api/public/reports/:number/reopen': [
    json(
      'POST',
      ({ closed }) => `/api/public/reports/${closed.number}/reopen`,
      ({ closed }, who) => ({
        secret: secretOf(closed, who),
        reason: '还是很臭',
      }),
    ),
  ],
  'POST /api/public/reports/:number/withdraw': [
    json(
      'POST',
      ({ closed }) => `/api/public/reports/${closed.number}/withdraw`,
      ({ closed }, who) => ({ secret: secretOf(closed, who) }),
    ),
  ],
  'GET /api/public/notices': [get(() => '/api/public/notices')],
  'GET /api/public/notices/:number': [get(({ closed }) => `/api/public/notices/${closed.number}`)],
  'POST /api/public/notices/:number/objections': [
    json(
      'POST',
      ({ closed }) => `/api/public/notices/${closed.number}/objections`,
      () => ({ reason: '名下另有住房' }),
    ),
  ],
  'GET /api/public/grids/:code': [get(() => `/api/public/grids/${grid}`)],
  'GET /api/public/locate': [get(({ place }) => `/api/public/locate?lng=${place.lng}&lat=${place.lat}`)],
  'GET /api/public/buildings': [get(() => '/api/public/buildings?q=1')],
  'GET /api/public/matters': [get(() => '/api/public/matters?q=垃圾')],
  'GET /api/public/near': [get(({ place }) => `/api/public/near?matter=${bin}&lng=${place.lng}&lat=${place.lat}`)],
  ...Object.fromEntries(
    [
      'communities',
      'grids',
      'roads',
      'scenery',
      'buildings',
      'incidents',
      'public/grids',
      'public/roads',
      'public/scenery',
      'public/buildings',
    ].map((layer) => [`GET /tiles/${layer}/:z/:x/:y.mvt`, [tile(layer)]]),
  ),
}

/** Only the resident knows it. */
const secretOf = (closed: World['closed'], who: Member): string =>
  who === 'resident' ? closed.secret : '2222-2222-2222J'
