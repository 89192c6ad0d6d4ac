import Value from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { type ActionInput, optionalOf, personActions, requiredOf } from './fields.ts'
import { actionBodies, actionInputs, PublicReport, ReportIncident, TakeAction } from './schemas.ts'
import { actions, degrees, grades, parts, sources, stages, stateNames, states, unitKinds, urgencies } from './words.ts'

const id = '01935d2e-7c4b-7a51-9d8e-3f2a1b0c9d8e'
const samples: Required<Omit<ActionInput, 'version' | 'id'>> = {
  note: 'n',
  reason: 'r',
  matter: '06010',
  condition: '06010.1',
  urgency: 'urgent',
  description: 'd',
  evidence: [id],
  location: { lng: 110, lat: 30, accuracy: 5, address: 'gate' },
  found: true,
  centre: '990101001',
  unit: id,
  coUnits: [id],
  units: [id],
  upheld: true,
  until: '2026-03-02T09:00:00+08:00',
  request: 3,
  granted: true,
  result: 'done',
  degree: 'staged',
  conditionMet: true,
  reached: true,
  satisfied: 5,
  solved: true,
  order: 'o',
  grade: 'red',
  due: '2026-03-02T09:00:00Z',
  supervision: 3,
  text: 't',
  into: id,
}
const full = (action: (typeof personActions)[number]) => ({
  version: 1,
  ...Object.fromEntries([...requiredOf(action), ...optionalOf(action)].map((name) => [name, samples[name]])),
})

describe('inputs of the actions', () => {
  it('take what the table of interface.md says', () => {
    const table = personActions
      .map((action) =>
        `${action}: ${[...requiredOf(action), ...optionalOf(action).map((name) => `${name}?`)].join(' ')}`.trim(),
      )
      .join('\n')
    expect(table).toMatchInlineSnapshot(`
      "accept: matter? condition? urgency?
      reject: reason
      return: reason
      supplement: description? evidence? location?
      precheck: found evidence?
      postcheck: found evidence?
      route: centre reason?
      takeOver: reason
      dispatch: unit coUnits?
      sign:
      decline: reason
      arbitrate: upheld reason
      progress: note evidence?
      extend: until reason
      suspend: until reason
      approve: request granted reason?
      resume:
      finish: result evidence?
      verify: evidence?
      fail: reason evidence?
      close: degree? conditionMet?
      followUp: reached satisfied? solved?
      reopen: reason
      archive:
      supervise: order grade? due?
      reply: supervision text
      remind:
      comment: note
      addEvidence: evidence
      changeMatter: matter reason condition?
      whistle: units reason
      arrive: location?
      merge: into
      unmerge:
      void: reason
      define: result matter? condition?
      review: granted reason?
      grant: granted reason?
      object: reason
      withdraw: reason?"
    `)
  })

  it.each(personActions)(
    '%s: accepts all its fields, refuses one more, misses a required one, bad id and version',
    (action) => {
      const schema = actionInputs[action]
      expect(Value.Check(schema, full(action))).toBe(true)
      expect(Value.Check(schema, { ...full(action), id, note: 'so' })).toBe(true)
      expect(Value.Check(schema, { ...full(action), colour: 'red' })).toBe(false)
      expect(Value.Check(schema, { ...full(action), id: 'no id' })).toBe(false)
      expect(Value.Check(schema, { ...full(action), version: 0 })).toBe(false)
      for (const name of requiredOf(action)) {
        const { [name]: _, ...rest } = full(action) as Record<string, unknown>
        expect(Value.Check(schema, rest), name).toBe(false)
      }
      expect(Value.Check(actionBodies[action], { action, ...full(action) })).toBe(true)
      expect(Value.Check(TakeAction, { action, ...full(action) })).toBe(true)
      expect(Value.Check(actionBodies[action], { action: 'sing', ...full(action) })).toBe(false)
    },
  )

  it.each([
    ['a blank reason', 'reject', { reason: '  \n ' }],
    ['a reason of 2001 characters', 'reject', { reason: 'x'.repeat(2001) }],
    ['a note of 2001 characters', 'sign', { note: 'x'.repeat(2001) }],
    ['an empty comment', 'comment', { note: ' ' }],
    ['no evidence', 'addEvidence', { evidence: [] }],
    ['evidence twice', 'addEvidence', { evidence: [id, id] }],
    ['six stars', 'followUp', { reached: true, satisfied: 6 }],
    ['a day that is no instant', 'extend', { reason: 'x', until: '2026-03-02' }],
    ['a latitude beyond the pole', 'supplement', { location: { lng: 1, lat: 91 } }],
    ['true as a text', 'arbitrate', { upheld: 'true', reason: 'x' }],
    ['an area code with a letter', 'route', { centre: '99010100A' }],
    ['no units', 'whistle', { units: [], reason: 'x' }],
  ] as const)('%s is refused', (_, action, fields) => {
    expect(Value.Check(actionInputs[action], { version: 1, ...fields })).toBe(false)
  })
})

