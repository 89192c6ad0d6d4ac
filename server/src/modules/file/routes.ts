import { fileLimits, mediaTypeNames } from '@linli/contract/file/media.ts'
import { Id } from '@linli/contract/shared/wire.ts'
import type { FastifyInstance } from 'fastify'
import Type, { type TSchema } from 'typebox'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { findFile } from './queries.ts'
import { serve } from './serve.ts'
import type { Size } from './store.ts'
import {
  askUpload,
  continueUpload,
  createUpload,
  type Desk,
  describeUploads,
  giveUpUpload,
  type Handler,
  openDesk,
} from './upload.ts'

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`

/** A route of the tus protocol: open to staff and residents alike, who are told apart inside. */
function tusRoute(spec: {
  method: string
  url: string
  summary: string
  description?: string
  params?: TSchema
  make: (app: FastifyInstance) => Handler
}): Route {
  const { method, url, summary, description, params } = spec
  return {
    method,
    url,
    permission: 'public',
    register(app) {
      const handle = spec.make(app)
      app.route({
        method,
        url,
        attachValidation: true,
        config: { permission: 'public' },
        schema: { summary, description, tags: ['files'], ...(params ? { params } : {}) },
        handler: (request, reply) => {
          if (request.validationError) throw problem('not_found')
          return handle(request, reply)
        },
      })
    },
  }
}

const OneFile = Type.Object({ id: Id })

export function fileRoutes(house: House): Route[] {
  let opened: Desk | undefined
  const desk = (): Desk => (opened ??= openDesk(house))
  const limits = Object.entries(fileLimits).map(([kind, bytes]) => `${kind} ${megabytes(bytes)}`)
  return [
    tusRoute({
      method: 'POST',
      url: '/api/files',
      summary: 'Begin an upload (tus 1.0)',
      description: `Upload-Metadata: id (UUIDv7, the file's id), filename, filetype (${mediaTypeNames.join(', ')}); without an account also report, the id of the report that it belongs to, and its nonce, if it has one, or its secret once it is known. At most ${limits.join(', ')}.`,
      make: (app) => {
        // The body of a piece goes to the protocol as a stream; nothing is read ahead.
        app.addContentTypeParser('application/offset+octet-stream', (_, body, done) => done(null, body))
        return createUpload(desk())
      },
    }),
    tusRoute({
      method: 'OPTIONS',
      url: '/api/files',
      summary: 'What the upload protocol offers here',
      make: () => describeUploads(desk()),
    }),
    tusRoute({
      method: 'HEAD',
      url: '/api/files/:id',
      summary: 'How far an upload of yours has come (tus 1.0)',
      params: OneFile,
      make: () => askUpload(desk()),
    }),
    tusRoute({
      method: 'PATCH',
      url: '/api/files/:id',
      summary: 'The next piece of an upload of yours (tus 1.0); after the last one the file is judged',
      params: OneFile,
      make: () => continueUpload(desk()),
    }),
    tusRoute({
      method: 'DELETE',
      url: '/api/files/:id',
      summary: 'Give up an upload of yours that is under way (tus 1.0)',
      params: OneFile,
      make: () => giveUpUpload(desk()),
    }),
    downloadRoute(house),
  ]
}

const downloadRoute = (house: House): Route =>
  route({
    method: 'GET',
    url: '/api/files/:id',
    summary: 'A photo, video or voice note of an incident in your sight, or your own; in parts by Range',
    permission: 'file.read',
    schema: {
      params: OneFile,
      querystring: Type.Object({
        size: Type.Optional(Type.Enum(['full', 'thumb'], { description: 'thumb: at most 480 px, photos only' })),
      }),
      response: { 200: Type.Unsafe({ type: 'string', format: 'binary', description: 'The bytes' }) },
    },
    async handle({ entry, params, query, request, reply }) {
      const size: Size = query.size === 'thumb' ? 'thumb' : 'full'
      const file = await read(house, entry, [findFile(params.id)], ([rows], { who }) => {
        const [found] = rows
        if (found?.state !== 'ready' || (size === 'thumb' && !found.hasThumb)) throw problem('not_found')
        permit(who, 'file.read')
        return found
      })
      return serve({ house, request, reply }, file, size)
    },
  })
