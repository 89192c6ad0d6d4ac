import { DetailedError, Upload } from 'tus-js-client'

/** Sends a file by tus 1.0 for a report that is still being written; a broken connection goes on where it broke. */
export function sendFile(
  id: string,
  file: Blob,
  form: { report: string; nonce: string },
  onPercent: (percent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/api/files',
      // Whoever is signed in at another door of this browser reports here as a neighbour.
      headers: { 'linli-door': 'resident' },
      metadata: { id, filename: `${id}.jpg`, filetype: file.type || 'image/jpeg', ...form },
      chunkSize: 1024 * 1024,
      retryDelays: [500, 2000, 5000, 10_000],
      storeFingerprintForResuming: false,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onPercent(total > 0 ? Math.floor((sent / total) * 100) : 0),
      onShouldRetry: (error) => {
        const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0
        return status === 0 || status === 409 || status >= 500
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(wordsOf(error))),
    })
    upload.start()
  })
}

/** The server says in people's words why a file is not taken; without an answer there are none. */
function wordsOf(error: Error | DetailedError): string {
  try {
    const body = error instanceof DetailedError ? error.originalResponse?.getBody() : null
    const problem: unknown = JSON.parse(body ?? '{}')
    return typeof problem === 'object' && problem && 'title' in problem ? String(problem.title) : ''
  } catch {
    return ''
  }
}