describe('a report', () => {
  const report = { matter: '06010', description: 'rubbish behind block 4', location: { lng: 110, lat: 30 } }

  it.each([
    ['a point', {}],
    ['a building', { location: { building: id } }],
    ['an area', { location: { area: '990101001001' } }],
    [
      'everything',
      {
        occurredAt: '2026-03-02T09:00:00+08:00',
        source: 'hotline',
        urgency: 'urgent',
        reporter: { name: 'A', phone: '13900000000' },
        evidence: [id],
        form: { lamps: 3 },
        handled: { result: 'swept', evidence: [id] },
      },
    ],
    ['4000 characters', { description: '垃'.repeat(4000) }],
  ])('with %s is taken', (_, fields) => {
    expect(Value.Check(ReportIncident, { ...report, ...fields })).toBe(true)
  })

  it.each([
    ['4001 characters', { description: '垃'.repeat(4001) }],
    ['blank words', { description: '   ' }],
    ['no place', { location: {} }],
    ['two places', { location: { lng: 110, lat: 30, area: '990101001' } }],
    ['an unknown source', { source: 'rumour' }],
    ['a member that is not known', { colour: 'red' }],
    ['a result without words', { handled: { evidence: [] } }],
    ['more evidence than 20', { evidence: Array.from({ length: 21 }, (_, i) => id.slice(0, -2) + String(10 + i)) }],
  ])('with %s is refused', (_, fields) => {
    expect(Value.Check(ReportIncident, { ...report, ...fields })).toBe(false)
  })

  it('of a resident cannot say that it was handled, how urgent it is or where it comes from', () => {
    expect(Value.Check(PublicReport, report)).toBe(true)
    for (const fields of [{ handled: { result: 'x' } }, { urgency: 'urgent' }, { source: 'police' }])
      expect(Value.Check(PublicReport, { ...report, ...fields })).toBe(false)
  })
})

describe('the closed lists', () => {
  it('have words in both languages, each its own', () => {
    for (const list of [stages, states, actions, sources, urgencies, degrees, grades, parts, unitKinds]) {
      const words = Object.values<{ zh: string; en: string }>(list)
      for (const { zh, en } of words) {
        expect(zh).toMatch(/[\u4e00-\u9fff]/)
        expect(en).toMatch(/^[A-Z]/)
      }
      expect(new Set(words.map(({ en }) => en)).size).toBe(words.length)
    }
  })

  it('place every state in its stage', () => {
    const table = stateNames
      .map((state) => `${states[state].stage}: ${state}${states[state].final ? ' (end)' : ''}`)
      .join('\n')
    expect(table).toMatchInlineSnapshot(`
      "report: reported
      report: returned
      accept: precheck
      accept: accepted
      accept: rejected (end)
      route: routed
      dispatch: dispatched
      dispatch: signed
      dispatch: declined
      handle: handling
      handle: suspended
      handle: handled
      handle: postcheck
      handle: verified
      handle: rework
      archive: closed
      archive: archived (end)
      archive: voided (end)
      archive: merged (end)"
    `)
  })
})
