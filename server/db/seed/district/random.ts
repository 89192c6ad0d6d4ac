/**
 * Chance that is the same everywhere: sfc32 over 32-bit integers, one stream per purpose, so that drawing one number
 * more for the streets does not move the names. Only + - * / and integer operations are used here and in the geometry:
 * Math.sin and its kin may differ in the last digit between machines.
 */
export type Random = {
  /** In [0, 1). */
  next(): number
  between(min: number, max: number): number
  /** Both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
}

/** xmur3: a string to a sequence of well-mixed 32-bit words. */
function words(text: string): () => number {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507)
    h = Math.imul(h ^ (h >>> 13), 3266489909)
    h ^= h >>> 16
    return h >>> 0
  }
}

export function random(seed: number, stream: string): Random {
  const word = words(`${seed}/${stream}`)
  let [a, b, c, d] = [word() | 0, word() | 0, word() | 0, 1]
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new Error('cannot pick from an empty list')
      return item
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const out = [...items]
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i)
        const [x, y] = [out[i] as T, out[j] as T]
        out[i] = y
        out[j] = x
      }
      return out
    },
  }
}

/** The day on which the demonstration was set up, as the time part of its ids. */
export const FOUNDED_AT = Date.UTC(2024, 11, 31, 16)

/** A UUID of version 7 that depends on the seed and the key alone. */
export function seedId(seed: number, key: string, at = FOUNDED_AT): string {
  const word = words(`${seed}#${key}`)
  const hex = [word(), word(), word()].map((w) => w.toString(16).padStart(8, '0')).join('')
  const time = at.toString(16).padStart(12, '0')
  const variant = (8 + (Number.parseInt(hex.charAt(3), 16) % 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

/**
 * Whole numbers in proportion to the weights that add up to `total` exactly, none above its cap (largest remainder).
 */
export function share(total: number, weights: readonly number[], caps: readonly number[]): number[] {
  const room = caps.reduce((sum, cap) => sum + cap, 0)
  if (room < total) throw new Error(`cannot share ${total} out: there is room for ${room}`)
  const sum = weights.reduce((s, w) => s + w, 0)
  const exact = weights.map((w, i) => Math.min((total * w) / sum, caps[i] ?? 0))
  const out = exact.map(Math.floor)
  let left = total - out.reduce((s, n) => s + n, 0)
  const order = exact.map((x, i) => ({ i, rest: x - Math.floor(x) })).sort((p, q) => q.rest - p.rest || p.i - q.i)
  while (left > 0) {
    for (const { i } of order) {
      const now = out[i] ?? 0
      if (left === 0 || now >= (caps[i] ?? 0)) continue
      out[i] = now + 1
      left--
    }
  }
  return out
}
