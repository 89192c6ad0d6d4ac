import { describe, expect, it } from 'vitest'
import type { CatalogueTable } from './catalogue-cells.ts'
import { type CatalogueProblemCode, catalogueProblems } from './catalogue-columns.ts'
import { type CheckOptions, checkCatalogue } from './catalogue-file.ts'
import { type Cells, cleanRows, header, spoiled, tableOf } from './catalogue-fixture.ts'
import type { Edition } from './schemas.ts'

/** The report as `row column code`, in its order. */
function findings(table: CatalogueTable, options?: CheckOptions): string[] {
  const checked = checkCatalogue(table, options)
  return checked.ok ? [] : checked.report.map(({ row, column, code }) => `${row} ${column ?? '-'} ${code}`)
}

describe('a clean file', () => {
  const checked = checkCatalogue(tableOf(cleanRows))
  if (!checked.ok) throw new Error(JSON.stringify(checked.report))
  const { edition, matters, duties } = checked.catalogue

  it('becomes an edition with matters, conditions and duties', () => {
    expect(edition).toEqual({
      catalogue: 'test',
      edition: '2026',
      validFrom: '2026-07-01',
      validTo: null,
      source: '自编',
    })
    expect(matters.map(({ code, parent, procedure, unit }) => [code, parent, procedure, unit])).toEqual([
      ['06', null, null, null],
      ['06010', '06', 'coordinated', 'city'],
      ['06099', '06', 'emergency', 'county-housing'],
    ])
    expect(duties).toEqual([{ code: '06010', kind: 'basic', basis: null, source: '自定默认' }])
    expect(checked.supersedes).toBeNull()
  })

  it('keeps each condition’s own limit, closing, units and evidence', () => {
    expect(matters[1]?.conditions).toEqual([
      {
        id: '06010.1',
        text: '公共场所未入容器的垃圾',
        textEn: 'Waste in a public place, not in a container',
        limit: { amount: 4, unit: 'workHour' },
        closing: '清理',
        closingEn: 'Cleared',
        units: { town: 'city', county: 'county-city' },
        evidence: { filing: [], closing: [] },
        target: null,
        followedBy: null,
        source: '运城',
      },
      {
        id: '06010.2',
        text: '垃圾堆积超过三日',
        textEn: null,
        limit: { amount: 1, unit: 'workDay' },
        closing: '清理，附清理后照片',
        closingEn: null,
        units: { town: null, county: 'county-city' },
        evidence: { filing: [], closing: ['photo'] },
        target: null,
        followedBy: null,
        source: '自定默认',
      },
    ])
    expect(matters[1]).toMatchObject({ postcheck: true, precheck: false, synonyms: ['垃圾', '乱扔'], initials: 'bllj' })
    expect(matters[1]).toMatchObject({
      hint: { zh: '散落的垃圾；桶满选满溢', en: null },
      confusedWith: ['06042', '06011'],
      form: [{ name: 'bags', type: 'number', label: { zh: '袋数', en: 'Bags' }, choices: [] }],
    })
    expect(matters[2]?.conditions.map(({ target, followedBy }) => [target, followedBy])).toEqual([
      ['makeSafe', '06099.2'],
      ['repair', null],
    ])
  })

  it('may repeat a matter’s cells on every row, in Chinese words, with blank rows between and dates as Excel writes them', () => {
    const repeated = cleanRows.map((row, i) => (i === 2 ? { ...cleanRows[1], ...row, code: '06010' } : row))
    expect(findings(tableOf(repeated))).toEqual([])
    const table = tableOf([{ ...cleanRows[0], valid_from: '2026/7/1', kind: '事件' }, {}, ...cleanRows.slice(1)])
    const again = checkCatalogue(table)
    expect(again.ok && again.catalogue).toEqual(checked.catalogue)
  })
})

