// The table of contents: which rooms the server has, in the order of ARCHITECTURE.md, and how a request reaches them.
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from './config.ts'
import { describeApi } from './describe-api.ts'
import { registerDoors } from './doors.ts'
import { areaNames } from './modules/area/public.ts'
import { areaRoutes } from './modules/area/routes.ts'
import { areaTiles } from './modules/area/tiles.ts'
import { keepRecord } from './modules/audit/jobs.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { actors } from './modules/audit/view.ts'
import { sweepFiles } from './modules/file/jobs.ts'
import { fileRoutes } from './modules/file/routes.ts'
import { accountNames, rosters, staffing, units } from './modules/identity/public.ts'
import { identityRoutes } from './modules/identity/routes.ts'
import { incidentSight } from './modules/incident/access.ts'
import { changesRoute } from './modules/incident/changes.ts'
import { clockRoute, type Timed } from './modules/incident/clock-route.ts'
import { excuseRoutes } from './modules/incident/excuse-routes.ts'
import { handOver } from './modules/incident/hand-over.ts'
import { cutOldWords } from './modules/incident/kept-words.ts'
import { recountIncidents } from './modules/incident/recount.ts'
import { incidentRoutes } from './modules/incident/routes.ts'
import { incidentSync } from './modules/incident/sync.ts'
import { incidentTiles } from './modules/incident/tiles.ts'
import { calendarRoutes } from './modules/matter/calendar-routes.ts'
import { calendars, dutyLists, editions, procedures } from './modules/matter/public.ts'
import { matterRoutes } from './modules/matter/routes.ts'
import { mediationRoutes } from './modules/mediation/routes.ts'
import { nextMediationStep, sweepMediations } from './modules/mediation/sweep.ts'
import { messageRoutes } from './modules/notify/routes.ts'
import { registerResident } from './modules/resident/pages.ts'
import { residentRoutes } from './modules/resident/routes.ts'
import { models } from './modules/suggestion/public.ts'
import { suggestionRoutes } from './modules/suggestion/routes.ts'
import { trainDue } from './modules/suggestion/train.ts'
import { proxiesOf, warnOfUnknownProxies } from './platform/address.ts'
import { type ChangePoller, startChangePoller } from './platform/change.ts'
import type { Clock } from './platform/clock.ts'
import type { Keys } from './platform/crypto.ts'
import type { Db } from './platform/db.ts'
import { dieAt } from './platform/failpoint.ts'
import type { House, Log } from './platform/house.ts'
import { prepareHttp, type Route, refuseAddress } from './platform/http.ts'
import { makeLimits } from './platform/limits.ts'
import { type Live, makeLive, sightOf } from './platform/live.ts'
import { makeMetrics, serveMetrics, watchPool } from './platform/metrics.ts'
import { settingsRoute } from './platform/settings-route.ts'
import { openShelf, type Shelf } from './platform/shelf.ts'
import { sql, textArray } from './platform/sql.ts'
import { syncRoute } from './platform/sync.ts'
import type { Job } from './worker.ts'

const references = [
  areaNames,
  units,
  accountNames,
  staffing,
  rosters,
  editions,
  dutyLists,
  calendars,
  procedures,
  actors,
  models,
]

/** Kinds of change after which somebody may have left. */
const leaving = ['account', 'post', 'deputy']

/** Kinds of change that live events tell of. */
const sights = {
  incident: incidentSight,
  mediation: sightOf('mediation'),
  file: sightOf('file'),
  post: sightOf('post'),
  edition: sightOf('edition'),
  duty_list: sightOf('duty_list'),
  calendar: (ids: readonly string[]) =>
    sql<{ id: string }>`select id from calendar where id = any (${textArray(ids)}::text[])`,
}

/** Timed work of rooms above the loop, for a clock that is moved by hand. */
export const timed: readonly Timed[] = [{ next: nextMediationStep, run: sweepMediations }]

/** Every route of the API; the authorisation matrix and the description of the interface are drawn from this list. */
export const allRoutes = (house: House, live: Live = makeLive(house, sights)): Route[] => [
  ...areaRoutes(house),
  ...areaTiles(house),
  ...identityRoutes(house),
  ...matterRoutes(house),
  ...suggestionRoutes(house),
  ...calendarRoutes(house),
  ...messageRoutes(house),
  ...fileRoutes(house),
  ...incidentRoutes(house),
  ...excuseRoutes(house),
  ...incidentTiles(house),
  ...mediationRoutes(house),
  ...residentRoutes(house),
  settingsRoute(house),
  ...auditRoutes(house),
  syncRoute(house, incidentSync),
  changesRoute(house),
  live.route,
  ...clockRoute(house, timed),
]

