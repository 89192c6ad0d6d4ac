// The two built doors, /console and /field, and the headers that every answer carries. The page of a door is read once and
// gets a fresh nonce each time; everything else of it is a file whose name changes with its content.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import statics from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const folderOf = (door: string) => fileURLToPath(new URL(`../../${door}/dist/`, import.meta.url))

/** `style` may be a nonce (console: the component library writes style elements) or none. Maps draw in workers and on blobs. */
export function policy(nonce?: string): string {
  const style = nonce ? `'self' 'nonce-${nonce}'` : "'self'"
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export async function registerDoors(http: FastifyInstance, secure: boolean): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy: false,
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  http.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy())
    reply.header('permissions-policy', 'geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()')
  })
  for (const door of ['console', 'field']) await registerDoor(http, door)
}

async function registerDoor(http: FastifyInstance, door: string): Promise<void> {
  const folder = folderOf(door)
  // Without a build (API tests) the door is simply not there; npm run build makes it.
  if (!existsSync(`${folder}index.html`)) return
  const page = readFileSync(`${folder}index.html`, 'utf8')
  const servePage = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce))
  }
  await http.register(statics, {
    root: `${folder}assets`,
    prefix: `/${door}/assets/`,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  })
  await http.register(statics, {
    root: folder,
    prefix: `/${door}/`,
    decorateReply: false,
    wildcard: false,
    index: false,
    globIgnore: ['index.html', 'assets/**'],
  })
  // Deep links belong to the door's own router.
  for (const url of [`/${door}`, `/${door}/`, `/${door}/*`])
    http.get(url, { schema: { hide: true } }, (_, reply) => servePage(reply))
}
