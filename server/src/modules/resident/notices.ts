// Public notices and objections, for the API and for the pages alike.

import type { Objection, PublicNotice } from '@linli/contract/resident/notice-schemas.ts'
import { maskText } from '@linli/contract/shared/mask.ts'
import { formatInstant } from '@linli/contract/shared/time.ts'
import { perform } from '#platform/action.ts'
import type { House } from '#platform/house.ts'
import { type Caller, spend } from '#platform/limits.ts'
import { problem } from '#platform/problem.ts'
import { read } from '#platform/read.ts'
import { areaPath } from '../area/public.ts'
import { findNotice, listNotices, type NoticeRow, objectByAnybody } from '../incident/public.ts'
import { editions } from '../matter/public.ts'

const asResident = { kind: 'public' } as const

/** Notices that run now, of an area or of the whole place; those that end first come first. */
export const runningNotices = (house: House, area: string | null, most: number): Promise<PublicNotice[]> =>
  read(
    house,
    asResident,
    ({ now }) => [listNotices(area, now, most)],
    ([rows]) => rows.map((row) => viewNotice(house, row)),
  )

/** One that runs now; one that is over and one that never was are both not_found. */
export const runningNotice = (house: House, number: string): Promise<PublicNotice> =>
  read(
    house,
    asResident,
    ({ now }) => [findNotice(number, now)],
    ([[row]]) => {
      if (!row) throw problem('not_found')
      return viewNotice(house, row)
    },
  )

/** Takes an objection in; the one who decides next must answer it. Sent again under the same id it counts once. */
export async function objectTo(caller: Caller, number: string, { id, reason }: Objection): Promise<PublicNotice> {
  const { house } = caller
  const undo = spend(caller, 'reopenings')
  const action = objectByAnybody({
    queries: [findNotice(number, house.clock.now())],
    build: ([rows]) => viewNotice(house, (rows as NoticeRow[])[0]!),
  })
  try {
    const sent = { entry: asResident, ...(id && { id }), input: { number, reason } }
    return (await perform(house, action, sent)).result
  } catch (error) {
    undo()
    throw error
  }
}

function viewNotice(house: House, row: NoticeRow): PublicNotice {
  const matter = editions.of(house).get(row.editionId)?.matters.get(row.matterCode)
  const isSecond = row.state === 'handled'
  return {
    number: row.number,
    matter: { zh: matter?.name ?? row.matterCode, en: matter?.nameEn ?? matter?.name ?? row.matterCode },
    area: row.areaCode,
    place: areaPath(house, row.areaCode),
    step: isSecond ? 'town' : 'community',
    // Refused when they were written; masked all the same, whatever wrote them.
    text: row.words && maskText(row.words),
    answer: isSecond && row.answer ? maskText(row.answer) : null,
    since: formatInstant(row.since),
    until: formatInstant(row.until),
  }
}
