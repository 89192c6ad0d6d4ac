import { ApiProblem } from '@linli/ui/api/problem.ts'
import { expect, test } from 'vitest'
import { afterFailure, countItems, fateOf, isStale, type NewItem, newItem } from './item.ts'
import { type Keep, memoryKeep } from './keep.ts'
import { type Answer, type Carriers, createOutbox } from './outbox.ts'

const start = Date.parse('2026-11-22T09:00:00+08:00')
const down = () => ApiProblem.unreachable(new Error('no network'))
const conflict = () => new ApiProblem({ code: 'version.conflict', status: 409, current: { version: 7 } })

function made(id: string, part: Partial<NewItem> = {}): NewItem {
  return {
    id,
    account: 'worker1',
    action: 'incident.sign',
    target: 'i1',
    base: 3,
    input: {},
    files: [],
    title: '井盖',
    values: {},
    occurredAt: '2026-11-22T01:00:00.000Z',
    ...part,
  }
}

/** A server that answers as told, and remembers what it was sent. */
function world(answers: (Answer | ApiProblem)[] = [], keep: Keep = memoryKeep()) {
  const sent: { id: string; base?: number }[] = []
  const uploaded: string[] = []
  const state = { now: start, files: [] as (ApiProblem | 'ok')[], sessions: 0 }
  const carriers: Carriers = {
    async deliver({ id, base }) {
      sent.push({ id, base })
      const answer = answers.shift() ?? { version: 4, number: 'N-1' }
      if (answer instanceof ApiProblem) throw answer
      return answer
    },
    async upload(file, onProgress) {
      onProgress(1, 2)
      const answer = state.files.shift() ?? 'ok'
      if (answer !== 'ok') throw answer
      uploaded.push(file.id)
    },
    now: () => state.now,
    onSessionOver() {
      state.sessions += 1
    },
  }
  return { outbox: createOutbox(keep, carriers), sent, uploaded, state, keep, answers }
}

/** Sends and waits for what becomes of the first try. */
async function sendNow({ outbox }: Pick<ReturnType<typeof world>, 'outbox'>, item: NewItem, replaced?: string) {
  return (await outbox.send(item, replaced)).firstTry
}

async function opened(answers?: (Answer | ApiProblem)[], keep?: Keep) {
  const made = world(answers, keep)
  await made.outbox.open('worker1')
  return made
}

const file = (id: string) => ({ id, account: 'worker1', blob: new Blob(['x']), name: 'a.jpg', addedAt: '' })

test('what was sent and accepted is told with its answer', async () => {
  const here = await opened()
  const outcome = await sendNow(here, made('a'))
  expect(outcome).toMatchObject({ kind: 'accepted', answer: { number: 'N-1' }, item: { state: 'done', number: 'N-1' } })
  expect(here.sent).toEqual([{ id: 'a', base: 3 }])
})

test('without a network an item waits, and goes out with the same id later, once', async () => {
  const { outbox, sent } = await opened([down()])
  expect(await sendNow({ outbox }, made('a'))).toMatchObject({
    kind: 'waiting',
    item: { state: 'waiting', attempts: 1 },
  })
  await outbox.flush()
  await outbox.flush()
  expect(sent.map(({ id }) => id)).toEqual(['a', 'a'])
  expect(outbox.view().items).toMatchObject([{ state: 'done' }])
})

test('what waited is there after the page was loaded anew, and no other account’s', async () => {
  const first = await opened([down()])
  await sendNow(first, made('a'))
  await first.keep.items.put(newItem(made('z', { account: 'worker2' })))
  const second = await opened([], first.keep)
  await second.outbox.flush()
  expect(second.sent.map(({ id }) => id)).toEqual(['a'])
  expect((await first.keep.items.get('z'))?.state).toBe('waiting')
})

test('a refusal stays listed with its reason and does not hold up the next', async () => {
  const { outbox, sent } = await opened([conflict()])
  const [refused, next] = await Promise.all([
    sendNow({ outbox }, made('a')),
    sendNow({ outbox }, made('b', { target: 'i2' })),
  ])
  expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'version.conflict' } })
  expect(next.kind).toBe('accepted')
  await outbox.flush()
  expect(sent.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(outbox.view().items[0]).toMatchObject({
    state: 'refused',
    lastError: { code: 'version.conflict', status: 409 },
  })
  expect(countItems(outbox.view().items)).toEqual({ waiting: 0, refused: 1 })
})

