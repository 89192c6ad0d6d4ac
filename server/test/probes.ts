// Scope probes: somebody asks by an id that lies outside their sight, at every route that takes one, and in every list by a foreign area,
// unit or word. What they may see is worked out here a second time, from the rows themselves and from docs/scope.md, not by the policies
// that are on trial. Shared by the test in the suite and by the long run of bench/probes.ts.
import fc from 'fast-check'
import { type Call, callTo, type Endpoint, type FuzzRequest, requestOf } from './fuzz.ts'
import type { Reply } from './http.ts'
import type { Drawer } from './odd-values.ts'

export type Ask = (text: string) => Promise<Record<string, unknown>[]>

/** What somebody's posts of today give them; a stranger has nothing. */
export interface Standing {
  name: string
  account: string | null
  roles: readonly string[]
  areas: readonly string[]
  units: readonly string[]
  /** Areas of the posts and of their units: what lies around them is known by name. */
  reach: readonly string[]
}

export type Kind = 'incident' | 'report' | 'message' | 'file' | 'account' | 'post' | 'deputy' | 'area' | 'number'

interface Thing {
  kind: Kind
  id: string
  /** What must not be read anywhere by whoever does not see it. */
  words: readonly string[]
  isSeenBy(who: Standing): boolean
}

export interface Scene {
  people: readonly Standing[]
  things: readonly Thing[]
  byId: ReadonlyMap<string, Thing>
}

const within = (areas: readonly string[], code: string | null) => code !== null && areas.some((a) => code.startsWith(a))
const hasAny = (one: readonly string[], other: readonly (string | null)[]) =>
  other.some((o) => o !== null && one.includes(o))

export const stranger: Standing = { name: 'stranger', account: null, roles: [], areas: [], units: [], reach: [] }

const documents = async <T>(ask: Ask, query: string): Promise<T[]> =>
  (await ask(`select to_jsonb(q) as doc from (${query}) q`)).map((r) => r.doc as T)

/** `day` is the day of the domain clock; `limit` bounds the things of each kind. */
export async function readScene(ask: Ask, usernames: readonly string[], day: string, limit: number): Promise<Scene> {
  const people = [...(await readStandings(ask, usernames, day)), stranger]
  const things = [
    ...(await readIncidents(ask, limit)),
    ...(await readMessages(ask, limit)),
    ...(await readFiles(ask, limit)),
    ...(await readStaff(ask, limit)),
    ...(await readAreas(ask, limit)),
  ]
  return { people, things, byId: new Map(things.map((t) => [t.id, t])) }
}

async function readStandings(ask: Ask, usernames: readonly string[], day: string): Promise<Standing[]> {
  const names = usernames.map((u) => `'${u}'`).join(', ')
  return documents<Standing>(
    ask,
    `select a.username as name, a.id as account, coalesce(array_agg(distinct p.role) filter (where p.id is not null), '{}') as roles,
      coalesce(array_agg(distinct p.area_code) filter (where p.area_code is not null), '{}') as areas,
      coalesce(array_agg(distinct p.unit_id) filter (where p.unit_id is not null), '{}') as units,
      coalesce(array_agg(distinct c.code) filter (where c.code is not null), '{}') as reach
    from account a left join (
        select id, account_id, role, area_code, unit_id from post where from_on <= '${day}' and coalesce(to_on, '${day}') >= '${day}'
        union all select p.id, d.account_id, p.role, p.area_code, p.unit_id from deputy d join post p on p.id = d.post_id
          where d.from_at < '${day}'::date + 1 and d.to_at > '${day}'::date
      ) p on p.account_id = a.id
      left join unit u on u.id = p.unit_id left join lateral (values (p.area_code), (u.area_code)) c (code) on true
    where a.username in (${names}) group by a.id`,
  )
}

interface IncidentFacts {
  id: string
  number: string
  description: string
  area: string
  holder: string | null
  reporters: string[]
  parties: string[]
  open: string[]
  reports: { id: string; account: string | null }[]
  isOfResident: boolean
}

async function readIncidents(ask: Ask, limit: number): Promise<Thing[]> {
  const rows = await documents<IncidentFacts>(
    ask,
    `select id, number, description, area_code as area, holder_unit as holder, reporter_accounts as reporters, secret_digest is not null as "isOfResident",
      array(select unit_id from incident_party p where p.incident_id = i.id) as parties,
      array(select unit_id from incident_party p where p.incident_id = i.id and to_at is null) as open,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'account', r.account_id)), '[]') from report r where r.incident_id = i.id) as reports
    from incident i order by md5(id::text) limit ${limit}`,
  )
  return rows.flatMap((i): Thing[] => {
    const works = (who: Standing) => within(who.areas, i.area) || hasAny(who.units, i.open)
    const reported = (who: Standing) => who.account !== null && i.reporters.includes(who.account)
    const sees = (who: Standing) => works(who) || reported(who) || hasAny(who.units, [i.holder, ...i.parties])
    return [
      { kind: 'incident', id: i.id, words: [i.number, i.description], isSeenBy: sees },
      // By its number without the secret a resident's report is nobody's.
      ...(i.isOfResident
        ? [{ kind: 'number' as const, id: i.number, words: [i.description], isSeenBy: () => false }]
        : []),
      ...i.reports
        .filter((r) => r.id !== i.id)
        .map(
          (r): Thing => ({
            kind: 'report',
            id: r.id,
            words: [],
            isSeenBy: (who) => works(who) || (r.account !== null && r.account === who.account),
          }),
        ),
    ]
  })
}

