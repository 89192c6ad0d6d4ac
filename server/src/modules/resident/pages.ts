// The residents' door as pages: HTML made here from the templates of the workspace `resident`, no account, no script needed. Routes
// are registered with an error handler of their own, so that a refusal here is a page and never JSON.

import { existsSync } from 'node:fs'
import statics from '@fastify/static'
import { homePage } from '@linli/resident/app/home-page.ts'
import { messagePage } from '@linli/resident/app/message-page.ts'
import type { Visitor } from '@linli/resident/app/page.ts'
import { boardPage, findGridPage, type GridFinder } from '@linli/resident/grid/grid-pages.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'
import { spend } from '#platform/limits.ts'
import { problem } from '#platform/problem.ts'
import { areaPath } from '../area/public.ts'
import { followForms } from './follow-pages.ts'
import {
  answerWithPages,
  compressPages,
  distFolder,
  orNull,
  parseForms,
  readAssets,
  sendPage,
  visitorOf,
} from './frame.ts'
import { favouriteMatters } from './matters.ts'
import { noticePages } from './notice-pages.ts'
import { findBuildings, findGrids, locatePoint, readBoard } from './places.ts'
import { reportForms } from './report-pages.ts'

export type VisitorOf = (request: FastifyRequest, reply: FastifyReply) => Visitor

/** Registers all pages at `/`, their files, and the page for what is not there. */
export async function registerResident(http: FastifyInstance, house: House): Promise<void> {
  const assets = readAssets()
  await http.register(async (door) => {
    const visitor: VisitorOf = (request, reply) => visitorOf(house, assets, request, reply)
    parseForms(door)
    compressPages(door)
    answerWithPages(door, house, assets)
    await serveFiles(door)
    door.get('/', { schema: { hide: true } }, async (request, reply) => {
      reply.header('cache-control', 'private, no-cache')
      return sendPage(reply, homePage(visitor(request, reply), favouriteMatters(house).slice(0, 9)))
    })
    reportForms(door, house, visitor)
    followForms(door, house, visitor)
    gridPages(door, house, visitor)
    noticePages(door, house, visitor)
    // Whatever else a browser asks for is a page that is not there; programs hear so from the API.
    door.get('/*', { schema: { hide: true } }, async (request, reply) => {
      if (/^\/(api|tiles|open311|metrics|console|field|hall)(\/|$)/.test(request.url)) return reply.callNotFound()
      return sendPage(reply.status(404), messagePage(visitor(request, reply), { status: 404 }), 404)
    })
  })
}

async function serveFiles(door: FastifyInstance): Promise<void> {
  if (!existsSync(`${distFolder}assets`)) return
  const shared = { decorateReply: false, preCompressed: true } as const
  await door.register(statics, {
    ...shared,
    root: `${distFolder}assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  })
  await door.register(statics, {
    ...shared,
    root: distFolder,
    prefix: '/',
    wildcard: false,
    index: false,
    globIgnore: ['assets/**', '.*/**', '**/*.br', '**/*.gz'],
  })
}

function gridPages(door: FastifyInstance, house: House, visitor: VisitorOf): void {
  door.get('/grid', { schema: { hide: true } }, async (request, reply) => {
    const { q, lng, lat } = request.query as Record<string, unknown>
    const typed = typeof q === 'string' ? q.trim().slice(0, 100) : ''
    if (typed !== '' || lng !== undefined) spend({ house, request, reply }, 'looks')
    const code = await gridAt(house, lng, lat)
    if (code) return reply.redirect(`/grid/${code}`, 303)
    const found = typed === '' ? [] : await findPlaces(house, typed)
    reply.header('cache-control', 'private, no-cache')
    return sendPage(reply, findGridPage(visitor(request, reply), { typed, found, isNowhere: lng !== undefined }))
  })

  door.get<{ Params: { code: string } }>('/grid/:code', { schema: { hide: true } }, async (request, reply) => {
    spend({ house, request, reply }, 'looks')
    if (!/^\d{15}$/.test(request.params.code)) throw problem('not_found')
    const board = await readBoard(house, request.params.code)
    reply.header('cache-control', 'private, no-cache')
    return sendPage(reply, boardPage(visitor(request, reply), board))
  })
}

/** The grid of a position; null where there is none, or no position. */
async function gridAt(house: House, lng: unknown, lat: unknown): Promise<string | null> {
  const [x, y] = [Number(lng), Number(lat)]
  if (lng === undefined || lat === undefined || !(Math.abs(x) <= 180 && Math.abs(y) <= 90)) return null
  const found = await orNull(locatePoint(house, x, y))
  return found?.code.length === 15 ? found.code : null
}

async function findPlaces(house: House, typed: string): Promise<GridFinder['found']> {
  const buildings = await findBuildings(house, typed, 12)
  const grids = await findGrids(house, typed, 12)
  return [
    ...grids.map(({ code, path }) => ({ code, path, by: null })),
    ...buildings.map(({ area, name }) => ({ code: area, path: areaPath(house, area), by: name })),
  ]
}
