/** Something wrong in a document, with its place. */
export interface Fault {
  readonly code: string
  /** JSON pointer into the document. */
  readonly path: string
  /** What is wrong there, for whoever wrote the document. */
  readonly zh: string
  readonly en: string
}

export const fault = (code: string, path: string, zh: string, en: string): Fault => ({ code, path, zh, en })
