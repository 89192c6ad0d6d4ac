import type { Calendar } from '@linli/contract/deadline/calendar.ts'
import { dayName, dayNumberAt } from '@linli/contract/deadline/calendar.ts'
import { v7 as uuidv7 } from 'uuid'
import type { District } from './types.ts'

/**
 * Two disputes of the demonstration and their mediation, told in steps that the loader takes in order of time with everything else,
 * through the same doors. One ended in a written agreement whose thirty days for the court are running, one is under way; that one the
 * clerk of the community mediates with the committee. The people are invented.
 */
export interface Told {
  at: number
  /** One request of somebody signed in; refused, it ends the loading. */
  by: string
  method: 'GET' | 'PUT' | 'POST'
  url: string
  body?: object
  /** What a later step needs of the answer. */
  keep?(answer: Record<string, unknown>): void
}
/** Made when its time has come, from what the steps before have kept. */
export type Step = () => Told

const MEDIATOR = 'committee1'
const CLERK = 'clerk1'

export function mediations(district: District, now: number, calendar: Calendar): Step[] {
  const unit = (key: string) => district.units.find((one) => one.key === key)!.id
  const account = (name: string) => district.accounts.find(({ username }) => username === name)!.id
  const committee = unit('committee-990101001001')
  const house = (nth: number) =>
    district.buildings.filter(({ areaCode, dwellings }) => areaCode.startsWith('990101001001') && dwellings > 0)[nth]!
      .id
  const today = dayNumberAt(now, calendar)
  /** A time of the place, so many days from today. */
  const on = (days: number, time: string) => Date.parse(`${dayName(today + days)}T${time}:00+08:00`)
  const said = (days: number, time: string) => `${dayName(today + days)}T${time}:00+08:00`

  const dispute = (matter: string, nth: number, description: string, days: number) => {
    const incident = uuidv7()
    const mediation = uuidv7()
    const seen = { incident: 0, mediation: 0 }
    const keep = (of: keyof typeof seen) => (answer: Record<string, unknown>) => {
      seen[of] = Number(answer.version)
    }
    const act =
      (by: string, day: number, time: string, action: string, fields: object = {}): Step =>
      () => ({
        ...{ at: on(day, time), by, method: 'POST', url: `/api/incidents/${incident}/actions` },
        ...{ body: { action, version: seen.incident, ...fields }, keep: keep('incident') },
      })
    const settle =
      (day: number, time: string, address: string, fields: object): Step =>
      () => ({
        ...{ at: on(day, time), by: MEDIATOR, method: 'POST', url: `/api/mediations/${mediation}/${address}` },
        ...{ body: { version: seen.mediation, ...fields }, keep: keep('mediation') },
      })
    const body = { matter, description, source: 'worker', location: { building: house(nth) } }
    const begin = (disputants: readonly object[], time: string, mediators = [MEDIATOR]): Step[] => [
      () => ({
        ...{ at: on(days, '09:10'), by: 'worker7', method: 'PUT', url: `/api/incidents/${incident}`, body },
        keep: keep('incident'),
      }),
      act(CLERK, days, '09:30', 'accept'),
      act(CLERK, days, '09:40', 'dispatch', { unit: committee }),
      act(MEDIATOR, days, '10:00', 'sign'),
      () => ({
        ...{ at: on(days, time), by: MEDIATOR, method: 'POST', url: `/api/incidents/${incident}/mediation` },
        body: {
          ...{ id: mediation, unit: committee, basis: 'applied', openness: 'closed' },
          ...{ disputants, mediators: mediators.map(account) },
        },
        keep: keep('mediation'),
      }),
    ]
    return { begin, act, settle }
  }

  const someone = (part: string, name: string, phone: string) => ({ id: uuidv7(), part, name, phone })
  const [upstairs, downstairs] = [
    someone('respondent', '顾云舟', '13900000131'),
    someone('applicant', '沈月兰', '13900000132'),
  ]
  const leak = dispute('98001', 3, '楼上卫生间漏水，楼下天花板泡坏，两家为赔偿争执不下。', -9)
  const [owners, company] = [
    someone('applicant', '邵文渊', '13900000133'),
    { ...someone('respondent', '安居物业服务部', '13900000134'), representative: { name: '祝小芳' } },
  ]
  const fee = dispute('98003', 8, '业主以保洁不到位为由拒交物业费，物业公司上门催收引起争执。', -2)
  return [
    ...leak.begin([downstairs, upstairs], '14:30'),
    leak.settle(-8, '17:30', 'sessions', {
      at: said(-8, '15:30'),
      place: '社区调解室',
      attended: [upstairs.id, downstairs.id],
      note: '双方对漏水原因有分歧，约定请物业共同查看。',
      nextAt: said(-6, '10:00'),
    }),
    leak.settle(-6, '11:30', 'sessions', {
      at: said(-6, '10:00'),
      place: '社区调解室',
      attended: [upstairs.id, downstairs.id],
      note: '物业查明为防水层老化，楼上愿意维修并补偿。',
    }),
    leak.settle(-6, '11:45', 'agree', {
      kind: 'written',
      on: dayName(today - 6),
      facts: '楼上卫生间防水层老化渗漏，楼下天花板受损，楼上负责维修和补偿。',
      terms: '楼上十五日内重做防水，补偿楼下八百元，双方不再追究。',
      manner: '当面支付，社区见证',
      performBy: dayName(today + 9),
    }),
    leak.act(MEDIATOR, -6, '14:10', 'finish', { result: '双方自愿达成书面调解协议，社区按期回访履行情况。' }),
    leak.act(CLERK, -6, '15:00', 'verify'),
    leak.act(CLERK, -6, '16:00', 'close'),
    ...fee.begin([owners, company], '15:00', [MEDIATOR, CLERK]),
    fee.settle(-1, '16:40', 'sessions', {
      at: said(-1, '15:00'),
      place: '社区调解室',
      attended: [owners.id, company.id],
      note: '物业公司同意整改保洁，业主要求看到效果后再交费。',
      nextAt: said(1, '15:00'),
    }),
  ]
}
