import { random } from '../random.ts'
import type { AreaSeed, BoardTextSeed } from '../types.ts'
import { SUPERVISION_PHONE } from './names.ts'

/** The words of the public notice board of each grid 公示牌. */
const GREETINGS = [
  '邻居们好，我每天上午和傍晚各走一圈。看见什么不方便，路上拦住我说一声就行。',
  '大家好！家里有老人要帮手、楼道灯不亮、门口堵了车，都可以找我，办到哪一步我会告诉您。',
  '我在这片网格工作，孩子们叫我“大管家”。小事我当面办，大事我帮您报上去、盯到底。',
  '有事您说话。电话没接到，多半是在楼上敲门，我看到后一定回。',
  '街坊们，反映问题不用找熟人，扫一扫、打个电话、当面讲都行，结果一样有回音。',
  '您好，我负责这里的日常巡查和走访。谁家有难处，咱们一起想办法。',
]

const DUTIES = [
  '每日巡查网格，发现并上报环境卫生、公共设施和安全隐患',
  '走访居民家庭，了解需求，及时更新基础信息',
  '受理居民反映的问题，跟踪办理，反馈结果',
  '协助调解邻里矛盾，能当面解决的当面解决',
  '看望独居老人、困境儿童和行动不便的居民',
  '宣传消防、防汛、反诈和用电用气安全知识',
]

const DEDICATED_DUTIES = {
  market: [
    '每日巡查市场秩序、环境卫生和消防通道',
    '协助管理方核对摊位登记，提醒持证亮照',
    '受理摊主和顾客反映的问题，跟踪办理，反馈结果',
  ],
  school: [
    '上学放学时段巡查校门周边秩序和通行安全',
    '与学校核对周边隐患，及时上报',
    '受理师生和家长反映的问题，跟踪办理，反馈结果',
  ],
}

const HOURS = [
  '工作日 8:00—12:00，14:00—18:00；急事随时打电话',
  '每天 8:30—11:30，15:00—18:30（错时上门：周三 18:30—20:00）',
]

export function writeBoards(seed: number, areas: readonly AreaSeed[]): BoardTextSeed[] {
  const chance = random(seed, 'boards')
  return areas
    .filter(({ level }) => level === 'grid')
    .map(({ code, dedicatedTo }) => ({
      areaCode: code,
      greeting: chance.pick(GREETINGS),
      duties: dedicatedTo ? DEDICATED_DUTIES[dedicatedTo] : DUTIES,
      hours: chance.pick(HOURS),
      supervisionPhone: SUPERVISION_PHONE,
    }))
}
