// From unknown JSON to a procedure: shape and vocabulary first, with the place of each fault; what the document means is for the
// checker.
import Type, { type TSchema } from 'typebox'
import Value from 'typebox/value'
import { limitUnits } from '../deadline/calendar.ts'
import { maxAmount } from '../deadline/deadline.ts'
import { centreLevels, deadlineBases, type Procedure } from './document.ts'
import { type Fault, fault } from './fault.ts'
import { fields, personActions } from './fields.ts'
import { effects, guards, holderRules, whens, whos } from './vocabulary.ts'
import { stateNames } from './words.ts'

const strict = { additionalProperties: false } as const
const words = (list: readonly string[]): TSchema => Type.Enum([...list])
const optional = (schema: TSchema) => Type.Optional(schema)
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()])
const key = Type.String({ pattern: '^[a-z][a-zA-Z0-9_]{0,39}$' })

const limit = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: Math.min(...Object.values(maxAmount)) }),
    unit: words(limitUnits),
    source: Type.String({ minLength: 1, maxLength: 300 }),
  },
  strict,
)
const whenList = Type.Array(words([...whens, ...whens.map((when) => `not:${when}`)]), { maxItems: 6 })
const effectList = Type.Array(words(effects), { maxItems: 12, uniqueItems: true })

const deadline = Type.Object(
  {
    from: words(deadlineBases),
    limit,
    atEnd: words(['late', 'archive']),
    remind: Type.Number({ minimum: 0, maximum: 100 }),
    warn: Type.Number({ minimum: 0, maximum: 100 }),
    escalate: nullable(Type.Object({ after: limit, to: words(stateNames) }, strict)),
    repeat: limit,
  },
  strict,
)

const actionRule = Type.Object(
  {
    action: words(personActions),
    from: Type.Array(words(stateNames), { minItems: 1, uniqueItems: true }),
    to: optional(words([...stateNames, 'restored'])),
    who: Type.Array(words(whos), { minItems: 1, uniqueItems: true }),
    when: optional(whenList),
    demands: optional(Type.Array(words(Object.keys(fields)), { uniqueItems: true })),
    guards: optional(Type.Array(words(guards), { uniqueItems: true })),
    effects: optional(effectList),
    because: optional(Type.String({ maxLength: 500 })),
  },
  strict,
)

export const ProcedureSchema = Type.Object(
  {
    key,
    version: Type.Integer({ minimum: 1 }),
    name: Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, strict),
    start: Type.Object(
      {
        centre: words(centreLevels),
        rules: Type.Array(
          Type.Object({ when: optional(whenList), to: words(stateNames), effects: optional(effectList) }, strict),
          { minItems: 1 },
        ),
        otherwise: nullable(key),
      },
      strict,
    ),
    declineWithin: limit,
    noticePeriod: nullable(limit),
    states: Type.Object(
      Object.fromEntries(
        stateNames.map((state) => [
          state,
          optional(Type.Object({ holder: words(holderRules), deadline: nullable(deadline) }, strict)),
        ]),
      ),
      strict,
    ),
    actions: Type.Array(actionRule, { minItems: 1, maxItems: 300 }),
    continuesAs: nullable(key),
  },
  strict,
)

export type Parsed =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly faults: Fault[] }

export function parseProcedure(json: unknown): Parsed {
  if (isProcedure(json)) return { ok: true, procedure: json }
  return { ok: false, faults: faultsOf(Value.Errors(ProcedureSchema, json)) }
}

/** The schema lists the same closed words as the type, so that passing the one is being the other. */
const isProcedure = (json: unknown): json is Procedure => Value.Check(ProcedureSchema, json)

type SchemaError = ReturnType<typeof Value.Errors>[number]

/** The innermost places only: that an object is not null, or fits no branch, follows from what is wrong inside it. */
function faultsOf(errors: readonly SchemaError[]): Fault[] {
  const found = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'boolean').flatMap(describe)
  return found
    .filter(({ path }) => !found.some((other) => other.path !== path && other.path.startsWith(`${path}/`)))
    .map(({ path, zh, en }) => fault('procedure.malformed', path || '/', zh, en))
}

function describe({ instancePath: path, keyword, params, message }: SchemaError): Omit<Fault, 'code'>[] {
  if (keyword === 'additionalProperties')
    return params.additionalProperties.map((name) => ({
      path: `${path}/${name}`,
      zh: `不认识“${name}”，请删去或改正`,
      en: 'is not a member that is known: take it out or correct it',
    }))
  if (keyword === 'required')
    return params.requiredProperties.map((name) => ({ path: `${path}/${name}`, zh: `缺少“${name}”`, en: 'is missing' }))
  if (keyword === 'enum') {
    const words = params.allowedValues.join(', ')
    return [{ path, zh: `应为其中之一：${words}`, en: `must be one of ${words}` }]
  }
  return [{ path, zh: `格式有误：${message}`, en: message }]
}
