// The description of the interface (OpenAPI 3.1), drawn from the routes as they are registered, so that it cannot lie. TypeBox
// schemas are JSON Schema 2020-12, which OpenAPI 3.1 takes as it is; what `contract` exports under a name keeps that name
// here, everything else stands where it is used. Sorted throughout: the same routes give the same bytes.
import { STATUS_CODES } from 'node:http'
import * as area from '@linli/contract/area/schemas.ts'
import * as audit from '@linli/contract/audit/schemas.ts'
import * as deadline from '@linli/contract/deadline/schemas.ts'
import * as identity from '@linli/contract/identity/schemas.ts'
import * as incident from '@linli/contract/incident/schemas.ts'
import * as matter from '@linli/contract/matter/schemas.ts'
import { problems } from '@linli/contract/problem.ts'
import * as resident from '@linli/contract/resident/schemas.ts'
import * as wire from '@linli/contract/shared/wire.ts'
import * as sync from '@linli/contract/sync/schemas.ts'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { canonical } from './platform/crypto.ts'
import { SESSION_COOKIE } from './platform/http.ts'

type Json = Record<string, unknown>

/** Starts to listen for routes; call it before the first one. Gives back the way to the document. */
export function describeApi(http: FastifyInstance): () => Json {
  const routes: RouteOptions[] = []
  let document: Json | undefined
  http.addHook('onRoute', (route) => {
    routes.push(route)
    document = undefined
  })
  return () => (document ??= buildDocument(routes))
}

function buildDocument(routes: readonly RouteOptions[]): Json {
  const names = nameSchemas()
  const shown = routes.filter((r) => !r.schema?.hide && !isOwnHead(r, routes))
  const paths: Record<string, Json> = {}
  for (const route of shown) {
    const path = pathOf(route.url)
    for (const method of [route.method].flat())
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(route, method, names) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Linli 邻里',
      version: '0.1.0',
      description: 'Times are RFC 3339 with offset, durations ISO 8601, geometry GeoJSON in WGS-84, ids UUIDv7.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(shown.map(tagOf))].sort().map((name) => ({ name })),
    paths: sorted(paths),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: '`token` of POST /api/session, for programs' },
        cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Set at sign-in, for browsers' },
      },
      responses: {
        Refused: problemAnswer('Refused; the code says why'),
        Failed: problemAnswer('A fault of the server, or busy'),
      },
      schemas: sorted({ ...usedBy(paths, namedSchemas(names)), ...problemSchemas() }),
    },
  }
}

/** Of the named schemas those that a route refers to, directly or through another. */
function usedBy(paths: Json, schemas: Json): Json {
  const used: Json = {}
  const look = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name! in used || !(name! in schemas)) continue
      used[name!] = schemas[name!]
      look(schemas[name!])
    }
  }
  look(paths)
  return used
}

/** Every GET answers HEAD as well; only a HEAD of its own is worth a word. */
const isOwnHead = (route: RouteOptions, all: readonly RouteOptions[]): boolean =>
  route.method === 'HEAD' && all.some((r) => r.method === 'GET' && r.url === route.url && r.schema === route.schema)

const pathOf = (url: string): string => url.replace(/:([A-Za-z]+)/g, '{$1}')
const tagOf = (route: RouteOptions): string => route.schema?.tags?.[0] ?? 'house'

function operation(route: RouteOptions, method: string, names: Names): Json {
  const { schema = {}, config } = route
  const body = config?.describedBody ?? schema.body
  return {
    operationId: `${method.toLowerCase()}${pathOf(route.url)
      .split(/[^A-Za-z0-9]+/)
      .filter((word) => word !== '' && word !== 'api')
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('')}`,
    summary: schema.summary,
    ...(schema.description ? { description: schema.description } : {}),
    tags: [tagOf(route)],
    ...(config?.permission ? { 'x-permission': config.permission } : {}),
    security: !config?.permission || config.permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    ...ifAny('parameters', [
      ...parameters('path', schema.params, names),
      ...parameters('query', schema.querystring, names),
    ]),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: refer(body, names) } } } }
      : {}),
    responses: { ...answers(schema.response as Json | undefined, names), ...refusals },
  }
}

const ifAny = (name: string, list: Json[]): Json => (list.length > 0 ? { [name]: list } : {})

function parameters(where: 'path' | 'query', schema: unknown, names: Names): Json[] {
  const { properties = {}, required = [] } = plain(schema ?? {}) as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, value]) => {
    const { description, ...rest } = value as Json
    return {
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: refer(rest, names),
    }
  })
}

