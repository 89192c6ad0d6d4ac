// What a session says of where it was opened: enough for its owner to know it again, no more. The user agent and the whole address
// are never written down.
import bowser from 'bowser'
import type { FastifyRequest } from 'fastify'
import { addressOf } from '#platform/address.ts'

export interface Device {
  browser: string | null
  system: string | null
  /** The network: three of four numbers of an IPv4 address, the first 48 bits of an IPv6 one. */
  address: string | null
}

export const noDevice: Device = { browser: null, system: null, address: null }

const cut = (text: string | undefined): string | null => text?.slice(0, 60) || null

export function deviceOf(request: FastifyRequest): Device {
  const agent = request.headers['user-agent']
  const found = agent ? bowser.parse(agent.slice(0, 500)) : null
  return {
    browser: cut([found?.browser.name, found?.browser.version?.split('.')[0]].filter(Boolean).join(' ')),
    system: cut([found?.os.name, found?.os.versionName ?? found?.os.version].filter(Boolean).join(' ')),
    address: maskNetwork(request.ip),
  }
}

export function maskNetwork(ip: string): string {
  const network = addressOf(ip)
  return network.includes(':')
    ? `${network.split(':').slice(0, 3).join(':')}:*`
    : `${network.split('.').slice(0, 3).join('.')}.*`
}
