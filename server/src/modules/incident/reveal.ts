// Unmasking a reporter's contact: asks for a purpose, is recorded for the person to see, and is limited per account.

import { roleMay } from '@linli/contract/identity/roles.ts'
import { Id, Nullable } from '@linli/contract/shared/wire.ts'
import Type from 'typebox'
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { type Route, route } from '#platform/http.ts'
import { problem } from '#platform/problem.ts'
import type { Post, Who } from '#platform/session.ts'
import { at, type Query, sql } from '#platform/sql.ts'

/** Own default: a desk calls back some dozens a day; more in an hour is a list being copied. */
const perHour = 60

interface ContactRow {
  id: string
  incidentId: string
  accountId: string | null
  reporterName: string | null
  reporterPhone: Uint8Array | null
  areaCode: string
  /** Units that work on it now. */
  units: string[]
}
interface Contact {
  name: string | null
  phone: string | null
}

/** Posts that carry the right at this place: what one post may do does not reach into the area of another. */
const revealingPosts = (who: Who, { accountId, areaCode, units }: ContactRow): Post[] =>
  who.posts.filter(
    (p) =>
      roleMay(p.role, 'personal.reveal') &&
      (accountId === who.accountId ||
        (p.areaCode !== null && areaCode.startsWith(p.areaCode)) ||
        (p.unitId !== null && units.includes(p.unitId))),
  )

type RevealInput = { reportId: string; purpose: string }

const revealAction: ActionSpec<
  RevealInput,
  [Query<ContactRow>, Query<{ n: number }>, ReturnType<typeof chainHead>],
  Contact
> = {
  name: 'personal.reveal',
  facts: ({ reportId }, { wall }) => [
    sql<ContactRow>`select r.id, r.incident_id, r.account_id, r.reporter_name, r.reporter_phone, i.area_code,
      array(select p.unit_id from incident_party p where p.incident_id = i.id and p.to_at is null) as units
      from report r join incident i on i.id = r.incident_id where r.id = ${reportId}::uuid`,
    sql<{
      n: number
    }>`select count(*)::int as n from disclosure where account_id = (current_setting('linli.account'))::uuid and at > ${at(wall - 3_600_000)}::timestamptz`,
    chainHead('disclosure'),
  ],
  decide([[report], [recent], [head]], { reportId, purpose }, { house, who, wall }) {
    if (!report) throw problem('not_found')
    const posts = revealingPosts(who, report)
    if (posts.length === 0) throw problem('permission.denied', { permission: 'personal.reveal' })
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
      posts: posts.map((p) => p.id),
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
