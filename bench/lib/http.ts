// A plain client on kept connections: as little as possible between the clock and the server.
import { Agent, request } from 'node:http'

export interface Http {
  url: string
  send(method: string, path: string, token: string | null, body?: object): Promise<{ status: number; text: string }>
  close(): void
}

export function openHttp(url: string): Http {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return {
    url,
    send: (method, path, token, body) =>
      new Promise((resolve, reject) => {
        const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
        const headers: Record<string, string | number> = {}
        if (token) headers.authorization = `Bearer ${token}`
        if (payload) Object.assign(headers, { 'content-type': 'application/json', 'content-length': payload.length })
        const sent = request({ hostname, port, method, path, headers, agent }, (reply) => {
          const pieces: Buffer[] = []
          reply.on('data', (piece: Buffer) => pieces.push(piece))
          reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
          reply.on('error', reject)
        })
        sent.on('error', reject)
        sent.end(payload)
      }),
    close: () => agent.destroy(),
  }
}
