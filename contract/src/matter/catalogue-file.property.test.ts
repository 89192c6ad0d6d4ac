import fc from 'fast-check'
import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { limitUnits } from '../deadline/calendar.ts'
import { type CatalogueProblemCode, catalogueProblems } from './catalogue-columns.ts'
import { type Catalogue, checkCatalogue } from './catalogue-file.ts'
import { cleanRows, header, tableOf } from './catalogue-fixture.ts'
import { writeCatalogue } from './catalogue-write.ts'
import type { FormField } from './form.ts'
import {
  type Duty,
  DutySchema,
  EditionSchema,
  type FilingCondition,
  type Matter,
  MatterSchema,
  textLimits,
} from './schemas.ts'

/** Texts as people write them: trimmed, without control characters, never too long. */
const prose = (longest: number) =>
  fc
    .array(fc.oneof(fc.constantFrom(...'缺失破损清理修复“”（）,;"\n'), fc.string({ minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) =>
      parts
        .join('')
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g, '')
        .trim(),
    )
    .filter((text) => text !== '' && [...text].length <= longest)

const question = {
  ...{ name: 'scale', type: 'choice' as const, label: { zh: '规模', en: 'Scale' } },
  choices: ['1', '2'].map((value) => ({ value, label: { zh: `第${value}级`, en: `Grade ${value}` } })),
}

const unitKey = fc.option(fc.constantFrom('city', 'fire', 'county-housing'))

const condition = fc
  .record({
    closing: prose(textLimits.closing),
    closingEn: fc.option(prose(80)),
    textEn: fc.option(prose(80)),
    limit: fc.record({ amount: fc.integer({ min: 1, max: 3650 }), unit: fc.constantFrom(...limitUnits) }),
    units: fc.record({ town: unitKey, county: unitKey }),
    photo: fc.boolean(),
    source: prose(textLimits.source),
  })
  .map(({ photo, ...rest }) => ({
    ...rest,
    closing: photo ? '附照片' : rest.closing,
    evidence: { filing: [], closing: photo ? (['photo'] as const) : [] },
  }))

/** A catalogue that breaks no rule: one class, matters with 1–4 conditions, some with a make-safe and its repair. */
const catalogue: fc.Arbitrary<Catalogue> = fc
  .record({
    name: prose(textLimits.catalogue),
    edition: prose(textLimits.edition),
    validTo: fc.option(fc.constantFrom('2026-07-01', '2030-12-31')),
    kind: fc.constantFrom('component' as const, 'event' as const),
    matters: fc.array(
      fc.record({
        name: prose(textLimits.name),
        nameEn: fc.option(prose(textLimits.nameEn)),
        procedure: fc.constantFrom('ordinary', 'coordinated', 'emergency', 'approval'),
        precheck: fc.boolean(),
        postcheck: fc.boolean(),
        mediable: fc.boolean(),
        synonyms: fc.uniqueArray(
          prose(20).filter((word) => !/[|｜]/.test(word)),
          { maxLength: 3 },
        ),
        initials: fc.option(fc.stringMatching(/^[a-z]{1,8}$/)),
        hint: fc.option(fc.record({ zh: prose(textLimits.hint), en: fc.option(prose(80)) })),
        confusedWith: fc.uniqueArray(fc.stringMatching(/^[0-9A-Z]{2,6}$/), { maxLength: 3 }),
        form: fc.constantFrom<FormField[]>([], [question]),
        isTwofold: fc.boolean(),
        conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
        emergency: fc.boolean(),
        duty: fc.option(
          fc.record({
            kind: fc.constantFrom('basic' as const, 'joint' as const),
            basis: fc.option(prose(80)),
            source: prose(80),
          }),
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ name, edition, validTo, kind, matters }) => {
    const head = { catalogue: name, edition }
    const top: Matter = {
      ...{
        code: '06',
        standardCode: '06',
        name: '类',
        nameEn: null,
        parent: null,
        kind,
        procedure: null,
        conditions: [],
        unit: null,
        precheck: false,
      },
      ...{ postcheck: false, mediable: false, synonyms: [], initials: null, ...head, source: '自定' },
      ...{ pinyin: [], sameAs: null, hint: null, confusedWith: [], form: [] },
    }
    const leaves = matters.map(({ conditions, emergency, duty: _, isTwofold: __, ...rest }, i): Matter => {
      const code = `06${String(i).padStart(3, '0')}`
      const isPair = emergency && conditions.length > 1
      const numbered = conditions.map(
        (c, n): FilingCondition => ({
          ...c,
          id: `${code}.${n + 1}`,
          text: `条件 ${n + 1}`,
          evidence: { filing: [], closing: [...c.evidence.closing] },
          target: isPair && n === 0 ? 'makeSafe' : isPair && n === 1 ? 'repair' : null,
          followedBy: isPair && n === 0 ? `${code}.2` : null,
        }),
      )
      const first = numbered[0]!
      return {
        ...rest,
        code,
        standardCode: code,
        pinyin: [],
        sameAs: null,
        parent: '06',
        kind,
        conditions: numbered,
        unit: first.units.town ?? first.units.county,
        ...head,
        source: first.source,
      }
    })
    const duties = matters.flatMap(({ duty }, i) => (duty ? [{ code: leaves[i]!.code, ...duty }] : []))
    const doubled = kind === 'component' ? leaves.filter((_, i) => matters[i]!.isTwofold) : []
    const troubles = doubled.map((leaf) => troubleOf(leaf))
    const troubleDuties = doubled.flatMap(({ code }) => duties.filter((duty) => duty.code === code).map(underE))
    const eventClass = { ...top, code: 'E06', name: '事件类', kind: 'event' as const }
    return {
      edition: { ...head, validFrom: '2026-07-01', validTo, source: '自编' },
      matters: [top, ...leaves, ...(troubles.length > 0 ? [eventClass, ...troubles] : [])],
      duties: [...duties, ...troubleDuties],
    }
  })

const underE = (duty: Duty): Duty => ({ ...duty, code: `E${duty.code}` })

/** The matter that is the trouble of a component: the same digits, and all of its conditions. */
function troubleOf(component: Matter): Matter {
  return {
    ...component,
    ...{ code: `E${component.code}`, parent: 'E06', kind: 'event', sameAs: component.code },
    name: [...`异${component.name}`].slice(0, textLimits.name).join('').trim(),
    conditions: component.conditions.map((c) => ({
      ...c,
      id: `E${c.id}`,
      followedBy: c.followedBy && `E${c.followedBy}`,
    })),
  }
}

describe('checkCatalogue', () => {
  it('reads back exactly what was written', () => {
    fc.assert(
      fc.property(catalogue, (written) => {
        const checked = checkCatalogue(writeCatalogue(written))
        expect(checked).toEqual({ ok: true, catalogue: written, supersedes: null })
      }),
      { numRuns: 300 },
    )
  })

  it('never throws, and answers with a catalogue or with at least one finding', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '06',
        '06010',
        '06.1',
        '1',
        '-1',
        '0',
        '2',
        'event',
        'component',
        'coordinated',
        'workDay',
        '工作日',
        'photo',
        'makeSafe',
        'takenBack',
        '2026-07-01',
        '-',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('__proto__', 'constructor', 'x'.repeat(600), '$&', '{v}'),
    )
    const row = fc.dictionary(fc.oneof(fc.constantFrom(...header), fc.string({ maxLength: 5 })), cell, { maxKeys: 30 })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(header), fc.string({ maxLength: 8 })), { maxLength: 3 }),
        fc.array(row, { maxLength: 12 }),
        (names, rows) => {
          const checked = checkCatalogue({
            header: names.flat(),
            rows: rows.map((cells, i) => ({ row: i + 2, cells })),
          })
          if (!checked.ok) expect(checked.report.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  // One cell of a clean file replaced by anything: either the file is still clean, and then fit for the wire, or the report
  // names a place in it, with a known code and words without leftover slots.
  it('holds what it lets through to the schemas, and points at what it does not', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom('', '-', '0', '-7', '06', '06010', '06099.2', '部件', '收回', 'photo', '是'),
    )
    const outcomes = { clean: 0, refused: 0 }
    fc.assert(
      fc.property(fc.nat({ max: cleanRows.length - 1 }), fc.constantFrom(...header), anything, (at, column, value) => {
        const rows = cleanRows.map((row, i) => (i === at ? { ...row, [column]: value } : row))
        const checked = checkCatalogue(tableOf(rows))
        if (checked.ok) {
          outcomes.clean++
          for (const matter of checked.catalogue.matters) expect(Check(MatterSchema, matter)).toBe(true)
          for (const duty of checked.catalogue.duties) expect(Check(DutySchema, duty)).toBe(true)
          expect(Check(EditionSchema, checked.catalogue.edition)).toBe(true)
          return
        }
        outcomes.refused++
        for (const { row, column: place, code, message } of checked.report) {
          expect(row).toBeGreaterThanOrEqual(1)
          expect(row).toBeLessThanOrEqual(cleanRows.length + 1)
          if (place !== null) expect(header).toContain(place)
          expect(Object.keys(catalogueProblems)).toContain(code satisfies CatalogueProblemCode)
          expect(message.zh.length * message.en.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2000 },
    )
    expect(outcomes.clean).toBeGreaterThan(100)
    expect(outcomes.refused).toBeGreaterThan(100)
  })
})
