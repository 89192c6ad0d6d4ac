import { ApiProblem } from '@linli/ui/api/problem.ts'
import {
  afresh,
  afterAnswer,
  afterFailure,
  fateOf,
  isStale,
  liftBases,
  type NewItem,
  newItem,
  type OutboxItem,
  withoutFile,
} from './item.ts'
import type { Keep, KeptFile } from './keep.ts'

/**
 * Everything that the person does goes out through `send`: it is written down first and sent then, so that neither a
 * dead battery nor a dead network loses it. Items go one after the other, in the order in which they were made; a
 * network that fails stops the round, a refusal does not. Photos follow the item that names them: the server knows that
 * they are awaited.
 */
export type Answer = { number?: string; version?: number }

export type Outcome =
  | { kind: 'accepted'; item: OutboxItem; answer: Answer }
  | { kind: 'waiting'; item: OutboxItem }
  | { kind: 'refused'; item: OutboxItem; problem: ApiProblem }

export type Progress = { fileId: string; sent: number; total: number }

/** What the outbox needs of the world outside. */
export type Carriers = {
  deliver(item: OutboxItem): Promise<Answer>
  upload(
    file: KeptFile,
    onProgress: (sent: number, total: number) => void,
    onPlace: (url: string) => void,
  ): Promise<void>
  now(): number
  /** The server took something; pages may want to look again. */
  onAccepted?(item: OutboxItem, answer: Answer): void
  onSessionOver?(): void
}

export type OutboxView = {
  items: readonly OutboxItem[]
  sending: string | null
  progress: Progress | null
  isReady: boolean
}

export type Outbox = ReturnType<typeof createOutbox>

