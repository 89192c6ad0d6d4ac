import { v7 as uuidv7 } from 'uuid'
import { at, insertRows, type Query } from '#platform/sql.ts'

/** What a message leads to; null: it is about no incident. */
export type About = { incidentId: string; areaCode: string } | null

/** Tells accounts something; `now` is domain time. At least one account. */
export const tellAccounts = (accounts: readonly string[], message: string, now: number, about: About = null): Query =>
  insertRows(
    'message',
    accounts.map((accountId) => ({
      id: uuidv7(),
      unitId: null,
      accountId,
      incidentId: about?.incidentId ?? null,
      areaCode: about?.areaCode ?? null,
      message,
      at: at(now),
      isAlarm: about === null,
    })),
  )