const refusals: Json = {
  '4XX': { $ref: '#/components/responses/Refused' },
  '5XX': { $ref: '#/components/responses/Failed' },
}

function answers(response: Json | undefined, names: Names): Json {
  const told = Object.entries(response ?? {}).filter(([status]) => /^[123]\d\d$/.test(status))
  if (told.length === 0) return { '2XX': { description: 'Done' } }
  return Object.fromEntries(told.map(([status, schema]) => [status, answer(status, plain(schema) as Json, names)]))
}

function answer(status: string, schema: Json, names: Names): Json {
  const description = schema.description ?? STATUS_CODES[status] ?? 'Answer'
  if (schema.content) return { description, content: refer(schema.content, names) }
  if (schema.type === 'null') return { description }
  const type = schema.format === 'binary' ? 'application/octet-stream' : 'application/json'
  return { description, content: { [type]: { schema: refer(schema, names) } } }
}

const problemAnswer = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** The refusal and the closed list of its codes, each with its status and its words. */
function problemSchemas(): Json {
  const codes = Object.entries(problems).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    Problem: {
      type: 'object',
      description: 'RFC 9457 problem; further members, such as `current`, depend on the code',
      required: ['type', 'title', 'status', 'code', 'requestId'],
      properties: {
        type: { type: 'string', description: '`urn:linli:problem:` and the code' },
        title: {
          type: 'string',
          description: 'The words of the code, Chinese unless Accept-Language asks for English',
        },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'For developers' },
        code: { $ref: '#/components/schemas/ProblemCode' },
        errors: {
          type: 'array',
          items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
        },
        requestId: { type: 'string' },
      },
      additionalProperties: true,
    },
    ProblemCode: {
      oneOf: codes.map(([code, { status, zh, en }]) => ({ const: code, title: zh, description: `${status}: ${en}` })),
    },
  }
}

/** Schemas that `contract` exports, by their content and by their name. */
interface Names {
  byContent: Map<string, string>
  byName: Map<string, Json>
}

const isSchema = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && ['type', 'anyOf', 'enum'].some((key) => key in value)

function nameSchemas(): Names {
  const names: Names = { byContent: new Map(), byName: new Map() }
  const verbs = Object.entries(incident.actionBodies).map(
    ([verb, schema]) => [`TakeAction.${verb}`, schema, 'incident'] as const,
  )
  const rooms = { area, audit, deadline, identity, incident, matter, resident, sync, wire }
  const exported = Object.entries(rooms).flatMap(([room, parts]) =>
    Object.entries(parts).map(([name, value]) => [name, value, room] as const),
  )
  for (const [own, value, room] of [...exported, ...verbs]) {
    // What is only ever taken apart into parameters needs no name of its own.
    if (!isSchema(value) || own.endsWith('Query')) continue
    const schema = plain(value) as Json
    const content = canonical(schema)
    if (names.byContent.has(content)) continue
    // The same word for two things in two rooms: the second is called by its room as well.
    const name = names.byName.has(own) ? `${room}.${own}` : own
    names.byContent.set(content, name)
    names.byName.set(name, schema)
  }
  return names
}

/** The schema with every part that has a name replaced by a reference to it. */
function refer(schema: unknown, names: Names, self?: string): unknown {
  if (Array.isArray(schema)) return schema.map((part) => refer(part, names))
  if (typeof schema !== 'object' || schema === null) return schema
  const known = names.byContent.get(canonical(plain(schema)))
  if (known && known !== self) return { $ref: `#/components/schemas/${known}` }
  return Object.fromEntries(Object.entries(plain(schema) as Json).map(([key, part]) => [key, refer(part, names)]))
}

const namedSchemas = (names: Names): Json =>
  Object.fromEntries([...names.byName].map(([name, schema]) => [name, withMapping(refer(schema, names, name) as Json)]))

/** A discriminator works on references only, and wants to know them by the value that tells them apart. */
function withMapping(schema: Json): Json {
  if (!schema.discriminator) return schema
  const refs = (schema.anyOf as { $ref: string }[]).map(({ $ref }) => $ref)
  const mapping = Object.fromEntries(refs.map((ref) => [ref.split('.').at(-1), ref]))
  return { ...schema, discriminator: { ...(schema.discriminator as Json), mapping } }
}

/** As it goes over the wire: without the marks that TypeBox keeps for itself. */
const plain = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema))

const sorted = (record: Json): Json =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