async function readMessages(ask: Ask, limit: number): Promise<Thing[]> {
  const rows = await documents<{ id: string; unit: string | null; account: string | null }>(
    ask,
    `select id, unit_id as unit, account_id as account from message order by md5(id::text) limit ${limit}`,
  )
  return rows.map((m) => ({
    kind: 'message',
    id: m.id,
    words: [],
    isSeenBy: (who) => hasAny(who.units, [m.unit]) || (m.account !== null && m.account === who.account),
  }))
}

async function readFiles(ask: Ask, limit: number): Promise<Thing[]> {
  const rows = await documents<{
    id: string
    account: string | null
    area: string | null
    reporters: string[] | null
    open: string[]
  }>(
    ask,
    `select f.id, f.account_id as account, i.area_code as area, i.reporter_accounts as reporters,
      array(select unit_id from incident_party p where p.incident_id = i.id and to_at is null) as open
    from file f left join evidence e on e.file_id = f.id left join incident i on i.id = e.incident_id limit ${limit}`,
  )
  return rows.map((f) => ({
    kind: 'file',
    id: f.id,
    words: [],
    isSeenBy: (who) =>
      within(who.areas, f.area) ||
      hasAny(who.units, f.open) ||
      (who.account !== null && [f.account, ...(f.reporters ?? [])].includes(who.account)),
  }))
}

interface PostFacts {
  id: string
  account: string
  area: string | null
  unitArea: string | null
  deputies: { id: string; account: string | null }[]
}

/** Accounts by their posts: of one's own areas, one's own, all for the security administrator. */
async function readStaff(ask: Ask, limit: number): Promise<Thing[]> {
  const posts = await documents<PostFacts>(
    ask,
    `select p.id, p.account_id as account, p.area_code as area, u.area_code as "unitArea",
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'account', d.account_id)), '[]') from deputy d where d.post_id = p.id) as deputies
    from post p left join unit u on u.id = p.unit_id`,
  )
  const seesPost = (p: PostFacts) => (who: Standing) =>
    p.account === who.account ||
    within(who.areas, p.area) ||
    within(who.areas, p.unitArea) ||
    who.roles.includes('security_admin')
  const spread = posts.filter((_, i) => i % Math.max(1, Math.floor(posts.length / limit)) === 0)
  const byAccount = Map.groupBy(posts, (p) => p.account)
  return spread.flatMap((p): Thing[] => [
    { kind: 'post', id: p.id, words: [], isSeenBy: seesPost(p) },
    {
      kind: 'account',
      id: p.account,
      words: [],
      isSeenBy: (who) => who.account === p.account || byAccount.get(p.account)!.some((own) => seesPost(own)(who)),
    },
    ...p.deputies.map(
      (d): Thing => ({
        kind: 'deputy',
        id: d.id,
        words: [],
        isSeenBy: (who) => seesPost(p)(who) || (d.account !== null && d.account === who.account),
      }),
    ),
  ])
}

const administrators = ['system_admin', 'security_admin', 'audit_admin']

async function readAreas(ask: Ask, limit: number): Promise<Thing[]> {
  const rows = await documents<{ code: string }>(
    ask,
    `select code from area where valid_to is null order by md5(code) limit ${limit}`,
  )
  return rows.map(({ code }) => ({
    kind: 'area',
    id: code,
    words: [],
    isSeenBy: (who) =>
      within(who.areas, code) || who.reach.some((r) => r.startsWith(code)) || hasAny(administrators, who.roles),
  }))
}

/** Kinds by the noun of the address; an address whose noun is not here carries nothing that belongs to an area. */
const nouns: Record<string, Kind> = {
  '/api/incidents': 'incident',
  '/api/reports': 'report',
  '/api/messages': 'message',
  '/api/files': 'file',
  '/api/accounts': 'account',
  '/api/posts': 'post',
  '/api/deputies': 'deputy',
  '/api/areas': 'area',
  '/api/public/reports': 'number',
}
/** Filters of lists that can name a place, a unit or a person. */
const filters: Record<string, Kind> = { area: 'area', under: 'area', account: 'account', q: 'incident' }

export interface Door {
  endpoint: Endpoint
  kind: Kind
  /** The path's parameter, or the filter of a list. */
  at: { path: string } | { query: string }
}

/** Every route that takes an id of something, and every list that can be asked by a foreign place. */
export function doorsIn(endpoints: readonly Endpoint[]): Door[] {
  return endpoints.flatMap((endpoint): Door[] => {
    const [base, parameter] = endpoint.path.split(/\/\{|\}/)
    const kind = nouns[base!]
    if (parameter !== undefined) return kind ? [{ endpoint, kind, at: { path: parameter } }] : []
    if (endpoint.method !== 'GET') return []
    const names = (endpoint.operation.parameters ?? []).map((p) => p.name)
    return names.flatMap((name) => (filters[name] ? [{ endpoint, kind: filters[name], at: { query: name } }] : []))
  })
}

