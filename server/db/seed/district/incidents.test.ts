import { actionInputs, PublicReport, ReportIncident } from '@linli/contract/incident/schemas.ts'
import { sourceNames, stateNames } from '@linli/contract/incident/words.ts'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { defaultCalendar } from '../calendar.ts'
import { generateDistrict } from './district.ts'
import { contains, ringOfDots, toDot } from './fixture.ts'
import { scriptIncidents } from './incidents.ts'
import { photoKinds } from './photos.ts'
import { inOrder, matterByName, rehearse, shippedCatalogue } from './rehearsal.ts'
import type { Hand, PhotoRef, ScriptedIncident } from './types.ts'

const district = generateDistrict()
const [catalogue, calendar] = [shippedCatalogue(), defaultCalendar()]
const scriptAt = (now: string, seed?: number) =>
  scriptIncidents({ district, calendar, matter: matterByName(catalogue), now: Date.parse(now), seed })

const monday = '2026-11-23T09:05:00+08:00'
const script = scriptAt(monday)
const community = '990101001001'
const photosOf = (one: ScriptedIncident): PhotoRef[] => [
  ...one.evidence,
  ...(one.handled?.evidence ?? []),
  ...one.path.flatMap(({ evidence }) => evidence ?? []),
]

describe('the script of incidents', () => {
  it('is the same for the same seed and the same minute', () => {
    expect(scriptAt('2026-11-23T09:05:41+08:00')).toEqual(script)
    expect(scriptAt(monday, 5)).not.toEqual(script)
  })

  it('tells about 240, most of them in the model community, some in no grid', () => {
    expect(script).toHaveLength(244)
    const count = (prefix: string) => script.filter(({ areaCode }) => areaCode?.startsWith(prefix)).length
    expect(count(community)).toBeGreaterThan(170)
    expect(count('990101001002')).toBeGreaterThan(8)
    expect(count('990101002')).toBeGreaterThan(8)
    expect(script.filter(({ areaCode }) => areaCode === null)).toHaveLength(4)
  })

  it('lies within six weeks before now, in order, with no hand in the future', () => {
    expect(Math.max(...script.map(({ ago }) => ago))).toBeLessThan(43 * 1440)
    expect(script.map(({ ago }) => ago)).toEqual(script.map(({ ago }) => ago).sort((a, b) => b - a))
    for (const { ago, path } of script) {
      const times = path.map(({ after }) => after)
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.every((after) => after > 0 && after <= ago)).toBe(true)
    }
  })

  it('says many different things, from every source', () => {
    expect(new Set(script.map(({ description }) => description)).size).toBeGreaterThan(200)
    expect(script.filter(({ description }) => /[{}]|undefined/.test(description))).toEqual([])
    expect(new Set(script.map(({ matter }) => matter)).size).toBeGreaterThan(45)
    expect(new Set(script.map(({ source }) => source))).toEqual(new Set(sourceNames))
  })

  it('places each in the grid that it names, or in none', () => {
    for (const { location, areaCode } of script) {
      if ('building' in location) {
        expect(district.buildings.find(({ id }) => id === location.building)?.areaCode).toBe(areaCode)
        continue
      }
      const dot = toDot([location.lng, location.lat])
      const grids = district.areas.filter(
        ({ level, boundary }) => level === 'grid' && contains(ringOfDots(boundary.coordinates[0]?.[0] ?? []), dot),
      )
      expect(grids.map(({ code }) => code)).toEqual(areaCode === null ? [] : [areaCode])
    }
  })

  it('invents its residents: no name of the staff, no number that could be rung', () => {
    const staff = new Set(district.accounts.map(({ name }) => name))
    for (const { reporter, by } of script) {
      if (by === null) expect(reporter).not.toBeNull()
      if (reporter) expect([staff.has(reporter.name), /^1990001\d{4}$/.test(reporter.phone)]).toEqual([false, true])
    }
  })

  it('sends what the wire takes', () => {
    const id = district.buildings[0]?.id ?? ''
    const sent = (hand: Hand) => {
      const numbers = ['request', 'supervision'].filter((field) => hand.fields[field] === 'pending')
      return { version: 1, ...hand.fields, ...Object.fromEntries(numbers.map((field) => [field, 1])) }
    }
    for (const { by, matter, description, location, reporter, source, urgency, handled, path } of script) {
      const report = { matter, description, location, ...(reporter && { reporter }) }
      const more = {
        source,
        ...(urgency && { urgency }),
        ...(handled && { handled: { result: handled.result, evidence: [id] } }),
      }
      const body = by === null ? report : { ...report, ...more }
      expect([...Value.Errors(by === null ? PublicReport : ReportIncident, body)]).toEqual([])
      for (const hand of path)
        expect([hand.action, ...Value.Errors(actionInputs[hand.action], sent(hand))]).toEqual([hand.action])
    }
  })

  it('asks for few different photos, because each takes a tenth of a second to draw', () => {
    const refs = script.flatMap(photosOf)
    expect(refs.length).toBeGreaterThan(150)
    expect(new Set(refs.map((ref) => JSON.stringify(ref))).size).toBeLessThanOrEqual(photoKinds.length * 4)
    expect(refs.every(({ kind }) => photoKinds.includes(kind))).toBe(true)
  })
})

