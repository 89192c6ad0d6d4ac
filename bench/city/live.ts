// The life of one incident of the city, played by the server's own rules without a database: `decide` of the report and of each act, and
// the sweep's step between them, exactly as the server would have called them at those instants. What they write is kept in a dossier.
import { dueStep, takeSystem } from '../../contract/src/incident/sweep.ts'
import { isOver } from '../../contract/src/incident/words.ts'
import { takeAction } from '../../server/src/modules/incident/act.ts'
import { around } from '../../server/src/modules/incident/around.ts'
import { type IncidentRow, toFacts } from '../../server/src/modules/incident/columns.ts'
import { keepWords } from '../../server/src/modules/incident/kept-words.ts'
import { reportAction } from '../../server/src/modules/incident/report.ts'
import { opsOf } from '../../server/src/modules/incident/writes.ts'
import { procedures } from '../../server/src/modules/matter/public.ts'
import type { Answer, Context } from '../../server/src/platform/action.ts'
import { canonical } from '../../server/src/platform/crypto.ts'
import type { House } from '../../server/src/platform/house.ts'
import { type Op, opsIn } from '../../server/src/platform/ops.ts'
import type { Who } from '../../server/src/platform/session.ts'
import { at, type Query } from '../../server/src/platform/sql.ts'
import type { Crew } from './crew.ts'
import { type Dossier, incidentOf, openDossier, type Rows, type Tables } from './dossier.ts'
import { type Hand, nextHand } from './hands.ts'
import { idAt } from './ids.ts'
import type { Land } from './land.ts'
import { reportOf } from './report.ts'
import type { Detour, Story } from './story.ts'

export interface Stage {
  house: House
  tables: Tables
  crew: Crew
  land: Land
  /** Nothing happens after this instant. */
  until: number
  /** Number of the intake sequence before the first story. */
  intakeBefore: number
}

const systemWho: Who = {
  kind: 'system',
  key: 'system',
  accountId: null,
  sessionId: null,
  name: 'system',
  username: null,
  must: [],
  posts: [],
}
const noAnswer: Answer<null> = { queries: [], build: () => null }
const report = reportAction(() => noAnswer)
/** More hands than any incident needs; two rules that play against each other would go on for ever. */
const mostHands = 40
/** The sweep comes by every five seconds. */
const sweepMs = 5_000

/** A life under way: the incident, and the one that repairs for good what this one has made safe, if it comes to that. */
interface Life {
  stage: Stage
  story: Story
  dossier: Dossier
  repair: Dossier | null
}

/** All rows of the story's incidents. */
export function live(stage: Stage, story: Story): Rows[] {
  const life: Life = { stage, story, dossier: openDossier(stage.tables), repair: null }
  begin(life)
  goOn(life, story.at)
  silence(life.dossier)
  if (!life.repair) return [life.dossier.rows]
  const repair: Life = { ...life, dossier: life.repair, repair: null }
  goOn(repair, repair.dossier.incident().receivedAt)
  silence(repair.dossier)
  return [life.dossier.rows, repair.dossier.rows]
}

/** As the database does when an incident ends (trigger incident_alarm_over). */
function silence({ incident, rows }: Dossier): void {
  if (isOver(incident().state)) for (const row of rows.get('message') ?? []) row.isAlarm = false
}

function goOn(life: Life, from: number): void {
  const { until } = life.stage
  const taken = new Set<Detour>()
  for (let hands = 0, now = from; ; hands++) {
    const next = hands < mostHands ? handOf(life, taken, now) : null
    const swept = sweepUntil(life, Math.min(next?.at ?? until, until))
    if (!next || next.at > until) return
    // The sweep may have changed whose turn it is: look again, from when it did.
    now = swept ?? next.at
    if (swept === null) act(life, next)
  }
}

/** Numbers stand in pairs: one for the report, one for the repair that may follow. */
const intakeNo = ({ stage, story }: Life, nth: 0 | 1): number => stage.intakeBefore + 2 * story.nth + nth

const contextAt = ({ house }: Stage, who: Who, now: number): Context => ({ house, who, now, wall: now })

function begin(life: Life): void {
  const { stage, story } = life
  const { who, place, body } = reportOf(stage, story)
  const id = idAt(story.at)
  const secretDigest = who.kind === 'public' ? untoldProof(stage.house, id) : null
  const input = { id, report: body, secretDigest }
  const no = intakeNo(life, 0)
  const { writes } = report.decide([[place], [{ no }], []], input, contextAt(stage, who, story.at))
  // The public door has no right to the table of words; the function that it calls for them makes this row.
  const isPublic = who.kind === 'public'
  const own = isPublic ? writes.filter((w) => opsIn(w)) : writes
  keep(life, own, { id, who, verb: report.name, input, target: id, at: story.at })
  const row = life.dossier.incident()
  if (isPublic) life.dossier.apply(keepWords({ ...row, receivedAt: at(row.receivedAt) }))
}

