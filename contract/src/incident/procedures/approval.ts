// 审批: the community defines, the town centre reviews, the county approves; after the first two a public notice runs, during which
// anybody may object and nobody may decide. The applicant can withdraw until the end.
import type { ActionRule, DeadlineRule, Procedure, SourcedLimit } from '../document.ts'
import type { State } from '../words.ts'
import { archiving, judging } from './loop.ts'

const workDays = (amount: number, source = 'own default'): SourcedLimit => ({ amount, unit: 'workDay', source })
const underWay: State[] = ['reported', 'returned', 'routed', 'handled']
const noticed: State[] = ['routed', 'handled']

const ladder = (limit: SourcedLimit, rule: Partial<DeadlineRule> = {}): DeadlineRule => ({
  from: 'entered',
  limit,
  atEnd: 'late',
  remind: 50,
  warn: 80,
  // What a level has not decided is not decided by the next one in its place; it is supervised until it decides.
  escalate: null,
  repeat: workDays(5),
  ...rule,
})

const decisions: ActionRule[] = [
  {
    action: 'define',
    from: ['reported'],
    to: 'routed',
    who: ['centre'],
    guards: ['matterKnown', 'fitForNotice'],
    effects: ['chooseCondition', 'becomeDesk', 'startPromise', 'openNotice', 'passToCentreAbove'],
  },
  { action: 'reject', from: ['reported'], to: 'rejected', who: ['centre'] },
  { action: 'return', from: ['reported'], to: 'returned', who: ['centre'], effects: ['becomeDesk'] },
  { action: 'supplement', from: ['returned'], to: 'reported', who: ['reporter', 'desk'], guards: ['somethingGiven'] },
  {
    action: 'review',
    from: ['routed'],
    when: ['granted', 'not:objected'],
    to: 'handled',
    who: ['centre'],
    guards: ['noticeOver', 'fitForNotice'],
    effects: ['becomeDesk', 'openNotice', 'passToCentreAbove'],
  },
  {
    action: 'review',
    from: ['routed'],
    when: ['granted'],
    to: 'handled',
    who: ['centre'],
    demands: ['reason'],
    guards: ['noticeOver', 'fitForNotice'],
    effects: ['becomeDesk', 'openNotice', 'passToCentreAbove'],
    because: 'What was objected must be answered by whoever goes on all the same; the next notice shows the answer.',
  },
  { action: 'review', from: ['routed'], to: 'rejected', who: ['centre'], demands: ['reason'], guards: ['noticeOver'] },
  {
    action: 'grant',
    from: ['handled'],
    when: ['granted', 'not:objected'],
    to: 'closed',
    who: ['centre'],
    guards: ['noticeOver'],
    effects: ['becomeDesk', 'stopPromise', 'close'],
  },
  {
    action: 'grant',
    from: ['handled'],
    when: ['granted'],
    to: 'closed',
    who: ['centre'],
    demands: ['reason'],
    guards: ['noticeOver'],
    effects: ['becomeDesk', 'stopPromise', 'close'],
  },
  { action: 'grant', from: ['handled'], to: 'rejected', who: ['centre'], demands: ['reason'], guards: ['noticeOver'] },
  {
    action: 'object',
    from: noticed,
    who: ['anyone'],
    guards: ['noticeOpen'],
    effects: ['recordObjection'],
    because: 'A notice is there to be answered: residents through the public door, staff like everybody else.',
  },
  { action: 'withdraw', from: underWay, to: 'voided', who: ['reporter'] },
]

const besides: ActionRule[] = [
  ...judging(underWay, underWay),
  {
    action: 'supervise',
    from: underWay,
    who: ['desk', 'higherCentre', 'leader', 'inspector'],
    effects: ['openSupervision'],
  },
  { action: 'reply', from: underWay, who: ['supervised'], guards: ['supervisionOpen'], effects: ['answerSupervision'] },
  { action: 'remind', from: underWay, who: ['party'] },
  { action: 'comment', from: [...underWay, 'closed'], who: ['party'] },
  { action: 'addEvidence', from: [...underWay, 'closed'], who: ['party'] },
]

export const approval: Procedure = {
  key: 'approval',
  version: 2,
  name: { zh: '审批程序', en: 'Approval' },
  start: { centre: 'community', rules: [{ when: ['not:handledOnTheSpot'], to: 'reported' }], otherwise: null },
  declineWithin: workDays(1, 'nobody declines here'),
  noticePeriod: {
    amount: 7,
    unit: 'calendarDay',
    source: '最低生活保障审核确认办法（民发〔2021〕57号）第十九条、特困人员认定办法第十五条: 7 days',
  },
  states: {
    reported: { holder: 'centre', deadline: ladder(workDays(5)) },
    returned: { holder: 'reporter', deadline: ladder(workDays(10)) },
    rejected: { holder: 'nobody', deadline: null },
    routed: { holder: 'centre', deadline: ladder(workDays(3), { from: 'notice' }) },
    handled: { holder: 'centre', deadline: ladder(workDays(3), { from: 'notice' }) },
    closed: {
      holder: 'desk',
      deadline: ladder(workDays(5), { from: 'followUp', atEnd: 'archive' }),
    },
    archived: { holder: 'nobody', deadline: null },
    voided: { holder: 'nobody', deadline: null },
  },
  actions: [...decisions, ...besides, ...archiving.filter((rule) => rule.action === 'archive')],
  continuesAs: null,
}
