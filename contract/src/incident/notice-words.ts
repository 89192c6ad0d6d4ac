// What a public notice must not say. The law wants applications for relief made public and the private kept out of it (社会救助暂行办法
// art. 61, 最低生活保障审核确认办法 art. 24): nobody needs a number, an address, an illness or a child's age to object. Found are words and
// shapes that give such things away; a name cannot be told from other words, so whoever writes it is asked to leave it at 林某某, and the
// name that a report holds is cut on the way out. Too strict on purpose: what is refused here can be said in other words.

export const noticeFaults = {
  number: { zh: '电话、证件、银行卡等号码', en: 'a number of a telephone, a document or an account' },
  address: { zh: '门牌、楼栋、单元、房号', en: 'a house, a staircase or a flat' },
  health: { zh: '疾病、残疾等健康情况', en: 'an illness or a disability' },
  minor: { zh: '未成年人的情况', en: 'something about a child' },
} as const
export type NoticeFault = keyof typeof noticeFaults

const shapes: Record<NoticeFault, RegExp> = {
  // Dates (2026-11-22) and amounts are shorter; masked numbers hold an asterisk.
  number: /(?:[\d０-９] ?){7,}/,
  address:
    /[\d０-９一二三四五六七八九十]+ ?(?:号楼|栋|幢|单元|门洞|号院|室|户室)|[路街巷弄道村] ?[\d０-９]+ ?[号弄]|[\d０-９]+-[\d０-９]+-[\d０-９]{3,4}(?![\d０-９])/,
  health:
    /病|癌|瘤|残疾|伤残|失能|智障|精神障碍|智力障碍|抑郁|艾滋|透析|化疗|手术|住院|怀孕|流产|吸毒|disab|illness|cancer|disease|hospital/i,
  minor:
    /未成年|儿童|孤儿|幼儿|婴儿|小孩|中学生|小学生|在校生|(?<![\d０-９])(?:1[0-7]|\d) ?周?岁|(?<![二三四五六七八九十])(?:十[一二三四五六七]?|[一二三四五六七八九])周?岁|\b(?:child|children|minor|orphan|pupil)\b/i,
}

/** What a text for everybody holds that it must not, in the order of the list above. */
export const noticeFaultsIn = (text: string): NoticeFault[] =>
  (Object.keys(shapes) as NoticeFault[]).filter((fault) => shapes[fault].test(text))
