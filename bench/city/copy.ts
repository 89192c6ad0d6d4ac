// COPY … FROM STDIN through `pg`: its connection knows the messages, only the query object for them is ours.
import type { Client } from 'pg'
import { copyStatement, type Table, toLine } from './tables.ts'

/** What of pg's inner connection COPY needs; the package has it, its types leave it out. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

const chunkBytes = 1 << 18

/** Sends all lines of one COPY; the client may be used again when it resolves. */
function copyLines(client: Client, statement: string, lines: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | null = null
    const query = {
      submit: (connection: { query(text: string): void }) => connection.query(statement),
      handleCopyInResponse(connection: CopyConnection) {
        try {
          for (const chunk of chunksOf(lines)) connection.sendCopyFromChunk(chunk)
          connection.endCopyFrom()
        } catch (error) {
          failed = error as Error
          connection.sendCopyFail(String(error))
        }
      },
      handleCommandComplete() {},
      handleError: (error: Error) => reject(failed ?? error),
      handleReadyForQuery: () => resolve(),
    }
    client.query(query)
  })
}

function* chunksOf(lines: Iterable<string>): Iterable<Buffer> {
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < chunkBytes) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function* linesOf(table: Table, rows: Iterable<object>): Iterable<string> {
  for (const row of rows) yield toLine(table, row as Record<string, unknown>)
}

export const copyRows = (client: Client, table: Table, rows: Iterable<object>): Promise<void> =>
  copyLines(client, copyStatement(table), linesOf(table, rows))
