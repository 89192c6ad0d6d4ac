// Input as nobody means it: drawn from the schemas of the routes (openapi.json) and from a drawer of values that have broken other
// programs. Most of a body fits, so that a call gets past the schema and into the rules and the database; some part of it is odd.
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'

type Schema = Record<string, unknown> & {
  $ref?: string
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
}

/** Real things of the world, by the name of the field or of what it ends with. */
export type Pool = Record<string, readonly (string | number)[]>

const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff x',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9'.repeat(400),
  '0x10',
  '٣',
  '１２',
  "'; drop table incident; --",
  '#{7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '%',
  '_',
  '\\',
  '\\x00',
  '\\u0000',
  '"',
  '<script>',
  '\r\nSet-Cookie: a=b',
  '\u202eabc',
  'e\u0301',
  '👨‍👩‍👧‍👦',
  '\ufeff',
  '\u2028',
  'İ',
  'ß',
  '垃圾'.repeat(2001),
  'x'.repeat(200_000),
  '*'.repeat(11),
  '__proto__',
  'constructor',
  'toString',
  '{}',
  '[]',
  '{1,2}',
]
const uuids = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '2f1e4fc0-81fd-11e9-9f8a-2f1e4fc081fd',
  '9b2c0f60-4a7c-4c55-9f60-9b2c0f604a7c',
  '{01a201b0-5d4c-7151-a10e-392f65bd813e}',
  'urn:uuid:01a201b0-5d4c-7151-a10e-392f65bd813e',
  '01a201b05d4c7151a10e392f65bd813e',
  '01A201B0-5D4C-7151-A10E-392F65BD813E',
]
const instants = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '1582-10-15T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-12:00',
  '2026-11-16T24:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-02-30T00:00:00Z',
  '2026-11-16T09:00:00',
  '2026-11-16 09:00:00+08:00',
  '2026-11-16T09:00:00+23:59',
  '2026-11-16T09:00:00.123456789123Z',
  '2026-11-16t09:00:00z',
  '+275760-09-13T00:00:00Z',
  '2026-11-16T09:00:00-00:00',
  'infinity',
  'now',
]
const days = [
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2026-02-29',
  '2026-13-01',
  '1970-01-01',
  '2026-11-16T00:00:00Z',
  '-2026-11-16',
  'infinity',
  'today',
  '99999-01-01',
]
const numbers = [
  0,
  -0,
  -1,
  0.1,
  1.5,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  -1e308,
  5e-324,
  180,
  -180,
  90,
  90.0000001,
]

const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { a: value }
  return value
}
const others: unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  { length: 3 },
  { toString: 1 },
  { $ref: '#' },
  deep(60),
  Array(1000).fill(0),
]

/** Anything, wherever it stands. */
const odd = fc.constantFrom<unknown>(...texts, ...uuids, ...instants, ...days, ...numbers, ...others)

const cursors = [
  ['x'],
  [null],
  [1e300],
  [-1],
  ['990101'],
  [1, 2],
  ['x', 'y'],
  [1e300, 1e300],
  [-1e300, 'x'],
  [1, 'not-a-uuid'],
  ['9'.repeat(30), 1],
  [0.5],
  [8.64e15 + 1, 1],
  ['\u0000'],
  ['\ud800', 'a'],
  [{}],
  [[1]],
  [],
].map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'))

export interface Drawer {
  /** A value for a schema: fitting, or here and there odd. */
  draw(schema: unknown, name?: string): fc.Arbitrary<unknown>
}

/** `components` are the named schemas of openapi.json; of `fitting` + 2 parts two are odd. */
export function makeDrawer(components: Record<string, unknown>, pool: Pool, fitting: number): Drawer {
  const known = (name: string): readonly (string | number)[] =>
    Object.entries(pool).find(([key]) => name === key)?.[1] ?? []

  const draw = (schema: Schema, name = '', depth = 0): fc.Arbitrary<unknown> => {
    const plain = fit(schema, name, depth)
    return depth > 5
      ? plain
      : fc.oneof(
          { weight: fitting, arbitrary: plain },
          { weight: 1, arbitrary: odd },
          { weight: 1, arbitrary: twisted(schema, name) },
        )
  }

  /** Odd in its own kind: passes the type, fails the sense. */
  const twisted = (schema: Schema, name: string): fc.Arbitrary<unknown> => {
    if (schema.$ref) return twisted(resolve(schema), name)
    if (schema.format === 'uuid')
      return fc.constantFrom<unknown>(...uuids, ...known(name).map((v) => String(v).toUpperCase()))
    if (schema.format === 'date-time') return fc.constantFrom(...instants)
    if (schema.format === 'date') return fc.constantFrom(...days)
    if (schema.type === 'number' || schema.type === 'integer') return fc.constantFrom(...numbers)
    if (name === 'cursor') return fc.constantFrom(...cursors)
    if (schema.type === 'string') return fc.constantFrom(...texts)
    return odd
  }

  const resolve = ({ $ref }: Schema): Schema => components[$ref!.split('/').at(-1)!] as Schema

  const fit = (schema: Schema, name: string, depth: number): fc.Arbitrary<unknown> => {
    if (schema.$ref) return fit(resolve(schema), name, depth)
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    const choices = schema.anyOf ?? schema.oneOf
    if (choices) return fc.oneof(...choices.map((choice) => draw(choice, name, depth + 1)))
    if (schema.type === 'object') return fitObject(schema, depth)
    if (schema.type === 'array')
      return fc.array(draw(schema.items ?? {}, name, depth + 1), { maxLength: 3 }).chain(doubled)
    if (known(name).length > 0) return fc.constantFrom(...known(name))
    if (schema.type === 'boolean') return fc.boolean()
    if (schema.type === 'integer') {
      const min = schema.minimum ?? 0
      return fc.integer({ min, max: Math.min(schema.maximum ?? min + 1000, min + 1000) })
    }
    if (schema.type === 'number')
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true })
    if (schema.type === 'null') return fc.constant(null)
    return schema.type === 'string' ? fitText(schema) : odd
  }

  const fitObject = ({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, draw(part, key, depth + 1)])), {
      requiredKeys: required.filter((key) => key in properties),
    })

  /** Sometimes the same thing twice, once in capitals: a list of different texts that names one thing. */
  const doubled = (list: unknown[]): fc.Arbitrary<unknown> =>
    fc.constantFrom(
      list,
      list.flatMap((v) => (typeof v === 'string' ? [v, v.toUpperCase()] : [v])),
    )

  const fitText = ({ format, pattern }: Schema): fc.Arbitrary<unknown> => {
    if (format === 'uuid') return fc.constant(null).map(() => uuidv7())
    if (format === 'date-time')
      return fc.constantFrom('2026-11-16T08:00:00+08:00', '2026-11-15T09:00:00Z', '2025-01-01T00:00:00.5+08:00')
    if (format === 'date') return fc.constantFrom('2026-11-16', '2026-12-31', '2026-11-01')
    if (pattern && pattern !== '\\S') return fc.stringMatching(new RegExp(pattern))
    return fc.oneof(
      {
        weight: fitting,
        arbitrary: fc.constantFrom('垃圾桶满溢', 'Bin overflowing', '王秀兰', '现场已处理，见照片。\n第二行'),
      },
      { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 40 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
    )
  }
  return { draw: (schema, name) => draw(schema as Schema, name) }
}
