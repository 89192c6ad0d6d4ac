import type { Catalogue } from '../i18n/messages.ts'

/** The fields of the forms that are drawn from `allowed`; a yes-or-no field has words for both answers. */
export const fieldMessages = {
  'incident.field.note': { zh: '备注', en: 'Note' },
  'incident.field.reason': { zh: '理由', en: 'Reason' },
  'incident.field.matter': { zh: '事项', en: 'Matter' },
  'incident.field.condition': { zh: '立案条件', en: 'Filing condition' },
  'incident.field.urgency': { zh: '紧急程度', en: 'Urgency' },
  'incident.field.description': { zh: '补充描述', en: 'What to add' },
  'incident.field.evidence': { zh: '照片与附件', en: 'Photos and files' },
  'incident.field.location': { zh: '位置', en: 'Place' },
  'incident.field.found': { zh: '现场情况', en: 'At the place' },
  'incident.field.found.yes': { zh: '发现问题', en: 'The problem is there' },
  'incident.field.found.no': { zh: '未发现问题', en: 'No problem found' },
  'incident.field.centre': { zh: '分转到', en: 'Route to' },
  'incident.field.unit': { zh: '承办单位', en: 'Unit in charge' },
  'incident.field.coUnits': { zh: '协办单位', en: 'Assisting units' },
  'incident.field.units': { zh: '召集单位', en: 'Units to call' },
  'incident.field.upheld': { zh: '裁定', en: 'Verdict' },
  'incident.field.upheld.yes': { zh: '维持派遣，退回原单位', en: 'It stays with that unit' },
  'incident.field.upheld.no': { zh: '同意退单，另行派遣', en: 'The unit is right; dispatch anew' },
  'incident.field.until': { zh: '到何时', en: 'Until' },
  'incident.field.request': { zh: '审批哪一项', en: 'Which request' },
  'incident.field.granted': { zh: '意见', en: 'Decision' },
  'incident.field.granted.yes': { zh: '同意', en: 'Grant' },
  'incident.field.granted.no': { zh: '不同意', en: 'Refuse' },
  'incident.field.result': { zh: '办理结果', en: 'What was done' },
  'incident.field.degree': { zh: '办结程度', en: 'Degree' },
  'incident.field.conditionMet': { zh: '是否达到结案条件', en: 'Is the closing condition met?' },
  'incident.field.conditionMet.yes': { zh: '达到', en: 'Met' },
  'incident.field.conditionMet.no': { zh: '未达到', en: 'Not met' },
  'incident.field.reached': { zh: '是否联系上', en: 'Was the reporter reached?' },
  'incident.field.reached.yes': { zh: '联系上', en: 'Reached' },
  'incident.field.reached.no': { zh: '未联系上', en: 'Not reached' },
  'incident.field.satisfied': { zh: '满意度', en: 'Satisfaction' },
  'incident.field.solved': { zh: '问题是否解决', en: 'Is it solved?' },
  'incident.field.solved.yes': { zh: '已解决', en: 'Solved' },
  'incident.field.solved.no': { zh: '未解决（将重新办理）', en: 'Not solved (it reopens)' },
  'incident.field.order': { zh: '督办要求', en: 'What must be done' },
  'incident.field.grade': { zh: '督办等级', en: 'Grade' },
  'incident.field.due': { zh: '答复期限', en: 'Answer by' },
  'incident.field.supervision': { zh: '答复哪一项督办', en: 'Which supervision' },
  'incident.field.text': { zh: '答复内容', en: 'Answer' },
  'incident.field.define.result': {
    zh: '公示内容（向居民公开，不写住址、收入、病情）',
    en: 'Text of the public notice (everybody reads it: no address, income or illness)',
  },
  'incident.field.object.reason': { zh: '异议内容', en: 'The objection' },
  'incident.field.into': { zh: '并入哪一件', en: 'Merge into' },
} as const satisfies Catalogue

export type FieldMessageId = keyof typeof fieldMessages

/** What a field is called in the form of an action; a few mean something of their own there. */
export function fieldLabel(action: string, name: string): FieldMessageId {
  const own = `incident.field.${action}.${name}`
  return (own in fieldMessages ? own : `incident.field.${name}`) as FieldMessageId
}
