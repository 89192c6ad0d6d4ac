// Uploads as phones and browsers make them, piece by piece over tus 1.0.
import type { Person, Reply } from './http.ts'

export const tusHeaders = { 'tus-resumable': '1.0.0' }

export const uploadMetadata = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')

export interface Sending {
  id: string
  type: string
  bytes: Uint8Array
  /** Of a resident: the report that it belongs to, and what shows that it is theirs. */
  report?: string
  nonce?: string
  secret?: string
  /** The cookie that a resident's browser was given before. */
  cookie?: string
  /** Asked from the residents' page, whoever is signed in elsewhere in the browser. */
  asResident?: true
  /** Address of the sender, for what is bounded by address. */
  address?: string
}

export const begin = (by: Person, file: Omit<Sending, 'bytes'> & { size: number }): Promise<Reply> =>
  by.send({
    method: 'POST',
    url: '/api/files',
    ...(file.address ? { remoteAddress: file.address } : {}),
    headers: {
      ...tusHeaders,
      'upload-length': String(file.size),
      'upload-metadata': uploadMetadata({
        id: file.id,
        filename: '照片.jpg',
        filetype: file.type,
        ...(file.report ? { report: file.report } : {}),
        ...(file.nonce ? { nonce: file.nonce } : {}),
        ...(file.secret ? { secret: file.secret } : {}),
      }),
      ...(file.cookie ? { cookie: file.cookie } : {}),
      ...(file.asResident ? { 'linli-door': 'resident' } : {}),
    },
  })

export const sendPiece = (by: Person, id: string, offset: number, bytes: Uint8Array, cookie?: string): Promise<Reply> =>
  by.send({
    method: 'PATCH',
    url: `/api/files/${id}`,
    headers: {
      ...tusHeaders,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...(cookie ? { cookie } : {}),
    },
    payload: Buffer.from(bytes),
  })

export const askOffset = (by: Person, id: string, cookie?: string): Promise<Reply> =>
  by.send({ method: 'HEAD', url: `/api/files/${id}`, headers: { ...tusHeaders, ...(cookie ? { cookie } : {}) } })

/** The cookie that an answer sets, as the browser sends it back. */
export const cookieOf = (reply: Reply): string | undefined => {
  const set = reply.headers['set-cookie']
  return (Array.isArray(set) ? String(set[0]) : set === undefined ? undefined : String(set))?.split(';')[0]
}

/** Sends a whole file; answers with the last reply, be it the refusal. */
export async function upload(by: Person, file: Sending): Promise<Reply> {
  const begun = await begin(by, { ...file, size: file.bytes.length })
  if (begun.status !== 201) return begun
  const half = Math.floor(file.bytes.length / 2)
  const cookie = file.cookie ?? cookieOf(begun)
  const first = await sendPiece(by, file.id, 0, file.bytes.subarray(0, half), cookie)
  if (first.status !== 204) return first
  return sendPiece(by, file.id, half, file.bytes.subarray(half), cookie)
}
