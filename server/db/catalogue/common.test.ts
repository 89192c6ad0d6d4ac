import { readFileSync } from 'node:fs'
import { checkCatalogue } from '@linli/contract/matter/catalogue-file.ts'
import { writeCatalogue } from '@linli/contract/matter/catalogue-write.ts'
import { describe, expect, it } from 'vitest'
import { readCatalogue } from '#modules/matter/catalogue-read.ts'
import { catalogueRows } from '#modules/matter/catalogue-rows.ts'

const checked = readCatalogue(readFileSync(new URL('common-2026.csv', import.meta.url)))
if (!checked.ok)
  throw new Error(checked.report.map((p) => `${p.row} ${p.column} ${p.message.en} ${p.value}`).join('\n'))
const { catalogue } = checked
const classes = catalogue.matters.filter(({ conditions }) => conditions.length === 0)
const matters = catalogue.matters.filter(({ conditions }) => conditions.length > 0)
const conditions = matters.flatMap((matter) => matter.conditions)

describe('the first catalogue', () => {
  it('has so many matters and conditions in each class', () => {
    const table = classes.map(({ code, name }) => {
      const mine = matters.filter(({ parent }) => parent === code)
      return `${code} ${name}: ${mine.length} ${mine.reduce((sum, matter) => sum + matter.conditions.length, 0)}`
    })
    expect(table).toMatchInlineSnapshot(`
      [
        "01 市政公用设施: 11 46",
        "02 交通设施: 4 18",
        "03 市容环卫设施: 4 21",
        "04 园林绿化设施: 2 11",
        "06 市容环境类: 22 35",
        "07 宣传广告类: 2 3",
        "08 施工管理类: 4 7",
        "09 街面秩序类: 8 11",
        "10 其他事项类: 2 2",
        "99 突发事件: 10 20",
        "98 矛盾纠纷: 5 9",
        "97 关爱服务: 5 6",
        "96 安全隐患: 4 8",
        "95 咨询与建议: 3 3",
      ]
    `)
    expect([matters.length, conditions.length]).toMatchInlineSnapshot(`
      [
        86,
        200,
      ]
    `)
  })

  it('names the source of every row, and says “own default” where nothing was read', () => {
    for (const { id, source } of conditions)
      expect(source, id).toMatch(
        /^编码 (GB\/T 47678\.5-2026 \d{5}|扩展码（本目录自定）)；条件与时限 (YUNCHENG-2026 (部件|事件)\d{4}|自定默认值 \(own default\))/,
      )
    expect(conditions.filter(({ source }) => source.includes('YUNCHENG')).length).toMatchInlineSnapshot(`153`)
    expect(catalogue.duties.every(({ source }) => source.includes('own default'))).toBe(true)
    expect(catalogue.duties.length).toBe(matters.length)
  })

  it('takes codes of the standard for its classes 01–10 and counts its own down from 99', () => {
    expect(classes.map(({ code }) => code)).toEqual([
      '01',
      '02',
      '03',
      '04',
      '06',
      '07',
      '08',
      '09',
      '10',
      '99',
      '98',
      '97',
      '96',
      '95',
    ])
    for (const { code, parent, kind } of matters) {
      expect(code.startsWith(parent ?? '-')).toBe(true)
      expect(code).toHaveLength(5)
      expect(kind).toBe(Number(parent) <= 5 ? 'component' : 'event')
    }
    for (const { source, id } of conditions) expect(source.includes('扩展码')).toBe(Number(id.slice(0, 2)) > 10)
  })

  it('keeps the limits of the source: a missing manhole cover, a broken one, a rattling one, the road around it', () => {
    const limits = (code: string) =>
      matters.find((matter) => matter.code === code)?.conditions.map(({ limit }) => `${limit.amount} ${limit.unit}`)
    expect(limits('01001')).toEqual(['2 urgentHour', '4 workHour', '2 workDay', '5 workDay'])
    expect(limits('06010')).toEqual(['4 workHour'])
    expect(limits('09012')).toEqual(['2 workHour'])
    // An urgent day of the source is 24 urgent hours.
    expect(limits('06001')).toEqual(['48 urgentHour', '15 workDay'])
    expect(limits('99001')).toEqual(['1 urgentHour', '5 workDay'])
  })

  it('makes every emergency safe in urgent hours first, and leads on to its repair where there is one', () => {
    const emergencies = matters.filter(({ procedure }) => procedure === 'emergency')
    expect(emergencies.map(({ parent }) => parent)).toEqual(emergencies.map(() => '99'))
    expect(emergencies.length).toBe(matters.filter(({ parent }) => parent === '99').length)
    for (const { code, conditions: own } of emergencies) {
      expect(own[0]?.target, code).toBe('makeSafe')
      expect(own[0]?.limit.unit).toBe('urgentHour')
      const repairs = own.filter(({ target }) => target === 'repair')
      for (const { id } of repairs) expect(own.some(({ followedBy }) => followedBy === id)).toBe(true)
    }
  })

  it('names a department for every condition but questions, and none of the town where the duty was taken back', () => {
    const towns = new Set(conditions.map(({ units }) => units.town).filter((key) => key !== null))
    expect([...towns].sort()).toEqual(['city', 'civil', 'fire'])
    const takenBack = catalogue.duties.filter(({ kind }) => kind === 'takenBack').map(({ code }) => code)
    expect(takenBack).toEqual(['06033', '06046', '98004'])
    for (const { code, conditions: own } of matters)
      for (const { units } of own) expect(units.town === null, code).toBe(takenBack.includes(code))
    for (const { conditions: own, parent } of matters)
      if (parent !== '95') for (const { units } of own) expect(units.county).toMatch(/^county-/)
  })

  it('demands a photo only of the three conditions that ask for one', () => {
    const asking = conditions.filter(({ evidence }) => evidence.filing.length + evidence.closing.length > 0)
    expect(asking.map(({ id }) => id)).toEqual(['96001.1', '96003.1', '96004.2'])
  })

  it('can be picked by typing: pinyin initials and other words for each matter, names in both languages', () => {
    for (const { code, name, nameEn, initials, synonyms } of matters) {
      expect(initials?.length, code).toBe(name.replace(/[（）、]/g, '').length)
      expect(synonyms.length, code).toBeGreaterThanOrEqual(2)
      expect(nameEn, code).toMatch(/^[A-Z]/)
    }
    const find = (word: string) => matters.filter(({ synonyms }) => synonyms.includes(word)).map(({ code }) => code)
    expect(find('井盖')).toEqual(['01001', '01002', '01003', '01011', '01023'])
    expect(matters.find(({ initials }) => initials === 'bllj')?.name).toBe('暴露垃圾')
  })

  it('reads back the same after being written out', () => {
    const again = checkCatalogue(writeCatalogue(catalogue))
    expect(again.ok && again.catalogue).toEqual(catalogue)
  })
})

