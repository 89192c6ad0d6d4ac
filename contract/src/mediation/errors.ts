// Why mediation refuses; what a code carries besides its words is said in the comment beside it.
export const mediationProblems = {
  'mediation.not_yours': { status: 403, zh: '您不是本案调解员', en: 'You do not mediate in this case.' },
  'mediation.wrong_state': { status: 409, zh: '调解当前状态不能执行此操作', en: 'The mediation is in another state.' }, // state, wanted
  'mediation.no_dispute': {
    status: 409,
    zh: '该事项不是可调解的纠纷',
    en: 'Its matter is no dispute that can be mediated.',
  }, // matter
  'mediation.incident_over': {
    status: 409,
    zh: '事件已办结，不能开始调解',
    en: 'The incident is over: nothing is left to be mediated.',
  }, // state
  'mediation.once': { status: 409, zh: '本轮已有调解案件', en: 'There is a mediation in this round already.' },
  'mediation.court_state': {
    status: 409,
    zh: '与司法确认的当前状态不符',
    en: 'That does not follow from how court confirmation stands.',
  }, // court
  'mediation.court_too_late': {
    status: 409,
    zh: '已超过申请司法确认的三十日期限',
    en: 'The thirty days for asking the court are over.',
  }, // until
  'mediation.is_performed': { status: 409, zh: '已登记履行完毕', en: 'It has been performed already.' },
  'mediation.unknown_mediator': {
    status: 400,
    zh: '调解员须是本单位或辖区内在岗人员',
    en: 'A mediator holds a post in the mediating unit or in its area.',
  }, // mediators
  'mediation.unknown_disputant': { status: 400, zh: '不是本案当事人', en: 'That is no disputant of this case.' }, // disputants
  'mediation.day_ahead': { status: 400, zh: '日期不能晚于今天', en: 'The day lies ahead.' }, // field
  'mediation.day_early': { status: 400, zh: '日期过早', en: 'The day is too early.' }, // field, earliest
  'mediation.field_missing': { status: 400, zh: '缺少必填内容', en: 'Something that the law asks for is missing.' }, // field
  'mediation.file_unusable': {
    status: 400,
    zh: '附件须是本人已上传、未用于别处的文件',
    en: 'A file must be your own, uploaded, and used nowhere else.',
  }, // files
  'mediation.purpose_missing': {
    status: 400,
    zh: '负责人查阅须说明用途',
    en: 'The head of the unit says what the reading is for.',
  },
} as const