describe('the header', () => {
  it('names the columns that are missing, unknown or doubled, and reads no further', () => {
    const wrong = header
      .filter((name) => name !== 'limit_unit' && name !== 'valid_to')
      .concat('limit_units' as never, 'code')
    expect(findings({ ...tableOf(cleanRows), header: wrong })).toEqual([
      '1 limit_units column_unknown',
      '1 code column_twice',
      '1 limit_unit column_missing',
    ])
  })

  it('says that a file without rows has none', () => {
    expect(findings(tableOf([]))).toEqual(['1 - no_rows'])
    expect(findings(tableOf([{}, { name: '  ' }]))).toEqual(['1 - no_rows'])
    expect(findings({ header: [], rows: [] }).length).toBeGreaterThan(10)
  })

  it('refuses a file of more rows than any catalogue has', () => {
    const rows = Array.from({ length: 20_001 }, () => ({ row: 2, cells: { code: '01' } }))
    expect(findings({ header, rows })).toEqual(['0 - too_many_rows'])
  })
})

describe('one wrong cell is one finding, at its place', () => {
  const cases: [number, Cells, ...string[]][] = [
    [2, { catalogue: '' }, '2 catalogue value_missing'],
    [2, { edition_source: '' }, '2 edition_source value_missing'],
    [2, { valid_from: '2026-02-30' }, '2 valid_from date_invalid'],
    [2, { valid_from: '下个月' }, '2 valid_from date_invalid'],
    [2, { valid_to: '2026-06-30' }, '2 valid_to dates_reversed'],
    [4, { edition: '2027' }, '4 edition contradicts'],
    [2, { procedure: 'ordinary' }, '2 procedure class_has_value'],
    [2, { duty: 'basic' }, '2 duty class_has_value'],
    [2, { kind: 'component' }, '3 parent parent_kind', '5 parent parent_kind'],
    [2, { source: '' }, '2 source value_missing'],
    [3, { code: '1' }, '3 code code_invalid'],
    [3, { code: '06.10' }, '3 code code_invalid'],
    [5, { code: '06' }, '5 code code_duplicate', '5 followed_by follow_missing'],
    [3, { name: '' }, '3 name value_missing'],
    [3, { name: '长'.repeat(61) }, '3 name text_too_long'],
    [3, { name: '暴露\u0007垃圾' }, '3 name text_invalid'],
    [3, { kind: '' }, '3 kind value_missing'],
    [3, { kind: '物件' }, '3 kind kind_unknown'],
    [4, { kind: '部件' }, '4 kind both_kinds'],
    [4, { name: '别名' }, '4 name contradicts'],
    [3, { parent: '07' }, '3 parent parent_missing'],
    [5, { parent: '06010' }, '5 parent parent_is_matter'],
    [3, { procedure: '' }, '3 procedure value_missing'],
    [3, { procedure: '特快' }, '3 procedure procedure_unknown'],
    [3, { postcheck: '也许' }, '3 postcheck yes_no_unknown'],
    [3, { initials: 'BLLJ' }, '3 initials initials_invalid'],
    [3, { hint: '', hint_en: 'x' }, '3 hint value_missing'],
    [3, { confused_with: '06042,06011' }, '3 confused_with confused_invalid'],
    [3, { form: '袋数' }, '3 form form_invalid'],
    [3, { form: 'bags:number:袋数:Bags|bags:text:袋:Bag' }, '3 form form_invalid'],
    [3, { form: 'scale:choice:规模:Scale:1=大=Big' }, '3 form form_invalid'],
    [3, { form: 'phone:text:电话:Phone' }, '3 form form_burden'],
    [2, { same_as: '06010' }, '2 same_as same_as_missing'],
    [3, { filing_en: '垃'.repeat(501) }, '3 filing_en text_too_long'],
    [3, { condition: '' }, '3 condition value_missing'],
    [3, { condition: 'a' }, '3 condition condition_invalid'],
    [3, { condition: '0' }, '3 condition condition_invalid'],
    [4, { condition: '1' }, '4 condition condition_duplicate'],
    [4, { filing: '公共场所未入容器的垃圾' }, '4 filing filing_duplicate'],
    [4, { filing: '' }, '4 filing value_missing'],
    [4, { filing: '垃'.repeat(501) }, '4 filing text_too_long'],
    [3, { closing: '' }, '3 closing value_missing'],
    [3, { limit_amount: '' }, '3 limit_amount limit_missing'],
    [3, { limit_amount: '-4' }, '3 limit_amount limit_not_positive'],
    [3, { limit_amount: '0' }, '3 limit_amount limit_not_positive'],
    [3, { limit_amount: '四' }, '3 limit_amount limit_invalid'],
    [3, { limit_amount: '1.5' }, '3 limit_amount limit_invalid'],
    [3, { limit_amount: '1e3' }, '3 limit_amount limit_invalid'],
    [3, { limit_amount: '99999' }, '3 limit_amount limit_too_large'],
    [3, { limit_unit: '' }, '3 limit_unit limit_unit_missing'],
    [3, { limit_unit: '紧急工作日' }, '3 limit_unit limit_unit_unknown'],
    [3, { limit_unit: 'constructor' }, '3 limit_unit limit_unit_unknown'],
    [3, { unit_town: '城管中队' }, '3 unit_town unit_invalid'],
    [3, { unit_town: 'c'.repeat(41) }, '3 unit_town text_too_long'],
    [3, { filing_evidence: 'selfie' }, '3 filing_evidence evidence_unknown'],
    [3, { closing_evidence: 'photo' }, '3 closing_evidence evidence_not_asked'],
    [4, { closing_evidence: 'photo|video' }, '4 closing_evidence evidence_not_asked'],
    [5, { target: '抢险' }, '5 target target_unknown', '5 followed_by follow_not_repair'],
    [5, { followed_by: '06099.3' }, '5 followed_by follow_missing'],
    [5, { followed_by: '06099.1' }, '5 followed_by follow_not_repair'],
    [3, { source: '' }, '3 source value_missing'],
    [4, { source: '源'.repeat(301) }, '4 source text_too_long'],
    [3, { duty: '主办' }, '3 duty duty_unknown'],
    [3, { duty_source: '' }, '3 duty_source value_missing'],
    [3, { duty: '' }, '3 duty value_missing'],
    [3, { duty: '收回', unit_town: '' }, '3 duty_basis duty_basis_missing'],
    [3, { duty: 'takenBack', duty_basis: '某条例第5条' }, '3 duty duty_contradicts_unit'],
  ]
  it.each(cases)('row %s, %o', (row, cells, ...expected) => {
    expect(findings(spoiled(row, cells))).toEqual(expected)
  })

  it('says what is wrong in both languages, with the value cut to 80 characters', () => {
    const checked = checkCatalogue(spoiled(3, { limit_unit: `紧急工作日${'日'.repeat(100)}` }))
    expect(checked).toMatchObject({ ok: false })
    if (checked.ok) return
    expect(checked.report).toEqual([
      {
        row: 3,
        column: 'limit_unit',
        code: 'limit_unit_unknown',
        message: {
          zh: '时限单位应为紧急工作时、工作时、工作日或自然日',
          en: 'Should be urgentHour, workHour, workDay or calendarDay',
        },
        value: `紧急工作日${'日'.repeat(75)}`,
      },
    ])
  })

  it('cites ban 4 when a photo is demanded that no condition asks for', () => {
    const checked = checkCatalogue(spoiled(3, { closing_evidence: '照片' }))
    expect(!checked.ok && checked.report[0]?.message.zh).toContain('结案条件未提及照片（国办函〔2026〕12号')
  })
})

