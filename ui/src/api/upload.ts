import { ApiProblem } from './problem.ts'

/**
 * Sends a photo, video or voice note by tus 1.0: a creation, then pieces that continue where the server says the last
 * one ended. A broken connection costs at most one piece. The sender gives the file its id.
 */
export type UploadOptions = {
  id: string
  onProgress?(sent: number, total: number): void
  signal?: AbortSignal
}

const pieceBytes = 1024 * 1024
const attempts = 4
const tus = { 'tus-resumable': '1.0.0' }

export async function uploadFile(file: File, options: UploadOptions, url = '/api/files'): Promise<{ id: string }> {
  const place = await create(file, options, url)
  let offset = 0
  for (let failures = 0; offset < file.size; ) {
    try {
      offset = await sendPiece(file, place, offset, options.signal)
      failures = 0
      options.onProgress?.(offset, file.size)
    } catch (error) {
      failures += 1
      const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 409
      if (refused || failures >= attempts || options.signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures))
      offset = await askOffset(place, options.signal).catch(() => offset)
    }
  }
  return { id: place.split('/').at(-1) ?? options.id }
}

async function create(file: File, options: UploadOptions, url: string): Promise<string> {
  const answer = await reach(url, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(file.size),
      'upload-metadata': uploadMetadata({ id: options.id, filename: file.name, filetype: file.type }),
    },
    signal: options.signal,
  })
  const location = answer.headers.get('location')
  if (!location) throw new ApiProblem({ code: 'file.no_location', status: answer.status })
  return new URL(location, globalThis.location.href).pathname
}

async function sendPiece(file: File, place: string, offset: number, signal?: AbortSignal): Promise<number> {
  const piece = file.slice(offset, offset + pieceBytes)
  const answer = await reach(place, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: piece,
    signal,
  })
  return Number(answer.headers.get('upload-offset') ?? offset + piece.size)
}

async function askOffset(place: string, signal?: AbortSignal): Promise<number> {
  const answer = await reach(place, { method: 'HEAD', headers: tus, signal })
  return Number(answer.headers.get('upload-offset') ?? 0)
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, credentials: 'same-origin' }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause
    throw ApiProblem.unreachable(cause)
  })
  if (!answer.ok) throw await ApiProblem.read(answer)
  return answer
}

/** `key base64,key base64`: the header form of tus; values may be Chinese. */
export function uploadMetadata(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`)
    .join(',')
}
