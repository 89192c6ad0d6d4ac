import type { Message as Notice } from '@linli/contract/incident/verdict.ts'
import type { Message } from '../i18n/messages.ts'

/** What the system tells people and units; the server sends the key, the number of the incident stands beside it. */
export const noticeMessages = {
  'incident.notice.reported': { zh: '有新上报，等您受理', en: 'A new report waits to be taken up' },
  'incident.notice.received': { zh: '您的上报已收到', en: 'Your report has arrived' },
  'incident.notice.accepted': { zh: '您上报的事件已受理', en: 'Your report has been accepted' },
  'incident.notice.rejected': { zh: '您上报的事件未予受理', en: 'Your report was not accepted' },
  'incident.notice.returned': { zh: '您上报的事件被退回，请补充', en: 'Your report came back; please add to it' },
  'incident.notice.supplemented': { zh: '退回的事件已补充', en: 'What was returned has been supplemented' },
  'incident.notice.checkAsked': { zh: '请到现场看一看', en: 'Please go and have a look' },
  'incident.notice.routed': { zh: '有事件分转过来', en: 'An incident was routed to you' },
  'incident.notice.takenOver': { zh: '事件已由上级接管', en: 'The level above has taken it over' },
  'incident.notice.dispatched': { zh: '有事件派给您，请签收', en: 'An incident was dispatched to you; please sign' },
  'incident.notice.assisting': { zh: '请您单位协办', en: 'Your unit is asked to assist' },
  'incident.notice.signed': { zh: '承办单位已签收', en: 'The unit has signed' },
  'incident.notice.declined': { zh: '承办单位退单，请裁定', en: 'The unit declined; please decide' },
  'incident.notice.arbitrated': { zh: '退单已有裁定', en: 'The decline has been decided' },
  'incident.notice.requested': { zh: '有申请等您审批', en: 'A request waits for your decision' },
  'incident.notice.requestDecided': { zh: '您的申请有结果了', en: 'Your request has been decided' },
  'incident.notice.suspended': { zh: '事件已挂账', en: 'The incident is suspended' },
  'incident.notice.resumed': { zh: '事件已恢复办理', en: 'Work goes on again' },
  'incident.notice.finished': { zh: '已办结，等待核查', en: 'Finished; it waits to be verified' },
  'incident.notice.verified': { zh: '核查已通过', en: 'Verified' },
  'incident.notice.failed': { zh: '核查未通过，请返工', en: 'Not verified; please work on it again' },
  'incident.notice.closed': { zh: '事件已结案', en: 'The incident is closed' },
  'incident.notice.reopened': { zh: '事件重新办理', en: 'The incident was reopened' },
  'incident.notice.archived': { zh: '事件已归档', en: 'The incident is archived' },
  'incident.notice.voided': { zh: '事件已作废', en: 'The incident was voided' },
  'incident.notice.merged': { zh: '事件已并入另一件', en: 'It was merged into another incident' },
  'incident.notice.unmerged': { zh: '并案已取消', en: 'The merge was undone' },
  'incident.notice.supervised': { zh: '收到督办，请答复', en: 'You are supervised; please answer' },
  'incident.notice.replied': { zh: '督办已答复', en: 'The supervision was answered' },
  'incident.notice.reminded': { zh: '有人提醒您尽快办理', en: 'Somebody asks you to hurry' },
  'incident.notice.remark': { zh: '有新留言', en: 'There is a new remark' },
  'incident.notice.matterChanged': { zh: '事项已变更', en: 'The matter was changed' },
  'incident.notice.whistled': { zh: '网格吹哨，请到现场', en: 'The grid calls you to the scene' },
  'incident.notice.arrived': { zh: '被召集单位已到场', en: 'The unit called has arrived' },
  'incident.notice.dueSoon': { zh: '期限过半，请抓紧', en: 'Half the time is gone' },
  'incident.notice.dueVerySoon': { zh: '快到期了', en: 'It falls due very soon' },
  'incident.notice.late': { zh: '已超时', en: 'It is late' },
  'incident.notice.escalated': { zh: '超时未办，已自动跳级', en: 'It was late and went up a level' },
  'incident.notice.emergency': { zh: '突发事件', en: 'Emergency' },
  'incident.notice.noticeOpened': { zh: '已开始公示', en: 'The public notice has begun' },
  'incident.notice.objected': { zh: '公示期有异议', en: 'There is an objection to the notice' },
  'incident.notice.withdrawn': { zh: '申请已撤回', en: 'The application was withdrawn' },
  'incident.notice.handedOver': {
    zh: '原经办人已离岗，事件交回本单位',
    en: 'Whoever had it in hand has left; it is back with the unit',
  },
  'incident.notice.recounted': {
    zh: '工作日历有更正，期限已重新计算',
    en: 'The calendar was corrected; the deadlines were counted anew',
  },
  'incident.notice.mediationAppointed': {
    zh: '您被确定为一起纠纷的调解员',
    en: 'You have been named mediator of a dispute',
  },
  'incident.notice.mediationSession': { zh: '今天有一场调解', en: 'A mediation session is today' },
  'incident.notice.mediationCourt': {
    zh: '调解协议申请司法确认的期限将至',
    en: 'The time for asking the court to confirm an agreement is running out',
  },
  'incident.notice.mediationPerform': {
    zh: '调解协议约定的履行期限到了，请回访',
    en: 'An agreement was to be performed by today: please follow it up',
  },
  'incident.notice.passwordReset': {
    zh: '安全管理员重置了您的密码',
    en: 'The security administrator has reset your password',
  },
  'incident.notice.otpReset': {
    zh: '安全管理员解除了您的身份验证器',
    en: 'The security administrator has taken away your second factor',
  },
} as const satisfies { [Key in Notice as `incident.notice.${Key}`]: Message }

export type NoticeMessageId = keyof typeof noticeMessages
