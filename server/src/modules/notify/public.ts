import { v7 as uuidv7 } from 'uuid'
import { at, insertRows, type Query } from '#platform/sql.ts'

/** What a message leads to; null: it is about no incident. */
export type About = { incidentId: string; areaCode: string } | null

/** Tells accounts something; `now` is domain time. At least one account. */
export const tellAccounts = (accounts: readonly string[], message: string, now: number, about: About = null): Query =>
  insertRows(
    'message',
    accounts.map((accountId) => rowOf({ unitId: null, accountId }, message, now, about)),
  )

/** Tells everybody of a unit. */
export const tellUnit = (unitId: string, message: string, now: number, about: About): Query =>
  insertRows('message', [rowOf({ unitId, accountId: null }, message, now, about)])

/** What concerns an account itself, and no incident, is an alarm. */
const rowOf = (
  to: { unitId: string | null; accountId: string | null },
  message: string,
  now: number,
  about: About,
): object => ({
  id: uuidv7(),
  ...to,
  incidentId: about?.incidentId ?? null,
  areaCode: about?.areaCode ?? null,
  message,
  at: at(now),
  isAlarm: about === null,
})