/** Without files reports still come in, and their pictures wait on the phones: no reason to take a server out of service. */
const ready = 'Database answers; `files` says whether pictures can be kept and shown now (ready, unreachable)'

export interface Parts {
  config: Config
  db: Db
  clock: Clock
  keys: Keys
  /** Opened from the settings when it is not given. */
  shelf?: Shelf
  log?: Log
  isDemonstration?: boolean
}

export interface App {
  http: FastifyInstance
  house: House
  changes: ChangePoller
  live: Live
  /** Timed work of the rooms beside the sweep. */
  jobs: Job[]
  /** Loads all reference sets anew. */
  reload(): Promise<void>
  /** Stops taking requests, lets those under way finish, ends timers and the database. */
  close(): Promise<void>
}

export async function buildApp(parts: Parts): Promise<App> {
  const http = Fastify({
    logger: parts.log ? false : { level: parts.config.logLevel },
    // Requests are logged by logRequests: Fastify's own lines would hold addresses.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: 1_048_576,
    trustProxy: proxiesOf(parts.config),
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply) => refuseAddress(error, request, reply),
  })
  const metrics = makeMetrics()
  if (parts.db.engine.standing) watchPool(metrics, parts.db.engine.standing)
  const house: House = {
    config: parts.config,
    db: parts.db,
    clock: parts.clock,
    keys: parts.keys,
    shelf: parts.shelf ?? (await openShelf(parts.config)),
    log: parts.log ?? http.log,
    metrics,
    limits: makeLimits(),
    isDemonstration: parts.isDemonstration ?? false,
    failpoint: dieAt(parts.config.failpoint),
  }
  const description = describeApi(http)
  prepareHttp(http, house)
  logRequests(http, house)
  warnOfUnknownProxies(http, house)
  serveMetrics(http, house)
  await http.register(cookie)
  await registerDoors(http, parts.config.production)
  http.get(
    '/api/health',
    { schema: { summary: 'Alive', response: { 200: { type: 'object', properties: { status: { type: 'string' } } } } } },
    async () => ({ status: 'ok' }),
  )
  http.get('/api/ready', { schema: { summary: ready } }, async (_, reply) => {
    await house.db.transaction('linli_job', (tx) => tx.commit())
    return reply.send({ status: 'ready', files: (await house.shelf.answers()) ? 'ready' : 'unreachable' })
  })
  const live = makeLive(house, sights)
  for (const route of allRoutes(house, live)) route.register(http, house)
  await registerResident(http, house)
  http.addHook('preClose', async () => live.close())
  http.get('/api/openapi.json', { schema: { summary: 'This description' } }, async () => description())

  const reload = async () => {
    for (const r of references) await r.load(house)
  }
  await reload()
  const changes = await startChangePoller(house)
  changes.listen(async (batch) => {
    const kinds = new Set(batch.map((c) => c.kind))
    for (const r of references) if (r.kinds.some((k) => kinds.has(k))) await r.load(house)
  })
  changes.listen((batch) => live.hear(batch))
  // Whoever has left is responsible for nothing a moment later; the worker comes by for what falls due without a change.
  changes.listen(async (batch) => {
    if (batch.some(({ kind }) => leaving.includes(kind))) await handOver(house, house.clock.now())
  })
  return {
    http,
    house,
    changes,
    live,
    jobs: [
      { name: 'handOver', everyMs: 5_000, run: () => handOver(house, house.clock.now()) },
      { name: 'mediation.sweep', everyMs: 5_000, run: () => sweepMediations(house, house.clock.now()) },
      { name: 'incident.recount', everyMs: 5_000, run: () => recountIncidents(house) },
      { name: 'file.sweep', everyMs: 3_600_000, run: sweepFiles },
      { name: 'record', everyMs: 60_000, run: keepRecord },
      { name: 'incident.words', everyMs: 300_000, run: () => cutOldWords(house) },
      { name: 'suggestion.train', everyMs: 60_000, run: trainDue },
    ],
    reload,
    async close() {
      await http.close()
      await changes.stop()
      await house.db.close()
    },
  }
}

/** One structured line per request: the route's pattern, never the address itself, which may carry a secret or a name. */
function logRequests(http: FastifyInstance, house: House): void {
  http.addHook('onResponse', async (request, reply) => {
    house.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
}
