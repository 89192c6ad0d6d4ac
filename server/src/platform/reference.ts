// Small tables that nearly every request needs (area names, units, matters, calendar) are held in memory and reloaded when
// the change feed says that they changed. A reference never decides who may see a row: that stays in the database.
import type { House } from './house.ts'
import type { Query } from './sql.ts'

export interface Reference<T> {
  kinds: readonly string[]
  /** The set as last loaded; throws before the first load. */
  of(house: House): T
  load(house: House): Promise<void>
  /** After a write to it, before the answer: whoever wrote finds it in what is asked next. Other servers hear of it from the feed. */
  reread(house: House): Promise<void>
}

export function reference<T>(
  kinds: readonly string[],
  queries: readonly Query[],
  build: (rows: never[][]) => T,
): Reference<T> {
  const held = new WeakMap<House, T>()
  // Two loads may be under way, for a write of one's own and for the feed. What was begun later has seen at least as much.
  const shown = new WeakMap<House, number>()
  let begun = 0
  return {
    kinds,
    of(house) {
      const value = held.get(house)
      if (value === undefined) throw new Error(`The reference set ${kinds.join(', ')} was used before it was loaded.`)
      return value
    },
    async load(house) {
      const nth = ++begun
      const rows = await house.db.transaction('linli_job', (tx) => tx.commit(...queries))
      if (nth < (shown.get(house) ?? 0)) return
      shown.set(house, nth)
      held.set(house, build(rows as never[][]))
    },
    async reread(house) {
      // What was written stays written; if this fails, the feed brings it a moment later.
      await this.load(house).catch((err: unknown) => house.log.warn({ err, kinds }, 'read anew after a write'))
    },
  }
}
