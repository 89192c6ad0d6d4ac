// The content of a case, folded from its sealed history: who disputes, what was said, what was agreed. Reading it is an act: it is
// recorded as a disclosure each time, with what for, and limited per hour like the contacts of reporters.
import type { ActInputs, MediationContent, OpenMediation } from '@linli/contract/mediation/schemas.ts'
import type { MediationAct } from '@linli/contract/mediation/words.ts'
import { formatInstant, parseInstant } from '@linli/contract/shared/time.ts'
import { v7 as uuidv7 } from 'uuid'
import type { ActionSpec, Context } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, type Query, sql } from '#platform/sql.ts'
import { accountNames } from '../identity/public.ts'
import { isWhole } from './chain.ts'
import { type ActionRow, type FileRow, findMediation, listActions, listFiles, type MediationRow } from './columns.ts'

/** Own default, as for contacts: more readings in an hour are a register being copied. */
const perHour = 60

type Opened = Pick<OpenMediation, 'basis' | 'openness' | 'disputants' | 'mediators'>
export type Content =
  | { act: 'open'; input: Opened }
  | { [A in MediationAct]: { act: A; input: ActInputs[A] } }[MediationAct]

export const seal = (house: House, input: object): Buffer => house.keys.seal(JSON.stringify(input))
const unseal = (house: House, row: ActionRow): Content =>
  ({ act: row.action, input: JSON.parse(house.keys.unseal(row.content)) }) as Content

/** Ids of those who dispute now; the last list that was entered. Null without a history, which is for readers only. */
export function disputantsOf(house: House, history: readonly ActionRow[]): string[] | null {
  const entered = history.findLast(({ action }) => action === 'open' || action === 'disputants')
  return entered ? unsealed(house, entered).disputants.map(({ id }) => id) : null
}
const unsealed = (house: House, row: ActionRow) => JSON.parse(house.keys.unseal(row.content)) as Opened

type Reading = { id: string; purpose?: string | undefined }
type ReadFacts = [
  Query<MediationRow>,
  Query<ActionRow>,
  Query<FileRow>,
  Query<{ n: number }>,
  ReturnType<typeof chainHead>,
]

/** POST /api/mediations/{id}/read. */
export const readContent: ActionSpec<Reading, ReadFacts, MediationContent> = {
  name: 'mediation.read',
  facts: ({ id }, { wall }) => [
    findMediation(id),
    listActions(id),
    listFiles(id),
    sql<{
      n: number
    }>`select count(*)::int as n from disclosure where account_id = (current_setting('linli.account'))::uuid and at > ${at(wall - 3_600_000)}::timestamptz`,
    chainHead('disclosure'),
  ],
  decide([[row], history, files, [recent], [head]], { purpose }, context) {
    const { house, who, wall } = context
    if (!row) throw problem('not_found')
    permit(who, 'mediation.act')
    if (!row.isReader) throw problem('mediation.not_yours')
    const isMediator = row.mediators.includes(who.accountId!)
    if (!isMediator && purpose === undefined) throw problem('mediation.purpose_missing')
    if (recent!.n >= perHour)
      throw problem('rate.limited', { detail: `At most ${perHour} readings of personal data an hour.` })
    const content = contentOf(row, history, files, context)
    const entry = {
      id: uuidv7(),
      accountId: who.accountId,
      verb: 'mediation.read' as const,
      subject: row.id,
      facts: {
        purpose: purpose ?? 'mediates',
        incident: row.incidentId,
        fields: ['disputants', 'sessions', 'agreement', ...(files.length > 0 ? ['files'] : [])],
        posts: who.posts.filter(({ unitId }) => isMediator || unitId === row.unitId).map(({ id }) => id),
      },
      at: wall,
    }
    return {
      writes: append(house.keys, 'disclosure', head, entry),
      target: row.id,
      answer: { queries: [], build: () => content },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

function contentOf(
  row: MediationRow,
  history: readonly ActionRow[],
  files: readonly FileRow[],
  { house }: Context,
): MediationContent {
  const person = (id: string) => ({ id, name: accountNames.of(house).get(id) ?? null })
  const opened = unsealed(house, history[0]!)
  const content: MediationContent = {
    id: row.id,
    version: row.version,
    basis: opened.basis,
    openness: opened.openness,
    disputants: [],
    mediators: row.mediators.map(person),
    sessions: [],
    agreement: null,
    ending: null,
    performance: null,
    files: files.map(({ id, kind, seq }) => {
      const { action, at: when } = history[seq - 1]!
      return { id, kind, act: action, addedAt: formatInstant(when) }
    }),
    history: [],
    valid: isWhole(house.keys, history, row.headDigest),
  }
  for (const entry of history) {
    const said = unseal(house, entry)
    add(content, said)
    const reason = said.act === 'mediators' ? said.input.reason : null
    content.history.push({
      seq: entry.seq,
      act: entry.action,
      by: person(entry.accountId),
      at: formatInstant(entry.at),
      reason,
    })
  }
  return content
}

const time = (text: string): string => formatInstant(parseInstant(text)!)

function add(content: MediationContent, { act, input }: Content): void {
  switch (act) {
    case 'open':
    case 'disputants':
      content.disputants = input.disputants.map(({ phone, representative, ...rest }) => ({
        ...rest,
        phone: phone ?? null,
        representative: representative ? { name: representative.name, phone: representative.phone ?? null } : null,
      }))
      return
    case 'session':
      content.sessions.push({
        no: content.sessions.length + 1,
        at: time(input.at),
        place: input.place ?? null,
        attended: input.attended,
        note: input.note ?? null,
        nextAt: input.nextAt === undefined ? null : time(input.nextAt),
      })
      return
    case 'agree':
      content.agreement = { facts: input.facts ?? null, terms: input.terms, manner: input.manner ?? null }
      return
    case 'fail':
      content.ending = { told: input.told, disputant: null, reason: input.reason ?? null }
      return
    case 'withdraw':
      content.ending = { told: [], disputant: input.disputant, reason: input.reason ?? null }
      return
    case 'performed':
      content.performance = input.note ?? content.performance
      return
    case 'mediators':
    case 'court':
      return
  }
}
