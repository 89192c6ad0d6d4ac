// Routes as values: method, path, schemas, permission, one call. This file turns them into Fastify routes with the order of
// checks that docs/wire.md fixes: 401, then 400 by schema, then what the handler says.

import type { Permission } from '@linli/contract/identity/roles.ts'
import { problems } from '@linli/contract/problem.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { makeAjv } from './ajv.ts'
import type { House } from './house.ts'
import { decodeText } from './json-text.ts'
import { explainConstraint, Problem, problem } from './problem.ts'
import { read } from './read.ts'
import { type Entry, isAdmitted } from './session.ts'

export const SESSION_COOKIE = 'linli_session'

interface RouteSchema {
  params?: TSchema
  querystring?: TSchema
  body?: TSchema
  response?: Record<number, TSchema>
}

type Typed<S> = S extends TSchema ? Static<S> : undefined

export interface Asked<S extends RouteSchema> {
  entry: Entry
  params: Typed<S['params']>
  query: Typed<S['querystring']>
  body: Typed<S['body']>
  request: FastifyRequest
  reply: FastifyReply
}

export interface RouteSpec<S extends RouteSchema> {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  url: string
  summary: string
  /**
   * Who may try at all; the finer questions (is it yours, is the state right) come after. `own_account`: signed in, also while the
   * account must still be secured.
   */
  permission: Permission | 'public' | 'signed_in' | 'own_account'
  schema: S
  /** Bytes that a body may have; 1 MB unless the schema of the body needs more. */
  bodyLimit?: number
  /** The body holds things that are judged one by one: text that cannot be kept spoils its own thing, not the whole. */
  isEnvelope?: boolean
  /** What the description of the interface shows as the body, where `schema` checks only a part of it. */
  describedBody?: TSchema
  handle(asked: Asked<S>): Promise<unknown>
}

/** A route whose types are closed over; what modules export. */
export interface Route {
  method: string
  url: string
  permission: string
  register(app: FastifyInstance, house: House): void
}

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: string
    isEnvelope?: boolean
    describedBody?: TSchema
  }
  /** What the description of the interface reads of a route, besides its schemas. */
  interface FastifySchema {
    summary?: string
    description?: string
    tags?: readonly string[]
    hide?: boolean
  }
}

export function route<const S extends RouteSchema>(spec: RouteSpec<S>): Route {
  return {
    method: spec.method,
    url: spec.url,
    permission: spec.permission,
    register(app, house) {
      app.route({
        method: spec.method,
        url: spec.url,
        attachValidation: true,
        ...(spec.bodyLimit !== undefined && { bodyLimit: spec.bodyLimit }),
        config: {
          permission: spec.permission,
          ...(spec.isEnvelope && { isEnvelope: true }),
          ...(spec.describedBody && { describedBody: spec.describedBody }),
        },
        schema: {
          summary: spec.summary,
          tags: [spec.url.split('/')[2] ?? 'api'],
          ...spec.schema,
          response: { ...spec.schema.response, '4xx': problemSchema, '5xx': problemSchema },
        } as FastifySchema,
        async handler(request, reply) {
          const entry =
            spec.permission === 'public'
              ? (entryOf(house, request) ?? { kind: 'public' as const })
              : entryOf(house, request)
          if (!entry) throw problem('session.required')
          // Whether there is a session behind it is asked before this is told: see the error handler.
          if (request.validationError)
            throw problem('request.invalid', {
              errors:
                (request.validationError.validation as ErrorObject[] | undefined)?.map((e) =>
                  describeSchemaError(e, request.validationError!.validationContext),
                ) ?? [],
            })
          return spec.handle({
            entry,
            params: request.params as Typed<S['params']>,
            query: request.query as Typed<S['querystring']>,
            body: request.body as Typed<S['body']>,
            request,
            reply,
          })
        },
      })
    },
  }
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem',
  additionalProperties: true,
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problems) },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    requestId: { type: 'string' },
  },
} as const

const entries = new WeakMap<FastifyRequest, Entry | null>()

/**
 * The caller's credentials, from the cookie (browsers) or the Authorization header (programs); null when there are none. One entry per
 * request, which so remembers that it has been admitted.
 */
export function entryOf(house: House, request: FastifyRequest): Entry | null {
  const known = entries.get(request)
  if (known !== undefined) return known
  const header = request.headers.authorization
  const token = header?.startsWith('Bearer ') ? header.slice(7) : request.cookies[SESSION_COOKIE]
  const isEarly = request.routeOptions.config.permission === 'own_account'
  const entry: Entry | null = token
    ? { kind: 'staff', tokenDigest: house.keys.digest('session', token), ...(isEarly && { isEarly }) }
    : null
  entries.set(request, entry)
  return entry
}

