import type { Catalogue } from '../app/say.ts'

/** How a report stands, in the words of somebody who has never heard of stages, holders and desks. */
export const progressMessages = {
  'progress.state.reported': {
    zh: '已收到您的反映，等待{holder}受理。',
    en: 'We have received your report. It waits to be accepted by {holder}.',
  },
  'progress.state.returned': {
    zh: '现有信息还不足以办理，工作人员正在核对补充。',
    en: 'More information is needed before it can be dealt with; staff are finding it out.',
  },
  'progress.state.precheck': {
    zh: '网格员正在到现场核实。',
    en: 'A grid worker is having a look at the place first.',
  },
  'progress.state.accepted': {
    zh: '已受理，{holder}正在安排处理单位。',
    en: 'Accepted; {holder} is choosing who will deal with it.',
  },
  'progress.state.rejected': {
    zh: '这件事没有受理，原因见下。',
    en: 'It was not taken on; the reason is given below.',
  },
  'progress.state.routed': {
    zh: '已转交{holder}，等待受理。',
    en: 'It was passed on to {holder} and waits to be accepted there.',
  },
  'progress.state.dispatched': {
    zh: '已交给{holder}，等待对方接单。',
    en: 'It was given to {holder}, who has yet to take it up.',
  },
  'progress.state.signed': { zh: '{holder}已接单，即将处理。', en: 'Taken up by {holder}; work begins soon.' },
  'progress.state.declined': {
    zh: '正在重新确定处理单位。',
    en: 'It is being decided anew who will deal with it.',
  },
  'progress.state.handling': { zh: '{holder}正在处理。', en: 'Being dealt with by {holder}.' },
  'progress.state.suspended': {
    zh: '暂时不具备处理条件，已登记在册，到期继续办理。',
    en: 'It cannot be done for the moment. It is on record and goes on at the date below.',
  },
  'progress.state.handled': { zh: '已处理，正在核查结果。', en: 'Dealt with; the result is being checked.' },
  'progress.state.postcheck': {
    zh: '已处理，网格员正在到现场复查。',
    en: 'Dealt with; a grid worker is checking the result at the place.',
  },
  'progress.state.verified': {
    zh: '已处理，结果核查通过，即将办结。',
    en: 'Dealt with and checked; it will be closed soon.',
  },
  'progress.state.rework': {
    zh: '核查没有通过，{holder}正在重新处理。',
    en: 'The check was not passed; it is being done again by {holder}.',
  },
  'progress.state.closed': { zh: '已办结。', en: 'Done and closed.' },
  'progress.state.archived': { zh: '已办结归档。', en: 'Done, closed and filed.' },
  'progress.state.voided': { zh: '这件事已作废，原因见下。', en: 'It was dropped; the reason is given below.' },
  'progress.state.merged': {
    zh: '与同一问题的其他反映合并办理。',
    en: 'Dealt with together with other reports of the same thing.',
  },

  'progress.application.noticed': {
    zh: '正在公示，期满后由{holder}决定。',
    en: 'It is being made public; then it is decided by {holder}.',
  },
  'progress.application.noticeOver': {
    zh: '公示期满，等待{holder}决定。',
    en: 'The public notice is over; it is to be decided by {holder}.',
  },
  'progress.application.granted': { zh: '您的申请已批准。', en: 'Your application is approved.' },
  'progress.application.refused': {
    zh: '您的申请没有批准，原因见下。',
    en: 'Your application is not approved; the reason is given below.',
  },
  'progress.repair.waits': {
    zh: '险情已排除，后续修复由{holder}安排。',
    en: 'The danger is over; the repair is being arranged by {holder}.',
  },
  'progress.repair.given': {
    zh: '险情已排除，后续修复已交给{holder}。',
    en: 'The danger is over; the repair has been given to {holder}.',
  },
  'progress.repair.goes': {
    zh: '险情已排除，{holder}正在修复。',
    en: 'The danger is over; it is being repaired by {holder}.',
  },
  'progress.repair.suspended': {
    zh: '险情已排除，暂时不具备修复条件，已登记在册，到期继续。',
    en: 'The danger is over. The repair cannot be done for the moment; it is on record and goes on at the date below.',
  },
  'progress.repair.checked': {
    zh: '已修复，正在核查结果。',
    en: 'It has been repaired; the result is being checked.',
  },
  'progress.repair.done': { zh: '后续修复已办结。', en: 'The repair is done and closed.' },
  'progress.repair.dropped': {
    zh: '后续修复没有进行。如果问题还在，请重新反映。',
    en: 'The repair was not carried out. If something is still wrong, please report it.',
  },

  'progress.step.report': { zh: '收到反映', en: 'Received' },
  'progress.step.accept': { zh: '受理', en: 'Accepted' },
  'progress.step.route': { zh: '转交', en: 'Passed on' },
  'progress.step.dispatch': { zh: '派单', en: 'Assigned' },
  'progress.step.handle': { zh: '处理', en: 'Dealt with' },
  'progress.step.archive': { zh: '办结', en: 'Closed' },

  'progress.holder.centre.community': { zh: '社区受理中心', en: 'the community service centre' },
  'progress.holder.centre.town': { zh: '街道（镇）指挥中心', en: "the town's centre" },
  'progress.holder.centre.county': { zh: '区（县）指挥中心', en: "the county's centre" },
  'progress.holder.team': { zh: '网格团队', en: 'the grid team' },
  'progress.holder.department.town': { zh: '街道（镇）职能部门', en: 'a department of the town' },
  'progress.holder.department.county': { zh: '区（县）职能部门', en: 'a department of the county' },
  'progress.holder.community': { zh: '社区居委会', en: "the residents' committee" },
  'progress.holder.company': { zh: '承办企业', en: 'a contracted company' },
  'progress.holder.nobody': { zh: '受理中心', en: 'the service centre' },

  'progress.event.report': { zh: '收到您的反映', en: 'Your report was received' },
  'progress.event.accept': { zh: '受理', en: 'Accepted' },
  'progress.event.reject': { zh: '未予受理', en: 'Not taken on' },
  'progress.event.return': { zh: '信息不足，需要补充', en: 'More information was found to be needed' },
  'progress.event.supplement': { zh: '补充了信息', en: 'Information was added' },
  'progress.event.precheck': { zh: '网格员到现场核实', en: 'A grid worker had a look at the place' },
  'progress.event.route': { zh: '转交其他受理中心', en: 'Passed on to another centre' },
  'progress.event.takeOver': { zh: '上级中心接手', en: 'Taken over by a higher centre' },
  'progress.event.dispatch': { zh: '派给处理单位', en: 'Assigned' },
  'progress.event.sign': { zh: '处理单位接单', en: 'Taken up by who will deal with it' },
  'progress.event.decline': { zh: '处理单位退回，重新安排', en: 'Handed back; somebody else is being found' },
  'progress.event.progress': { zh: '处理有进展', en: 'There was progress' },
  'progress.event.suspend': { zh: '暂缓处理', en: 'Put off' },
  'progress.event.resume': { zh: '恢复处理', en: 'Work went on' },
  'progress.event.finish': { zh: '处理完毕', en: 'Dealt with' },
  'progress.event.finish.aside': {
    zh: '一个参与单位反馈了结果',
    en: 'One of the units that take part has done its own part',
  },
  'progress.mediation.open': { zh: '纠纷正在调解', en: 'The dispute is being mediated' },
  'progress.mediation.ended': { zh: '调解已结束', en: 'The mediation has ended' },
  'progress.event.postcheck': { zh: '网格员到现场复查', en: 'A grid worker checked the place again' },
  'progress.event.verify': { zh: '结果核查通过', en: 'The result was checked and found good' },
  'progress.event.fail': { zh: '核查未通过，退回重做', en: 'The check was not passed; it has to be done again' },
  'progress.event.close': { zh: '办结', en: 'Closed' },
  'progress.event.followUp': { zh: '工作人员回访', en: 'You were asked whether it is solved' },
  'progress.event.reopen': { zh: '重新办理', en: 'Opened again' },
  'progress.event.archive': { zh: '归档', en: 'Filed' },
  'progress.event.escalate': { zh: '超过时限，自动提交上一级', en: 'Out of time: it went up a level by itself' },
  'progress.event.markLate': { zh: '超过时限', en: 'A time limit was missed' },
  'progress.event.supervise': { zh: '上级督办', en: 'Pressed by a higher office' },
  'progress.event.merge': { zh: '与同一问题合并办理', en: 'Joined with another report of the same thing' },
  'progress.event.unmerge': { zh: '恢复单独办理', en: 'Dealt with by itself again' },
  'progress.event.define': { zh: '社区提出意见并公示', en: 'The community gave its finding, which is made public' },
  'progress.event.object': { zh: '公示期内收到异议', en: 'Somebody objected to the notice' },
  'progress.event.review': { zh: '街道（镇）审核通过，再次公示', en: 'The town agreed; it is made public again' },
  'progress.event.review.rejected': { zh: '街道（镇）审核未通过', en: 'The town did not agree' },
  'progress.event.grant': { zh: '区（县）批准', en: 'Approved by the county' },
  'progress.event.grant.rejected': { zh: '区（县）未批准', en: 'Not approved by the county' },
  'progress.event.withdraw': { zh: '申请已撤回', en: 'The application was taken back' },
  'progress.event.void': { zh: '作废', en: 'Dropped' },
} as const satisfies Catalogue
