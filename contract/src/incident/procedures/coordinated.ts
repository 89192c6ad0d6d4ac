// 协调: a community centre first, then the town and its departments, then the county; the answer goes back to the person.
import type { Procedure, SourcedLimit } from '../document.ts'
import { loop } from './loop.ts'
import { loopStates } from './loop-states.ts'

const ownDefault = 'own default'
/** github zhcg2026/smart_cityguard, database defaults: the check before filing takes 2 hours, the one after handling 24. */
const cityguard = 'zhcg2026/smart_cityguard, defaults of check tasks'

const workHours = (amount: number, source = ownDefault): SourcedLimit => ({ amount, unit: 'workHour', source })
const workDays = (amount: number, source = ownDefault): SourcedLimit => ({ amount, unit: 'workDay', source })

export const coordinated: Procedure = {
  key: 'coordinated',
  version: 2,
  name: { zh: '协调程序', en: 'Coordinated' },
  start: {
    centre: 'community',
    rules: [{ when: ['handledOnTheSpot'], to: 'closed', effects: ['handleOnTheSpot'] }, { to: 'reported' }],
    otherwise: null,
  },
  declineWithin: workDays(1, 'incident loop, good manners: default 1 working day, 5 at most'),
  noticePeriod: null,
  states: loopStates({
    reported: workHours(2),
    precheck: workHours(2, cityguard),
    returned: workDays(1),
    dispatched: workDays(1, 'own default: as long as a unit may decline'),
    withoutPromise: workDays(5, '济南/潍坊 12345 条例: reply in 5 working days'),
    rework: workDays(1),
    afterSuspension: workDays(1),
    verification: { amount: 24, unit: 'urgentHour', source: cityguard },
    escalateAfter: workHours(4),
    repeat: workDays(
      5,
      'one city bureau rule (fsou lar/17273310): more than 5 working days late without reasons: written criticism',
    ),
  }),
  actions: loop,
  continuesAs: null,
}
