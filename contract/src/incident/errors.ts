// Why the loop refuses. 403 comes before 409 before 400, as docs/wire.md orders it; what a code carries besides its words
// is said in the comment beside it.
export const incidentProblems = {
  'incident.not_yours': { status: 403, zh: '您无权对该事件执行此操作', en: 'This is not yours to do.' },
  'incident.own_work': { status: 403, zh: '办结人不能核查自己的办理结果', en: 'Who finished it may not verify it.' },
  'incident.own_request': { status: 403, zh: '申请人不能审批自己的申请', en: 'Who asked may not decide.' },

  'incident.no_picture_of_result': {
    status: 409,
    zh: '只能公开工作人员拍摄的办理结果照片',
    en: 'Only pictures of the result that staff took can be shown.',
  },
  'incident.wrong_state': { status: 409, zh: '事件当前状态不能执行此操作', en: 'The incident is in another state.' }, // state, wanted
  'incident.not_in_procedure': {
    status: 409,
    zh: '该事件的办理流程没有此操作',
    en: 'Its procedure does not know this action.',
  }, // action
  'incident.already_declined': {
    status: 409,
    zh: '本轮已退单一次',
    en: 'This unit has declined in this round already.',
  },
  'incident.decline_too_late': { status: 409, zh: '已超过退单时限', en: 'The time for declining is over.' }, // until
  'incident.request_open': { status: 409, zh: '已有同类申请待审批', en: 'Such a request is waiting already.' }, // request
  'incident.request_lapsed': { status: 409, zh: '申请的日期已过', en: 'The date asked for has passed.' }, // until
  'incident.period_over': { status: 409, zh: '已超过可重新办理的期限', en: 'The period for reopening is over.' }, // until
  'incident.follow_up_open': { status: 409, zh: '回访期未满，暂不能归档', en: 'The follow-up period is still open.' }, // until
  'incident.notice_open': { status: 409, zh: '公示期未满', en: 'The public notice is still running.' }, // until
  'incident.notice_over': { status: 409, zh: '公示期已过', en: 'The public notice is over.' }, // until
  'incident.merge_target_closed': {
    status: 409,
    zh: '目标事件已办结，不能并案',
    en: 'The other incident is no longer open.',
  }, // state
  'incident.co_units_open': {
    status: 409,
    zh: '协办单位尚未反馈，不能按实质性办结结案',
    en: 'An assisting unit has not given its result: wait for it, or close by procedure or for this stage.',
  }, // units
  'incident.mediation_open': {
    status: 409,
    zh: '纠纷正在调解，请先由调解员结束调解',
    en: 'It is being mediated: the mediators end the mediation first.',
  },
  'incident.not_called': { status: 409, zh: '您所在单位未被召集', en: 'Your unit has not been called.' },
  'incident.already_arrived': { status: 409, zh: '您所在单位已报到', en: 'Your unit has arrived already.' },
  'incident.not_arrived': {
    status: 409,
    zh: '请先报到，再反馈结果',
    en: 'Your unit was called and has not arrived yet: report in first.',
  },

  'incident.unknown_procedure': { status: 400, zh: '办理流程不存在', en: 'There is no such procedure.' },
  'incident.unknown_matter': { status: 400, zh: '事项不存在', en: 'There is no such matter.' }, // matter
  'incident.unknown_condition': {
    status: 400,
    zh: '立案条件不属于该事项',
    en: 'The matter has no such filing condition.',
  }, // condition
  'incident.unknown_unit': { status: 400, zh: '承办单位不存在', en: 'There is no such unit.' }, // unit
  'incident.unit_is_centre': {
    status: 400,
    zh: '向中心转办请使用分转',
    en: 'A centre is reached by routing, not by dispatch.',
  }, // unit
  'incident.unit_out_of_area': {
    status: 400,
    zh: '只能派遣到本辖区及以下的单位',
    en: 'A centre dispatches to units of its own area or below.',
  },
  'incident.unit_twice': { status: 400, zh: '同一单位不能重复列入', en: 'A unit is named twice.' }, // unit
  'incident.same_unit': { status: 400, zh: '该事件已在此单位', en: 'That unit has it already.' }, // unit
  'incident.duty_taken_back': {
    status: 400,
    zh: '该事项已由上级收回，不得派给镇街及以下',
    en: 'This duty was taken back by the level above.',
  }, // level, legalBasis
  'incident.no_centre': { status: 400, zh: '该区域没有受理中心', en: 'That area has no centre.' }, // centre
  'incident.same_centre': { status: 400, zh: '该事件已在此中心', en: 'That centre has it already.' }, // centre
  'incident.unknown_request': { status: 400, zh: '没有这项待审批申请', en: 'There is no such open request.' }, // request
  'incident.reply_waits': {
    status: 409,
    zh: '已回复，等待督办方审核',
    en: 'It has been answered; the answer waits to be accepted.',
  }, // request
  'incident.not_late': {
    status: 409,
    zh: '该事件未逾期，无须申请免责',
    en: 'It is not late: there is nothing to excuse.',
  },
  'incident.excuse_asked': {
    status: 409,
    zh: '该单位本轮已申请过免责',
    en: 'This unit has asked for this round already.',
  },
  'incident.unit_took_no_part': { status: 400, zh: '该单位未参与此事件', en: 'That unit took no part in it.' }, // unit
  'incident.unknown_supervision': { status: 400, zh: '没有这项待回复督办', en: 'There is no such open supervision.' }, // supervision
  'incident.until_past': { status: 400, zh: '日期须晚于现在', en: 'The date must lie ahead.' },
  'incident.until_too_early': {
    status: 400,
    zh: '延期须晚于现有期限',
    en: 'The date is not later than the present one.',
  }, // dueAt
  'incident.until_too_far': { status: 400, zh: '日期不能超过一年', en: 'The date is more than a year ahead.' },
  'incident.merge_self': { status: 400, zh: '不能与自身并案', en: 'An incident cannot be merged into itself.' },
  'incident.merge_target_unknown': {
    status: 400,
    zh: '目标事件不存在',
    en: 'There is no such incident to merge into.',
  },
  'incident.condition_not_met': { status: 400, zh: '未达到结案条件', en: 'The closing condition is not met.' }, // closing
  'incident.not_reached': { status: 400, zh: '未联系上时不能填写评价', en: 'Nobody was reached, so nobody answered.' },
  'incident.nothing_given': { status: 400, zh: '请至少补充一项', en: 'Give at least one thing.' },
  'incident.field_missing': { status: 400, zh: '缺少必填内容', en: 'A field that the procedure asks for is missing.' }, // field
  'incident.notice_private': {
    status: 400,
    zh: '公示内容人人可见，不得写号码、住址、健康情况和未成年人情况',
    en: 'Everybody reads a public notice: no numbers, addresses, health or children in it.',
  }, // found, words
  'incident.handled_not_allowed': {
    status: 400,
    zh: '该事项不能现场办结',
    en: 'This matter is not handled on the spot.',
  },
  'incident.happened_later': { status: 400, zh: '发生时间不能晚于现在', en: 'It cannot have happened later than now.' },
} as const
