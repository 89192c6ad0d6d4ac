// Unmasking a reporter's contact: asks for a purpose, is recorded for the person to see, and is limited per account.

import { Id, Nullable } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import { at, type Query, sql } from '#platform/sql.ts'

/** Own default: a desk calls back some dozens a day; more in an hour is a list being copied. */
const perHour = 60

interface ContactRow {
  id: string
  incidentId: string
  reporterName: string | null
  reporterPhone: Uint8Array | null
}
interface Contact {
  name: string | null
  phone: string | null
}

type RevealInput = { reportId: string; purpose: string }

const revealAction: ActionSpec<
  RevealInput,
  [Query<ContactRow>, Query<{ n: number }>, ReturnType<typeof chainHead>],
  Contact
> = {
  name: 'personal.reveal',
  facts: ({ reportId }, { wall }) => [
    sql<ContactRow>`select id, incident_id, reporter_name, reporter_phone from report where id = ${reportId}::uuid`,
    sql<{
      n: number
    }>`select count(*)::int as n from disclosure where account_id = (current_setting('linli.account'))::uuid and at > ${at(wall - 3_600_000)}::timestamptz`,
    chainHead('disclosure'),
  ],
  decide([[report], [recent], [head]], { reportId, purpose }, { house, who, wall }) {
    if (!report) throw problem('not_found')
    permit(who, 'personal.reveal')
    if (recent!.n >= perHour)
      throw problem('rate.limited', { detail: `At most ${perHour} contacts an hour may be unmasked.` })
    const contact: Contact = {
      name: report.reporterName,
      phone: report.reporterPhone ? house.keys.unseal(report.reporterPhone) : null,
    }
    const facts = {
      purpose,
      incident: report.incidentId,
      fields: ['reporterName', 'reporterPhone'],
      posts: who.posts.map((p) => p.id),
    }
    return {
      writes: append(house.keys, 'disclosure', head, {
        id: uuidv7(),
        accountId: who.accountId,
        verb: 'report.reveal',
        subject: reportId,
        facts,
        at: wall,
      }),
      target: reportId,
      answer: { queries: [], build: () => contact },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

export const revealRoute = (house: House): Route =>
  route({
    method: 'POST',
    url: '/api/reports/:id/reveal',
    summary: 'The contact of a reporter, unmasked; recorded as a disclosure',
    permission: 'personal.reveal',
    schema: {
      params: Type.Object({ id: Id }),
      body: Type.Object(
        { purpose: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) },
        { additionalProperties: false },
      ),
      response: { 200: Type.Object({ name: Nullable(Type.String()), phone: Nullable(Type.String()) }) },
    },
    async handle({ entry, params, body }) {
      return (await perform(house, revealAction, { entry, input: { reportId: params.id, purpose: body.purpose } }))
        .result
    },
  })