/** As long as a real one and as unlike its neighbours; nobody was told the secret that it belongs to. */
const untoldProof = ({ keys }: House, id: string): string => `\\x${keys.digest('report proof', id).toString('hex')}`

function handOf({ stage, story, dossier }: Life, taken: Set<Detour>, now: number): Hand | null {
  const row = dossier.incident()
  return nextHand({
    story,
    row,
    parties: dossier.parties(),
    requests: dossier.openRequests(),
    supervisions: dossier.openSupervisions(),
    taken,
    now,
    around: around(stage.house, now, row.editionId),
    crew: stage.crew,
    unitsInArea: stage.land.unitsInArea,
  })
}

function act(life: Life, { who, action, fields, at: when }: Hand): void {
  const { stage, story, dossier } = life
  const row = dossier.incident()
  const input = { incidentId: row.id, action, input: { version: row.version, ...fields } }
  const facts: Parameters<typeof takeAction.decide>[0] = [
    [row],
    dossier.parties(),
    dossier.openRequests(),
    dossier.openSupervisions(),
    [],
    [],
    [],
    [{ no: intakeNo(life, 1) }],
    [],
  ]
  try {
    const { writes, target } = takeAction.decide(facts, input, contextAt(stage, who, when))
    keep(life, writes, { id: idAt(when), who, verb: takeAction.name, input, target, at: when })
  } catch (cause) {
    const what = `${who.username} ${action} in state ${row.state} of story ${story.nth} (${story.matter.code})`
    throw new Error(`the city's ${what} was refused: ${JSON.stringify(cause)}`, { cause })
  }
}

/** Every step that falls due up to `end`, in order, as sweep.ts takes it; the last instant if it is somebody else's turn now. */
function sweepUntil({ stage, story, dossier }: Life, end: number): number | null {
  const { house } = stage
  const turn = ({ state, holderUnit, deskUnit }: IncidentRow) => `${state} ${holderUnit} ${deskUnit}`
  const before = turn(dossier.incident())
  for (let last = 0; ; ) {
    const row = dossier.incident()
    const due = dueStep(row)
    const now = due === null ? 0 : Math.max(last, due.at + story.chance.int(0, sweepMs))
    if (due === null || now > end) return turn(row) === before ? null : last
    const procedure = procedures.of(house).get(`${row.procedureKey}@${row.procedureVersion}`)!
    const facts = toFacts(row, dossier.parties(), dossier.openRequests(), dossier.openSupervisions())
    const outcome = takeSystem(procedure, facts, due, around(house, now, row.editionId))
    if (!outcome.ok) throw new Error(`the sweep could not ${due.step} story ${story.nth}: ${outcome.refusal.code}`)
    const step = { verdict: outcome.verdict, row, occurredAt: now, evidence: [] }
    for (const op of withRows(opsOf(step, contextAt(stage, systemWho, now)))) dossier.apply(op)
    last = now
  }
}

interface Done {
  id: string
  who: Who
  verb: string
  input: unknown
  target: string
  at: number
}

/** The writes and, as the kernel keeps it, the receipt of the act. What belongs to another incident opens the repair. */
function keep(life: Life, writes: readonly Query[], done: Done): void {
  const { stage, dossier } = life
  for (const op of withRows(writes.flatMap(dataOf))) {
    if (incidentOf(op) === done.target) dossier.apply(op)
    else {
      life.repair ??= openDossier(stage.tables)
      life.repair.apply(op)
    }
  }
  const digest = stage.house.keys.digest('receipt', canonical({ verb: done.verb, input: done.input }))
  dossier.rows.get('receipt')!.push({
    id: done.id,
    actor: done.who.key,
    verb: done.verb,
    digest: `\\x${digest.toString('hex')}`,
    target: done.target,
    at: at(done.at),
  })
}

const withRows = (ops: readonly Op[]): Op[] => ops.filter((op) => 'update' in op || op.rows.length > 0)

function dataOf(write: Query): readonly Op[] {
  const ops = opsIn(write)
  if (!ops) throw new Error('an act wrote a statement that is not made of rows; the city cannot keep it')
  return ops
}
