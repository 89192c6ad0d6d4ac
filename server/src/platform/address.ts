import { type BlockList, isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from './house.ts'

interface Proxies {
  readonly trustedProxies: BlockList | null
}

const isProxy = (proxies: BlockList, address: string): boolean =>
  isIP(address) !== 0 && proxies.check(address, address.includes(':') ? 'ipv6' : 'ipv4')

/**
 * Who may say for whom it asks, as Fastify wants it told. From the connection backwards through X-Forwarded-For, the first address that
 * is not one of these counts: what stands before it in the header is whatever the sender wrote.
 */
export const proxiesOf = ({ trustedProxies }: Proxies): false | ((address: string) => boolean) =>
  trustedProxies !== null && ((address) => isProxy(trustedProxies, address))

/** Says once that somebody in front is not believed: its visitors are one address, and share what one address may do. */
export function warnOfUnknownProxies(app: FastifyInstance, { config, log }: House): void {
  const { trustedProxies } = config
  let isSaid = false
  app.addHook('onRequest', async ({ raw, headers }) => {
    if (isSaid || headers['x-forwarded-for'] === undefined) return
    const from = raw.socket.remoteAddress
    if (from !== undefined && trustedProxies !== null && isProxy(trustedProxies, from)) return
    isSaid = true
    log.warn({}, 'X-Forwarded-For comes from somebody whom TRUSTED_PROXIES does not name; it is not believed')
  })
}

/** What counts as one address. An IPv6 customer has a whole /64. */
export function addressOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}

const forwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']

/**
 * Asked by a program on this very machine. The connection decides and no header, which anybody may write; a proxy on the machine
 * gives itself away by the headers that it adds.
 */
export const isFromHere = ({ raw, headers }: FastifyRequest): boolean =>
  ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(raw.socket.remoteAddress ?? '') &&
  !forwarded.some((name) => headers[name] !== undefined)
