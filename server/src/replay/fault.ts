/** The whole run cannot begin or go on: a wrong argument, file or map, or a server that is not there. One line for people. */
export class ReplayError extends Error {}

/** One row cannot go on; it is printed and the others do. */
export class RowRefused extends Error {
  readonly step: string
  readonly status: number | null
  readonly code: string
  constructor(step: string, status: number | null, code: string, detail: string) {
    super(detail)
    this.step = step
    this.status = status
    this.code = code
  }
}
