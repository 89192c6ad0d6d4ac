import { v7 as uuidv7 } from 'uuid'
import { at, insertRows, type Query } from '#platform/sql.ts'

/** Tells accounts something that is about no incident; `now` is domain time. At least one account. */
export const tellAccounts = (accounts: readonly string[], message: string, now: number): Query =>
  insertRows(
    'message',
    accounts.map((accountId) => ({
      id: uuidv7(),
      unitId: null,
      accountId,
      incidentId: null,
      areaCode: null,
      message,
      at: at(now),
      isAlarm: true,
    })),
  )
