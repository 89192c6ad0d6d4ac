// Prometheus figures: what a person on call asks first. Labels are routes and verbs, never ids or names.
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { isFromHere } from './address.ts'
import type { PoolStanding } from './engine.ts'
import type { House } from './house.ts'
import { problem } from './problem.ts'

export interface Metrics {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  swept: Counter<'step'>
  sweepLag: Gauge
  liveClients: Gauge
  feedHeld: Gauge
  anchoredAt: Gauge
  checkedAt: Gauge
  chainBreaks: Gauge
  unnotedBreaks: Gauge
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'linli_http_seconds',
      help: 'Time to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    swept: new Counter({
      name: 'linli_swept_total',
      help: 'Steps that the sweep carried out',
      labelNames: ['step'],
      registers,
    }),
    sweepLag: new Gauge({
      name: 'linli_sweep_lag_seconds',
      help: 'How late the oldest step that is due was when the sweep began',
      registers,
    }),
    liveClients: new Gauge({ name: 'linli_live_clients', help: 'Open live-event streams', registers }),
    feedHeld: new Gauge({
      name: 'linli_feed_held_seconds',
      help: 'How long changes have been waiting behind the oldest transaction of the cluster; 0 when none waits',
      registers,
    }),
    anchoredAt: new Gauge({
      name: 'linli_anchor_timestamp_seconds',
      help: 'When the chains of the record were last anchored; 0 for never',
      registers,
    }),
    checkedAt: new Gauge({
      name: 'linli_chain_check_timestamp_seconds',
      help: 'When the nightly check of all chains last ended; 0 for never',
      registers,
    }),
    chainBreaks: new Gauge({
      name: 'linli_chain_breaks',
      help: 'Places where a chain of the record does not hold; more than 0 is an alarm',
      registers,
    }),
    unnotedBreaks: new Gauge({
      name: 'linli_chain_breaks_unnoted',
      help: 'Of those, the ones that no auditor has looked into yet',
      registers,
    }),
  }
}

/** Shows how far the pool of connections is used; whoever waits there waits before anything of their request has begun. */
export function watchPool({ registry }: Metrics, standing: () => PoolStanding): void {
  const gauge = (name: string, help: string, of: (now: PoolStanding) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(of(standing()))
      },
    })
  gauge('linli_pool_busy', 'Connections to the database that somebody uses', (now) => now.open - now.idle)
  gauge('linli_pool_waiting', 'Callers that wait for a connection to the database', (now) => now.waiting)
}

/**
 * Counts every answer, and shows the figures. They name nobody, but they tell when desks sleep and sign-ins fail, so they are for the
 * machine itself and for whoever shows the token (METRICS_TOKEN_FILE); for everybody else they are not there.
 */
export function serveMetrics(app: FastifyInstance, { config, keys, metrics }: House): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.requests.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    )
  })
  const digest = (token: string) => keys.digest('metrics token', token)
  const wanted = config.metricsToken === null ? null : digest(config.metricsToken)
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const isKnown = wanted !== null && token !== undefined && timingSafeEqual(digest(token), wanted)
    if (!isKnown && !isFromHere(request)) throw problem('not_found')
    return reply
      .header('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics())
  })
}
