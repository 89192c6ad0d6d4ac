// Plays the scripted weeks of the demonstration through the server's own doors, on its virtual clock: every hand is a request of
// somebody signed in, and what falls due between two hands is done by the sweep. A refused hand stops the loading: the script is
// wrong then, and a demonstration that differs from its script would hide it.
import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { takeInBytes } from '#modules/file/public.ts'
import { advance } from '#modules/incident/clock-route.ts'
import type { SettableClock } from '#platform/clock.ts'
import { randomToken } from '#platform/crypto.ts'
import { proofOf, secretOf, senderByNonce } from '#platform/sender.ts'
import { type App, timed } from '#src/app.ts'
import type { Step } from './district/mediations.ts'
import { drawPhoto } from './district/photos.ts'
import type { District, Hand, PhotoRef, ScriptedIncident } from './district/types.ts'

interface Seen {
  version: number
  state: string
  requests: { seq: number }[]
  supervisions: { seq: number }[]
  allowed: { action: string }[]
}

interface Played {
  id: string
  /** As the last hand left it; the sweep may have gone on from there. */
  seen: Seen | null
  /** Of a resident's report: what its follow-up needs. */
  ticket: { number: string; secret: string } | null
}

type Event = { at: number; incident: ScriptedIncident; hand: Hand | null } | { at: number; step: Step }
interface Play {
  app: App
  tokens: Map<string, string>
  accounts: ReadonlyMap<string, string>
  played: Map<string, Played>
  photos: Map<string, Promise<Buffer>>
  password: string
  /** Incidents young enough to be shown with their pictures. */
  withPictures: ReadonlySet<string>
  /** Pictures on their way, as on a phone with a slow network: named at once, taken in meanwhile. */
  arriving: Promise<void>
}

const minute = 60_000
/** Pictures of what is older are left out: each costs a quarter of a second, and a first start has a minute and a half. */
const pictureDays = 6

/** Plays all incidents, and what is told in steps, in order of time and ends with the clock at `now`; gives the number of requests sent. */
export async function playIncidents(
  app: App,
  clock: SettableClock,
  script: readonly ScriptedIncident[],
  district: District,
  now: number,
  password: string,
  steps: readonly Step[] = [],
): Promise<number> {
  const accounts = new Map(district.accounts.map((a) => [a.username, a.id]))
  const play: Play = {
    app,
    tokens: new Map(),
    accounts,
    played: new Map(),
    photos: new Map(),
    password,
    arriving: Promise.resolve(),
    withPictures: new Set(script.filter((s) => s.ago < pictureDays * 1440).map((s) => s.id)),
  }
  const events: Event[] = script.flatMap((incident) => {
    const start = now - incident.ago * minute
    return [
      { at: start, incident, hand: null },
      ...incident.path.map((hand) => ({ at: start + hand.after * minute, incident, hand })),
    ]
  })
  events.push(...steps.map((step) => ({ at: step().at, step })))
  events.sort((a, b) => a.at - b.at)
  if (events[0]) clock.moveTo(events[0].at)
  for (const event of events) {
    await advance(app.house, clock, event.at, timed)
    if ('step' in event) await playStep(play, event.step)
    else if (event.hand) await playHand(play, event.incident, event.hand)
    else await playReport(play, event.incident)
  }
  await advance(app.house, clock, now, timed)
  await play.arriving
  return events.length
}

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function request(
  { app, tokens, password }: Play,
  by: string | null,
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  body?: object,
): Promise<Answer> {
  // Residents come from addresses of their own: the limit per address is not for six weeks in a minute.
  const remoteAddress = by === null ? `10.${[...randomBytes(3)].join('.')}` : '127.0.0.1'
  if (by !== null && !tokens.has(by)) {
    const reply = await app.http.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: by, password, door: 'field' },
    })
    tokens.set(by, (reply.json() as { token: string }).token)
  }
  const headers = by === null ? {} : { authorization: `Bearer ${tokens.get(by)}` }
  const reply = await app.http.inject({ method, url, headers, remoteAddress, ...(body && { payload: body }) })
  return { status: reply.statusCode, body: reply.json() as Record<string, unknown> }
}

interface Resident {
  nonce: string
}

/** Names the pictures of one act and sets them on their way. */
function send(play: Play, refs: readonly PhotoRef[], by: string | Resident, reportId: string): string[] {
  if (!play.withPictures.has(reportId)) return []
  const { house } = play.app
  const from =
    typeof by === 'string'
      ? { accountId: play.accounts.get(by)! }
      : {
          reportId,
          senderDigest: randomBytes(32),
          proof: proofOf(house, secretOf(house, reportId, senderByNonce(by.nonce))),
        }
  return refs.map((ref) => {
    const id = uuidv7()
    play.arriving = play.arriving.then(async () =>
      takeInBytes(play.app.house, { id, from, mediaType: 'image/jpeg', bytes: await drawn(play, ref) }),
    )
    return id
  })
}

