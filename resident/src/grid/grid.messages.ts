import type { Catalogue } from '../app/say.ts'

export const gridMessages = {
  'grid.title': { zh: '我的网格', en: 'My grid' },
  'grid.lead': {
    zh: '每片住宅都有一位网格员。找到您的网格，看看是谁、电话多少、做些什么。',
    en: 'Every quarter has a grid worker. Find yours: who it is, how to ring them, and what they do.',
  },
  'grid.here': { zh: '用我现在的位置查', en: 'Find it by my position' },
  'grid.search': { zh: '小区、楼号或网格名', en: 'Compound, building or grid' },
  'grid.search.hint': { zh: '例如“石榴园 3号楼”', en: 'as it stands on the wall' },
  'grid.search.do': { zh: '查找', en: 'Search' },
  'grid.found': { zh: '找到的地点', en: 'Found' },
  'grid.none': {
    zh: '没有找到“{typed}”，换个写法试试，例如只写小区名。',
    en: 'Nothing was found for “{typed}”. Try the name of the compound alone.',
  },
  'grid.nowhere': { zh: '这个位置不属于任何网格。', en: 'This place lies in no grid.' },
  'grid.nowhere.text': {
    zh: '可能在河道、公园或区县之外。请按小区名查找。',
    en: 'It may be a river, a park, or outside the county. Search by compound instead.',
  },

  'grid.worker': { zh: '网格员', en: 'Grid worker' },
  'grid.head': { zh: '网格长', en: 'Grid head' },
  'grid.work_number': { zh: '工号', en: 'Work no.' },
  'grid.call': { zh: '打电话', en: 'Ring' },
  'grid.away': { zh: '今天不在岗', en: 'Away today' },
  'grid.deputy': { zh: '代岗：{name}', en: 'Standing in: {name}' },
  'grid.vacant': {
    zh: '暂无网格员，请联系社区受理中心或拨打 12345。',
    en: 'There is no worker at present. Please ask the community centre or ring 12345.',
  },
  'grid.greeting': { zh: '网格员的话', en: 'A word from the worker' },
  'grid.duties': { zh: '网格员做什么', en: 'What the worker does' },
  'grid.hours': { zh: '什么时候能找到', en: 'When to find them' },
  'grid.supervision': { zh: '监督电话', en: 'Supervision' },
  'grid.supervision.hint': {
    zh: '对网格员的意见请打这里，由督查人员受理',
    en: 'Anything about the worker goes here, to the inspectors and not to the worker’s own desk',
  },
  'grid.boundary': { zh: '网格四至', en: 'The grid reaches' },
  'grid.days': { zh: '最近 {n} 天', en: 'The last {n} days' },
  'grid.days.reported': { zh: '收到反映', en: 'reported' },
  'grid.days.closed': { zh: '其中已办结', en: 'of these closed' },
  'grid.days.kept': { zh: '按时办结', en: 'in time' },
  'grid.days.none': { zh: '最近 {n} 天没有收到反映。', en: 'Nothing was reported in the last {n} days.' },
  'grid.report': { zh: '在这个网格反映问题', en: 'Report something in this grid' },
  'grid.other': { zh: '不是我的网格', en: 'Not my grid' },
} as const satisfies Catalogue
