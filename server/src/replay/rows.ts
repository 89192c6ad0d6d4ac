// The source file as it is read: one row at a time, however long it is, with its line for whoever looks a refusal up.
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { ReplayError } from './fault.ts'

export interface SourceRow {
  /** Counted from 1, without the header. */
  nth: number
  values: Record<string, string>
}

/** Rows of a CSV file with a header that names all of `needed`. */
export async function* readRows(file: string, needed: readonly string[]): AsyncGenerator<SourceRow> {
  const input = createReadStream(file)
  const parser = parse({ bom: true, columns: checked(file, needed), skip_empty_lines: true })
  input.on('error', (error) => parser.destroy(error))
  let nth = 0
  try {
    for await (const values of input.pipe(parser)) yield { nth: ++nth, values: values as Record<string, string> }
  } catch (cause) {
    if (cause instanceof ReplayError) throw cause
    throw new ReplayError(`${file}: ${(cause as Error).message}`, { cause })
  }
}

function checked(file: string, needed: readonly string[]) {
  return (header: string[]): string[] => {
    const missing = needed.filter((name) => !header.includes(name))
    if (missing.length > 0)
      throw new ReplayError(`${file}: the map names columns that are not there: ${missing.join(', ')}`)
    return header
  }
}
