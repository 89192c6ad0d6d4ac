// What the shipped catalogues hold, in figures: the national list is whole, every limit says where it comes from, and what was
// taken from the city we learned from is what stands in its list.
import { readFileSync } from 'node:fs'
import { checkCatalogue } from '@linli/contract/matter/catalogue-file.ts'
import { writeCatalogue } from '@linli/contract/matter/catalogue-write.ts'
import type { Matter } from '@linli/contract/matter/schemas.ts'
import { describe, expect, it } from 'vitest'
import { readCatalogue, readTable } from '#modules/matter/catalogue-read.ts'
import { catalogueRows } from '#modules/matter/catalogue-rows.ts'

function load(file: string) {
  const checked = readCatalogue(readFileSync(new URL(file, import.meta.url)))
  if (!checked.ok)
    throw new Error(checked.report.map((p) => `${file} ${p.row} ${p.column} ${p.message.en} ${p.value}`).join('\n'))
  return checked.catalogue
}

const national = load('gbt-47678-5-2026.csv')
const extension = load('extension-2026.csv')
const city = load('older/yuncheng-2026.csv')
const old = load('older/cjt-214-2007.csv')

const isClass = (matter: Matter) => matter.procedure === null
/** Those with conditions of their own: components, and matters that are not the trouble of one. */
const fileable = (matters: readonly Matter[]) => matters.filter((m) => !isClass(m) && m.sameAs === null)
const all = [...fileable(national.matters), ...fileable(extension.matters)]
const conditions = all.flatMap((matter) => matter.conditions)

describe('the national list', () => {
  it('is whole: 153 components, 250 matters, of which 153 are the trouble of a component', () => {
    const entries = national.matters.filter((m) => !isClass(m))
    const components = entries.filter(({ kind }) => kind === 'component')
    const matters = entries.filter(({ kind }) => kind === 'event')
    expect([components.length, matters.length]).toEqual([153, 250])
    const troubles = matters.filter(({ sameAs }) => sameAs !== null)
    expect(troubles.map(({ sameAs }) => sameAs)).toEqual(components.map(({ code }) => code))
    for (const trouble of troubles) {
      const component = components.find(({ code }) => code === trouble.sameAs)!
      expect(trouble.standardCode).toBe(component.standardCode)
      expect(trouble.name.replace('异常', ''), trouble.code).toBe(component.name)
      expect(trouble.conditions.map(({ limit }) => limit)).toEqual(component.conditions.map(({ limit }) => limit))
    }
  })

  it('is filed under before the day that the standard names for itself, and says why', () => {
    const { validFrom, source } = national.edition
    expect(source).toContain('2026-07-01 实施')
    expect(source).toContain(`本目录自 ${validFrom} 起先行采用`)
  })

  it('has so many in each class, with the gaps of the standard', () => {
    const table = (kind: string) =>
      national.matters
        .filter((m) => isClass(m) && m.kind === kind)
        .map(({ code, standardCode }) => {
          const mine = national.matters.filter(({ parent }) => parent === code)
          return `${standardCode}: ${mine.length}`
        })
        .join(', ')
    expect(table('component')).toBe('01: 76, 02: 44, 03: 16, 04: 14, 05: 3')
    expect(table('event')).toBe('01: 76, 02: 44, 03: 16, 04: 14, 05: 3, 06: 51, 07: 7, 08: 16, 09: 21, 10: 2')
    const codes = new Set(national.matters.map(({ standardCode }) => standardCode))
    for (const gap of ['01016', '02035x', '05001', '06031', '07005', '09007']) expect(codes.has(gap)).toBe(false)
  })
})

