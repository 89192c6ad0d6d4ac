// The closed lists of the incident loop, with the words that people read. A place's own procedure arranges these states and
// verbs in its own way, but never adds to them: screens, statistics and other systems rely on knowing them all.

export interface Label {
  readonly zh: string
  readonly en: string
}

/** The six steps that people know, in their order. */
export const stages = {
  report: { zh: '采集上报', en: 'Report' },
  accept: { zh: '事件受理', en: 'Accept' },
  route: { zh: '事件分转', en: 'Route' },
  dispatch: { zh: '指挥派遣', en: 'Dispatch' },
  handle: { zh: '处置反馈', en: 'Handle and feed back' },
  archive: { zh: '归档', en: 'Archive' },
} as const satisfies Record<string, Label>
export type Stage = keyof typeof stages
export const stageNames = Object.keys(stages) as Stage[]

interface StateWord extends Label {
  readonly stage: Stage
  /** Nobody holds the incident any more and no clock runs. */
  readonly final: boolean
}

export const states = {
  reported: { stage: 'report', zh: '已上报', en: 'Reported', final: false },
  returned: { stage: 'report', zh: '待补充', en: 'Returned', final: false },
  // 核实 and 核查 are used for either check in different cities; a place sets its own labels, the states stay neutral.
  precheck: { stage: 'accept', zh: '待核实', en: 'To be checked', final: false },
  accepted: { stage: 'accept', zh: '已受理', en: 'Accepted', final: false },
  rejected: { stage: 'accept', zh: '不予受理', en: 'Rejected', final: true },
  routed: { stage: 'route', zh: '已分转', en: 'Routed', final: false },
  dispatched: { stage: 'dispatch', zh: '已派遣', en: 'Dispatched', final: false },
  signed: { stage: 'dispatch', zh: '已签收', en: 'Signed', final: false },
  declined: { stage: 'dispatch', zh: '已退单', en: 'Declined', final: false },
  handling: { stage: 'handle', zh: '处置中', en: 'Being handled', final: false },
  suspended: { stage: 'handle', zh: '挂账', en: 'Suspended', final: false },
  handled: { stage: 'handle', zh: '已处置', en: 'Handled', final: false },
  postcheck: { stage: 'handle', zh: '待核查', en: 'Being verified', final: false },
  verified: { stage: 'handle', zh: '核查通过', en: 'Verified', final: false },
  rework: { stage: 'handle', zh: '返工', en: 'Rework', final: false },
  closed: { stage: 'archive', zh: '已结案', en: 'Closed', final: false },
  archived: { stage: 'archive', zh: '已归档', en: 'Archived', final: true },
  voided: { stage: 'archive', zh: '已作废', en: 'Voided', final: true },
  merged: { stage: 'archive', zh: '已并案', en: 'Merged', final: true },
} as const satisfies Record<string, StateWord>
export type State = keyof typeof states
export const stateNames = Object.keys(states) as State[]

export const stageOf = (state: State): Stage => states[state].stage
export const isFinal = (state: State): boolean => states[state].final
/** Nothing is awaited any more, though what is closed may be opened again. */
export const isOver = (state: State): boolean => isFinal(state) || state === 'closed'

interface ActionWord extends Label {
  /** `person`: sent by somebody; `system`: only written by the sweep; `both`: either. */
  readonly by: 'person' | 'system' | 'both'
}

