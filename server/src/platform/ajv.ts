// The one way to check JSON at the edge. Three formats are narrower here than in the standard, because what passes them goes to the
// database as it is: ids without `urn:uuid:`, instants and days within the centuries that every part of the server can reckon with.
import { parseInstant } from '@linli/contract/shared/time.ts'
import Ajv, { type AnySchemaObject, type FuncKeywordDefinition, type Options } from 'ajv'
import type { DataValidationCxt } from 'ajv/dist/types/index.js'
import addFormats from 'ajv-formats'

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const first = Date.parse('1900-01-01T00:00:00Z')
const last = Date.parse('2200-01-01T00:00:00Z')

const isInstant = (text: string): boolean => {
  const at = parseInstant(text)
  return at !== undefined && at >= first && at < last
}

/** Writes what it has read in small letters: see `Id` in the contract. */
const lowercase: FuncKeywordDefinition = {
  keyword: 'x-lowercase',
  type: 'string',
  modifying: true,
  validate(_schema: boolean, text: string, _parent?: AnySchemaObject, at?: DataValidationCxt) {
    if (at && text !== text.toLowerCase())
      (at.parentData as Record<string, unknown>)[at.parentDataProperty] = text.toLowerCase()
    return true
  },
}

export function makeAjv(options: Options): Ajv.default {
  const ajv = addFormats.default(new Ajv.default({ allErrors: true, strict: false, useDefaults: true, ...options }))
  ajv.addKeyword(lowercase)
  ajv.addFormat('uuid', id)
  ajv.addFormat('date-time', isInstant)
  ajv.addFormat('date', (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isInstant(`${text}T00:00:00Z`))
  return ajv
}
