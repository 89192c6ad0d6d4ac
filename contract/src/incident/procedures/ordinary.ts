// 一般: handled on the spot and registered, no other hands. A report without a result needs other hands and goes to the
// coordinated procedure, as does one that turns out not to be solved.
import type { Procedure } from '../document.ts'
import { archiving, besides } from './loop.ts'

const repeat = { amount: 5, unit: 'workDay', source: 'own default' } as const

export const ordinary: Procedure = {
  key: 'ordinary',
  version: 1,
  name: { zh: '一般程序', en: 'Ordinary' },
  start: {
    centre: 'community',
    rules: [{ when: ['handledOnTheSpot'], to: 'closed', effects: ['handleOnTheSpot'] }],
    otherwise: 'coordinated',
  },
  declineWithin: { amount: 1, unit: 'workDay', source: 'nobody else is asked' },
  noticePeriod: null,
  states: {
    closed: {
      holder: 'desk',
      deadline: { from: 'followUp', limit: repeat, atEnd: 'archive', remind: 50, warn: 80, escalate: null, repeat },
    },
    archived: { holder: 'nobody', deadline: null },
  },
  actions: [
    ...archiving.filter((rule) => rule.from.includes('closed')),
    ...besides
      .filter((rule) => rule.action === 'comment' || rule.action === 'addEvidence')
      .map((rule) => ({ ...rule, from: ['closed' as const] })),
  ],
  continuesAs: 'coordinated',
}
