import { ApiProblem } from '@linli/ui/api/problem.ts'
import { type DetailedError, Upload } from 'tus-js-client'
import type { KeptFile } from './keep.ts'

/**
 * Brings a file to the server by tus: in pieces, going on where the last try ended, also after the page was closed.
 * Fetched only when there is something to bring.
 */
const pieceBytes = 512 * 1024
const pausesMs = [1_000, 3_000, 6_000]

export function uploadFile(
  file: KeptFile,
  onProgress: (sent: number, total: number) => void,
  onPlace: (url: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file.blob, {
      endpoint: '/api/files',
      uploadUrl: file.uploadUrl ?? null,
      metadata: { id: file.id, filename: file.name, filetype: file.blob.type },
      chunkSize: pieceBytes,
      retryDelays: pausesMs,
      // The shelf remembers where an upload goes on; a second memory in localStorage would outlive the file.
      storeFingerprintForResuming: false,
      onProgress,
      onUploadUrlAvailable: () => upload.url && onPlace(upload.url),
      onShouldRetry: (error) => statusOf(error) === 0 || statusOf(error) >= 500 || statusOf(error) === 409,
      onSuccess: () => resolve(),
      onError: (error) => reject(problemOf(error)),
    })
    upload.start()
  })
}

function statusOf(error: Error): number {
  return 'originalResponse' in error ? ((error as DetailedError).originalResponse?.getStatus() ?? 0) : 0
}

/** What the server said, as the rest of the app knows refusals. */
function problemOf(error: Error): ApiProblem {
  const status = statusOf(error)
  if (status === 0) return ApiProblem.unreachable(error)
  const told = readBody((error as DetailedError).originalResponse?.getBody() ?? '')
  const code = typeof told.code === 'string' ? told.code : `http.${status}`
  return new ApiProblem({ ...told, code, status }, { cause: error })
}

function readBody(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
