import type { Catalogue } from './say.ts'

/** Words of the frame around every page. */
export const appMessages = {
  'app.name': { zh: '邻里', en: 'Linli' },
  'app.tagline': { zh: '居民服务', en: 'For residents' },
  'app.skip': { zh: '跳到主要内容', en: 'Skip to the content' },
  'app.nav': { zh: '主要栏目', en: 'Main parts' },
  'app.nav.home': { zh: '首页', en: 'Home' },
  'app.nav.report': { zh: '我要反映', en: 'Report' },
  'app.nav.follow': { zh: '查进度', en: 'Follow' },
  'app.nav.grid': { zh: '我的网格', en: 'My grid' },
  'app.large': { zh: '大字版', en: 'Large print' },
  'app.standard': { zh: '标准版', en: 'Standard' },
  'app.size': { zh: '文字大小', en: 'Text size' },
  'app.size.standard': { zh: '标准', en: 'Standard' },
  'app.size.large': { zh: '大', en: 'Large' },
  'app.size.huge': { zh: '特大', en: 'Largest' },
  'app.emergency': { zh: '紧急情况请先打电话', en: 'In an emergency, ring first' },
  'app.emergency.police': { zh: '报警', en: 'Police' },
  'app.emergency.fire': { zh: '火警', en: 'Fire' },
  'app.emergency.ambulance': { zh: '急救', en: 'Ambulance' },
  'app.hotline': {
    zh: '不方便上网？可拨打 12345，或请网格员代您登记。',
    en: 'No internet at hand? Ring 12345, or ask your grid worker to write it down for you.',
  },
  'app.privacy': {
    zh: '不用注册，不收集位置轨迹，不要求安装软件。',
    en: 'No account, no tracking, nothing to install.',
  },
  'app.staff': { zh: '工作人员入口', en: 'For staff' },
  'app.offline': {
    zh: '网络断了。您写的内容还在这一页，联网后再提交。',
    en: 'There is no network. What you wrote is still on this page; submit it when the network is back.',
  },
  'app.required': { zh: '必填', en: 'required' },
  'app.optional': { zh: '选填', en: 'optional' },
  'app.back.form': { zh: '继续填写', en: 'Back to the form' },
  'app.back': { zh: '返回首页', en: 'Back to the start' },

  'app.error.title': { zh: '没能完成', en: 'That did not work' },
  'app.error.404.title': { zh: '没有这个页面', en: 'There is no such page' },
  'app.error.404.text': {
    zh: '地址可能抄错了，或者内容已经变动。',
    en: 'The address may be mistyped, or things have moved.',
  },
  'app.error.429.title': { zh: '操作太频繁', en: 'Too many tries' },
  'app.error.429.text': {
    zh: '为防止滥用，请等 {minutes} 分钟再试。着急的话请拨打 12345。',
    en: 'To prevent abuse, please wait {minutes} min and try again. If it is urgent, ring 12345.',
  },
  'app.error.503.title': { zh: '系统正忙', en: 'The system is busy' },
  'app.error.503.text': {
    zh: '请过一会儿再试，重复提交不会重复登记。',
    en: 'Please try again in a moment; sending twice counts once.',
  },
  'app.error.500.text': {
    zh: '是我们的系统出了差错，已经记录。请重试，或拨打 12345。',
    en: 'The mistake is ours and has been recorded. Please try again, or ring 12345.',
  },
  'app.error.400.text': {
    zh: '提交的内容无法识别，请返回重新填写。',
    en: 'What was sent could not be read; please go back and fill it in again.',
  },
  'app.error.413.text': {
    zh: '提交的内容太大，没有收下。请写短一些再提交，您写的内容还在。',
    en: 'It was too large and was not taken. Please shorten it; what you wrote is still there.',
  },
  'app.error.reference': { zh: '问题编号', en: 'Reference' },
} as const satisfies Catalogue
