// Every hour one digest over the heads of all chains that changed since the last anchor is kept and logged: whoever rewrites a
// whole chain, key in hand, must also rewrite an anchor that has left the database with the log.
import { canonical } from '#platform/crypto.ts'
import type { House } from '#platform/house.ts'
import { at, insertRow, sql } from '#platform/sql.ts'

interface Head {
  id: string
  headDigest: Uint8Array
}

export async function anchorHeads(house: House): Promise<void> {
  const now = house.clock.wall()
  await house.db.transaction('linli_job', async (tx) => {
    const [[last], heads] = await tx.send(
      sql<{ at: number; digest: Uint8Array }>`select at, digest from anchor order by seq desc limit 1`,
      sql<Head>`select i.id, i.head_digest from incident i where exists (select from incident_action a where a.incident_id = i.id
        and a.recorded_at > coalesce((select max(at) from anchor), '-infinity'::timestamptz)) order by i.id`,
    )
    if (heads.length === 0) return
    const digest = house.keys.link(
      last?.digest ?? null,
      canonical(heads.map((h) => [h.id, Buffer.from(h.headDigest).toString('hex')])),
    )
    await tx.commit(
      insertRow('anchor', { at: at(now), incidents: heads.length, digest: `\\x${digest.toString('hex')}` }),
    )
    house.log.info({ anchor: digest.toString('hex'), incidents: heads.length }, 'chain heads anchored')
  })
}
