import { textLimits } from '@linli/contract/incident/fields.ts'
import { noticePage, noticesPage } from '@linli/resident/notice/notice-pages.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { v7 as uuidv7, validate } from 'uuid'
import type { House } from '#platform/house.ts'
import { spend } from '#platform/limits.ts'
import { fieldsOf, orNull, sendPage } from './frame.ts'
import { objectTo, runningNotice, runningNotices } from './notices.ts'
import type { VisitorOf } from './pages.ts'

const shownMost = 200

type Numbered = { Params: { number: string } }

/** Public notices as pages: the list, one notice with the form of an objection. */
export function noticePages(door: FastifyInstance, house: House, visitorOf: VisitorOf): void {
  const showList = async (request: FastifyRequest, reply: FastifyReply, isOver: boolean) => {
    const notices = await runningNotices(house, null, shownMost)
    reply.header('cache-control', 'private, no-cache')
    return sendPage(reply, noticesPage(visitorOf(request, reply), { notices, isOver }), isOver ? 404 : 200)
  }

  door.get('/notices', { schema: { hide: true } }, async (request, reply) => {
    spend({ house, request, reply }, 'looks')
    return showList(request, reply, false)
  })

  door.get<Numbered>('/notices/:number', { schema: { hide: true } }, async (request, reply) => {
    spend({ house, request, reply }, 'looks')
    const notice = await orNull(runningNotice(house, request.params.number))
    if (!notice) return showList(request, reply, true)
    const isSent = (request.query as Record<string, unknown>).said === 'sent'
    const said = isSent ? { said: { outcome: 'sent' as const, reason: '' } } : {}
    reply.header('cache-control', 'private, no-cache')
    return sendPage(reply, noticePage(visitorOf(request, reply), { notice, id: uuidv7(), ...said }))
  })

  door.post<Numbered>('/notices/:number', { schema: { hide: true } }, async (request, reply) => {
    const caller = { house, request, reply }
    const fields = fieldsOf(request)
    const typedId = fields.get('id') ?? ''
    const id = validate(typedId) ? typedId : uuidv7()
    const reason = (fields.get('reason') ?? '').replaceAll('\r\n', '\n').trim()
    const wrong = reason === '' ? 'missing' : reason.length > textLimits.reason ? 'long' : null
    const { number } = request.params
    const notice = await orNull(wrong ? runningNotice(house, number) : objectTo(caller, number, { id, reason }))
    if (!notice) return showList(request, reply, true)
    if (!wrong) return reply.redirect(`/notices/${notice.number}?said=sent`, 303)
    const view = { notice, id, said: { outcome: wrong, reason } } as const
    return sendPage(reply.header('cache-control', 'no-store'), noticePage(visitorOf(request, reply), view), 400)
  })
}