describe('the tree', () => {
  const matter = (code: string, parent: string): Cells => ({
    ...cleanRows[1],
    code,
    parent,
    synonyms: '',
    duty: '',
    duty_source: '',
  })
  const top = cleanRows[0]!

  it('has neither circles nor classes without anything below', () => {
    const classRow = (code: string, parent: string): Cells => ({
      code,
      parent,
      name: `类${code}`,
      kind: 'event',
      source: 's',
    })
    expect(findings(tableOf([top, matter('06010', '06'), classRow('07', '08'), classRow('08', '07')]))).toEqual([
      '4 parent parent_cycle',
      '5 parent parent_cycle',
    ])
    expect(findings(tableOf([{ ...top, parent: '06' }]))).toEqual(['2 parent parent_cycle'])
    expect(findings(tableOf([top, matter('06010', '06'), classRow('07', '')]))).toEqual(['4 filing no_condition'])
  })

  it('finds a code again after other matters, and says where it was first', () => {
    const table = tableOf([top, matter('06010', '06'), matter('06011', '06'), matter('06010', '06')])
    expect(findings(table)).toEqual(['5 code code_duplicate'])
    const other = tableOf([
      top,
      matter('06010', '06'),
      matter('06011', '06'),
      { ...matter('06010', ''), kind: 'component' },
    ])
    expect(findings(other)).toEqual(['5 code both_kinds'])
    const checked = checkCatalogue(other)
    expect(!checked.ok && checked.report[0]?.message.zh).toBe('同一编码、同一名称不能既是部件又是事件（第 3 行）')
  })

  it('has at most eight filing conditions to a matter', () => {
    const condition = (n: number): Cells => ({ ...cleanRows[2], condition: String(n), filing: `条件${n}` })
    const rows = [top, { ...cleanRows[1] }, ...[2, 3, 4, 5, 6, 7, 8].map(condition)]
    expect(findings(tableOf(rows))).toEqual([])
    expect(findings(tableOf([...rows, condition(9)]))).toEqual(['3 condition too_many_conditions'])
  })

  it('reports everything at once, in the order of the rows', () => {
    const rows = cleanRows.map((row) => ({ ...row, source: '', limit_unit: row.limit_unit && '天' }))
    expect(findings(tableOf(rows))).toEqual([
      '2 source value_missing',
      ...[3, 4, 5, 6].flatMap((row) => [`${row} limit_unit limit_unit_unknown`, `${row} source value_missing`]),
    ])
  })
})

