// The learner alone: what it learns, what it cannot, that the order of days is kept, and that its bytes answer like itself.
import { fewestIncidents } from '@linli/contract/suggestion/schemas.ts'
import { describe, expect, test } from 'vitest'
import { type Example, type Learned, openLearner, passes } from './learn.ts'
import { bestUnit, featuresOf, judge, sharesOf, speaksFor, wordWeight } from './model.ts'
import { packModel, unpackModel } from './pack.ts'

const day = 86_400_000
const start = Date.parse('2026-01-05T09:00:00+08:00')

function learn(examples: readonly Example[]): Learned {
  const learner = openLearner()
  learner.count(examples)
  if (!learner.begin()) return learner.result()
  for (let pass = 1; pass <= passes; pass++) {
    for (let i = 0; i < examples.length; i += 100) learner.learn(examples.slice(i, i + 100))
    learner.endPass()
  }
  return learner.result()
}

const kinds = [
  { matter: '01001', condition: '01001.1', words: ['井盖', '缺失'], unit: 'city' },
  { matter: '01001', condition: '01001.3', words: ['井盖', '异响'], unit: 'city' },
  { matter: '06042', condition: '06042.1', words: ['垃圾桶', '满溢'], unit: 'clean' },
  { matter: '01037', condition: null, words: ['路灯', '不亮'], unit: null },
]
const areas = ['990101001001001', '990101001001002', '990101001002001']
const others = ['门口', '西侧', '学校', '路口', '超市', '公园']

/** Each fourth of another kind, the words of the kind among words that say nothing. */
const town = (count: number): Example[] =>
  Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length]!
    return {
      ...kind,
      words: [...kind.words, others[(i * 7) % others.length]!, others[(i * 5 + 1) % others.length]!],
      areaCode: areas[i % areas.length]!,
      at: start + i * 3_600_000,
    }
  })

test('from words it tells matter and condition, and who does it', () => {
  const { state, figures, model, n, matters } = learn(town(400))
  expect({ state, n, matters }).toEqual({ state: 'usable', n: 400, matters: 3 })
  expect(figures).toMatchObject({ judged: 40, top1: 1, top3: 1, floorTop1: 0.5, conditionTop1: 1, unitTop1: 1 })
  const [first] = judge(model!, featuresOf(['井盖', '异响'], null, start))
  expect(first).toMatchObject({ matter: '01001', condition: '01001.3' })
  expect(first!.share).toBeGreaterThan(0.9)
  expect(judge(model!, featuresOf(['路灯'], null, start))[0]).toMatchObject({ matter: '01037', condition: null })
  expect(judge(model!, featuresOf(['井盖', '缺失'], null, start), '06042')).toHaveLength(1)
  expect(bestUnit(model!.units, '06042', areas[0]!)).toEqual({
    id: 'clean',
    count: expect.any(Number),
    of: expect.any(Number),
  })
  expect(bestUnit(model!.units, '01037', areas[0]!)).toBeNull()
})

test('a reason is a word that speaks for it more than for what else it may be, however sure it is', () => {
  const { model } = learn(town(400))
  const features = featuresOf(['井盖', '缺失', '门口'], null, start)
  const shares = sharesOf(model!, features)
  const { best } = judge(model!, features)[0]!
  const [cover, missing, door] = ['w:井盖', 'w:缺失', 'w:门口'].map((name) => speaksFor(model!, name, best, shares))
  expect(Math.min(cover!, missing!)).toBeGreaterThan(1)
  expect(Math.abs(door!)).toBeLessThan(Math.min(cover!, missing!))
  expect(speaksFor(model!, 'w:没有这个词', best, shares)).toBe(0)
})

test('place speaks where words do not', () => {
  const examples = town(600).map((e, i) => ({
    ...e,
    words: ['问题'],
    areaCode: areas[kinds[i % 4]!.matter === '06042' ? 2 : 0]!,
  }))
  const { model } = learn(examples)
  expect(judge(model!, featuresOf(['问题'], areas[2]!, start))[0]!.matter).toBe('06042')
  expect(judge(model!, featuresOf(['问题'], areas[0]!, start))[0]!.matter).toBe('01001')
  expect(model!.places['06042|990101001002']).toBe(150)
  expect(model!.places['06042|990101001001']).toBeUndefined()
})

describe('what it cannot', () => {
  test('ten incidents teach nothing, and it says so', () => {
    expect(learn(town(10))).toEqual({ state: 'tooFew', n: 10, matters: 3, figures: null, model: null })
    expect(learn(town(fewestIncidents - 1)).state).toBe('tooFew')
    expect(learn(town(fewestIncidents)).state).toBe('usable')
    expect(learn([]).n).toBe(0)
  })

  test('of one matter alone there is nothing to choose', () => {
    expect(
      learn(
        town(800)
          .filter((e) => e.matter === '01037' && e.condition === null)
          .concat(town(0)),
      ),
    ).toMatchObject({ state: 'tooFew' })
    const one = town(800).map((e) => ({ ...e, matter: '01037', condition: null }))
    expect(learn(one)).toMatchObject({ state: 'tooFew', n: 800, model: null })
  })

  test('where words say nothing it is no better than the most frequent, and is not used', () => {
    const matters = [1, 1, 1, 2, 1, 1, 3, 1, 1, 1]
    const noise = town(1000).map((e, i) => ({
      ...e,
      words: [others[i % 6]!],
      areaCode: areas[0]!,
      matter: `0${matters[(i * 7 + (i >> 3)) % 10]}`,
      condition: null,
    }))
    const { state, figures } = learn(noise)
    expect(state).toBe('noBetter')
    expect(figures!.top1).toBeLessThanOrEqual(figures!.floorTop1)
  })
})

test('the last tenth is judged as tomorrow: a matter that appears only then is not known before', () => {
  const examples = town(500).map((e, i) => (i >= 450 ? { ...e, matter: '99999', condition: null, words: ['新事'] } : e))
  const { figures, model } = learn(examples)
  expect(figures).toMatchObject({ judged: 50, top1: 0, top3: 0 })
  expect(judge(model!, featuresOf(['新事'], null, start))[0]!.matter).toBe('99999')
})

test('the same incidents give the same bytes, and bytes read again answer alike', () => {
  const [a, b] = [learn(town(400)), learn(town(400))]
  expect(packModel(a.model!).equals(packModel(b.model!))).toBe(true)
  const back = unpackModel(new Uint8Array(packModel(a.model!)))
  for (const words of [['井盖'], ['满溢', '门口'], ['没有这个词']])
    expect(judge(back, featuresOf(words, areas[0]!, start + 3 * day))).toEqual(
      judge(a.model!, featuresOf(words, areas[0]!, start + 3 * day)),
    )
  expect(wordWeight(back, '井盖')).toBeLessThan(wordWeight(back, '没有这个词'))
})

test('words of two reports only are forgotten: they may be a name', () => {
  const { model } = learn(town(400).map((e, i) => (i < 2 ? { ...e, words: [...e.words, '张三丰'] } : e)))
  expect([...model!.features.keys()]).not.toContain('w:张三丰')
  expect(JSON.stringify([...model!.counts.keys()])).not.toContain('张三丰')
})
