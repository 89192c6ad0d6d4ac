// 隐患整改: a hazard found on the spot is put right there; any other is ordered to be rectified by a date, looked at again by
// somebody else than who rectified it, and what is found a second time goes to the level above, because a grid has no power to
// punish: what needs a penalty is for the body that may impose one.
import type { ActionRule, Procedure, SourcedLimit } from '../document.ts'
import { archiving, besides, filing, handling, inHand, judging, open, passing } from './loop.ts'
import { loopStates } from './loop-states.ts'

const workHours = (amount: number, source = 'own default'): SourcedLimit => ({ amount, unit: 'workHour', source })
const workDays = (amount: number, source = 'own default'): SourcedLimit => ({ amount, unit: 'workDay', source })

const recheck = workDays(
  3,
  'own default, after the three working days that 消防监督检查规定 gives a fire body for looking again',
)

const rectifying: ActionRule[] = [
  {
    action: 'finish',
    from: ['signed', 'handling', 'rework'],
    when: ['checkable'],
    to: 'postcheck',
    who: ['unit'],
    effects: ['recordFinish', 'stopPromise', 'askCheck'],
    because: 'A hazard is always looked at again, whatever the catalogue asks for otherwise.',
  },
  ...handling.filter(({ action, when }) => !(action === 'finish' && when) && action !== 'postcheck'),
  {
    action: 'postcheck',
    from: ['postcheck'],
    when: ['found', 'reworkedBefore'],
    to: 'routed',
    who: ['checker'],
    guards: ['notFinisher'],
    effects: ['recordCheck', 'resumePromise', 'recordRework', 'keepUnitAsFormer', 'passToCentreAbove'],
    because: 'Still there at the second look: the level above decides, and can call in who may impose a penalty.',
  },
  ...handling.filter(({ action }) => action === 'postcheck'),
]

export const hazard: Procedure = {
  key: 'hazard',
  version: 2,
  name: { zh: '隐患整改程序', en: 'Hazard and rectification' },
  start: {
    centre: 'community',
    rules: [{ when: ['handledOnTheSpot'], to: 'closed', effects: ['handleOnTheSpot'] }, { to: 'reported' }],
    otherwise: null,
  },
  declineWithin: workDays(1, 'incident loop, good manners: default 1 working day, 5 at most'),
  noticePeriod: null,
  states: loopStates({
    reported: workHours(2),
    precheck: workHours(2),
    returned: workDays(1),
    dispatched: workDays(1, 'own default: as long as a unit may decline'),
    withoutPromise: workDays(5, 'own default, where the filing condition names no time for rectification'),
    rework: workDays(3),
    afterSuspension: workDays(1),
    verification: recheck,
    escalateAfter: workHours(4),
    repeat: workDays(5),
  }),
  actions: [
    ...judging(
      open,
      open.filter((state) => !inHand.includes(state)),
    ),
    ...filing,
    ...passing,
    ...rectifying,
    ...archiving,
    ...besides,
  ],
  continuesAs: 'coordinated',
}
