import type { Catalogue } from '@linli/ui/i18n/messages.ts'

/** What the suggestions of a county rest on, for whoever runs the installation. */
export const modelsMessages = {
  'models.title': { zh: '智能推荐', en: 'Suggestions' },
  'models.text': {
    zh: '从本地已办结的事件中学习，每周一次；数据不出本机。',
    en: 'Learned from the closed incidents of the place, once a week; nothing of them leaves the machine.',
  },
  'models.none': {
    zh: '还没有学习过，先按目录用语推荐',
    en: 'Not learned yet: it suggests by the words of the catalogue',
  },
  'models.version': { zh: '{county} 第 {version} 版', en: '{county}, version {version}' },
  'models.at': { zh: '{at}，已办结 {n} 件', en: '{at}, {n} closed incidents' },
  'models.tooFew': {
    zh: '学不了：至少需要 {fewest} 件已办结的事件；在此之前按目录用语推荐',
    en: 'Cannot learn: at least {fewest} closed incidents are needed; until then it suggests by the words of the catalogue',
  },
  'models.noBetter': {
    zh: '没有学到东西：不比总推荐最常见的事项更准，仍按目录用语推荐',
    en: 'Nothing was learned: naming the most frequent matter is as good; it suggests by the words of the catalogue',
  },
  'models.usable': {
    zh: '使用中：前三项含正确事项 {top3}（总推荐最常见的三项为 {floor}），按未学过的 {judged} 件检验',
    en: 'In use: the right matter is among its three in {top3} (the three most frequent: {floor}), judged on {judged} that it had not seen',
  },
} as const satisfies Catalogue