/** Three pictures of a kind are enough variety, and drawing costs a tenth of a second. */
function drawn({ photos }: Play, { kind, variant, seed }: PhotoRef): Promise<Buffer> {
  const name = `${kind} ${variant} ${seed % 3}`
  const known = photos.get(name) ?? drawPhoto(kind, seed % 3, variant)
  photos.set(name, known)
  return known
}

async function playStep(play: Play, step: Step): Promise<void> {
  const { by, method, url, body, keep } = step()
  const answer = await request(play, by, method, url, body)
  if (answer.status >= 300)
    throw new Error(`The demonstration's ${by} was refused at ${url}: ${JSON.stringify(answer.body)}`)
  keep?.(answer.body)
}

async function playReport(play: Play, s: ScriptedIncident): Promise<void> {
  const resident = { nonce: randomToken() }
  const evidence = send(play, s.evidence, s.by ?? resident, s.id)
  const common = {
    matter: s.matter,
    description: s.description,
    location: s.location,
    ...(s.reporter && { reporter: s.reporter }),
    ...(evidence.length > 0 && { evidence }),
  }
  if (s.by === null) {
    const { status, body } = await request(play, null, 'PUT', `/api/public/reports/${s.id}`, {
      ...common,
      ...resident,
    })
    if (status !== 201)
      throw new Error(`The demonstration's report ${s.id} (${s.story}) was refused: ${JSON.stringify(body)}`)
    play.played.set(s.id, {
      id: s.id,
      seen: null,
      ticket: { number: String(body.number), secret: String(body.secret) },
    })
    return
  }
  const handled = s.handled && { result: s.handled.result, evidence: send(play, s.handled.evidence, s.by, s.id) }
  const { status, body } = await request(play, s.by, 'PUT', `/api/incidents/${s.id}`, {
    ...common,
    source: s.source,
    ...(s.urgency && { urgency: s.urgency }),
    ...(handled && { handled }),
  })
  if (status !== 201)
    throw new Error(`The demonstration's report ${s.id} (${s.story}) was refused: ${JSON.stringify(body)}`)
  play.played.set(s.id, { id: s.id, seen: body as object as Seen, ticket: null })
}

async function playHand(play: Play, s: ScriptedIncident, hand: Hand): Promise<void> {
  const { id, ticket } = play.played.get(s.id)!
  if (hand.by === 'reporter') {
    const { status, body } = await request(play, null, 'POST', `/api/public/reports/${ticket!.number}/${hand.action}`, {
      secret: ticket!.secret,
      ...hand.fields,
    })
    if (status !== 200)
      throw new Error(
        `The demonstration's reporter could not ${hand.action} ${s.id} (${s.story}): ${JSON.stringify(body)}`,
      )
    play.played.set(s.id, { ...play.played.get(s.id)!, seen: null })
    return
  }
  const evidence = send(play, hand.evidence ?? [], hand.by, s.id)
  // What the hand before has seen usually still holds; when the sweep has come between, one looks again, as people do.
  const known = hand.ifAllowed ? null : play.played.get(s.id)!.seen
  const done =
    (known && (await tryHand(play, id, hand, evidence, known))) ??
    (await tryHand(play, id, hand, evidence, await look(play, hand.by, id)))
  if (done === null)
    throw new Error(`The demonstration's ${hand.by} could not ${hand.action} ${s.id} (${s.story}): it changed twice`)
  if ('refused' in done)
    throw new Error(
      `The demonstration's ${hand.by} could not ${hand.action} ${s.id} (${s.story}): ${JSON.stringify(done.refused)}`,
    )
  play.played.set(s.id, { ...play.played.get(s.id)!, seen: done })
}

const look = async (play: Play, by: string, id: string): Promise<Seen> =>
  (await request(play, by, 'GET', `/api/incidents/${id}`)).body as object as Seen

/** One try at a version; null when it has changed meanwhile. */
async function tryHand(
  play: Play,
  id: string,
  hand: Hand,
  evidence: string[],
  seen: Seen,
): Promise<Seen | { refused: unknown } | null> {
  if (hand.ifAllowed && !seen.allowed.some((a) => a.action === hand.action)) return seen
  const open = { request: seen.requests?.[0]?.seq, supervision: seen.supervisions?.[0]?.seq }
  const fields = Object.fromEntries(
    Object.entries(hand.fields).map(([name, value]) => [
      name,
      value === 'pending' && name in open ? open[name as keyof typeof open] : value,
    ]),
  )
  const body = { action: hand.action, version: seen.version, ...fields, ...(evidence.length > 0 && { evidence }) }
  const answer = await request(play, hand.by, 'POST', `/api/incidents/${id}/actions`, body)
  if (answer.status === 200) return answer.body as object as Seen
  return answer.status === 409 && answer.body.code === 'version.conflict' ? null : { refused: answer.body }
}
