/** What the server says when it refuses (RFC 9457), and the one refusal that it cannot say: that it was not reached. */
export type ProblemBody = {
  code: string
  status: number
  title?: string
  detail?: string
  errors?: { path: string; message: string }[]
  requestId?: string
  [member: string]: unknown
}

export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly detail: string | undefined
  readonly errors: { path: string; message: string }[]
  readonly requestId: string | undefined
  /** Seconds to wait, of a 429 or 503. */
  readonly retryAfter: number | undefined
  /** The whole body, for members that belong to one code (`current` of a version conflict). */
  readonly body: ProblemBody

  constructor(body: ProblemBody, options: { retryAfter?: number; cause?: unknown } = {}) {
    super(body.detail ?? body.title ?? body.code, { cause: options.cause })
    this.name = 'ApiProblem'
    this.code = body.code
    this.status = body.status
    this.detail = body.detail
    this.errors = body.errors ?? []
    this.requestId = body.requestId
    this.retryAfter = options.retryAfter
    this.body = body
  }

  /** The server was not reached: status 0. What was to be sent may or may not have arrived; sending again is safe. */
  static unreachable(cause: unknown): ApiProblem {
    return new ApiProblem({ code: 'network.unreachable', status: 0 }, { cause })
  }

  static async read(response: Response): Promise<ApiProblem> {
    const wait = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
    const retryAfter = Number.isFinite(wait) ? wait : undefined
    const parsed: unknown = await response.json().catch(() => null)
    const told = typeof parsed === 'object' && parsed !== null ? (parsed as Partial<ProblemBody>) : {}
    const code = typeof told.code === 'string' ? told.code : `http.${response.status}`
    return new ApiProblem({ ...told, code, status: response.status }, { retryAfter })
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}
