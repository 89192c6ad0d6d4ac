import { describe, expect, it } from 'vitest'
import { checkProcedure, loadProcedures } from './checker.ts'
import type { ActionRule, Procedure } from './document.ts'
import { parseProcedure } from './parse.ts'
import { take } from './procedure.ts'
import { coordinated } from './procedures/coordinated.ts'
import { shippedProcedures } from './procedures/shipped.ts'
import { cast, given } from './test-world.ts'
import { stateNames } from './words.ts'

type Loose = Record<string, unknown>
/** A copy of the coordinated procedure as a place would send it, changed in one point. */
function changed(
  change: (document: { states: Record<string, Loose>; actions: Loose[]; start: Loose } & Loose) => void,
): unknown {
  const document = structuredClone(coordinated) as unknown
  change(document as Parameters<typeof change>[0])
  return JSON.parse(JSON.stringify(document))
}
const faultsOf = (document: unknown) =>
  loadProcedures([document], shippedProcedures).faults[0]!.map(({ code, path }) => `${code} ${path}`)
const without = (document: { actions: Loose[] }, fits: (rule: Loose) => boolean) => {
  document.actions = document.actions.filter((rule) => !fits(rule))
}

describe('the procedures that ship', () => {
  it('are sound, and survive being JSON', () => {
    const { procedures, faults } = loadProcedures(JSON.parse(JSON.stringify(shippedProcedures)))
    expect(faults.flat()).toEqual([])
    expect(procedures).toEqual(shippedProcedures)
  })

  it('between them use every state of the closed list', () => {
    const used = new Set(shippedProcedures.flatMap((procedure) => Object.keys(procedure.states)))
    expect([...used].sort()).toEqual([...stateNames].sort())
  })

  it('say where each limit comes from', () => {
    for (const { states } of shippedProcedures)
      for (const rule of Object.values(states))
        if (rule.deadline) expect(rule.deadline.limit.source.length).toBeGreaterThan(5)
  })
})

describe('a document that is refused, with the place', () => {
  const cases: [name: string, document: unknown, fault: string][] = [
    [
      'a state that nothing leads to',
      changed((d) => without(d, (rule) => rule.action === 'return')),
      'procedure.unreachable /states/returned',
    ],
    [
      'a dead end',
      changed((d) => without(d, (rule) => (rule.from as string[]).includes('verified'))),
      'procedure.dead_end /states/verified',
    ],
    [
      'states that go round and never end',
      changed((d) => {
        without(d, (rule) => ['close', 'void', 'reject'].includes(rule.action as string))
      }),
      'procedure.never_ends /states/accepted',
    ],
    [
      'a state without a deadline',
      changed((d) => {
        d.states.accepted!.deadline = null
      }),
      'procedure.no_deadline /states/accepted/deadline',
    ],
    [
      'a state without a holder',
      changed((d) => {
        d.states.accepted!.holder = 'nobody'
      }),
      'procedure.no_holder /states/accepted/holder',
    ],
    [
      'an action that demands a field which it does not have',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'sign')!.demands = ['result']
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'an effect without the field that it reads',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'sign')!.effects = ['passToUnit']
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'a state held by a lead unit that nobody has named',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'progress')!.from = ['signed', 'rework', 'accepted']
      }),
      'procedure.field_nobody_fills /states/handling/holder',
    ],
    [
      'a state that lasts until a date which nobody has agreed',
      changed((d) => {
        d.actions.push({ action: 'progress', from: ['rework'], to: 'suspended', who: ['desk'] })
      }),
      'procedure.field_nobody_fills /states/suspended/deadline',
    ],
    [
      'a result that is verified although nobody has finished',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'verify')!.from = ['handled', 'handling']
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'a decision about requests that nobody can make',
      changed((d) => {
        for (const rule of d.actions)
          rule.effects = ((rule.effects as string[]) ?? []).filter(
            (effect) => !effect.startsWith('ask') || effect === 'askCheck',
          )
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'a loop without a person',
      changed((d) => {
        d.states.verified!.deadline = structuredClone(d.states.closed!.deadline)
        d.actions.push({ action: 'archive', from: ['verified'], to: 'closed', who: ['system'] })
        d.actions.unshift({ action: 'archive', from: ['closed'], to: 'verified', who: ['system'] })
      }),
      'procedure.loop_without_person /actions/',
    ],
    [
      'a choice that forgets a case',
      changed((d) => {
        without(d, (rule) => rule.action === 'arbitrate' && rule.when === undefined)
      }),
      'procedure.choice_incomplete /actions/',
    ],
    [
      'a way to a state that the document lacks',
      changed((d) => {
        delete d.states.rework
      }),
      'procedure.unknown_state /actions/',
    ],
    [
      'something done after the end',
      changed((d) => {
        d.actions.push({ action: 'comment', from: ['archived'], who: ['party'] })
      }),
      'procedure.acts_after_end /actions/',
    ],
    [
      'a decision left to the system',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'accept')!.who = ['system']
      }),
      'procedure.not_for_the_system /actions/',
    ],
    [
      'nobody who takes a plain report',
      changed((d) => {
        d.start.rules = [{ when: ['handledOnTheSpot'], to: 'closed', effects: ['handleOnTheSpot'] }]
      }),
      'procedure.no_beginning /start/otherwise',
    ],
    [
      'units called that nobody calls',
      changed((d) => {
        d.actions = d.actions.filter(({ action }) => action !== 'whistle' && action !== 'arrive')
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'a result of who came, where nobody can report in',
      changed((d) => {
        d.actions = d.actions.filter((rule) => rule.action !== 'arrive')
      }),
      'procedure.field_nobody_fills /actions/',
    ],
    [
      'nobody who takes a repair',
      changed((d) => {
        d.start.rules = [{ when: ['not:repair'], to: 'reported' }]
      }),
      'procedure.no_beginning /start/otherwise',
    ],
    [
      'more than five working days for declining',
      changed((d) => {
        d.declineWithin = { amount: 41, unit: 'workHour', source: 'own' }
      }),
      'procedure.decline_too_long /declineWithin',
    ],
    [
      'a reminder after the warning',
      changed((d) => {
        ;(d.states.accepted!.deadline as Loose).remind = 90
      }),
      'procedure.remind_after_warn /states/accepted/deadline/remind',
    ],
    [
      'photos demanded whatever the condition says (burden rule)',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'finish')!.demands = ['evidence']
      }),
      'burden.needlessEvidence /actions/',
    ],
    [
      'a forced check-in at the scene (burden rule)',
      changed((d) => {
        d.actions.find((rule) => rule.action === 'arrive')!.demands = ['location']
      }),
      'burden.checkIns /actions/',
    ],
  ]
  it.each(cases)('%s', (_, document, expected) => {
    const faults = faultsOf(document)
    expect(
      faults.some((found) => found.startsWith(expected)),
      faults.join('\n'),
    ).toBe(true)
    expect(loadProcedures([document], shippedProcedures).procedures).toEqual([])
  })

  it('every fault has words in both languages', () => {
    for (const [, document] of cases)
      for (const { zh, en } of loadProcedures([document]).faults[0]!) {
        expect(zh).toMatch(/[\u4e00-\u9fff]/)
        expect(en).toMatch(/[a-z]/)
      }
  })
})