test('a network that fails holds up the order: nothing overtakes', async () => {
  const { outbox, sent } = await opened([down()])
  const outcomes = await Promise.all([sendNow({ outbox }, made('a')), sendNow({ outbox }, made('b'))])
  expect(outcomes[0].kind).toBe('waiting')
  expect(sent[0]?.id).toBe('a')
  await outbox.flush()
  const ids = sent.map(({ id }) => id)
  expect(ids.indexOf('b')).toBeGreaterThan(ids.lastIndexOf('a') - 1)
  expect(outbox.view().items.map(({ state }) => state)).toEqual(['done', 'done'])
})

test('own items behind an accepted one stand on the version that it made; a stranger’s act is still noticed', async () => {
  const { outbox, sent } = await opened([down(), down(), { version: 4 }, { version: 5 }])
  await sendNow({ outbox }, made('a'))
  await sendNow({ outbox }, made('b'))
  await outbox.flush()
  expect(sent.slice(-2)).toEqual([
    { id: 'a', base: 3 },
    { id: 'b', base: 4 },
  ])
})

test('photos follow the item that names them, one by one, and their bytes leave the phone', async () => {
  const { outbox, uploaded, keep } = await opened()
  for (const id of ['f1', 'f2']) await keep.files.put(file(id))
  await sendNow({ outbox }, made('a', { files: ['f1', 'f2'] }))
  await outbox.flush()
  expect(uploaded).toEqual(['f1', 'f2'])
  expect(await keep.files.all()).toEqual([])
  expect(outbox.view().items).toMatchObject([{ state: 'done', files: [] }])
})

test('a photo that is refused leaves the report standing and waits for a decision', async () => {
  const { outbox, state, keep, sent } = await opened()
  await keep.files.put(file('f1'))
  state.files = [new ApiProblem({ code: 'file.content_mismatch', status: 415 })]
  await sendNow({ outbox }, made('a', { files: ['f1'] }))
  await outbox.flush()
  expect(outbox.view().items).toMatchObject([{ state: 'refused', number: 'N-1', files: ['f1'] }])
  await outbox.retry('a')
  expect(sent).toHaveLength(1)
  expect(outbox.view().items).toMatchObject([{ state: 'done' }])
})

test('a session that is over is said, and the item waits for the next sign-in', async () => {
  const { outbox, state } = await opened([new ApiProblem({ code: 'session.expired', status: 401 })])
  expect((await sendNow({ outbox }, made('a'))).kind).toBe('waiting')
  expect(state.sessions).toBe(1)
  await outbox.flush()
  expect(outbox.view().items[0]?.state).toBe('done')
})

test('an item that takes the place of a refused one keeps the photos that it still names', async () => {
  const { outbox, keep } = await opened([conflict(), down()])
  for (const id of ['f1', 'f2']) await keep.files.put(file(id))
  await sendNow({ outbox }, made('a', { files: ['f1', 'f2'] }))
  await sendNow({ outbox }, made('b', { files: ['f2'] }), 'a')
  expect(outbox.view().items.map(({ id }) => id)).toEqual(['b'])
  expect((await keep.files.all()).map(({ id }) => id)).toEqual(['f2'])
})

test('giving up an item gives up its photos', async () => {
  const { outbox, keep } = await opened([conflict()])
  await keep.files.put(file('f1'))
  await sendNow({ outbox }, made('a', { files: ['f1'] }))
  await outbox.drop('a')
  expect(outbox.view().items).toEqual([])
  expect([await keep.items.all(), await keep.files.all()]).toEqual([[], []])
})

test('a shelf that refuses to write says so at once: the form stays as it is', async () => {
  const { outbox, keep } = await opened()
  keep.items.put = async () => {
    throw new Error('quota')
  }
  await expect(sendNow({ outbox }, made('a'))).rejects.toThrow('quota')
})

test.each([
  [0, 'later'],
  [503, 'later'],
  [500, 'later'],
  [429, 'later'],
  [401, 'session'],
  [400, 'refused'],
  [403, 'refused'],
  [404, 'refused'],
  [409, 'refused'],
] as const)('status %i means %s', (status, fate) => {
  expect(fateOf({ status })).toBe(fate)
})

test('a kept error is plain data with the whole body of the refusal', () => {
  const failed = afterFailure(newItem(made('a')), conflict())
  expect(structuredClone(failed).lastError).toEqual({ code: 'version.conflict', status: 409, current: { version: 7 } })
})

test('done items go after two days, others never', () => {
  const item = { ...newItem(made('a')), state: 'done' as const, doneAt: '2026-11-22T01:00:00Z' }
  expect(isStale(item, start + 47 * 3_600_000)).toBe(false)
  expect(isStale(item, start + 49 * 3_600_000)).toBe(true)
  expect(isStale({ ...item, state: 'refused' }, start + 1000 * 3_600_000)).toBe(false)
})