export const actions = {
  report: { by: 'person', zh: '上报', en: 'Report' },
  accept: { by: 'person', zh: '受理', en: 'Accept' },
  reject: { by: 'person', zh: '不予受理', en: 'Reject' },
  return: { by: 'person', zh: '退回补充', en: 'Return' },
  supplement: { by: 'person', zh: '补充', en: 'Supplement' },
  precheck: { by: 'person', zh: '核实', en: 'Check before filing' },
  postcheck: { by: 'person', zh: '核查', en: 'Check after handling' },
  route: { by: 'person', zh: '分转', en: 'Route' },
  takeOver: { by: 'person', zh: '提级接管', en: 'Take over' },
  dispatch: { by: 'person', zh: '派遣', en: 'Dispatch' },
  sign: { by: 'person', zh: '签收', en: 'Sign' },
  decline: { by: 'person', zh: '退单', en: 'Decline' },
  arbitrate: { by: 'person', zh: '裁定', en: 'Arbitrate' },
  progress: { by: 'person', zh: '办理进展', en: 'Report progress' },
  extend: { by: 'person', zh: '延期', en: 'Extend' },
  suspend: { by: 'person', zh: '挂账', en: 'Suspend' },
  approve: { by: 'person', zh: '审批申请', en: 'Decide a request' },
  resume: { by: 'person', zh: '恢复办理', en: 'Resume' },
  finish: { by: 'person', zh: '办结反馈', en: 'Finish' },
  verify: { by: 'person', zh: '核查通过', en: 'Verify' },
  fail: { by: 'person', zh: '核查不通过', en: 'Fail' },
  close: { by: 'person', zh: '结案', en: 'Close' },
  followUp: { by: 'person', zh: '回访', en: 'Follow up' },
  reopen: { by: 'person', zh: '重新办理', en: 'Reopen' },
  archive: { by: 'both', zh: '归档', en: 'Archive' },
  supervise: { by: 'person', zh: '督办', en: 'Supervise' },
  reply: { by: 'person', zh: '督办回复', en: 'Reply' },
  remind: { by: 'both', zh: '提醒', en: 'Remind' },
  comment: { by: 'person', zh: '留言', en: 'Comment' },
  addEvidence: { by: 'person', zh: '补充证据', en: 'Add evidence' },
  changeMatter: { by: 'person', zh: '变更事项', en: 'Change the matter' },
  whistle: { by: 'person', zh: '吹哨', en: 'Whistle' },
  arrive: { by: 'person', zh: '报到', en: 'Arrive' },
  merge: { by: 'person', zh: '并案', en: 'Merge' },
  unmerge: { by: 'person', zh: '取消并案', en: 'Undo the merge' },
  void: { by: 'person', zh: '作废', en: 'Void' },
  define: { by: 'person', zh: '认定', en: 'Define' },
  review: { by: 'person', zh: '审核', en: 'Review' },
  grant: { by: 'person', zh: '审批', en: 'Grant' },
  object: { by: 'person', zh: '异议', en: 'Object' },
  withdraw: { by: 'person', zh: '撤回申请', en: 'Withdraw' },
  warn: { by: 'system', zh: '警示', en: 'Warn' },
  markLate: { by: 'system', zh: '标记逾期', en: 'Mark late' },
  escalate: { by: 'system', zh: '自动跳级', en: 'Escalate' },
  tell: { by: 'system', zh: '通知', en: 'Tell' },
} as const satisfies Record<string, ActionWord>
export type Action = keyof typeof actions
export const actionNames = Object.keys(actions) as Action[]

/** What the sweep does when an instant has come; `tell` is written beside other acts and is never due by itself. */
export const steps = ['remind', 'warn', 'markLate', 'escalate', 'archive'] as const
export type Step = (typeof steps)[number]

export const sources = {
  worker: { zh: '网格员上报', en: 'Grid worker' },
  resident: { zh: '居民上报', en: 'Resident' },
  counter: { zh: '窗口来访', en: 'Service counter' },
  hotline: { zh: '12345热线', en: 'Hotline' },
  police: { zh: '110联动', en: 'Police' },
  superior: { zh: '上级交办', en: 'Superior' },
  patrol: { zh: '巡查', en: 'Patrol' },
  inspection: { zh: '检查', en: 'Inspection' },
  sensor: { zh: '感知设备', en: 'Sensor' },
  mailbox: { zh: '信箱', en: 'Mailbox' },
} as const satisfies Record<string, Label>
export type Source = keyof typeof sources
export const sourceNames = Object.keys(sources) as Source[]

export const urgencies = {
  normal: { zh: '一般', en: 'Normal' },
  urgent: { zh: '紧急', en: 'Urgent' },
  veryUrgent: { zh: '特急', en: 'Very urgent' },
} as const satisfies Record<string, Label>
export type Urgency = keyof typeof urgencies
export const urgencyNames = Object.keys(urgencies) as Urgency[]

/** Three ways of being finished, counted apart. */
export const degrees = {
  substantive: { zh: '实质性办结', en: 'Solved in substance' },
  procedural: { zh: '程序性办结', en: 'Finished by procedure' },
  staged: { zh: '阶段性办结', en: 'Finished for this stage' },
} as const satisfies Record<string, Label>
export type Degree = keyof typeof degrees
export const degreeNames = Object.keys(degrees) as Degree[]

export const grades = {
  ordinary: { zh: '普通督办', en: 'Ordinary' },
  yellow: { zh: '黄牌督办', en: 'Yellow' },
  red: { zh: '红牌督办', en: 'Red' },
} as const satisfies Record<string, Label>
export type Grade = keyof typeof grades
export const gradeNames = Object.keys(grades) as Grade[]

/** What a unit is to an incident while its party is open. */
export const parts = {
  lead: { zh: '主办', en: 'Lead' },
  co: { zh: '协办', en: 'Assisting' },
  former: { zh: '原承办', en: 'Former lead' },
  called: { zh: '应哨', en: 'Called to the scene' },
  centre: { zh: '主管中心', en: 'Centre' },
  checker: { zh: '核查', en: 'Checker' },
} as const satisfies Record<string, Label>
export type Part = keyof typeof parts
export const partNames = Object.keys(parts) as Part[]

export const unitKinds = {
  centre: { zh: '受理指挥中心', en: 'Centre' },
  team: { zh: '网格团队', en: 'Grid team' },
  department: { zh: '部门', en: 'Department' },
  community: { zh: '社区', en: 'Community' },
  company: { zh: '企业', en: 'Company' },
} as const satisfies Record<string, Label>
export type UnitKind = keyof typeof unitKinds
export const unitKindNames = Object.keys(unitKinds) as UnitKind[]
