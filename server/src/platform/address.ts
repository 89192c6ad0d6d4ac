import type { FastifyRequest } from 'fastify'

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
