// Posts and who stands in for them.

import {
  CandidateList,
  Changed,
  DeputyPage,
  DeputyQuery,
  type DeputyView,
  EndDeputy,
  type HeldPost,
  Made,
  PostPage,
  PostQuery,
  PutDeputy,
} from '@linli/contract/identity/admin.schemas.ts'
import { roleLabel } from '@linli/contract/identity/roles.ts'
import { EndPost, GivePost } from '@linli/contract/identity/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import Type, { type Static } from 'typebox'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { decodeCursor, toPage } from '#platform/page.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { areaNames } from '../area/public.ts'
import { endPost, givePost } from './actions.ts'
import { type DeputyRow, endDeputy, findCandidates, fitting, listDeputies, putDeputy } from './deputies.ts'
import { type HeldPostRow, listHeldPosts } from './queries.ts'
import { nameOf, unitNameOf, viewPost } from './view.ts'

const params = Type.Object({ id: Id })

const viewHeld =
  (house: House) =>
  (row: HeldPostRow): Static<typeof HeldPost> => ({
    ...viewPost(house, { ...row, from: row.fromOn, to: row.toOn }),
    account: { id: row.accountId, username: row.username, name: row.name, isDisabled: row.isDisabled },
    version: row.version,
  })

const viewDeputy =
  (house: House) =>
  (row: DeputyRow): DeputyView => ({
    id: row.id,
    post: viewPost(house, { id: row.postId, ...row.post }),
    holder: { id: row.post.accountId, name: nameOf(house, row.post.accountId) },
    deputy: row.accountId === null ? null : { id: row.accountId, name: nameOf(house, row.accountId) },
    from: formatInstant(row.fromAt),
    to: formatInstant(row.toAt),
    reason: row.reason,
    version: row.version,
  })

const posts = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/posts',
    summary: 'Posts in your areas with who holds them, by area and role',
    permission: 'post.list',
    schema: { querystring: PostQuery, response: { 200: PostPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const after = decodeCursor(query.cursor, ['text', 'id'])
      return read(house, entry, [listHeldPosts({ ...query, after, limit })], ([rows], { who }) => {
        permit(who, 'post.list')
        return toPage(rows, limit, (r) => [r.place, r.id], viewHeld(house))
      })
    },
  }),
  route({
    method: 'PUT',
    url: '/api/posts/:id',
    summary: 'Give a post, inside your own areas and below yourself',
    permission: 'post.grant',
    schema: { params, body: GivePost, response: { 200: Made, 201: Made } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, givePost(house), { entry, id, input: { id, input: body } })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/posts/:id/end',
    summary: 'Set the last day of a post; a unit that would be left empty asks who comes',
    permission: 'post.grant',
    schema: { params, body: EndPost, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, endPost(house), { entry, input: { id, input: body } })).result
    },
  }),
]

const deputies = (house: House): Route[] => [
  route({
    method: 'GET',
    url: '/api/posts/:id/candidates',
    summary: 'Who may stand in for this post',
    permission: 'signed_in',
    schema: { params, response: { 200: CandidateList } },
    handle({ entry, params: { id } }) {
      return read(
        house,
        entry,
        ({ now }) => findCandidates(id, now),
        ([[post], colleagues], { who }) => {
          if (!post) throw problem('not_found')
          const items = fitting(post, colleagues, who).map((c) => ({
            id: c.accountId,
            name: c.name,
            roleName: roleLabel(c.role),
            areaName: c.areaCode ? (areaNames.of(house).get(c.areaCode) ?? null) : null,
            unitName: c.unitId ? unitNameOf(house, c.unitId) : null,
          }))
          return { items }
        },
      )
    },
  }),
  route({
    method: 'GET',
    url: '/api/deputies',
    summary: 'Absences and who stands in, latest first: of the posts that you see, and where you stand in',
    permission: 'signed_in',
    schema: { querystring: DeputyQuery, response: { 200: DeputyPage } },
    handle({ entry, query }) {
      const limit = query.limit ?? 50
      const before = decodeCursor(query.cursor, ['instant', 'id'])
      return read(house, entry, [listDeputies({ ...query, before, limit })], ([rows]) =>
        toPage(rows, limit, (r) => [r.fromAt, r.id], viewDeputy(house)),
      )
    },
  }),
  route({
    method: 'PUT',
    url: '/api/deputies/:id',
    summary: 'Enter an absence from a post and who stands in: your own, or in the area of your centre',
    permission: 'signed_in',
    schema: { params, body: PutDeputy, response: { 200: Made, 201: Made } },
    async handle({ entry, params: { id }, body, reply }) {
      const { result, created } = await perform(house, putDeputy, { entry, id, input: { id, input: body } })
      return reply.status(created ? 201 : 200).send(result)
    },
  }),
  route({
    method: 'POST',
    url: '/api/deputies/:id/end',
    summary: 'End an absence earlier',
    permission: 'signed_in',
    schema: { params, body: EndDeputy, response: { 200: Changed } },
    async handle({ entry, params: { id }, body }) {
      return (await perform(house, endDeputy, { entry, input: { id, input: body } })).result
    },
  }),
]

export const postRoutes = (house: House): Route[] => [...posts(house), ...deputies(house)]
