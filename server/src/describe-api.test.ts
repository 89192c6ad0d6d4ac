import { beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { stranger } from '#test/http.ts'
import { allRoutes } from './app.ts'

type Json = Record<string, unknown>
let app: TestHouse
let document: Json
beforeAll(async () => {
  app = await testHouse()
  document = (await stranger(app).get('/api/openapi.json')).body
})

const paths = () => document.paths as Record<string, Record<string, Json>>
const operations = () =>
  Object.entries(paths()).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )

test('every route stands in the description, with its permission, an answer and its refusals', () => {
  const told = new Map(operations().map(({ name, operation }) => [name, operation]))
  const routes = allRoutes(app.house)
  expect(routes.length).toBeGreaterThan(30)
  for (const { method, url, permission } of routes) {
    const name = `${method} ${url.replace(/:([A-Za-z]+)/g, '{$1}')}`
    expect(told.get(name), name).toMatchObject({ 'x-permission': permission, summary: expect.stringMatching(/\S/) })
    expect(Object.keys(told.get(name)!.responses as Json)).toEqual(expect.arrayContaining(['4XX', '5XX']))
  }
})

test('every reference leads somewhere, nothing is named in vain, and no two operations share a name', () => {
  const { schemas, responses } = document.components as Record<string, Json>
  const text = JSON.stringify(document)
  const refs = [...text.matchAll(/#\/components\/(schemas|responses)\/([^"]+)/g)]
  for (const [ref, part, name] of refs) expect((part === 'schemas' ? schemas : responses)?.[name!], ref).toBeDefined()
  const used = new Set(refs.map(([, , name]) => name))
  expect(Object.keys(schemas!).filter((name) => !used.has(name))).toEqual([])
  const ids = operations().map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the body of an act is told verb by verb, with the fields of each', () => {
  const { requestBody } = paths()['/api/incidents/{id}/actions']!.post!
  expect(JSON.stringify(requestBody)).toContain('#/components/schemas/TakeAction')
  const { schemas } = document.components as {
    schemas: Record<string, { discriminator?: unknown; required?: string[] }>
  }
  expect(schemas.TakeAction!.discriminator).toMatchObject({
    mapping: { dispatch: '#/components/schemas/TakeAction.dispatch' },
  })
  expect(schemas['TakeAction.dispatch']!.required).toEqual(['action', 'version', 'unit'])
})

test('path parameters are all described', () => {
  for (const { name, operation } of operations()) {
    const wanted = [...name.matchAll(/\{([A-Za-z]+)\}/g)].map(([, parameter]) => parameter)
    const told = ((operation.parameters ?? []) as { name: string; in: string }[]).filter((p) => p.in === 'path')
    expect(told.map((p) => p.name).sort(), name).toEqual(wanted.sort())
  }
})
