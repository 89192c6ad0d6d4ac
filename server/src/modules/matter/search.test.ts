// The catalogue is searched by the same rule on the server and on the phone (contract/matter/match.ts).
import { searchMatters } from '@linli/contract/matter/match.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '#test/db.ts'
import { type Person, signIn } from '#test/http.ts'

let app: TestHouse
let worker: Person
beforeAll(async () => {
  app = await testHouse()
  await app.reset()
  worker = await signIn(app, 'worker7')
})

const found = async (query: string): Promise<Matter[]> =>
  (await worker.get(`/api/matters?limit=500${query}`)).body.items as Matter[]
const codes = (matters: readonly Matter[]) => matters.map(({ code }) => code)

test('matchOf stood twice: what was typed with blanks was found on the phone and not on the server', async () => {
  const all = await found('')
  for (const { name } of all.filter((_, i) => i % 7 === 0))
    for (const typed of [name, ` ${name} `, name.slice(0, 2)])
      expect(codes(await found(`&q=${encodeURIComponent(typed)}`)), typed).toEqual(codes(searchMatters(all, typed)))
})

test('names, codes, English words and first letters of the pinyin are searched', async () => {
  for (const typed of ['井盖', 'manhole', 'LJ', '01002']) expect((await found(`&q=${typed}`)).length).toBeGreaterThan(0)
  expect(await found('&q=zzz')).toEqual([])
})
