// npm run replay -- FILE.csv --map MAP.json [--rate N] [--url URL] [--hands N]
// Plays real service requests of another city into a running server, as its people would: over HTTP, signed in, one hand after the
// other, until each incident stands where the source says that it stood. Whatever is refused is printed row by row as JSON lines
// on standard output, the sum comes last; progress goes to standard error. Ids are derived from the source's own keys, so that a
// run that was cut off goes on where it stopped and a second run changes nothing. docs/replay.md says how rows are placed.
import { parseArgs } from 'node:util'
import { openClient } from './replay/client.ts'
import { ReplayError } from './replay/fault.ts'
import { readMap } from './replay/map.ts'
import { meetPeople } from './replay/people.ts'
import { replay } from './replay/run.ts'

const usage =
  'npm run replay -- FILE.csv --map MAP.json [--rate ROWS_PER_SECOND] [--url URL] [--hands AT_ONCE] [--limit ROWS]'

interface Wishes {
  file: string
  map: string
  url: string
  rate: number | null
  hands: number
  limit: number
}

function readWishes(args: string[]): Wishes {
  const text = { type: 'string' } as const
  const options = { map: text, rate: text, url: text, hands: text, limit: text }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const positive = (name: 'rate' | 'hands' | 'limit', fallback: number | null) => {
    const given = values[name]
    if (given === undefined) return fallback
    const n = Number(given)
    if (!(n > 0)) throw new ReplayError(`--${name} ${given} is no number above 0`)
    return n
  }
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.map) throw new ReplayError(usage)
  const url = values.url ?? 'http://127.0.0.1:7300'
  if (!URL.canParse(url)) throw new ReplayError(`--url ${url} is no address`)
  return {
    file,
    map: values.map,
    url,
    rate: positive('rate', null),
    hands: positive('hands', 8)!,
    limit: positive('limit', Number.POSITIVE_INFINITY)!,
  }
}

async function main(): Promise<number> {
  const wishes = readWishes(process.argv.slice(2))
  const map = readMap(wishes.map)
  const client = openClient(wishes.url)
  const people = await meetPeople(client)
  const { summary, isClean } = await replay({
    ...wishes,
    map,
    people,
    refuse: (refusal) => process.stdout.write(`${JSON.stringify(refusal)}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
  })
  process.stdout.write(`${JSON.stringify({ summary })}\n`)
  return isClean ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ReplayError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS'))) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
