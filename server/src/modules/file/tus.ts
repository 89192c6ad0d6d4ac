// The tus 1.0 protocol, spoken by @tus/server. It is asked as a function from request to answer, so that its refusals leave as
// problem documents like everybody's; the key of an upload travels as the last part of an address that only it sees.

import { Readable } from 'node:stream'
import { fileLimits } from '@linli/contract/file/media.ts'
import type { ProblemCode } from '@linli/contract/problem.ts'
import { Metadata, Server, type Upload } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '#platform/problem.ts'
import type { Store } from './store.ts'

export interface Tus {
  /**
   * Lets the protocol act on the upload with this key and answers; throws the problem that its refusal stands for. `kept` is what is
   * written down of a new upload, in place of what the sender said of it.
   */
  speak(key: string, request: FastifyRequest, reply: FastifyReply, kept?: Record<string, string>): Promise<void>
  /** An upload under way, or null. */
  find(key: string): Promise<Upload | null>
}

const keyIn = (url: string): string => decodeURIComponent(new URL(url).pathname.split('/').at(-1)!)

export function makeTus(store: Store): Tus {
  const server = new Server({
    path: '/api/files',
    datastore: store.tus,
    maxSize: Math.max(...Object.values(fileLimits)),
    namingFunction: (request) => keyIn(request.url),
    getFileIdFromRequest: (request) => keyIn(request.url),
    generateUrl: (_, { path, id }) => `${path}/${id.split('/')[1]}`,
    onResponseError: (_, error) => {
      // Whatever is no refusal of the protocol is ours to log, not the sender's to read.
      if (!('status_code' in error)) throw error
    },
  })
  return {
    async speak(key, request, reply, kept) {
      const answer = await server.handleWeb(toWeb(key, request, kept))
      if (answer.status >= 400) throw refusalOf(answer.status, await answer.text())
      reply.status(answer.status)
      for (const [name, value] of answer.headers)
        if (/^(tus-|upload-(?!metadata)|location$|cache-control$)/.test(name)) reply.header(name, value)
    },
    find: (key) => store.tus.getUpload(key).catch(() => null),
  }
}

function toWeb(key: string, request: FastifyRequest, kept?: Record<string, string>): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (/^(tus-|upload-|content-)/.test(name) && typeof value === 'string') headers.set(name, value)
  if (kept) headers.set('upload-metadata', Metadata.stringify(kept))
  const body = request.method === 'PATCH' ? Readable.toWeb(request.raw) : null
  const url = `http://tus/api/files/${encodeURIComponent(key)}`
  return new Request(url, { method: request.method, headers, body, duplex: 'half' })
}

const codes: Record<number, ProblemCode> = {
  400: 'request.invalid',
  403: 'request.invalid',
  404: 'not_found',
  409: 'file.wrong_offset',
  410: 'not_found',
  412: 'file.wrong_protocol',
  413: 'file.too_large',
}

function refusalOf(status: number, text: string): Error {
  const code = codes[status]
  if (code) return problem(code, code === 'not_found' ? {} : { detail: text.trim() })
  // The upload is held by another request of the same sender that would not let go.
  if (/lock/.test(text)) return problem('busy')
  return new Error(`tus answered ${status}: ${text.trim()}`)
}