describe('the extension', () => {
  it('counts its classes down from 99, and none of its codes stands in the national list', () => {
    const table = extension.matters
      .filter(isClass)
      .map(({ code, name }) => `${code} ${name}: ${extension.matters.filter(({ parent }) => parent === code).length}`)
    expect(table).toMatchInlineSnapshot(`
      [
        "94 社区生活: 15",
        "95 咨询与建议: 5",
        "96 安全隐患: 13",
        "97 关爱服务: 12",
        "98 矛盾纠纷: 15",
        "99 突发事件: 16",
      ]
    `)
    const codes = new Set(national.matters.map(({ code }) => code))
    for (const { code } of extension.matters) expect(codes.has(code), code).toBe(false)
  })

  it('walks hazards of fire and work safety through rectification and a second look', () => {
    const hazards = extension.matters.filter(({ procedure }) => procedure === 'hazard').map(({ code }) => code)
    expect(hazards).toEqual(['96005', '96006', '96007', '96008', '96009', '96010'])
  })

  it('fits with the national list into one page of 500', () => {
    expect(national.matters.length + extension.matters.length).toBe(500)
  })

  it('has applications that are decided in public, each with the law that says so', () => {
    const decided = extension.matters.filter(({ procedure }) => procedure === 'approval')
    expect(decided.map(({ code, name, conditions: own }) => `${code} ${name} ${own.length}`)).toEqual([
      '97012 社会救助申请 3',
    ])
    const duty = extension.duties.find(({ code }) => code === '97012')
    expect(duty?.basis).toContain('《社会救助暂行办法》')
    expect(decided[0]?.conditions.map(({ limit }) => `${limit.amount} ${limit.unit}`)).toEqual([
      '30 workDay',
      '30 workDay',
      '20 workDay',
    ])
  })

  it('makes every emergency safe in urgent hours first, and leads on to its repair where there is one', () => {
    const emergencies = all.filter(({ procedure }) => procedure === 'emergency')
    expect(emergencies.map(({ parent }) => parent)).toEqual(emergencies.map(() => '99'))
    for (const { code, conditions: own } of emergencies) {
      expect(own[0]?.target, code).toBe('makeSafe')
      expect(own[0]?.limit.unit).toBe('urgentHour')
      const repairs = own.filter(({ target }) => target === 'repair')
      for (const { id } of repairs) expect(own.some(({ followedBy }) => followedBy === id)).toBe(true)
    }
  })

  it('asks of a dispute how many it involves and of what scale, and asks nothing elsewhere', () => {
    const asking = all.filter(({ form }) => form.length > 0)
    expect(new Set(asking.map(({ parent }) => parent))).toEqual(new Set(['98']))
    expect(asking[0]?.form.map(({ name, type }) => `${name} ${type}`)).toEqual(['people number', 'scale choice'])
  })
})

