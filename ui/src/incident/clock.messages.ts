import type { Catalogue } from '../i18n/messages.ts'

/** Words around the two clocks; how each was counted, and what is left, are the contract's own sentences. */
export const clockMessages = {
  'incident.clock.state': { zh: '本环节', en: 'This step' },
  'incident.clock.stateText': { zh: '“{state}”须在此前完成', en: '“{state}” must be left by then' },
  'incident.clock.stateNone': { zh: '本环节不计时', en: 'No limit in this step' },
  'incident.clock.promise': { zh: '承诺', en: 'Promise' },
  'incident.clock.promiseNone': { zh: '受理后开始计时', en: 'Starts on acceptance' },
  'incident.clock.span': { zh: '{from} 起，{due} 到期', en: 'From {from}, due {due}' },
  'incident.clock.stopped': { zh: '已于 {at} 办结停表', en: 'Stopped on finishing, {at}' },
  'incident.clock.how': { zh: '怎么算的', en: 'How it was counted' },
} as const satisfies Catalogue

export type ClockMessageId = keyof typeof clockMessages
