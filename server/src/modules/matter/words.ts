// The words by which reports are compared and matters suggested. The same text gives the same words wherever it is cut; a change of
// what follows raises `cutVersion`, and a job cuts the old texts anew (incident/words-job.ts).
import { cutter } from '#platform/segment.ts'

export const cutVersion = 1

/** More say nothing new, and each costs an entry of the index. */
const most = 60

/**
 * Words of the trade that the general dictionary does not know, cuts apart or cuts wrongly (it reads 路灯不亮 as 路, 灯不亮). Own
 * list, from the names and synonyms of the shipped catalogue and what people say for them.
 */
const own =
  `路灯 不亮 不通 不净 灯杆 井盖 窨井盖 雨水井 污水井 雨篦子 下水道 下水口 化粪池 排水沟 盲道 路牙 路缘石 隔离墩 隔离栏
  护栏 坑洼 塌陷 破损 缺失 松动 倾斜 漏水 漏电 漏气 爆管 满溢 外溢 反味 异味 积水 垃圾桶 垃圾箱 垃圾堆 果皮箱 建筑垃圾 装修垃圾 大件垃圾
  渣土 渣土车 乱堆 乱堆物料 乱倒 暴露垃圾 小广告 乱贴 乱涂 占道 占道经营 店外经营 流动摊贩 无照经营 共享单车 僵尸车 乱停 违停 乱停放
  飞线 飞线充电 私拉 私拉电线 电瓶车 电动车 电动自行车 充电桩 上楼 进楼 楼道 楼栋 楼道堆物 消防通道 安全出口 疏散通道 灭火器 消火栓 消防栓
  油烟 扰民 噪声 噪音 广场舞 夜间施工 扬尘 焚烧 露天烧烤 裸土 黑臭 污水 水体 违建 私搭 私搭乱建 群租 群租房 高空抛物 外墙 墙皮 脱落
  树枝 树木 倒伏 枯死 绿化带 毁绿 种菜 遛狗 犬只 流浪狗 流浪猫 未拴绳 宠物 蚊蝇 鼠害 电梯 困人 停运 物业 物业费 业委会 门禁 道闸
  独居 独居老人 空巢 空巢老人 残疾人 低保 留守儿童 欠薪 讨薪 拖欠工资 家庭纠纷 邻里纠纷 家暴 停水 停电 停气 燃气 燃气管道 煤气 变压器
  配电箱 电箱 线缆 电线杆 红绿灯 信号灯 交通标志 标线 减速带 公交站 站牌 候车亭 健身器材 公厕 三合一 九小场所 食品安全 过期 变质`.split(
    /\s+/,
  )

/** Said in every report and of none: grammar, courtesy, time without a date, places without a name. */
const silent = new Set(
  `的 了 在 是 有 和 与 及 或 就 都 而 又 也 还 很 把 被 给 对 从 到 向 为 以 于 其 之 这 那 此 该 我 你 他 她 它 们 个 位 名 处 条 一 二 两 三 不 没 未
  上 下 里 内 外 前 后 旁 边 中 请 要 能 会 可 来 去 用 等 着 过 吧 吗 呢 啊 并 但 因 由 所 好 各 每 某 再 已 正 将 应 号 地 得 时 日 月 年 点 分 天 米
  我们 你们 他们 这里 那里 这个 那个 一个 有人 有个 没有 已经 现在 目前 今天 昨天 明天 近日 最近 多次 多日 好几天 几天 一直 经常 非常 比较 严重 明显
  反映 投诉 上报 举报 希望 请求 要求 建议 尽快 及时 尽早 处理 解决 安排 相关 部门 有关 工作人员 来电 市民 居民 群众 网友 您好 你好 谢谢 麻烦 情况 问题
  附近 旁边 位于 位置 地点 进行 存在 发现 导致 造成 影响 因为 所以 但是 而且 以及 如果 可以 需要 应该 不能 什么 怎么 为什么
  the and for with from this that there has have been was were are is not of in on at to it my our please`.split(/\s+/),
)

const cut = cutter(own)

/**
 * Words of a text, each once, in the order in which they stand. Longer numbers are left out: they are phones, plates and accounts,
 * and say who, not what.
 */
export function wordsOf(text: string): string[] {
  const found = new Set<string>()
  for (const word of cut(text.normalize('NFKC').toLowerCase())) {
    if (found.size === most) break
    if (isWord(word)) found.add(word)
  }
  return [...found]
}

const isWord = (word: string): boolean =>
  /^[\p{Script=Han}a-z0-9]+$/u.test(word) && !silent.has(word) && !/^\d{4,}$/.test(word) && !/^[a-z]$/.test(word)

/** Without words that stand inside another one: what is shown to people, not what is compared. */
export const wholeWords = (words: readonly string[]): string[] =>
  words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
