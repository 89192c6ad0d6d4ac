import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { serverNow } from './clock.ts'
import { ApiProblem } from './problem.ts'
import { queryText, request } from './request.ts'

const servers: Server[] = []

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

test('empty filters leave no trace in the address', () => {
  expect(queryText({ q: '', state: undefined, holder: null })).toBe('')
  expect(queryText({ q: '井盖 1', limit: 50, count: true })).toBe('?q=%E4%BA%95%E7%9B%96+1&limit=50&count=true')
})

test('a problem arrives with its code, its places and the number to quote', async () => {
  const base = await serve((_request, response) => {
    response.writeHead(409, { 'content-type': 'application/problem+json' })
    response.end(
      JSON.stringify({
        code: 'incident.version',
        status: 409,
        requestId: 'r1',
        errors: [{ path: '/version', message: 'old' }],
        current: { version: 4 },
      }),
    )
  })
  const problem = await request(`${base}/x`, { method: 'POST', body: {} }).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({
    code: 'incident.version',
    status: 409,
    requestId: 'r1',
    body: { current: { version: 4 } },
  })
  expect((problem as ApiProblem).errors).toEqual([{ path: '/version', message: 'old' }])
})

test('an answer that is no problem document still has a code', async () => {
  const base = await serve((_request, response) => response.writeHead(502).end('<h1>bad gateway</h1>'))
  await expect(request(`${base}/x`)).rejects.toMatchObject({ code: 'http.502', status: 502 })
})

test('what carries its own id is sent again after a busy server, what does not is not', async () => {
  let calls = 0
  const base = await serve((_request, response) => {
    calls += 1
    if (calls === 1) response.writeHead(503).end('{"code":"busy"}')
    else response.writeHead(200, { 'linli-now': '2031-01-01T00:00:00Z' }).end('{"ok":true}')
  })
  await expect(request(`${base}/x`, { method: 'POST', body: { id: 'a' }, again: true })).resolves.toEqual({ ok: true })
  expect(calls).toBe(2)
  expect(Math.abs(serverNow() - Date.parse('2031-01-01T00:00:00Z'))).toBeLessThan(5_000)

  calls = 0
  await expect(request(`${base}/x`, { method: 'POST', body: {} })).rejects.toMatchObject({ status: 503 })
  expect(calls).toBe(1)
})

test('a server that is not there is a problem of its own', async () => {
  const base = await serve(() => {})
  const server = servers.pop()!
  await new Promise((resolve) => server.close(resolve))
  await expect(request(`${base}/x`, { method: 'POST' })).rejects.toMatchObject({
    code: 'network.unreachable',
    status: 0,
  })
})
