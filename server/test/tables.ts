// Every table, and where it is written what happened to its rows. Tables that are the record themselves are proven by a chain
// (tamper.test.ts); of all others somebody must be able to say who changed a row and when, or why nobody needs to know.
import type { Chain } from '@linli/contract/audit/schemas.ts'
import type { auditVerbs } from '@linli/contract/audit/verbs.ts'
import type { Action } from '@linli/contract/incident/words.ts'

export interface Stand {
  /** The table is part of the record: the chain that proves it, and the column that orders its rows. */
  chain?: { name: Chain; order: string }
  /** Verbs of the audit. */
  audit?: readonly (typeof auditVerbs)[number][]
  /** Acts in the histories of incidents. */
  history?: readonly Action[]
  /** Another table, in whose history it stands. */
  with?: string
  /** No door of the server writes it: it comes with the place or the product. */
  loaded?: true
  /** Why there is no history, and none is missed. */
  none?: string
}

/** How things stand, changed in their course; what happened to them is written elsewhere. */
const catalogue: Stand = { audit: ['matter.load'] }
export const tables: Record<string, Stand> = {
  account: {
    audit: [
      'account.create',
      'account.change',
      'account.disable',
      'account.enable',
      'account.unlock',
      'account.resetPassword',
      'account.resetOtp',
      'administrator.make',
      'administrator.reset',
      'password.change',
      'otp.enrol',
      'otp.remove',
    ],
  },
  anchor: { chain: { name: 'anchor', order: 'seq' } },
  area: { loaded: true },
  area_level: { loaded: true },
  area_version: { loaded: true },
  audit: { chain: { name: 'audit', order: 'seq' } },
  building: { loaded: true },
  calendar: { audit: ['calendar.load'] },
  calendar_day: { audit: ['calendar.load'] },
  chain_break: { none: 'what checks have found: it has been logged and told, and is found again each night' },
  chain_break_event: { audit: ['audit.note_break'], none: 'what is no note is said anew by the next check' },
  chain_check: { none: 'when a check is due and how far it has come: one that stays away is told by its age' },
  chain_head: { none: 'is compared with its chain by each check' },
  change: { none: 'the feed of changes is tidied and proves nothing' },
  deputy: { audit: ['deputy.give', 'deputy.end'] },
  disclosure: { chain: { name: 'disclosure', order: 'seq' } },
  duty: catalogue,
  duty_entry: { audit: ['matter.load_duties'] },
  duty_list: { audit: ['matter.load_duties'] },
  edition: catalogue,
  evidence: { history: ['report', 'supplement', 'progress', 'finish', 'addEvidence'] },
  evidence_release: { audit: ['picture.show', 'picture.hide'] },
  excuse: { audit: ['excuse.ask', 'excuse.review'] },
  file: { with: 'evidence', none: 'is kept under its digest; one that nothing names is removed' },
  file_origin: { none: 'where a picture was taken: may be erased with it; each look at it is a disclosure' },
  file_removal: { none: 'what is still to be removed; nothing is read from it later' },
  filing_condition: catalogue,
  former_password: { audit: ['password.change', 'account.resetPassword'] },
  hand_over: { audit: ['post.end', 'account.disable'], history: ['tell'] },
  incident: { with: 'incident_action' },
  incident_action: { chain: { name: 'history', order: 'entry_no' } },
  incident_party: { history: ['dispatch', 'whistle', 'route', 'takeOver'] },
  incident_request: { history: ['extend', 'suspend', 'approve'] },
  incident_supervision: { history: ['supervise', 'markLate', 'reply', 'approve'] },
  incident_words: { none: 'cut from the incident, and cut anew whenever that is wanted' },
  latest_change: { none: 'tells replicas that something changed, never what' },
  mapping: { audit: ['matter.load_mapping'] },
  mapping_entry: { audit: ['matter.load_mapping'] },
  matter: catalogue,
  mediation: { with: 'mediation_action' },
  // Of the one case of tamper.test.ts.
  mediation_action: { chain: { name: 'mediation', order: 'seq' } },
  mediation_file: { with: 'mediation_action' },
  message: { none: 'news; who was told of an emergency stands in its history' },
  migration: { loaded: true },
  notice_board: { none: 'what the place shows of itself to everybody; drawn from its file at each load' },
  post: { audit: ['post.grant', 'post.end'] },
  procedure: { audit: ['procedure.load'] },
  receipt: { none: 'tells a second sending from a first; nothing is read from it later' },
  recovery_code: { audit: ['recovery.renew'] },
  report: { history: ['report', 'supplement', 'merge', 'unmerge'] },
  road: { loaded: true },
  roster: { audit: ['roster.give', 'roster.end'] },
  scenery: { loaded: true },
  session: { audit: ['session.opened', 'session.refused', 'session.end', 'account.endSessions'] },
  setting: { none: 'marks of the server itself: how far a work has come' },
  suggestion_model: { audit: ['suggestion.train'], none: 'learned anew each night from what was closed' },
  suggestion_training: { audit: ['suggestion.train'], none: 'when that is due' },
  unit: { loaded: true },
}

/** The tables of the record, each with the chain that proves it and the order of its rows. */
export const proven: Record<string, { chain: Chain; order: string }> = Object.fromEntries(
  Object.entries(tables).flatMap(([name, { chain }]) =>
    chain ? [[name, { chain: chain.name, order: chain.order }]] : [],
  ),
)