// A working morning, a working evening, a Sunday, the middle of a night, and in the holiday week.
const moments = [
  monday,
  '2026-11-25T17:50:00+08:00',
  '2026-11-22T12:33:00+08:00',
  '2026-11-27T02:10:00+08:00',
  '2026-10-04T11:00:00+08:00',
]

describe.each(moments)('played against the procedures until %s', (moment) => {
  const now = Date.parse(moment)
  const scripts = scriptAt(moment)
  const played = rehearse({ district, catalogue, calendar }, scripts, now)
  const told = (story: string) => played.filter((one) => one.script.story === story)
  const states = (story: string) => [...new Set(told(story).map(({ facts }) => facts.state))]

  it('no hand is refused', () => {
    expect(played.flatMap(({ refused }) => refused)).toEqual([])
    expect(inOrder(scripts, now)).toHaveLength(scripts.length + scripts.reduce((sum, { path }) => sum + path.length, 0))
  })

  it('something stands in every state', () => {
    expect(new Set(played.map(({ facts }) => facts.state))).toEqual(new Set(stateNames))
  })

  it('those that stand open stand where their story says', () => {
    const open = [
      'reported',
      'returned',
      'precheck',
      'accepted',
      'routed',
      'dispatched',
      'signed',
      'declined',
      'handling',
    ]
    for (const story of [
      ...open,
      'suspended',
      'handled',
      'postcheck',
      'verified',
      'rework',
      'closed',
      'merged',
      'rejected',
      'voided',
    ]) {
      expect([story, ...states(story)]).toEqual([story, story === 'voided' ? 'voided' : story])
    }
    expect(states('extended')).toEqual(['handling'])
    expect(states('reopened')).toEqual(['handling'])
    expect(told('reopened').every(({ facts }) => facts.round === 2)).toBe(true)
    expect(states('archived')).toEqual(['archived'])
  })

  it('only those are late that are told to be, and the neglected ones have gone up by themselves', () => {
    const late = new Set(played.filter(({ facts }) => facts.isLate).map(({ script: { story } }) => story))
    expect([...late].sort()).toEqual(['late', 'neglected'])
    for (const { history } of told('neglected')) expect(history.map(({ action }) => action)).toContain('escalate')
    for (const { history } of told('late')) expect(history.map(({ action }) => action)).not.toContain('escalate')
  })

  it('tells of applications whose notices run, at the community and at the town, and name nobody', () => {
    const [decided, second, first] = told('applied')
    expect([first, second, decided].map((one) => one?.facts.procedureKey)).toEqual(['approval', 'approval', 'approval'])
    expect(first?.facts).toMatchObject({ state: 'routed' })
    expect(first?.facts.noticeUntil).toBeGreaterThan(now)
    expect(['routed', 'handled']).toContain(second?.facts.state)
    expect(['routed', 'handled', 'closed', 'archived']).toContain(decided?.facts.state)
    for (const { script } of told('applied')) {
      const { result } = script.path[0]!.fields
      expect(script.reporter).not.toBeNull()
      expect(result).not.toContain(script.reporter!.name)
      expect(result).toContain('某某')
    }
  })

  it('tells emergencies to the end, at the check, and in the middle', () => {
    expect(told('emergency').every(({ facts }) => facts.procedureKey === 'emergency')).toBe(true)
    expect(new Set(states('emergency'))).toEqual(new Set(['archived', 'closed', 'postcheck', 'handling']))
    expect(told('emergency').filter(({ linked }) => linked > 0)).toHaveLength(1)
  })
})
