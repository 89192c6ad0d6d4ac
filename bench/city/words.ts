// What reporters of the city say: put together from a few hundred pieces, so that a word search finds few rows or many, as in life.
import type { Story } from './story.ts'

const where = [
  '小区东门外',
  '小区西门口',
  '菜市场北侧',
  '公交站台旁',
  '幼儿园门前',
  '小学围墙边',
  '河边步道',
  '地下车库入口',
  '单元门口',
  '楼道二层',
  '楼顶平台',
  '街角花坛',
  '快递柜旁',
  '健身广场',
  '停车棚内',
  '垃圾分类点',
  '十字路口',
  '人行天桥下',
  '老年活动室旁',
  '卫生服务站前',
  '沿街商铺门前',
  '在建工地围挡外',
  '绿化带内',
  '变电箱旁',
  '消防通道口',
]
const since = ['今早', '昨晚', '这两天', '上周起', '刚才', '雨后', '连续三天', '半个月来', '中午', '下班时']
const trouble = [
  '影响居民出行',
  '存在安全隐患',
  '气味很大',
  '已有老人险些摔倒',
  '夜间噪声扰民',
  '积水无法通行',
  '影响市容',
  '多次反映未解决',
  '请尽快派人查看',
  '居民意见较大',
  '孩子上学必经',
  '车辆无法通过',
  '担心再次发生',
  '希望给个答复',
  '临时用围挡隔开了',
]
const results = [
  '已现场处理完毕并拍照',
  '已清理干净',
  '已修复，恢复使用',
  '已劝导整改，当事人配合',
  '已联系责任单位更换',
  '已设置警示标志并修复',
  '已协商解决，双方认可',
  '已督促整改到位',
  '已完成，回访居民满意',
  '已按标准处置',
]
const reasons = ['不属于受理范围，已告知渠道', '经核实情况不属实', '与已有事件重复', '描述不清且无法联系', '已自行消除']

export const descriptionOf = ({ matter, chance }: Story, address: string): string =>
  `${address}${chance.pick(where)}，${chance.pick(since)}发现${matter.name}问题，${chance.pick(trouble)}。`
export const resultOf = ({ matter, chance }: Story): string => `${matter.name}：${chance.pick(results)}。`
export const reasonOf = ({ chance }: Story): string => chance.pick(reasons)
export const remarkOf = ({ chance }: Story): string => `${chance.pick(since)}已电话联系反映人，${chance.pick(trouble)}`
