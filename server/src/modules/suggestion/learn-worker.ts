// Learning takes seconds to minutes of arithmetic: in a thread of its own, so that no request waits for it.
import { parentPort } from 'node:worker_threads'
import { type Example, type Learned, openLearner } from './learn.ts'
import { packModel } from './pack.ts'

export type Ask =
  | { kind: 'count' | 'learn'; batch: Example[] }
  | { kind: 'begin' }
  | { kind: 'endPass' }
  | { kind: 'result' }

export type Packed = Omit<Learned, 'model'> & { parameters: Uint8Array | null }

const learner = openLearner()
const port = parentPort!

function answer(ask: Ask): boolean | Packed | null {
  if (ask.kind === 'begin') return learner.begin()
  if (ask.kind === 'result') {
    const { model, ...rest } = learner.result()
    return { ...rest, parameters: model && packModel(model) }
  }
  if (ask.kind === 'endPass') learner.endPass()
  else learner[ask.kind](ask.batch)
  return null
}

port.on('message', (ask: Ask) => port.postMessage(answer(ask)))