describe('a document that is not one', () => {
  it.each([
    ['nothing', null, '/'],
    ['a text', 'procedure', '/'],
    ['an unknown state', changed((d) => (d.actions[0]!.from = ['nirvana'])), '/actions/0/from/0'],
    ['an unknown verb', changed((d) => (d.actions[0]!.action = 'sing')), '/actions/0/action'],
    ['an unknown guard', changed((d) => (d.actions[0]!.guards = ['always'])), '/actions/0/guards/0'],
    ['a member that is not known', changed((d) => (d.colour = 'red')), '/colour'],
    ['a holder that is missing', changed((d) => delete d.states.routed!.holder), '/states/routed/holder'],
    [
      'a limit of nothing',
      changed((d) => (d.declineWithin = { amount: 0, unit: 'workDay', source: 'x' })),
      '/declineWithin/amount',
    ],
    [
      'a limit without a source',
      changed((d) => (d.declineWithin = { amount: 1, unit: 'workDay' })),
      '/declineWithin/source',
    ],
  ])('%s', (_, json, path) => {
    const parsed = parseProcedure(json)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.faults.map((fault) => fault.path)).toContain(path)
  })
})

describe("a place's own procedure", () => {
  const own: Procedure = {
    ...coordinated,
    key: 'town_only',
    name: { zh: '镇级直办', en: 'Town only' },
    start: { centre: 'town', rules: [{ to: 'reported' }], otherwise: null },
    actions: coordinated.actions.map(
      (rule): ActionRule => (rule.action === 'close' ? { ...rule, demands: ['degree'] } : rule),
    ),
  }

  it('is a document like any other', () => {
    const faults = checkProcedure(own, shippedProcedures)
    expect(faults).toEqual([])
  })

  it('may demand what is optional elsewhere', () => {
    const game = given.verified()
    const outcome = take(own, game.facts, cast.town1, 'close', { version: game.facts.version }, game.around)
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'incident.field_missing', facts: { field: 'degree' } },
    })
  })
})
