// A plain client on kept connections: as little as possible between the clock and the server.
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Answer {
  status: number
  text: string
  headers: IncomingHttpHeaders
}

export interface Http {
  url: string
  send(method: string, path: string, token: string | null, body?: object): Promise<Answer>
  /** The same with a body as it stands, whatever it is. */
  sendRaw(
    method: string,
    path: string,
    token: string | null,
    payload?: string,
    headers?: Record<string, string>,
  ): Promise<Answer>
  close(): void
}

export function openHttp(url: string): Http {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const sendRaw: Http['sendRaw'] = (method, path, token, payload, more = {}) =>
    new Promise((resolve, reject) => {
      const body = payload === undefined ? undefined : Buffer.from(payload)
      const headers: Record<string, string | number> = { ...more }
      if (token) headers.authorization = `Bearer ${token}`
      if (body) headers['content-length'] = body.length
      const sent = request({ hostname, port, method, path, headers, agent }, (reply) => {
        const pieces: Buffer[] = []
        reply.on('data', (piece: Buffer) => pieces.push(piece))
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            text: Buffer.concat(pieces).toString(),
            headers: reply.headers,
          }),
        )
        reply.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  const json = { 'content-type': 'application/json' }
  return {
    url,
    sendRaw,
    send: (method, path, token, body) =>
      body === undefined ? sendRaw(method, path, token) : sendRaw(method, path, token, JSON.stringify(body), json),
    close: () => agent.destroy(),
  }
}