export function createOutbox(keep: Keep, carriers: Carriers) {
  let account: string | null = null
  let view: OutboxView = { items: [], sending: null, progress: null, isReady: false }
  let round: Promise<void> | null = null
  let isAnotherRoundDue = false
  const listeners = new Set<() => void>()
  const outcomes = new Map<string, (outcome: Outcome) => void>()
  const nowText = () => new Date(carriers.now()).toISOString()

  function show(part: Partial<OutboxView>): void {
    view = { ...view, ...part }
    for (const listener of listeners) listener()
  }

  async function save(item: OutboxItem): Promise<void> {
    await keep.items.put(item)
    const isNew = !view.items.some(({ id }) => id === item.id)
    show({ items: isNew ? [...view.items, item] : view.items.map((one) => (one.id === item.id ? item : one)) })
  }

  /** Reads what this account left on this phone; what another account left stays where it is. */
  async function open(forAccount: string): Promise<void> {
    account = forAccount
    const own = (await keep.items.all()).filter((item) => item.account === forAccount)
    for (const item of own) if (isStale(item, carriers.now())) await keep.items.drop(item.id)
    const items = own.filter((item) => !isStale(item, carriers.now())).sort((a, b) => (a.id < b.id ? -1 : 1))
    show({ items, isReady: true })
    void flush()
  }

  function close(): void {
    account = null
    show({ items: [], isReady: false })
  }

  /**
   * Resolves as soon as the item is written down, for from then on it is safe; rejects when that fails. What became of
   * the first try comes later; an item that waits goes on by itself.
   */
  async function send(made: NewItem, replaced?: string): Promise<{ firstTry: Promise<Outcome> }> {
    const item = newItem(made)
    await save(item)
    if (replaced && replaced !== item.id) await drop(replaced, item.files)
    const firstTry = new Promise<Outcome>((resolve) => outcomes.set(item.id, resolve))
    void flush()
    return { firstTry }
  }

  function settle(id: string, outcome: Outcome): void {
    outcomes.get(id)?.(outcome)
    outcomes.delete(id)
  }

  function settleAll(): void {
    for (const item of view.items) settle(item.id, { kind: 'waiting', item })
    show({ sending: null, progress: null })
  }

  /** One round over all that waits. A call during a round asks for one more. */
  function flush(): Promise<void> {
    if (round) {
      isAnotherRoundDue = true
      return round
    }
    round = runRounds()
    return round
  }

  async function runRounds(): Promise<void> {
    try {
      do {
        isAnotherRoundDue = false
        await runRound()
      } while (isAnotherRoundDue && account !== null)
    } catch {
      // The shelf itself failed: what was written down before is still there, and the next round finds it.
      settleAll()
    } finally {
      // In the same step as the last look at the flag: a call in between would wait for a round that never comes.
      round = null
    }
  }

  async function runRound(): Promise<void> {
    let isStopped = false
    for (const { id } of [...view.items]) {
      const item = view.items.find((one) => one.id === id)
      if (!item || item.account !== account) continue
      if (item.state === 'waiting' && !isStopped) isStopped = !(await sendItem(item))
      else if (item.state === 'waiting') settle(id, { kind: 'waiting', item })
      const later = view.items.find((one) => one.id === id)
      if (later?.state === 'files' && !isStopped) isStopped = !(await sendFiles(later))
    }
    show({ sending: null, progress: null })
  }

  /** False when the round must stop: network down, or nobody signed in. */
  async function sendItem(item: OutboxItem): Promise<boolean> {
    show({ sending: item.id })
    try {
      const answer = await carriers.deliver(item)
      const accepted = afterAnswer(item, answer, nowText())
      await save(accepted)
      if (answer.version !== undefined) {
        const lifted = liftBases(view.items, item, answer.version)
        for (const one of lifted) if (!view.items.includes(one)) await save(one)
      }
      carriers.onAccepted?.(accepted, answer)
      settle(item.id, { kind: 'accepted', item: accepted, answer })
      return true
    } catch (error) {
      return fail(item, asProblem(error))
    }
  }

  async function sendFiles(item: OutboxItem): Promise<boolean> {
    for (const fileId of item.files) {
      const current = view.items.find(({ id }) => id === item.id)
      if (!current?.files.includes(fileId)) continue
      show({ sending: item.id })
      try {
        const file = await keep.files.get(fileId)
        if (file) await sendFile(file)
        await keep.files.drop(fileId)
        await save(withoutFile(view.items.find(({ id }) => id === item.id) ?? current, fileId, nowText()))
      } catch (error) {
        if (!(await fail(current, asProblem(error)))) return false
        return true
      }
    }
    return true
  }

  async function sendFile(file: KeptFile): Promise<void> {
    await carriers.upload(
      file,
      (sent, total) => show({ progress: { fileId: file.id, sent, total } }),
      (uploadUrl) => void keep.files.put({ ...file, uploadUrl }),
    )
  }

  async function fail(item: OutboxItem, problem: ApiProblem): Promise<boolean> {
    const failed = afterFailure(item, problem)
    await save(failed)
    const fate = fateOf(problem)
    if (fate === 'session') carriers.onSessionOver?.()
    settle(item.id, fate === 'refused' ? { kind: 'refused', item: failed, problem } : { kind: 'waiting', item: failed })
    return fate === 'refused'
  }

  /** Tries a refused item once more, as it is; its photos only, when it was one of them that was refused. */
  async function retry(id: string): Promise<void> {
    const item = view.items.find((one) => one.id === id)
    if (item) await save(afresh(item))
    await flush()
  }

  /** The person gives it up, or another item took its place; the files that one still names stay. */
  async function drop(id: string, stillNamed: readonly string[] = []): Promise<void> {
    const item = view.items.find((one) => one.id === id)
    await keep.items.drop(id)
    for (const fileId of item?.files ?? []) if (!stillNamed.includes(fileId)) await keep.files.drop(fileId)
    show({ items: view.items.filter((one) => one.id !== id) })
  }

  /** Photos that items of any account on this phone still need. */
  async function filesNamed(): Promise<string[]> {
    return (await keep.items.all()).flatMap((item) => item.files)
  }

  return {
    open,
    close,
    send,
    flush,
    retry,
    drop,
    filesNamed,
    isLasting: keep.isLasting,
    files: keep.files,
    view: () => view,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: 'unexpected', status: 500 }, { cause: error })
}
