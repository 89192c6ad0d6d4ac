import type { Catalogue } from '@linli/ui/i18n/messages.ts'

export const gridMessages = {
  'worker.grid.title': { zh: '我的网格', en: 'My grid' },
  'worker.grid.none': { zh: '您的岗位没有网格', en: 'Your post has no grid' },
  'worker.grid.noneText': { zh: '要办的事在“待办”里。', en: 'What you have to do is under “To do”.' },
  'worker.grid.choose': { zh: '选择网格', en: 'Choose a grid' },
  'worker.grid.map': { zh: '网格地图', en: 'Map of the grid' },
  'worker.grid.households': { zh: '户', en: 'households' },
  'worker.grid.people': { zh: '人', en: 'people' },
  'worker.grid.open': { zh: '件在办', en: 'open' },
  'worker.grid.norm': { zh: '划分标准', en: 'Division norm' },
  'worker.grid.norm.within': { zh: '符合标准', en: 'within the norm' },
  'worker.grid.norm.under': { zh: '低于标准', en: 'under the norm' },
  'worker.grid.norm.over': { zh: '超过标准', en: 'over the norm' },
  'worker.grid.norm.exempt': { zh: '专属网格，不适用', en: 'a dedicated grid; the norm does not apply' },
  'worker.grid.normText': {
    zh: '城市网格一般 {min}–{max} 户，或 {least}–{most} 人',
    en: 'A grid in town has {min}–{max} households, or {least}–{most} people',
  },
  'worker.grid.boundary': { zh: '四至', en: 'Boundary' },
  'worker.grid.team': { zh: '团队', en: 'Team' },
  'worker.grid.away': { zh: '请假', en: 'away' },
  'worker.grid.deputy': { zh: 'B 岗 {name}', en: 'Deputy: {name}' },
  'worker.grid.call': { zh: '拨打 {name} {phone}', en: 'Call {name}, {phone}' },
  'worker.grid.incidents': { zh: '正在办的事', en: 'Going on here' },
  'worker.grid.incidentsNone': { zh: '没有正在办的事', en: 'Nothing is going on' },
  'worker.grid.days': {
    zh: '近 {days} 天：上报 {reported} 件，结案 {closed} 件',
    en: 'Last {days} days: {reported} reported, {closed} closed',
  },
} as const satisfies Catalogue
