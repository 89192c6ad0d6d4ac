// What all pages share on the way in and out: the visitor's choices, the built files, forms, compression, errors as pages.

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { messagePage } from '@linli/resident/app/message-page.ts'
import { type Assets, type Size, sizes, type Visitor } from '@linli/resident/app/page.ts'
import { type Language, languages } from '@linli/resident/app/say.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { Problem, problem } from '#platform/problem.ts'

export const distFolder = fileURLToPath(new URL('../../../../resident/dist/', import.meta.url))

interface ManifestEntry {
  file: string
  name?: string
  css?: string[]
  isEntry?: boolean
}

/** Where the build put things. Without a build the pages are plain HTML: everything works, nothing is pretty. */
export function readAssets(folder = distFolder): Assets {
  const file = `${folder}.vite/manifest.json`
  if (!existsSync(file)) return { styles: [], scripts: {} }
  const entries = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, ManifestEntry>)
  const built = entries.filter((entry) => entry.isEntry)
  const scripts = built.filter(({ file }) => file.endsWith('.js'))
  const styles = built.flatMap(({ file, name, css }) =>
    file.endsWith('.css') ? [file] : name === 'main' ? (css ?? []) : [],
  )
  return {
    styles: styles.map((path) => `/${path}`),
    scripts: Object.fromEntries(scripts.map(({ name, file }) => [name ?? file, `/${file}`])),
  }
}

const year = 365 * 24 * 3600
const choices = { lang: languages, size: sizes } as const

/** A choice made by this very address, else the one made before; a choice is kept for a year, and nothing else is. */
function choose<Name extends keyof typeof choices>(
  name: Name,
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
): (typeof choices)[Name][number] | null {
  type Choice = (typeof choices)[Name][number]
  const known = (text: unknown) =>
    (choices[name] as readonly string[]).find((one) => one === text) as Choice | undefined
  const cookie = `linli_${name}`
  const chosen = known((request.query as Record<string, unknown> | null)?.[name])
  if (chosen)
    reply.setCookie(cookie, chosen, { path: '/', maxAge: year, sameSite: 'lax', secure: house.config.production })
  return chosen ?? known(request.cookies[cookie]) ?? null
}

/** Chinese, unless English was chosen, or the browser asks for English and not for Chinese: as the other doors do. */
function languageOf(chosen: Language | null, request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').toLowerCase()
  return chosen ?? (/\ben\b/.test(wanted) && !/\bzh\b/.test(wanted) ? 'en' : 'zh')
}

export function visitorOf(house: House, assets: Assets, request: FastifyRequest, reply: FastifyReply): Visitor {
  const size: Size = choose('size', house, request, reply) ?? 'standard'
  const language = languageOf(choose('lang', house, request, reply), request)
  // Only an address that a page of ours answers is offered to come back to.
  const isOurs = request.method === 'GET' && reply.statusCode < 400 && /^\/(?![/\\])/.test(request.url)
  return { language, size, here: isOurs ? request.url : pathOf(request), assets }
}

const pathOf = (request: FastifyRequest): string => {
  const path = request.routeOptions.url ?? '/'
  return /[:*]/.test(path) ? '/' : path
}

/** Forms come as `application/x-www-form-urlencoded`; broken UTF-8 is refused, not repaired. */
export function parseForms(door: FastifyInstance): void {
  door.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer', bodyLimit: 262_144 },
    (_, body, done) => {
      try {
        done(null, readFields((body as Buffer).toString('latin1')))
      } catch {
        done(problem('request.invalid', { detail: 'The form is not valid UTF-8 text.' }))
      }
    },
  )
}

/** Throws URIError for what is not UTF-8, and for NUL, which no database text can hold. */
function readFields(text: string): URLSearchParams {
  const fields = new URLSearchParams()
  const decode = (part: string) => {
    const plain = decodeURIComponent(part.replaceAll('+', ' '))
    if (/[\0\u0080-\u00ff]/.test(part) || plain.includes('\0')) throw new URIError('not a form')
    return plain
  }
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const at = pair.indexOf('=')
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
    fields.append(decode(name), decode(value))
  }
  return fields
}

export function fieldsOf(request: FastifyRequest): URLSearchParams {
  if (request.body instanceof URLSearchParams) return request.body
  throw problem('request.invalid', { detail: 'A form was expected.' })
}

export const sendPage = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.status(status).type('text/html; charset=utf-8').send(page)

/** What is not there, or not to be known, is null; anything else that goes wrong is not. */
export const orNull = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (error instanceof Problem && (error.code === 'not_found' || error.code === 'area.outside_county')) return null
    throw error
  })

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** Pages are small, phones are cheap and far away: every page goes out compressed. Files were compressed by the build. */
export function compressPages(door: FastifyInstance): void {
  door.addHook('onSend', async (request, reply, payload) => {
    const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    if (!isPage || typeof payload !== 'string') return payload
    reply.header('vary', 'accept-encoding, accept-language, cookie')
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
    if (!coding || request.method === 'HEAD') return payload
    reply.header('content-encoding', coding).removeHeader('content-length')
    return coding === 'br'
      ? pack.br(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : pack.gzip(payload, { level: 6 })
  })
}

/** Refusals and faults as pages: what happened, and what to do next. */
export function answerWithPages(door: FastifyInstance, house: House, assets: Assets): void {
  door.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof Problem ? error.status : (error.statusCode ?? 500)
    if (status >= 500 && !(error instanceof Problem))
      house.log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'unexpected error')
    const retryAfter = Number(reply.getHeader('retry-after') ?? 0) || undefined
    const visitor = visitorOf(house, assets, request, reply.status(status))
    reply.header('cache-control', 'no-store')
    return sendPage(reply, messagePage(visitor, { status, requestId: request.id, retryAfter }), status)
  })
}
