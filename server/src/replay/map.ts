// MAP.json: how another city's words are read. It names the columns, the extent of the source, and lists rules; of matters, ends
// and exclusions the first rule that fits counts. A map holds facts about the source only, never its rows.
import { readFileSync } from 'node:fs'
import { sourceNames, urgencyNames } from '@linli/contract/incident/words.ts'
import Ajv from 'ajv'
import Type, { type Static } from 'typebox'
import { ReplayError } from './fault.ts'
import type { SourceRow } from './rows.ts'

const strict = { additionalProperties: false } as const
const Pattern = Type.String({
  minLength: 1,
  description: 'Regular expression, case does not matter; the whole value of a column',
})

/** Where a row must fit, by the map's own names of columns. */
const When = Type.Record(Type.String(), Pattern)

/** Where the hands leave an incident. */
export const ends = ['reported', 'accepted', 'closed', 'rejected', 'voided'] as const

export const MapDocument = Type.Object(
  {
    about: Type.String({ description: 'The source and its licence' }),
    source: Type.String({ minLength: 1, description: 'Short name; part of every id, so that two sources do not meet' }),
    columns: Type.Object(
      {
        key: Type.String(),
        at: Type.String(),
        lng: Type.String(),
        lat: Type.String(),
        address: Type.Optional(Type.String()),
        words: Type.Array(Type.String(), { minItems: 1, description: 'Columns that make up the description' }),
        result: Type.Optional(Type.String()),
        source: Type.String(),
      },
      strict,
    ),
    extent: Type.Object(
      { west: Type.Number(), south: Type.Number(), east: Type.Number(), north: Type.Number() },
      { ...strict, description: 'Points outside are taken as no point' },
    ),
    into: Type.String({ pattern: '^\\d{12}$', description: 'Community that the extent is laid upon' }),
    sources: Type.Record(Type.String(), Type.Enum([...sourceNames])),
    leftOut: Type.Array(Type.Object({ when: When, why: Type.String() }, strict)),
    matters: Type.Array(
      Type.Object(
        {
          when: When,
          matter: Type.String(),
          condition: Type.Optional(Type.String()),
          urgency: Type.Optional(Type.Enum([...urgencyNames])),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    ends: Type.Array(
      Type.Object(
        {
          when: When,
          end: Type.Enum([...ends]),
          degree: Type.Optional(Type.Enum(['substantive', 'procedural', 'staged'])),
          reason: Type.Optional(
            Type.String({ minLength: 1, description: 'For ends that ask for one, where the row has none' }),
          ),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    result: Type.String({ minLength: 1, description: 'What was done, where the source does not say' }),
  },
  strict,
)
export type MapDocument = Static<typeof MapDocument>
export type Ending = MapDocument['ends'][number]
export type MatterRule = MapDocument['matters'][number]

export function readMap(file: string): MapDocument {
  const document = parse(file)
  const validate = new Ajv.default({ allErrors: true, strict: false }).compile<MapDocument>(MapDocument)
  if (!validate(document)) {
    const [first] = validate.errors!
    throw new ReplayError(`${file}${first!.instancePath}: ${first!.message}`)
  }
  for (const rule of [...document.matters, ...document.ends, ...document.leftOut])
    for (const [column, pattern] of Object.entries(rule.when)) compile(pattern, `${file}: ${column}`)
  return document
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ReplayError(`${file}: ${(cause as Error).message}`, { cause })
  }
}

const compiled = new Map<string, RegExp>()

function compile(pattern: string, where: string): RegExp {
  const known = compiled.get(pattern)
  if (known) return known
  try {
    const made = new RegExp(`^(?:${pattern})$`, 'is')
    compiled.set(pattern, made)
    return made
  } catch (cause) {
    throw new ReplayError(`${where}: ${(cause as Error).message}`, { cause })
  }
}

/** The first rule that fits a row; null when none does. */
export const firstFitting = <R extends { when: Record<string, string> }>(
  rules: readonly R[],
  row: SourceRow,
): R | null =>
  rules.find((rule) =>
    Object.entries(rule.when).every(([column, pattern]) =>
      compile(pattern, column).test((row.values[column] ?? '').trim()),
    ),
  ) ?? null
