// What the place has configured and the system remembers between starts, one JSON value per name.
import { at, type Query, sql } from './sql.ts'

export const keepSetting = (name: string, value: unknown, wall: number): Query =>
  sql`insert into setting (name, value, updated_at) values (${name}, ${JSON.stringify(value)}::jsonb, ${at(wall)}::timestamptz)
    on conflict (name) do update set value = excluded.value, updated_at = excluded.updated_at`

/** No row when nothing was kept under the name. */
export const findSetting = <T>(name: string): Query<{ value: T }> =>
  sql<{ value: T }>`select value from setting where name = ${name}`