describe('components and events under the same code', () => {
  const component: Cells = { ...cleanRows[1], code: '0101', name: '井盖', kind: 'component', parent: '01' }
  const event: Cells = { ...cleanRows[1], code: '0101', name: '私搭乱建', parent: '01' }
  const head = cleanRows[0]!
  const rows: Cells[] = [
    { ...head, code: '01', name: '设施', kind: 'component' },
    component,
    { condition: '2', filing: '破损', closing: '修复', limit_amount: '5', limit_unit: 'workDay', source: 's' },
    { code: '01', name: '环境', kind: 'event', source: 's' },
    event,
  ]
  const trouble: Cells = { code: '0101', name: '井盖异常', kind: 'event', parent: '01', same_as: '0101', source: 's' }

  it('are two matters; the event gets an E before it where a code must be unique', () => {
    const checked = checkCatalogue(tableOf(rows))
    expect(checked.ok && checked.catalogue.matters.map((m) => [m.kind, m.standardCode, m.code, m.parent])).toEqual([
      ['component', '01', '01', null],
      ['component', '0101', '0101', '01'],
      ['event', '01', 'E01', null],
      ['event', '0101', 'E0101', 'E01'],
    ])
    expect(checked.ok && checked.catalogue.matters[3]?.conditions.map(({ id }) => id)).toEqual(['E0101.1'])
    expect(checked.ok && checked.catalogue.duties.map(({ code }) => code)).toEqual(['0101', 'E0101'])
  })

  it('may be one thing: the trouble of a component takes over its conditions and duty', () => {
    const checked = checkCatalogue(tableOf([...rows.slice(0, 4), trouble]))
    if (!checked.ok) throw new Error(JSON.stringify(checked.report))
    const [, cover, , same] = checked.catalogue.matters
    expect(same).toMatchObject({
      code: 'E0101',
      sameAs: '0101',
      procedure: 'coordinated',
      postcheck: true,
      unit: 'city',
    })
    expect(same?.conditions.map((c) => ({ ...c, id: c.id.slice(1) }))).toEqual(cover?.conditions)
    expect(checked.catalogue.duties.map(({ code, kind }) => [code, kind])).toEqual([
      ['0101', 'basic'],
      ['E0101', 'basic'],
    ])
  })

  it('takes over nothing from what is not there, and has nothing of its own', () => {
    const last = (cells: Cells) => findings(tableOf([...rows.slice(0, 4), { ...trouble, ...cells }]))
    expect(last({ same_as: '0102' })).toEqual(['6 same_as same_as_missing'])
    expect(last({ same_as: '01' })).toEqual(['6 same_as same_as_missing'])
    expect(last({ procedure: 'coordinated', filing: '破损' })).toEqual([
      '6 filing same_as_has_value',
      '6 procedure same_as_has_value',
    ])
    expect(last({ code: '0102', name: '别的', kind: 'component' })).toContain('6 same_as same_as_kind')
  })
})

