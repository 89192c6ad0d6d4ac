// The closed lists of mediation 矛盾纠纷调解, with the words that people read. It is voluntary and free of charge: whoever wants out goes
// out, and nothing is asked of anybody that the People's Mediation Law does not need (人民调解法, 2011; articles are named where they rule).
import type { Label } from '../incident/words.ts'

export const mediationStates = {
  open: { zh: '调解中', en: 'Under way' },
  agreed: { zh: '达成协议', en: 'Agreed' },
  // Art. 26: the mediators end it and say which other ways there are.
  failed: { zh: '调解不成', en: 'No agreement' },
  // Art. 23: a disputant may refuse mediation or end it at any time.
  withdrawn: { zh: '当事人退出', en: 'Withdrawn' },
} as const satisfies Record<string, Label>
export type MediationState = keyof typeof mediationStates
export const mediationStateNames = Object.keys(mediationStates) as MediationState[]

export const parts = {
  applicant: { zh: '申请人', en: 'Applicant' },
  respondent: { zh: '被申请人', en: 'Respondent' },
} as const satisfies Record<string, Label>
export type DisputantPart = keyof typeof parts

/** Art. 17: on application, or offered; not where a disputant has clearly refused. */
export const bases = {
  applied: { zh: '当事人申请', en: 'Asked for by a disputant' },
  offered: { zh: '主动调解，当事人同意', en: 'Offered, and the disputants agreed' },
} as const satisfies Record<string, Label>

/** Art. 23: the disputants may ask for either. */
export const opennesses = {
  closed: { zh: '不公开进行', en: 'Not in public' },
  open: { zh: '公开进行', en: 'In public' },
} as const satisfies Record<string, Label>

/** Art. 28: oral where the disputants find a written one unnecessary; then the mediator records its content. */
export const agreementKinds = {
  written: { zh: '书面协议', en: 'Written' },
  oral: { zh: '口头协议', en: 'Oral' },
} as const satisfies Record<string, Label>
export type AgreementKind = keyof typeof agreementKinds

/** Art. 26: what the disputants are told of when mediation fails. */
export const otherWays = {
  arbitration: { zh: '仲裁', en: 'Arbitration' },
  administration: { zh: '行政途径', en: 'The administration' },
  court: { zh: '诉讼', en: 'The court' },
} as const satisfies Record<string, Label>

/** Art. 33: judicial confirmation 司法确认, asked for by all disputants together. */
export const courtStates = {
  asked: { zh: '已申请司法确认', en: 'Court confirmation asked for' },
  confirmed: { zh: '法院已确认', en: 'Confirmed by the court' },
  refused: { zh: '法院未予确认', en: 'Not confirmed by the court' },
} as const satisfies Record<string, Label>
export type CourtState = keyof typeof courtStates
export const courtStateNames = Object.keys(courtStates) as CourtState[]

export const acts = {
  session: { zh: '记录调解', en: 'Record a session' },
  disputants: { zh: '更正当事人', en: 'Correct the disputants' },
  mediators: { zh: '变更调解员', en: 'Change the mediators' },
  agree: { zh: '达成协议', en: 'Agreement reached' },
  fail: { zh: '调解不成', en: 'End without agreement' },
  withdraw: { zh: '当事人退出', en: 'A disputant withdraws' },
  court: { zh: '司法确认', en: 'Court confirmation' },
  performed: { zh: '履行情况', en: 'Performance' },
} as const satisfies Record<string, Label>
export type MediationAct = keyof typeof acts
export const mediationActNames = Object.keys(acts) as MediationAct[]
/** As the history names them. */
export type HistoryAct = 'open' | MediationAct
export const historyActs = { open: { zh: '开始调解', en: 'Opened' }, ...acts } as const satisfies Record<
  HistoryAct,
  Label
>