describe('catalogueRows', () => {
  const editionId = '0199a000-0000-7000-8000-000000000001'
  const rows = catalogueRows(catalogue, editionId)

  it('gives every row of the four tables the edition, in the order of the file', () => {
    expect(rows.edition).toEqual({ id: editionId, ...catalogue.edition })
    for (const table of [rows.matters, rows.conditions, rows.duties])
      for (const row of table) expect(row.editionId).toBe(editionId)
    expect(rows.matters.map(({ position }) => position)).toEqual(rows.matters.map((_, i) => i + 1))
    expect([rows.matters.length, rows.conditions.length, rows.duties.length]).toEqual([
      catalogue.matters.length,
      conditions.length,
      matters.length,
    ])
  })

  it('has unique keys, and every reference within the edition', () => {
    const codes = new Set(rows.matters.map(({ code }) => code))
    const ids = new Set(rows.conditions.map(({ id }) => id))
    expect([codes.size, ids.size]).toEqual([rows.matters.length, rows.conditions.length])
    for (const { parentCode } of rows.matters) expect(parentCode === null || codes.has(parentCode)).toBe(true)
    for (const { matterCode, followedBy } of rows.conditions) {
      expect(codes.has(matterCode)).toBe(true)
      expect(followedBy === null || ids.has(followedBy)).toBe(true)
    }
    for (const { matterCode } of rows.duties) expect(codes.has(matterCode)).toBe(true)
  })

  it('carries a condition whole', () => {
    expect(rows.conditions.find(({ id }) => id === '96001.1')).toMatchObject({
      matterCode: '96001',
      position: 1,
      text: '楼道、楼梯间堆放杂物',
      closing: '清理完毕，附清理后照片',
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
