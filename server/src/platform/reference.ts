// Small tables that nearly every request needs (area names, units, matters, calendar) are held in memory and reloaded when
// the change feed says that they changed. A reference never decides who may see a row: that stays in the database.
import type { House } from './house.ts'
import type { Query } from './sql.ts'

export interface Reference<T> {
  kinds: readonly string[]
  /** The set as last loaded; throws before the first load. */
  of(house: House): T
  load(house: House): Promise<void>
}

export function reference<T>(
  kinds: readonly string[],
  queries: readonly Query[],
  build: (rows: never[][]) => T,
): Reference<T> {
  const held = new WeakMap<House, T>()
  return {
    kinds,
    of(house) {
      const value = held.get(house)
      if (value === undefined) throw new Error(`The reference set ${kinds.join(', ')} was used before it was loaded.`)
      return value
    },
    async load(house) {
      const rows = await house.db.transaction('linli_job', (tx) => tx.commit(...queries))
      held.set(house, build(rows as never[][]))
    },
  }
}
