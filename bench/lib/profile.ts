// Reads a profile of V8: which code was running at each sample, summed by whose it is.

interface Node {
  id: number
  callFrame: { functionName: string; url: string }
}

export interface Profile {
  nodes: Node[]
  /** Microseconds, of the monotonic clock. */
  startTime: number
  samples: number[]
  timeDeltas: number[]
}

export interface Share {
  whose: string
  /** Part of the busy time. */
  share: number
}

const kinds: [RegExp, string][] = [
  [/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//, ''],
  [/\/contract\/src\//, 'our rules (contract)'],
  [/\/server\/src\/platform\//, 'our kernels (server/src/platform)'],
  [/\/server\/src\//, 'our rooms (server/src/modules)'],
  [/^node:internal\/crypto|^node:crypto/, 'Node: crypto'],
  [/^node:(_?http|internal\/http|internal\/url)/, 'Node: HTTP'],
  [
    /^node:(net|internal\/net|internal\/stream|stream|internal\/streams|events|buffer|internal\/buffer)/,
    'Node: sockets and streams',
  ],
  [/^node:(internal\/process|internal\/timers|timers|async_hooks|internal\/async)/, 'Node: turns of the loop'],
  [/^node:/, 'Node: else'],
]

function whoseOf({ callFrame: { functionName, url } }: Node): string {
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'outside JavaScript (system calls, waiting for a core)'
  if (url === '') return `built in: ${functionName}`
  for (const [pattern, name] of kinds) {
    const found = pattern.exec(url)
    if (found) return name || found[1]!
  }
  return 'else'
}

/** Shares of what ran between the two instants, largest first; those under one per cent together. */
export function sharesOf({ nodes, startTime, samples, timeDeltas }: Profile, from: number, to: number) {
  const byId = new Map(nodes.map((n) => [n.id, n]))
  const sums = new Map<string, number>()
  let [at, idle, all] = [startTime, 0, 0]
  for (const [i, id] of samples.entries()) {
    const took = timeDeltas[i + 1] ?? 0
    at += timeDeltas[i]!
    if (at < from || at > to) continue
    all += took
    const node = byId.get(id)!
    if (node.callFrame.functionName === '(idle)') {
      idle += took
      continue
    }
    const whose = whoseOf(node)
    sums.set(whose, (sums.get(whose) ?? 0) + took)
  }
  const busy = all - idle
  const shares: Share[] = [...sums]
    .map(([whose, took]) => ({ whose, share: took / busy }))
    .sort((a, b) => b.share - a.share)
  const small = shares.filter(({ share }) => share < 0.01)
  const rest = { whose: 'all else', share: small.reduce((sum, { share }) => sum + share, 0) }
  return { busy: busy / all, shares: [...shares.filter(({ share }) => share >= 0.01), rest] }
}
