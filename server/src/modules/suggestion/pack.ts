// A model as bytes: its words and counts as JSON, its weights as they are, both compressed. Read again it answers alike.
import { deflateSync, inflateSync } from 'node:zlib'
import type { Model } from './model.ts'

interface Head {
  n: number
  features: string[]
  classes: Model['classes']
  scale: number
  counts: [string, number][]
  units: Model['units']
  places: Model['places']
}

export function packModel({ features, weights, counts, ...rest }: Model): Buffer {
  const head: Head = { ...rest, features: [...features.keys()], counts: [...counts] }
  const text = Buffer.from(JSON.stringify(head))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(text.length)
  const numbers = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength)
  return deflateSync(Buffer.concat([size, text, numbers]))
}

export function unpackModel(bytes: Uint8Array): Model {
  const all = inflateSync(bytes)
  const end = 4 + all.readUInt32LE(0)
  const { features, counts, ...rest } = JSON.parse(all.subarray(4, end).toString()) as Head
  // Copied, because the weights need not begin at an even address.
  const weights = new Int16Array(new Uint8Array(all.subarray(end)).buffer)
  return {
    ...rest,
    features: new Map(features.map((name, i) => [name, i])),
    counts: new Map(counts),
    weights,
  }
}
