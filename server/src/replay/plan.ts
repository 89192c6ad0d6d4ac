// From a row of the source to what is sent, or to the reason why it is left out.

import { textLimits } from '@linli/contract/incident/fields.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { RowRefused } from './fault.ts'
import { type Ending, firstFitting, type MapDocument } from './map.ts'
import { type Ground, usable } from './place.ts'
import type { Plan } from './play.ts'
import type { SourceRow } from './rows.ts'

export interface Catalogue {
  /** Department by code of matter; a matter that the server does not know is not in it. */
  departments: ReadonlyMap<string, string | null>
}

/** The map leaves this row out, and says why: a refusal that was announced. */
export class LeftOut extends Error {}

export async function planRow(row: SourceRow, map: MapDocument, ground: Ground, known: Catalogue): Promise<Plan> {
  const { columns } = map
  const value = (column: string | undefined) => (column === undefined ? '' : (row.values[column] ?? '').trim())
  const key = value(columns.key)
  if (key === '') throw refuse('replay.no_key', `column ${columns.key} is empty`)
  const excluded = firstFitting(map.leftOut, row)
  if (excluded) throw new LeftOut(excluded.why)
  const at = Date.parse(value(columns.at))
  if (Number.isNaN(at)) throw refuse('replay.wrong_date', `${columns.at} is ${JSON.stringify(value(columns.at))}`)
  const rule = firstFitting(map.matters, row)
  if (!rule) throw refuse('replay.unmapped_matter', 'no rule of the map names a matter for this row')
  if (!known.departments.has(rule.matter))
    throw refuse('replay.unknown_matter', `the server has no matter ${rule.matter}`)
  const source = map.sources[value(columns.source)]
  if (!source) throw refuse('replay.unmapped_source', `${columns.source} is ${JSON.stringify(value(columns.source))}`)
  const ending = firstFitting(map.ends, row)
  if (!ending) throw refuse('replay.unmapped_end', 'no rule of the map says where this row ends')
  const words = [...new Set(columns.words.map(value).filter(Boolean))].join(' · ')
  const said = value(columns.result)
  return {
    name: `${map.source} ${key}`,
    at,
    community: map.into,
    report: {
      matter: rule.matter,
      description: cut(words === '' ? key : words, textLimits.description),
      location: await locationOf(row, map, ground),
      occurredAt: formatInstant(at),
      source,
      ...(rule.urgency && { urgency: rule.urgency }),
      form: { source: map.source, key },
    },
    condition: rule.condition,
    urgency: rule.urgency,
    department: known.departments.get(rule.matter) ?? null,
    ending,
    reason: reasonOf(ending, said, map),
    result: cut(said === '' ? map.result : said, textLimits.reason),
  }
}

const refuse = (code: string, why: string) => new RowRefused('map', null, code, why)

const reasonOf = (ending: Ending, said: string, map: MapDocument): string =>
  cut(said === '' ? (ending.reason ?? map.result) : said, textLimits.reason)

async function locationOf(row: SourceRow, { columns, extent }: MapDocument, ground: Ground): Promise<object> {
  const placed = await ground.place(usable(row.values[columns.lng], row.values[columns.lat], extent))
  if ('area' in placed) return placed
  const address = columns.address ? (row.values[columns.address] ?? '').trim() : ''
  return { ...placed.point, ...(address && { address: cut(address, textLimits.address) }) }
}

/** As many characters as fit, never half of one. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const end = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end}…`
}
