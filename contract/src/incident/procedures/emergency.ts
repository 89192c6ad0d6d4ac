// 突发: everybody who may have to act hears of it at once. The lowest centre holds; one above may take over at any moment before
// it is handled. Limits run day and night.
import type { ActionRule, Procedure, SourcedLimit } from '../document.ts'
import { loop, open } from './loop.ts'
import { loopStates } from './loop-states.ts'

const hours = (amount: number, source = 'own default'): SourcedLimit => ({ amount, unit: 'urgentHour', source })

const besidesTheLoop: ActionRule[] = [
  {
    action: 'takeOver',
    from: [
      'reported',
      'returned',
      'precheck',
      'accepted',
      'routed',
      'dispatched',
      'signed',
      'declined',
      'handling',
      'suspended',
      'rework',
    ],
    to: 'accepted',
    who: ['higherCentre'],
    effects: ['takeToOwnCentre', 'startPromise', 'keepUnitAsFormer'],
    because: 'Who was already at work stays a party and can be given it back in one step.',
  },
  {
    action: 'arrive',
    from: open,
    who: ['placeWorker'],
    guards: ['notArrived'],
    effects: ['recordArrival'],
    because: 'The worker stays at the scene; when they came and left is part of the record.',
  },
]

export const emergency: Procedure = {
  key: 'emergency',
  version: 3,
  name: { zh: '突发程序', en: 'Emergency' },
  start: {
    centre: 'community',
    rules: [
      { when: ['handledOnTheSpot'], to: 'closed', effects: ['tellAllLevels', 'handleOnTheSpot', 'openLinked'] },
      { when: ['not:repair'], to: 'reported', effects: ['tellAllLevels', 'recordStay'] },
    ],
    // The danger is over: a repair of days wakes nobody at night and is not escalated by the half hour.
    otherwise: 'coordinated',
  },
  declineWithin: hours(1, 'own default: an emergency waits for nobody'),
  noticePeriod: null,
  states: loopStates({
    reported: hours(0.5),
    precheck: hours(0.5),
    returned: hours(1),
    dispatched: hours(0.5),
    withoutPromise: hours(2, 'disposal-limits.csv: 2 urgent hours is the commonest limit of urgent matters'),
    rework: hours(2, 'as above'),
    afterSuspension: hours(2),
    verification: hours(24, 'zhcg2026/smart_cityguard, defaults of check tasks'),
    escalateAfter: hours(0.5),
    repeat: hours(2),
  }),
  actions: [...loop, ...besidesTheLoop],
  continuesAs: null,
}