describe('every row', () => {
  it('names its source, and says “own default” where nothing was read', () => {
    for (const { id, source } of conditions)
      expect(source, id).toMatch(
        /^编码 (GB\/T 47678\.5-2026 \d{5}|扩展码（本目录自定）)；条件与时限 (YUNCHENG-2026 (部件|事件)\d{4}(，原文\d紧急工作日，按每日24紧急工作时折算)? \(|自定默认值 \(own default\)|《[^》]+》（[^）]+）第[一二三四五六七八九十]+条)/,
      )
    expect(national.duties.every(({ source }) => source.includes('own default'))).toBe(true)
    expect([national.duties.length, extension.duties.length]).toEqual([403, fileable(extension.matters).length])
  })

  it('has its name and both conditions in English', () => {
    const han = /\p{Script=Han}/u
    for (const matter of [...national.matters, ...extension.matters])
      expect(matter.nameEn, matter.code).toMatch(/^[A-Z]/)
    for (const { id, textEn, closingEn } of conditions)
      for (const text of [textEn, closingEn]) {
        expect(text, id).toMatch(/^[A-Z]/)
        expect(han.test(text ?? ''), id).toBe(false)
      }
  })

  it('is found by other words, two at least', () => {
    const poor = all.filter(({ synonyms }) => synonyms.length < 2).map(({ code }) => code)
    expect(poor).toEqual([])
    const find = (word: string) => all.filter(({ synonyms }) => synonyms.includes(word)).map(({ code }) => code)
    expect(find('井盖')).toEqual(['01001', '01002', '01003', '01023'])
  })

  it('has hints that name matters which exist, in both languages, and each pair knows of the other', () => {
    const byCode = new Map(all.map((matter) => [matter.code, matter]))
    const hinted = all.filter(({ hint }) => hint !== null)
    expect(hinted.length).toBeGreaterThan(70)
    for (const { code, hint, confusedWith } of hinted) {
      expect(hint?.en, code).toMatch(/^\S/)
      expect(confusedWith.length, code).toBeGreaterThan(0)
      for (const other of confusedWith) expect(byCode.has(other), `${code} ${other}`).toBe(true)
    }
    // The pairs that a working city keeps notes on (reference of GB/T 47678.5-2026, knowledge base).
    for (const code of '06010 06011 06012 06017 06036 06042 06045 07003 09005 09006'.split(' '))
      expect(byCode.get(code)?.hint, code).not.toBeNull()
  })

  it('demands a photo only of the conditions that ask for one', () => {
    const asking = conditions.filter(({ evidence }) => evidence.filing.length + evidence.closing.length > 0)
    expect(asking.map(({ id }) => id)).toEqual(['96001.1', '96003.1', '96004.2'])
  })

  it('names a department for every condition but questions, and none of the town where the duty was taken back', () => {
    const duties = [...national.duties, ...extension.duties]
    const takenBack = duties.filter(({ kind, code }) => kind === 'takenBack' && !code.startsWith('E'))
    expect(takenBack.map(({ code }) => code)).toEqual(['06032', '06033', '06046', '98004', '98009', '98011'])
    const towns = new Set(conditions.map(({ units }) => units.town).filter((key) => key !== null))
    expect([...towns].sort()).toEqual(['city', 'civil', 'fire'])
    for (const { code, conditions: own, parent } of all)
      for (const { units } of own) {
        expect(units.town === null, code).toBe(takenBack.some((duty) => duty.code === code))
        if (parent !== '95' && parent !== '94') expect(units.county, code).toMatch(/^county-/)
      }
  })

  it('keeps the limits of the source: a missing manhole cover, a broken one, a rattling one, the road around it', () => {
    const limits = (code: string) =>
      all.find((matter) => matter.code === code)?.conditions.map(({ limit }) => `${limit.amount} ${limit.unit}`)
    expect(limits('01001')).toEqual(['2 urgentHour', '4 workHour', '2 workDay', '5 workDay'])
    expect(limits('06010')).toEqual(['4 workHour'])
    expect(limits('09012')).toEqual(['2 workHour'])
    // An urgent day of the source is 24 urgent hours.
    expect(limits('06001')).toEqual(['48 urgentHour', '15 workDay'])
    expect(limits('99001')).toEqual(['1 urgentHour', '5 workDay'])
  })

  it.each([
    ['national', national],
    ['extension', extension],
    ['city', city],
    ['old', old],
  ])('of the %s list reads back the same after being written out', (_, catalogue) => {
    const again = checkCatalogue(writeCatalogue(catalogue))
    expect(again.ok && again.catalogue).toEqual(catalogue)
  })
})

describe('the older editions', () => {
  it('of the city is whole: 92 components and 98 events with 519 conditions, the same digits in both', () => {
    const entries = fileable(city.matters)
    expect(entries.filter(({ kind }) => kind === 'component')).toHaveLength(92)
    expect(entries.filter(({ kind }) => kind === 'event')).toHaveLength(98)
    expect(entries.flatMap((m) => m.conditions)).toHaveLength(519)
    const name = (kind: string) => entries.find((m) => m.kind === kind && m.standardCode === '0101')?.name
    expect([name('component'), name('event')]).toEqual(['上水井盖', '私搭乱建'])
  })

  it('of 2007 has 54 events; nobody knows its limits, so they are defaults', () => {
    expect(fileable(old.matters)).toHaveLength(54)
    for (const { source } of fileable(old.matters).flatMap((m) => m.conditions)) expect(source).toContain('own default')
  })
})

interface Pair {
  from: string
  to: string
  relation: string
}

function pairs(file: string): Pair[] {
  const read = readTable(readFileSync(new URL(`mapping/${file}`, import.meta.url)))
  if (!read.ok) throw new Error(JSON.stringify(read.report))
  return read.table.rows.map(({ cells }) => ({
    from: `${cells.from_kind} ${cells.from_code}`,
    to: cells.to_code === '' ? '' : `${cells.to_catalogue} ${cells.to_kind} ${cells.to_code}`,
    relation: cells.relation!,
  }))
}

const count = (list: readonly Pair[]) =>
  Object.fromEntries(
    ['same', 'near', 'doubtful', 'none'].map((r) => [r, list.filter(({ relation }) => relation === r).length]),
  )

describe('the mappings', () => {
  const yuncheng = pairs('yuncheng.csv')
  const cjt = pairs('cjt-214.csv')

  it('say of every sub-class there what it is here, the doubtful ones marked', () => {
    expect(count(yuncheng)).toEqual({ same: 140, near: 25, doubtful: 19, none: 10 })
    expect(count(cjt)).toEqual({ same: 39, near: 9, doubtful: 1, none: 5 })
    const there = (matters: readonly Matter[]) => new Set(fileable(matters).map((m) => `${m.kind} ${m.standardCode}`))
    expect(new Set(yuncheng.map(({ from }) => from))).toEqual(there(city.matters))
    expect(new Set(cjt.map(({ from }) => from))).toEqual(there(old.matters))
    const here = new Set(all.map((m) => `${m.catalogue} ${m.kind} ${m.standardCode}`))
    for (const { to } of [...yuncheng, ...cjt]) if (to !== '') expect(here.has(to), to).toBe(true)
  })

  const sourced = ({ conditions: own }: Matter) => own.some(({ source }) => source.includes('YUNCHENG'))

  it('gave so many sub-classes their limits where they are the same or near; the others have a stated default', () => {
    const mapped = new Set(yuncheng.filter(({ relation }) => /same|near/.test(relation)).map(({ to }) => to))
    for (const m of all) expect(sourced(m), m.code).toBe(mapped.has(`${m.catalogue} ${m.kind} ${m.standardCode}`))
    const figures = (matters: readonly Matter[]) => {
      const entries = fileable(matters)
      const own = entries.flatMap((m) => m.conditions)
      const byMapping = entries.filter(sourced).length
      const byLaw = entries.filter(({ conditions: [first] }) => /与时限 《/.test(first?.source ?? '')).length
      return {
        ...{ byMapping, byLaw, byDefault: entries.length - byMapping - byLaw, conditions: own.length },
        conditionsOfTheCity: own.filter(({ source }) => source.includes('YUNCHENG')).length,
      }
    }
    expect([figures(national.matters), figures(extension.matters)]).toMatchInlineSnapshot(`
      [
        {
          "byDefault": 97,
          "byLaw": 0,
          "byMapping": 153,
          "conditions": 765,
          "conditionsOfTheCity": 417,
        },
        {
          "byDefault": 63,
          "byLaw": 1,
          "byMapping": 12,
          "conditions": 108,
          "conditionsOfTheCity": 16,
        },
      ]
    `)
  })

  it('changed nothing on the way: every condition that names the city stands in its list, with its limit', () => {
    const there = new Map(
      fileable(city.matters).flatMap((m) =>
        m.conditions.map((c) => [`${m.kind} ${m.standardCode} ${bare(c.text)}`, c.limit] as const),
      ),
    )
    for (const { id, text, limit, source } of conditions) {
      const [, kind, code] = /YUNCHENG-2026 (部件|事件)(\d{4})/.exec(source) ?? []
      if (!kind) continue
      expect(limit, id).toEqual(there.get(`${kind === '部件' ? 'component' : 'event'} ${code} ${bare(text)}`))
    }
  })
})

const bare = (text: string) => text.replaceAll(/[，、。；（）()\s]/g, '')

describe('catalogueRows', () => {
  const editionId = '0199a000-0000-7000-8000-000000000001'
  const rows = catalogueRows(extension, editionId)

  it('gives every row of the four tables the edition, in the order of the file', () => {
    expect(rows.edition).toEqual({ id: editionId, ...extension.edition })
    for (const table of [rows.matters, rows.conditions, rows.duties])
      for (const row of table) expect(row.editionId).toBe(editionId)
    expect(rows.matters.map(({ position }) => position)).toEqual(rows.matters.map((_, i) => i + 1))
  })

  it('has unique keys, and every reference within the edition', () => {
    const whole = catalogueRows(national, editionId)
    const codes = new Set(whole.matters.map(({ code }) => code))
    const ids = new Set(whole.conditions.map(({ id }) => id))
    expect([codes.size, ids.size]).toEqual([whole.matters.length, whole.conditions.length])
    expect(new Set(whole.matters.map((m) => `${m.kind} ${m.standardCode}`)).size).toBe(whole.matters.length)
    for (const { parentCode, sameAs } of whole.matters)
      for (const code of [parentCode, sameAs]) expect(code === null || codes.has(code)).toBe(true)
    for (const { matterCode, followedBy } of whole.conditions) {
      expect(codes.has(matterCode)).toBe(true)
      expect(followedBy === null || ids.has(followedBy)).toBe(true)
    }
    for (const { matterCode } of whole.duties) expect(codes.has(matterCode)).toBe(true)
  })

  it('writes the pinyin of the name and of each synonym, and the initials where the file has none', () => {
    const litter = catalogueRows(national, editionId).matters.find(({ code }) => code === '06010')!
    expect([litter.initials, litter.pinyin[0]]).toEqual(['bllj', 'bao lu la ji'])
    expect(litter.pinyin).toHaveLength(litter.synonyms.length + 1)
    for (const { initials, code } of rows.matters) expect(initials, code).toMatch(/^[a-z0-9]+$/)
  })

  it('carries a condition whole', () => {
    expect(rows.conditions.find(({ id }) => id === '96001.1')).toMatchObject({
      matterCode: '96001',
      position: 1,
      text: '楼道、楼梯间堆放杂物',
      textEn: 'Belongings piled up in a corridor or staircase',
      closing: '清理完毕，附清理后照片',
      closingEn: 'Cleared; with a photo afterwards',
      limitAmount: 2,
      limitUnit: 'workDay',
      unitTown: 'fire',
      unitCounty: 'county-fire',
      evidenceFiling: [],
      evidenceClosing: ['photo'],
      target: null,
      followedBy: null,
    })
  })
})
