import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkAnswers, type FormField, questionsPerMatter, readForm, writeForm } from './form.ts'

const cell =
  'people:number:涉及人数:People involved|scale:choice:规模:Scale:1=个体=Single,2=群体=Group|on:date:日期:Date'
const read = readForm(cell)
const fields: readonly FormField[] = read.ok ? read.fields : []

it('reads questions from a cell and writes them back', () => {
  expect(fields.map(({ name, type, choices }) => [name, type, choices.map(({ value }) => value)])).toEqual([
    ['people', 'number', []],
    ['scale', 'choice', ['1', '2']],
    ['on', 'date', []],
  ])
  expect(writeForm(fields)).toBe(cell)
  expect(readForm('')).toEqual({ ok: true, fields: [] })
})

it.each([
  ['涉及人数', 1],
  ['people:number:涉及人数', 1],
  ['People:number:人:People', 1],
  ['people:photo:人:People', 1],
  ['people:number:人:People:1=a=b,2=c=d', 1],
  ['people:number:人:People|scale:choice:规模:Scale', 2],
  ['people:number:人:People|people:text:人:People', 2],
  [Array.from({ length: questionsPerMatter + 1 }, (_, i) => `q${i}:text:问:Q`).join('|'), questionsPerMatter + 1],
])('names the question that cannot be read in %s', (text, question) => {
  expect(readForm(text)).toEqual({ ok: false, question })
})

it('finds wrong answers, and lets open ones pass', () => {
  const faults = (answers: Record<string, unknown>) => checkAnswers(fields, answers).map(({ path }) => path)
  expect(faults({})).toEqual([])
  expect(faults({ people: 3, scale: '2', on: '2026-11-22', other: {} })).toEqual([])
  expect(faults({ people: '', scale: null })).toEqual([])
  expect(faults({ people: '3', scale: '3', on: '2026-02-31x' })).toEqual(['/form/people', '/form/scale', '/form/on'])
  expect(faults({ people: -1 })).toEqual(['/form/people'])
})

it('never throws, whatever the cell and the answers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), fc.anything()), (text, answers) => {
      const any = readForm(text)
      if (any.ok) expect(readForm(writeForm(any.fields))).toEqual(any)
      checkAnswers(fields, answers)
    }),
  )
})