export interface Probe {
  who: Standing
  door: Door
  target: Thing
  /** It is theirs: the door must open, or the probes would prove nothing. */
  isOwn: boolean
  request: FuzzRequest
}

/** So many probes, spread over the doors; one in twenty at a door of one's own incident. Of some things nothing lies out of somebody's sight. */
export function drawProbes(scene: Scene, doors: readonly Door[], drawer: Drawer, count: number, seed: number): Probe[] {
  const foreign = new Map<string, Thing[]>()
  const notSeen = (who: Standing, kind: Kind): Thing[] => {
    const key = `${who.name} ${kind}`
    const known = foreign.get(key) ?? scene.things.filter((t) => t.kind === kind && !t.isSeenBy(who))
    foreign.set(key, known)
    return known
  }
  const view = doors.find((d) => d.endpoint.name === 'GET /api/incidents/{id}')!
  const each = Math.ceil((count * 1.3) / doors.length)
  const probes = doors.flatMap((door, n) => {
    const drawn = fc.record({
      call: callTo(door.endpoint, drawer),
      who: fc.constantFrom(...scene.people),
      pick: fc.nat(),
      own: fc.nat({ max: 19 }),
    })
    return fc.sample(drawn, { numRuns: each, seed: seed + n }).flatMap(({ call, who, pick, own }): Probe[] => {
      const isOwn = own === 0
      const choices = isOwn
        ? scene.things.filter((t) => t.kind === 'incident' && t.isSeenBy(who))
        : notSeen(who, door.kind)
      const target = choices[pick % choices.length]
      if (!target) return []
      const through = isOwn ? view : door
      return [
        { who, door: through, target, isOwn, request: requestOf(through.endpoint, aim(call, through, target, isOwn)) },
      ]
    })
  })
  // Every door loses alike.
  const isTaken = (i: number) => Math.floor(((i + 1) * count) / probes.length) > Math.floor((i * count) / probes.length)
  return probes.filter((_, i) => probes.length <= count || isTaken(i))
}

const aim = (call: Call, { at, endpoint }: Door, target: Thing, isOwn: boolean): Call => {
  if ('path' in at)
    return {
      query: isOwn ? {} : call.query,
      body: isOwn ? undefined : call.body,
      path: { ...call.path, [at.path]: target.id },
    }
  // Nothing else may narrow the list: what is asked for is all that is there.
  const value = at.query === 'q' ? target.words[0] : target.id
  const asked = (endpoint.operation.parameters ?? []).filter((p) => p.required).map((p) => [p.name, call.query[p.name]])
  return { body: undefined, path: {}, query: { ...Object.fromEntries(asked), [at.query]: value } }
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** Of these every mention is a leak; accounts and posts stand in histories by right. */
const guarded: readonly Kind[] = ['incident', 'report', 'message', 'file']

/** Null when the answer gives nothing away; else what it gives. */
export function leakIn(
  { who, door, target, isOwn, request }: Probe,
  { status, body }: Reply,
  scene: Scene,
): string | null {
  if (status >= 500) return `a fault: ${status}`
  if (isOwn) return status === 200 ? null : `${status} to one's own`
  if ('path' in door.at && status < 300) return `${status}: it opened`
  if (who === stranger && status < 300 && !door.endpoint.path.includes('/public/')) return `${status} to a stranger`
  const text = Buffer.isBuffer(body)
    ? body.toString('latin1')
    : typeof body === 'string'
      ? body
      : JSON.stringify(body ?? '')
  const sent = `${decodeURIComponent(request.url)} ${request.payload ?? ''}`
  for (const id of new Set(text.match(ids))) {
    const thing = scene.byId.get(id)
    if (thing && guarded.includes(thing.kind) && !thing.isSeenBy(who) && !sent.includes(id))
      return `shows ${thing.kind} ${id}`
  }
  const word = target.words.find((w) => text.includes(w) && !sent.includes(w))
  if (word) return `says ${word}`
  const items = (body as { items?: { id?: string; code?: string }[] } | undefined)?.items ?? []
  const shown = items.map((i) => scene.byId.get(i.id ?? i.code ?? '')).find((t) => t && !t.isSeenBy(who))
  return shown ? `lists ${shown.kind} ${shown.id}` : null
}

/** What a refused probe may not have changed, as one text. */
export async function printOf(ask: Ask): Promise<string> {
  const [row] = await ask(
    `select concat_ws(' ', (select count(*) || '/' || sum(version) from incident), (select count(*) from incident_action), (select count(*) from report),
      (select count(*) from receipt), (select count(*) || '/' || count(read_at) from message), (select count(*) || '/' || sum(version) from post),
      (select count(*) || '/' || sum(version) from account), (select count(*) from deputy), (select count(*) from disclosure)) as print`,
  )
  return String(row!.print)
}
