// Unmasking: a reporter's contact, and when and where a picture says that it was taken. It asks for a purpose, is recorded for the
// person to see, and is limited per account, both together.

import type { AuditVerb } from '@linli/contract/audit/verbs.ts'
import { roleMay } from '@linli/contract/identity/roles.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { Id, Instant, Lat, Lng, Nullable } from '@linli/contract/shared/wire.ts'
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

/** Where it belongs, and whose it is. */
interface Placed {
  incidentId: string | null
  accountId: string | null
  areaCode: string | null
  /** Units that work on it now. */
  units: string[]
}
interface ContactRow extends Placed {
  reporterName: string | null
  reporterPhone: Uint8Array | null
}
interface OriginRow extends Placed {
  takenAt: number | null
  lng: number | null
  lat: number | null
}
interface Contact {
  name: string | null
  phone: string | null
}
interface Origin {
  takenAt: string | null
  location: { lng: number; lat: number } | null
}

/** Posts that carry the right at this place: what one post may do does not reach into the area of another. */
const revealingPosts = (who: Who, { accountId, areaCode, units }: Placed): Post[] =>
  who.posts.filter(
    (p) =>
      roleMay(p.role, 'personal.reveal') &&
      (accountId === who.accountId ||
        (p.areaCode !== null && areaCode?.startsWith(p.areaCode)) ||
        (p.unitId !== null && units.includes(p.unitId))),
  )

interface Purposed {
  id: string
  purpose: string
}
type RevealFacts<Row> = [Query<Row>, Query<{ n: number }>, ReturnType<typeof chainHead>]

/** What may be unmasked, by whom, and what it says; the entry of the log is the same for all. */
interface Secret<Row extends Placed, Answer> {
  verb: AuditVerb
  fields: readonly string[]
  find(id: string): Query<Row>
  tell(row: Row, house: House): Answer
}

const revealAction = <Row extends Placed, Answer>(
  secret: Secret<Row, Answer>,
): ActionSpec<Purposed, RevealFacts<Row>, Answer> => ({
  name: 'personal.reveal',
  facts: ({ id }, { wall }) => [
    secret.find(id),
    sql<{
      n: number
    }>`select count(*)::int as n from disclosure where account_id = (current_setting('linli.account'))::uuid and at > ${at(wall - 3_600_000)}::timestamptz`,
    chainHead('disclosure'),
  ],
  decide([rows, [recent], [head]], { id, purpose }, { house, who, wall }) {
    if (rows.length === 0) throw problem('not_found')
    // A picture may be named in several incidents: the first that gives the right is the one that is recorded.
    const [row, posts] = rows.map((one) => [one, revealingPosts(who, one)] as const).find(([, p]) => p.length > 0) ?? []
    if (!row || !posts) throw problem('permission.denied', { permission: 'personal.reveal' })
    if (recent!.n >= perHour)
      throw problem('rate.limited', { detail: `At most ${perHour} contacts or origins an hour may be unmasked.` })
    const answer = secret.tell(row, house)
    return {
      writes: append(house.keys, 'disclosure', head, {
        id: uuidv7(),
        accountId: who.accountId,
        verb: secret.verb,
        subject: id,
        facts: { purpose, incident: row.incidentId, fields: secret.fields, posts: posts.map((p) => p.id) },
        at: wall,
      }),
      target: id,
      answer: { queries: [], build: () => answer },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
})

const revealContact = revealAction<ContactRow, Contact>({
  verb: 'report.reveal',
  fields: ['reporterName', 'reporterPhone'],
  find: (id) => sql<ContactRow>`select r.incident_id, r.account_id, r.reporter_name, r.reporter_phone, i.area_code,
      array(select p.unit_id from incident_party p where p.incident_id = i.id and p.to_at is null) as units
      from report r join incident i on i.id = r.incident_id where r.id = ${id}::uuid`,
  tell: (row, house) => ({
    name: row.reporterName,
    phone: row.reporterPhone ? house.keys.unseal(row.reporterPhone) : null,
  }),
})

/** Of the incidents in sight that name it; without one it is its sender's, who knows. */
const revealOrigin = revealAction<OriginRow, Origin>({
  verb: 'file.reveal',
  fields: ['takenAt', 'location'],
  find: (id) => sql<OriginRow>`select e.incident_id, f.account_id, i.area_code, o.taken_at, o.lng, o.lat,
      array(select p.unit_id from incident_party p where p.incident_id = i.id and p.to_at is null) as units
      from file f join file_origin o on o.file_id = f.id
      left join evidence e on e.file_id = f.id and e.account_id is not distinct from f.account_id
      left join incident i on i.id = e.incident_id where f.id = ${id}::uuid order by e.added_at`,
  tell: ({ takenAt, lng, lat }) => ({
    takenAt: takenAt === null ? null : formatInstant(takenAt),
    location: lng === null || lat === null ? null : { lng, lat },
  }),
})

const Purpose = Type.Object(
  { purpose: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
)

export const revealRoutes = (house: House): Route[] => [
  route({
    method: 'POST',
    url: '/api/reports/:id/reveal',
    summary: 'The contact of a reporter, unmasked; recorded as a disclosure',
    permission: 'personal.reveal',
    schema: {
      params: Type.Object({ id: Id }),
      body: Purpose,
      response: { 200: Type.Object({ name: Nullable(Type.String()), phone: Nullable(Type.String()) }) },
    },
    async handle({ entry, params: { id }, body: { purpose } }) {
      return (await perform(house, revealContact, { entry, input: { id, purpose } })).result
    },
  }),
  route({
    method: 'POST',
    url: '/api/files/:id/reveal',
    summary:
      'When and where a picture says that it was taken, which tells where its taker was; recorded as a disclosure',
    permission: 'personal.reveal',
    schema: {
      params: Type.Object({ id: Id }),
      body: Purpose,
      response: {
        200: Type.Object({ takenAt: Nullable(Instant), location: Nullable(Type.Object({ lng: Lng, lat: Lat })) }),
      },
    },
    async handle({ entry, params: { id }, body: { purpose } }) {
      return (await perform(house, revealOrigin, { entry, input: { id, purpose } })).result
    },
  }),
]
