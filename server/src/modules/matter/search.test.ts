// The catalogue is searched by one rule (contract/matter/search.ts): at the desk by the server, on the phone by the phone, on the
// residents' page by the server again. All three must find the same.
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { indexMatters } from '@linli/contract/matter/search.ts'
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

const offered = ({ procedure, sameAs }: Matter) => procedure !== null && sameAs === null

test('desk, phone and residents find the same, in the same order', async () => {
  const index = indexMatters(await found(''))
  const phrases = [
    '井盖没了',
    ' 井盖 ',
    '路灯不亮',
    'jinggai',
    'LJ',
    'broken lamp',
    '06',
    '楼道堆东西',
    '垃圾',
    '98001',
  ]
  for (const typed of phrases) {
    const q = encodeURIComponent(typed)
    const onPhone = codes(index.find(typed, { only: offered, most: 500 }))
    expect(onPhone.length, typed).toBeGreaterThan(0)
    expect(codes(await found(`&fileable=true&q=${q}`)), typed).toEqual(onPhone)
    const residents = (await worker.get(`/api/public/matters?limit=50&q=${q}`)).body.items as { code: string }[]
    const taken = new Set(residents.map(({ code }) => code))
    // What only staff can file is left out; the order of the others is the same.
    expect(residents.map(({ code }) => code)).toEqual(onPhone.filter((code) => taken.has(code)))
    expect(onPhone.slice(0, 30).filter((code) => !taken.has(code) && code !== '97005')).toEqual([])
  }
})

test('a hint stands beside those that are easily confused, and only there', async () => {
  const hints = async (typed: string) =>
    (
      (await worker.get(`/api/public/matters?limit=5&q=${encodeURIComponent(typed)}`)).body.items as {
        code: string
        hint: unknown
      }[]
    )
      .filter(({ hint }) => hint !== null)
      .map(({ code }) => code)
  expect(await hints('井盖')).toEqual(expect.arrayContaining(['01001', '01002', '01003', '01023']))
  expect(await hints('公厕')).toEqual([])
})

test('names, codes, English words and first letters of the pinyin are searched', async () => {
  for (const typed of ['井盖', 'manhole', 'LJ', '01002']) expect((await found(`&q=${typed}`)).length).toBeGreaterThan(0)
  expect(await found('&q=qxqx')).toEqual([])
})
