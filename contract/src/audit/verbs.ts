// What can stand in the audit and in the log of disclosures, by name. The list is closed: the server cannot write an entry whose verb is not
// here, and the console has words for each, so that whoever searches the record reads what was done.
import { type HistoryAct, historyActs } from '../mediation/words.ts'

const ownVerbs = [
  'session.opened',
  'session.refused',
  'session.end',
  'password.change',
  'otp.offer',
  'otp.enrol',
  'otp.remove',
  'recovery.renew',
  'account.create',
  'account.change',
  'account.disable',
  'account.enable',
  'account.unlock',
  'account.resetPassword',
  'account.resetOtp',
  'account.endSessions',
  'administrator.make',
  'administrator.reset',
  'post.grant',
  'post.end',
  'deputy.give',
  'deputy.end',
  'roster.give',
  'roster.end',
  'procedure.load',
  'matter.load',
  'matter.load_duties',
  'matter.load_mapping',
  'calendar.load',
  'district.load',
  'suggestion.train',
  'excuse.ask',
  'excuse.review',
  'picture.show',
  'picture.hide',
  'report.reveal',
  'file.reveal',
  'mediation.read',
  'audit.read',
  'disclosure.read',
  'audit.check',
  'audit.note_break',
] as const

type PlainVerb = (typeof ownVerbs)[number] | `mediation.${HistoryAct}`
/** Proving who one is can fail; that is an entry of its own. */
export type AuditVerb = PlainVerb | `${PlainVerb}.refused`

export const auditVerbs: readonly PlainVerb[] = [
  ...ownVerbs,
  ...(Object.keys(historyActs) as HistoryAct[]).map((act) => `mediation.${act}` as const),
]
