// The audit administrator is audited too (GB/T 22239-2019, 8.1.5.2): each search of the logs and each check of the chains is an entry,
// once per search and not once per page.
import { v7 as uuidv7 } from 'uuid'
import { type ActionSpec, perform } from '#platform/action.ts'
import { append, chainHead } from '#platform/audit.ts'
import type { House } from '#platform/house.ts'
import { permit } from '#platform/permit.ts'
import { problem } from '#platform/problem.ts'
import type { Entry } from '#platform/session.ts'

interface Reading {
  verb: 'audit.read' | 'disclosure.read' | 'audit.check'
  facts: Record<string, unknown>
}

const noteSpec: ActionSpec<Reading, [ReturnType<typeof chainHead>], null> = {
  name: 'audit.read',
  facts: () => [chainHead('audit')],
  decide([[head]], { verb, facts }, { house, who, wall }) {
    permit(who, 'audit.read')
    return {
      writes: append(house.keys, 'audit', head, {
        id: uuidv7(),
        accountId: who.accountId,
        verb,
        subject: null,
        facts,
        at: wall,
      }),
      target: verb,
      answer: { queries: [], build: () => null },
    }
  },
  replay: () => {
    throw problem('id.conflict')
  },
}

export async function noteReading(house: House, entry: Entry, reading: Reading): Promise<void> {
  await perform(house, noteSpec, { entry, input: reading })
}
