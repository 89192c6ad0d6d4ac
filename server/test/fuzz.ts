// Calls drawn from the description of the interface: whatever route there is, with parameters and a body that fit its schemas but for
// something odd here and there (odd-values.ts). Shared by the test in the suite and by the long run of bench/fuzz.ts.
import { problems } from '@linli/contract/problem.ts'
import fc from 'fast-check'
import type { Reply } from './http.ts'
import type { Drawer } from './odd-values.ts'

interface Operation {
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: unknown }[]
  requestBody?: { content: { 'application/json'?: { schema: unknown } } }
}

export interface Endpoint {
  name: string
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  path: string
  operation: Operation
}

export interface Call {
  path: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
}

/** Answers that do not end by themselves. */
export const streams: readonly string[] = ['GET /api/live']

/** A new route is fuzzed from its first day. */
export function endpointsOf(document: { paths: Record<string, Record<string, Operation>> }): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'put', 'post', 'delete'].includes(method))
      .map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase() as Endpoint['method'],
        path,
        operation,
      })),
  )
}

export function callTo({ operation }: Endpoint, drawer: Drawer): fc.Arbitrary<Call> {
  const drawn = (where: string) => {
    const parameters = (operation.parameters ?? []).filter((p) => p.in === where)
    return fc.record(Object.fromEntries(parameters.map((p) => [p.name, drawer.draw(p.schema, p.name)])), {
      requiredKeys: parameters.filter((p) => p.required).map((p) => p.name),
    })
  }
  const schema = operation.requestBody?.content['application/json']?.schema
  return fc.record({
    path: drawn('path') as fc.Arbitrary<Record<string, unknown>>,
    query: drawn('query') as fc.Arbitrary<Record<string, unknown>>,
    body: schema ? drawer.draw(schema) : fc.constant(undefined),
  })
}

/** Node lets addresses of 16 kB through; each of these characters may become nine. */
const encoded = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return encodeURIComponent(text.slice(0, 1000).toWellFormed())
}

export interface FuzzRequest {
  method: Endpoint['method']
  url: string
  payload?: string
  headers?: Record<string, string>
}

export function requestOf(endpoint: Endpoint, { path, query, body }: Call): FuzzRequest {
  const address = endpoint.path.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => encoded(path[name]))
  const search = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`)
  return {
    method: endpoint.method,
    url: search.length > 0 ? `${address}?${search.join('&')}` : address,
    ...(body !== undefined && { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }
}

/** Null for a good answer, or for a refusal of the registry in its own words; else what is wrong with it. */
export function faultIn({ status, headers, body }: Pick<Reply, 'status' | 'headers' | 'body'>): string | null {
  if (status >= 500) return `a fault of ours: ${status}`
  if (status < 400) return faultOfItems(body)
  if (!String(headers['content-type']).includes('application/problem+json')) return `${status} that is no problem`
  if (!Object.hasOwn(problems, body.code)) return `${status} with the unknown code ${body.code}`
  return body.status === status ? null : `${status} that says it is ${body.status}`
}

/** A list of results hides a fault of one item behind the good answer of the whole. */
function faultOfItems(body: Reply['body']): string | null {
  const codes: string[] = Array.isArray(body?.results) ? body.results.map((r: { code?: string }) => r.code ?? '') : []
  const wrong = codes.find((code) => code === 'unexpected' || (code !== '' && !Object.hasOwn(problems, code)))
  return wrong === undefined ? null : `an item with the code ${wrong}`
}
