// Real service requests of another city, for judging what is found and suggested: the file of shared data 311-nyc-201512, or any of the
// same columns. Read, never copied.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

export interface Request {
  key: string
  at: number
  closed: number | null
  /** Kind of complaint, and what was said of it. */
  kind: string
  words: string
  zip: string
  lng: number | null
  lat: number | null
}

const columns = [
  'unique_key',
  'created_date',
  'closed_date',
  'complaint_type',
  'descriptor',
  'incident_zip',
  'latitude',
  'longitude',
]

/** In the order of time. Times have no zone in the source and are taken as they stand. */
export function readRequests(name: string, file: string | undefined): Request[] {
  if (!file || !existsSync(file)) {
    process.stderr.write(
      `npm run bench -- ${name} FILE.csv: the requests to measure on${file ? `; there is no ${file}` : ''} (columns ${columns.join(', ')})\n`,
    )
    process.exit(2)
  }
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true })
  const missing = columns.filter((column) => !(column in (rows[0] ?? {})))
  if (missing.length > 0) {
    process.stderr.write(`${file} has no column ${missing.join(', ')}\n`)
    process.exit(2)
  }
  const instant = (text: string | undefined) => (text ? Date.parse(`${text.replace(' ', 'T')}Z`) : null)
  const degrees = (text: string | undefined) => (text ? Number(text) : null)
  return rows
    .map((row) => ({
      key: row.unique_key!,
      at: instant(row.created_date)!,
      closed: instant(row.closed_date),
      kind: row.complaint_type!,
      words: row.descriptor ?? '',
      zip: row.incident_zip ?? '',
      lng: degrees(row.longitude),
      lat: degrees(row.latitude),
    }))
    .sort((a, b) => a.at - b.at)
}

/** Numbers that look like chance and are the same in every run. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