it('refuses codes that another catalogue has on the same days, row by row', () => {
  const taken = [
    { catalogue: 'other', code: '06010', validFrom: '2020-01-01', validTo: null },
    { catalogue: 'other', code: '06', validFrom: '2020-01-01', validTo: null },
    { catalogue: 'old', code: '06099', validFrom: '2020-01-01', validTo: '2026-06-30' },
    { catalogue: 'test', code: '06099', validFrom: '2020-01-01', validTo: '2026-06-30' },
  ]
  expect(findings(tableOf(cleanRows), { taken })).toEqual(['3 code code_taken'])
  const checked = checkCatalogue(tableOf(cleanRows), { taken })
  expect(!checked.ok && checked.report[0]?.message.zh).toBe('编码与同一天有效的目录“other”重复')
})

describe('editions', () => {
  const known = (edition: string, validFrom: string, validTo: string | null, catalogue = 'test'): Edition => ({
    catalogue,
    edition,
    validFrom,
    validTo,
    source: 's',
  })
  const check = (options: CheckOptions, cells: Cells = {}) => checkCatalogue(spoiled(2, cells), options)

  it('follow one another: an open one ends on the eve of the next', () => {
    const checked = check({ known: [known('2025', '2025-01-01', null), known('x', '2000-01-01', null, 'other')] })
    expect(checked.ok && checked.supersedes).toEqual({ edition: '2025', validTo: '2026-06-30' })
    expect(check({ known: [known('2025', '2025-01-01', '2026-06-30')] })).toMatchObject({ ok: true, supersedes: null })
  })

  it('never share a day', () => {
    const overlap = (other: Edition, cells?: Cells) => {
      const checked = check({ known: [other] }, cells)
      return checked.ok ? 'ok' : checked.report.map(({ code }) => code).join()
    }
    expect(overlap(known('2025', '2025-01-01', '2026-07-01'))).toBe('editions_overlap')
    expect(overlap(known('2027', '2027-01-01', null))).toBe('editions_overlap')
    expect(overlap(known('2027', '2027-01-01', null), { valid_to: '2026-12-31' })).toBe('ok')
    expect(overlap(known('2026b', '2026-07-01', null))).toBe('editions_overlap')
    // An edition for a while would leave the days after it without any.
    expect(overlap(known('2025', '2025-01-01', null), { valid_to: '2026-12-31' })).toBe('editions_overlap')
    expect(overlap(known('2026', '2020-01-01', '2020-12-31'))).toBe('edition_known')
  })

  it('a report said that days were shared and not what to do about it', () => {
    const said = (other: Edition, cells?: Cells) => {
      const checked = check({ known: [other] }, cells)
      return checked.ok ? 'ok' : checked.report[0]?.message.en
    }
    const same = 'In force on the same day as edition'
    expect(said(known('a', '2025-01-01', '2026-07-01'))).toBe(
      `${same} “a” (2025-01-01 to 2026-07-01): begin after 2026-07-01`,
    )
    expect(said(known('a', '2027-01-01', null))).toBe(
      `${same} “a” (from 2027-01-01): begin after 2027-01-01, or end before it`,
    )
    expect(said(known('a', '2025-01-01', null), { valid_to: '2026-12-31' })).toBe(
      `${same} “a” (from 2025-01-01): leave the last day blank, and that one ends on the eve`,
    )
    // What it says works.
    expect(said(known('a', '2027-01-01', null), { valid_to: '2026-12-31' })).toBe('ok')
    expect(said(known('a', '2025-01-01', null))).toBe('ok')
  })

  it('know the procedures of the place', () => {
    expect(
      findings(spoiled(3, { procedure: 'market_fast' }), { procedures: ['coordinated', 'emergency', 'market_fast'] }),
    ).toEqual([])
    expect(findings(tableOf(cleanRows), { procedures: ['coordinated'] })).toEqual(['5 procedure procedure_unknown'])
  })
})

it('has words in both languages for every problem', () => {
  for (const code of Object.keys(catalogueProblems) as CatalogueProblemCode[]) {
    expect(catalogueProblems[code].zh).toMatch(/\p{Script=Han}|^\{d\}$/u)
    expect(catalogueProblems[code].en).toMatch(/^[A-Z“{]/)
  }
})
