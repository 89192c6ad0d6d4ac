// The record as it is now, in the words of the wire. Whoever asks while a check is under way hears what that one finds.
import { createHash } from 'node:crypto'
import { type ChainState, chains, type Extent, type Integrity } from '@linli/contract/audit/schemas.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { canonical } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { lastAnchor } from './anchor.ts'
import { anchorFile, copyAnchors, lastInFile } from './anchor-file.ts'
import { countBreaks, keepBreaks, wholeChains } from './breaks.ts'
import { breaksOf, brokenOf, byChain, checkRecord, entriesOf } from './check.ts'
import { findState } from './jobs.ts'
import type { Tally } from './tally.ts'

const running = new WeakMap<House, Map<Extent, Promise<Integrity>>>()

export function integrityNow(house: House, extent: Extent): Promise<Integrity> {
  const own = running.get(house) ?? new Map<Extent, Promise<Integrity>>()
  running.set(house, own)
  const known = own.get(extent)
  if (known) return known
  const fresh = (extent === 'nothing' ? lastKnown(house) : check(house, extent === 'all')).finally(() =>
    own.delete(extent),
  )
  own.set(extent, fresh)
  return fresh
}

/** What stands there without reading a chain. */
async function lastKnown(house: House): Promise<Integrity> {
  const [[anchor], [state], [found]] = await house.db.transaction('linli_job', (tx) =>
    tx.commit(lastAnchor, findState, countBreaks),
  )
  if (!state) throw new Error('The check of the chains has no row.')
  const file = await lastInFile(anchorFile(house.config))
  return {
    valid: state.breaks === 0,
    entries: 0,
    head: null,
    anchoredAt: anchor ? formatInstant(anchor.at) : null,
    breaks: 0,
    chains: [],
    anchors: { database: anchor?.seq ?? 0, file: file?.seq ?? 0 },
    nightly: {
      checkedAt: state.checkedAt === null ? null : formatInstant(state.checkedAt),
      dueAt: formatInstant(state.dueAt),
      entries: state.entries,
      breaks: state.breaks,
      everFound: found!.n,
      open: found!.open,
    },
  }
}

async function check(house: House, histories: boolean): Promise<Integrity> {
  await copyAnchors(house)
  const { tallies: found, anchoredAt } = await checkRecord(house, { from: 0, histories })
  const tallies = byChain(found, chains)
  await keepBreaks(house, breaksOf(tallies))
  await wholeChains(house, tallies)
  const first = breaksOf(tallies)[0]
  return {
    ...(await lastKnown(house)),
    valid: brokenOf(tallies) === 0,
    entries: entriesOf(tallies),
    head: headOf(tallies),
    anchoredAt: anchoredAt === null ? null : formatInstant(anchoredAt),
    breaks: brokenOf(tallies),
    ...(first && { firstBroken: first }),
    chains: tallies.map(stateOf),
  }
}

const stateOf = ({ chain, entries, head, broken, breaks: [first] }: Tally): ChainState => ({
  chain,
  valid: broken === 0,
  entries,
  head,
  breaks: broken,
  ...(first && { firstBroken: first }),
})

const headOf = (tallies: readonly Tally[]): string =>
  createHash('sm3')
    .update(canonical(tallies.map(({ chain, head }) => [chain, head])))
    .digest('hex')
