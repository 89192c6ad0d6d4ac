// Calls of files.

import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { begin, tusHeaders, uploadMetadata } from '../upload.ts'
import { type Call, get, json, nothing, secretOf } from './call.ts'

/** An upload that worker7 has just begun. */
const onUpload = (
  method: 'HEAD' | 'PATCH' | 'DELETE',
  headers: Record<string, string> = {},
  payload?: Buffer,
): Call => {
  let id = ''
  return {
    label: 'of worker7',
    async prepare({ people }) {
      id = uuidv7()
      expect((await begin(people.worker7, { id, type: 'image/png', size: 1000 })).status).toBe(201)
    },
    make: () => ({
      method,
      url: `/api/files/${id}`,
      headers: { ...tusHeaders, ...headers },
      ...(payload && { payload }),
    }),
    // The bytes lie beside the database.
    isRead: true,
  }
}

export const fileCalls: Record<string, Call[]> = {
  'POST /api/files': [
    {
      make: () => ({
        method: 'POST',
        url: '/api/files',
        headers: {
          ...tusHeaders,
          'upload-length': '10',
          'upload-metadata': uploadMetadata({ id: uuidv7(), filetype: 'image/png', filename: 'a.png' }),
        },
      }),
    },
    {
      label: 'for the report of a resident',
      make: ({ closed }, who) => ({
        method: 'POST',
        url: '/api/files',
        headers: {
          ...tusHeaders,
          'upload-length': '10',
          'upload-metadata': uploadMetadata({
            id: uuidv7(),
            filetype: 'image/png',
            filename: 'a.png',
            report: closed.id,
            secret: secretOf(closed, who),
          }),
        },
      }),
    },
  ],
  'OPTIONS /api/files': [{ make: () => ({ method: 'OPTIONS', url: '/api/files', headers: tusHeaders }), isRead: true }],
  'HEAD /api/files/:id': [onUpload('HEAD')],
  'PATCH /api/files/:id': [
    onUpload('PATCH', { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, Buffer.alloc(10)),
  ],
  'DELETE /api/files/:id': [onUpload('DELETE')],
  'GET /api/files/:id': [
    get(({ photo }) => `/api/files/${photo}`, nothing),
    { ...get(({ photo }) => `/api/files/${photo}?size=thumb`, nothing), label: 'thumb' },
    { ...get(({ mediationPhoto }) => `/api/files/${mediationPhoto}`, nothing), label: 'of a mediation' },
  ],
  'POST /api/files/:id/reveal': [
    json(
      'POST',
      ({ photo }) => `/api/files/${photo}/reveal`,
      () => ({ purpose: '核实拍摄时间' }),
    ),
  ],
}
