import type { Catalogue } from '../app/say.ts'

/** Words that only a script says. */
export const browserMessages = {
  'browser.position.asking': { zh: '正在获取位置…', en: 'Finding your position…' },
  'browser.position.denied': {
    zh: '没有得到定位许可。可以在地图上选，或按小区、楼号查找。',
    en: 'Your position is not available to this page. Choose on the map, or search by compound.',
  },
  'browser.position.failed': {
    zh: '没能得到位置。可以在地图上选，或按小区、楼号查找。',
    en: 'Your position could not be found. Choose on the map, or search by compound.',
  },
  'browser.map.loading': { zh: '正在打开地图…', en: 'Opening the map…' },
  'browser.map.failed': {
    zh: '这台设备打不开地图，请按小区、楼号查找。',
    en: 'This device cannot show the map. Please search by compound.',
  },
  'browser.map.help': { zh: '点一下地图选定位置', en: 'Tap the map to set the place' },
  'browser.map.centre': { zh: '选地图中心', en: 'Take the centre' },
  'browser.map.in': { zh: '放大', en: 'Zoom in' },
  'browser.map.out': { zh: '缩小', en: 'Zoom out' },
  'browser.search.failed': {
    zh: '网络不通，没能查找，请重试。',
    en: 'The search could not be reached. Please try again.',
  },
  'browser.photo.sending': { zh: '上传中 {percent}%', en: '{percent}% sent' },
  'browser.photo.sent': { zh: '已上传', en: 'sent' },
  'browser.photo.failed': { zh: '没传上', en: 'not sent' },
  'browser.photo.retry': { zh: '重试', en: 'Try again' },
  'browser.photo.remove': { zh: '移除', en: 'Remove' },
  'browser.photo.name': { zh: '照片 {n}', en: 'Photo {n}' },
  'browser.photo.many': { zh: '最多 {most} 张，多出的没有添加', en: 'At most {most}; the others were left out' },
  'browser.photo.waiting': {
    zh: '照片传完就提交，请稍候…',
    en: 'The report goes out as soon as the photos are sent…',
  },
  'browser.photo.unsent': {
    zh: '有照片没传上。请重试，或移除后再提交。',
    en: 'A photo was not sent. Try it again, or remove it and submit.',
  },
} as const satisfies Catalogue