/** Answers 401 before anything else is said to somebody who is not signed in. */
export const requireSession = async (house: House, entry: Entry): Promise<void> =>
  isAdmitted(entry) ? undefined : read(house, entry, [], () => undefined)

const strictAjv = makeAjv({ removeAdditional: false, coerceTypes: false })
const coercingAjv = makeAjv({ removeAdditional: false, coerceTypes: 'array' })

export function describeSchemaError(error: ErrorObject, part: string | undefined): { path: string; message: string } {
  const extra =
    error.keyword === 'additionalProperties'
      ? `/${(error.params as { additionalProperty: string }).additionalProperty}`
      : error.keyword === 'required'
        ? `/${(error.params as { missingProperty: string }).missingProperty}`
        : ''
  const where = `${part === 'body' ? '' : `${part}`}${error.instancePath}${extra}`
  const allowed =
    error.keyword === 'enum' ? ` (${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')})` : ''
  return { path: where || '/', message: `${error.message ?? 'is wrong'}${allowed}` }
}

/** Everything that all routes share: body decoding, validation, error answers. */
export function prepareHttp(app: FastifyInstance, house: House): void {
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strictAjv : coercingAjv).compile(schema as object),
  )
  app.removeContentTypeParser(['application/json', 'text/plain'])
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decodeText(body as Buffer, request.routeOptions.config.isEnvelope)
    if (text instanceof Error) return done(text)
    if (text === '') return done(null, undefined)
    parse(request, text, done)
  })
  // Pages count time left by the server's domain clock, which may be virtual.
  app.addHook('onSend', async (_, reply) => void reply.header('linli-now', formatInstant(house.clock.now())))
  app.addHook('preValidation', async (request) => {
    for (const value of Object.values((request.query ?? {}) as object))
      if (String(value).includes('\0'))
        throw problem('request.invalid', { errors: [{ path: 'querystring', message: 'holds a NUL character' }] })
  })
  app.addHook('onSend', async (request) => {
    if (request.method !== 'GET') house.failpoint('before-answer')
  })
  app.setErrorHandler(async (error, request, reply) => {
    let shown = explainConstraint(error)
    if (isParseError(shown)) {
      const permission = request.routeOptions.config.permission
      const entry = entryOf(house, request)
      if (permission && permission !== 'public')
        shown = entry
          ? await requireSession(house, entry).then(
              () => asProblem(shown, request),
              (e: unknown) => e,
            )
          : problem('session.required')
    }
    return answerProblem(asProblem(shown, request), request, reply, house)
  })
  app.setNotFoundHandler((request, reply) => answerProblem(problem('not_found'), request, reply, house))
}

/** Addresses that reach no route at all: one that cannot be decoded, and one whose id is longer than any id. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const code = error.code === 'FST_ERR_BAD_URL' ? 'request.invalid' : 'not_found'
  send(reply, request, { status: problems[code].status, code })
}

const isParseError = (error: unknown): boolean =>
  (error instanceof Problem && error.code === 'request.invalid') ||
  (error instanceof Error && 'statusCode' in error && [400, 413, 415].includes(error.statusCode as number)) ||
  error instanceof SyntaxError

function asProblem(error: unknown, request: FastifyRequest): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const status = 'statusCode' in error ? (error.statusCode as number) : error instanceof SyntaxError ? 400 : 500
  if (status === 413) {
    const limitBytes = request.routeOptions.bodyLimit
    return new Problem(
      'too_large',
      { limitBytes, detail: `A body may have ${limitBytes} bytes here.` },
      { cause: error },
    )
  }
  if (status === 415) return new Problem('media.unsupported', { detail: 'Send application/json.' }, { cause: error })
  if (status === 429) return new Problem('rate.limited', {}, { cause: error })
  if (status === 404) return new Problem('not_found', {}, { cause: error })
  if (status >= 400 && status < 500) return new Problem('request.invalid', { detail: error.message }, { cause: error })
  return error
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, house: House): FastifyReply {
  if (!(error instanceof Problem)) {
    house.log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'unexpected error')
    return send(reply, request, { status: 500, code: 'unexpected' })
  }
  if (error.status === 503) reply.header('Retry-After', '2')
  if (error.code === 'files.unreachable')
    house.log.warn({ requestId: request.id, err: error.cause }, 'the storage for files cannot be reached')
  return send(reply, request, { status: error.status, code: error.code, ...error.facts })
}

function send(
  reply: FastifyReply,
  request: FastifyRequest,
  facts: { status: number; code: keyof typeof problems } & Record<string, unknown>,
): FastifyReply {
  const words = problems[facts.code]
  const title = request.headers['accept-language']?.toLowerCase().startsWith('en') ? words.en : words.zh
  return reply
    .status(facts.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ type: `urn:linli:problem:${facts.code}`, title, ...facts, requestId: request.id })
}
