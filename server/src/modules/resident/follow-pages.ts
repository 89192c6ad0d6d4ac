// Following as pages. Number and secret are typed once and then live in a cookie of this visit, never in an address: addresses end up
// in histories, logs and other people's screens.

import { normaliseIncidentNumber } from '@linli/contract/shared/incident-number.ts'
import { formatSecret, normaliseSecret } from '@linli/contract/shared/public-secret.ts'
import { type FollowForm, followPage } from '@linli/resident/incident/follow-page.ts'
import { type ProgressView, progressPage } from '@linli/resident/incident/progress-page.ts'
import { wordsMost } from '@linli/resident/report/report-page.ts'
import { sentPage } from '@linli/resident/report/sent-page.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import type { Caller } from '#platform/limits.ts'
import { Problem, problem } from '#platform/problem.ts'
import { fieldsOf, orNull, sendPage } from './frame.ts'
import type { VisitorOf } from './pages.ts'
import { follow, sayNotSolved, showPicture, withdraw } from './report.ts'

const COOKIE = 'linli_report'

/** For this visit of the browser only. */
export function keepOpened({ house, reply }: Caller, number: string, secret: string): void {
  reply.setCookie(COOKIE, `${number}.${normaliseSecret(secret) ?? ''}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: house.config.production,
  })
}

function openedIn(request: FastifyRequest): { number: string; secret: string } | null {
  const [number = '', secret = ''] = (request.cookies[COOKIE] ?? '').split('.')
  return number === '' || secret === '' ? null : { number, secret }
}

type Numbered = { Params: { number: string } }

export function followForms(door: FastifyInstance, house: House, visitorOf: VisitorOf): void {
  const show = (request: FastifyRequest, reply: FastifyReply, form: FollowForm, status = 200) =>
    sendPage(reply.header('cache-control', 'no-store'), followPage(visitorOf(request, reply), form), status)

  door.get('/follow', { schema: { hide: true } }, async (request, reply) => show(request, reply, { number: '' }))

  door.post('/follow', { schema: { hide: true } }, async (request, reply) => {
    const visit = { house, request, reply }
    const fields = fieldsOf(request)
    const [number, secret] = [fields.get('number') ?? '', fields.get('secret') ?? '']
    const progress = await orNull(follow(visit, number, secret))
    if (!progress) return show(request, reply, { number: number.slice(0, 60), why: 'wrong' }, 404)
    keepOpened(visit, progress.number, secret)
    return reply.redirect(`/follow/${progress.number}`, 303)
  })

  door.post('/follow/leave', { schema: { hide: true } }, async (_, reply) =>
    reply.clearCookie(COOKIE, { path: '/' }).redirect('/', 303),
  )

  door.get<Numbered>('/follow/:number', { schema: { hide: true } }, async (request, reply) => {
    const opened = openedFor(request)
    const progress = opened && (await orNull(follow({ house, request, reply }, opened.number, opened.secret)))
    if (!progress)
      return show(request, reply, { number: normaliseIncidentNumber(request.params.number) ?? '', why: 'again' })
    const isReopened = (request.query as Record<string, unknown>).said === 'reopened' && progress.round > 1
    const view: ProgressView = { progress, secret: formatSecret(opened.secret) }
    return showProgress(request, reply, isReopened ? { ...view, said: { outcome: 'reopened', reason: '' } } : view)
  })

  door.get<{ Params: { number: string; id: string } }>(
    '/follow/:number/pictures/:id',
    { schema: { hide: true } },
    async (request, reply) => {
      const opened = openedFor(request)
      if (!opened) throw problem('not_found')
      const size = (request.query as Record<string, unknown>).size === 'thumb' ? 'thumb' : 'full'
      return showPicture({ house, request, reply }, opened, request.params.id, size)
    },
  )

  const showProgress = (request: FastifyRequest, reply: FastifyReply, view: ProgressView, status = 200) =>
    sendPage(reply.header('cache-control', 'no-store'), progressPage(visitorOf(request, reply), view), status)

  door.post<Numbered>('/follow/:number/reopen', { schema: { hide: true } }, async (request, reply) => {
    const visit = { house, request, reply }
    const opened = openedFor(request)
    if (!opened)
      return show(request, reply, { number: normaliseIncidentNumber(request.params.number) ?? '', why: 'again' })
    const reason = (fieldsOf(request).get('reason') ?? '').replaceAll('\r\n', '\n').trim()
    const wrong = reason === '' ? 'missing' : reason.length > wordsMost ? 'long' : null
    const said = wrong ?? (await reopen(visit, opened, reason))
    if (said === 'reopened') return reply.redirect(`/follow/${opened.number}?said=reopened`, 303)
    const progress = await follow(visit, opened.number, opened.secret)
    const view: ProgressView = { progress, secret: formatSecret(opened.secret), said: { outcome: said, reason } }
    return showProgress(request, reply, view, said === 'over' ? 409 : 400)
  })

  door.post<Numbered>('/follow/:number/withdraw', { schema: { hide: true } }, async (request, reply) => {
    const caller = { house, request, reply }
    const opened = openedFor(request)
    if (!opened)
      return show(request, reply, { number: normaliseIncidentNumber(request.params.number) ?? '', why: 'again' })
    const isSure = fieldsOf(request).get('sure') === 'yes'
    const said = isSure ? await orOver(withdraw(caller, opened.number, opened), 'withdrawn' as const) : 'unsure'
    const progress = await follow(caller, opened.number, opened.secret)
    const view: ProgressView = { progress, secret: formatSecret(opened.secret), said: { outcome: said, reason: '' } }
    return showProgress(request, reply, view, said === 'withdrawn' ? 200 : said === 'over' ? 409 : 400)
  })

  door.get('/report/sent', { schema: { hide: true } }, async (request, reply) => {
    const opened = openedIn(request)
    const progress = opened && (await orNull(follow({ house, request, reply }, opened.number, opened.secret)))
    if (!progress) return reply.redirect('/follow', 303)
    const page = sentPage(visitorOf(request, reply), {
      number: progress.number,
      secret: formatSecret(opened.secret),
      progress,
    })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })
}

function openedFor(request: FastifyRequest<{ Params: { number: string } }>): { number: string; secret: string } | null {
  const opened = openedIn(request)
  return opened && opened.number === normaliseIncidentNumber(request.params.number) ? opened : null
}

const reopen = (
  visit: Caller,
  { number, secret }: { number: string; secret: string },
  reason: string,
): Promise<'reopened' | 'over'> => orOver(sayNotSolved(visit, number, { secret, reason }), 'reopened')

/** What could be done before and cannot be any more is over; anything else that goes wrong is not. */
async function orOver<T extends string>(work: Promise<unknown>, done: T): Promise<T | 'over'> {
  try {
    await work
    return done
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return 'over'
    throw error
  }
}
