import type { Catalogue } from '../app/say.ts'

export const reportMessages = {
  'report.title': { zh: '我要反映', en: 'Report something' },
  'report.lead': {
    zh: '填好下面几项，一次提交。不用注册，凭编号随时查进度。',
    en: 'Fill this in and send it once. No account; follow it by its number.',
  },
  'report.what': { zh: '什么事？', en: 'What is it about?' },
  'report.search': { zh: '说出事情，找到类别', en: 'Name it and find its kind' },
  'report.search.hint': {
    zh: '用自己的话就行，例如“路灯不亮”“楼上漏水”',
    en: 'In your own words, such as “street lamp” or “noise at night”',
  },
  'report.search.do': { zh: '查找', en: 'Search' },
  'report.common': { zh: '常见的事', en: 'Often reported' },
  'report.found': { zh: '找到的类别', en: 'Found' },
  'report.found.none': {
    zh: '没有找到完全对应的类别。可以换个说法，或选“其他诉求”，工作人员会帮您归类。',
    en: 'Nothing fits exactly. Try other words, or choose “Other request”; staff will sort it.',
  },
  'report.all': { zh: '查看全部 {n} 类', en: 'Show all {n} kinds' },
  'report.urgent': {
    zh: '这是紧急情况：有人员危险请先拨打 119、120 或 110，再在这里补充说明。',
    en: 'This is an emergency: if anybody is in danger ring 119 (fire), 120 (ambulance) or 110 (police) first, then tell us here.',
  },

  'report.near': {
    zh: '{at} 已有人在 {metres} 米内反映过同样的设施，正在办理，可以不再提交；情况不同请继续。',
    en: 'The same thing was reported within {metres} m on {at} and is being dealt with. You need not send it again; go on if yours is different.',
  },

  'report.where': { zh: '在哪里？', en: 'Where is it?' },
  'report.where.here': { zh: '用我现在的位置', en: 'Use my position' },
  'report.where.map': { zh: '在地图上选', en: 'Choose on the map' },
  'report.where.map.label': { zh: '选择位置的地图', en: 'Map for choosing the place' },
  'report.where.address': { zh: '小区、楼号或网格名', en: 'Compound, building or grid' },
  'report.where.address.hint': {
    zh: '例如“石榴园 3号楼”。事情在路上，就写旁边的楼。',
    en: 'For something in the street, give the nearest building.',
  },
  'report.where.address.do': { zh: '查地点', en: 'Find' },
  'report.where.choose': { zh: '选择地点', en: 'Choose the place' },
  'report.where.none': {
    zh: '没有找到“{typed}”。可以只写小区名，或选您所在的社区，具体位置写在下面的说明里。',
    en: 'Nothing was found for “{typed}”. Try the name of the compound alone, or choose your community and describe the place below.',
  },
  'report.where.community': { zh: '说不清，先交给这个社区', en: 'Not sure: give it to this community' },
  'report.where.accuracy': {
    zh: '误差约 {metres} 米，不准请在地图上改',
    en: 'Give or take {metres} m; correct it on the map',
  },

  'report.words': { zh: '说一说情况', en: 'Tell us about it' },
  'report.words.label': { zh: '情况说明', en: 'What has happened' },
  'report.words.hint': {
    zh: '什么时候开始的、具体在哪儿、影响了谁。不要写他人的身份证号等隐私。',
    en: 'Since when, where exactly, and whom it affects. Please leave out private data of others.',
  },
  'report.suggested': {
    zh: '看说明，可能是（点一下才会选上）',
    en: 'From your words it may be (nothing is chosen until you tap)',
  },
  'report.suggested.words': { zh: '提到“{words}”', en: 'you wrote “{words}”' },
  'report.photos': { zh: '照片', en: 'Photos' },
  'report.photos.add': { zh: '添加照片', en: 'Add photos' },
  'report.photos.hint': {
    zh: '最多 {most} 张。拍摄地点等隐藏信息会自动去掉。',
    en: 'Up to {most}. Hidden data such as the place of taking is removed.',
  },

  'report.contact': { zh: '怎么联系您', en: 'How to reach you' },
  'report.contact.why': {
    zh: '不填也照样办理。留下电话，只用于问清情况和告诉您结果：办理人员看到的是 138****1234 这样的号码，要看全号必须写明理由，并且留有记录。',
    en: 'Without it your report is dealt with all the same. A phone number is used only to ask back and to tell you the result: staff see 138****1234, and whoever opens the whole number must say why and is put on record.',
  },
  'report.contact.name': { zh: '称呼', en: 'Your name' },
  'report.contact.phone': { zh: '电话', en: 'Phone' },
  'report.send': { zh: '提交反映', en: 'Send the report' },
  'report.send.then': {
    zh: '提交后会得到编号和查询码，请保存好。',
    en: 'You will be given a number and a code; please keep them.',
  },

  'report.error.summary': { zh: '还差一点：', en: 'Not quite yet:' },
  'report.error.matter': { zh: '请选择是什么事', en: 'Choose what it is about' },
  'report.error.matter.not_offered': {
    zh: '这类事由网格员上门现场办理，请直接打网格员电话',
    en: 'This is dealt with by your grid worker on the spot; please ring them',
  },
  'report.error.place': { zh: '请选择在哪里', en: 'Choose where it is' },
  'report.error.place.outside': {
    zh: '这个位置不在本区县范围内，请重新选择；外地的事请拨打当地 12345',
    en: 'This place lies outside the county. Choose again, or ring 12345 in that place',
  },
  'report.error.words': { zh: '请写一写情况', en: 'Tell us what has happened' },
  'report.error.words.long': { zh: '说明太长，请控制在 {most} 字以内', en: 'Too long: at most {most} characters' },
  'report.error.name': { zh: '称呼太长', en: 'The name is too long' },
  'report.error.phone': { zh: '电话号码不对，请检查', en: 'This is not a phone number' },
  'report.error.photos': { zh: '有照片不能使用，请重新添加', en: 'A photo cannot be used; please add it again' },
  'report.error.photos.many': { zh: '照片最多 {most} 张', en: 'At most {most} photos' },
  'report.error.other': { zh: '没能提交：{why}', en: 'It could not be sent: {why}' },
  'report.error.conflict': {
    zh: '这一份已经提交过，内容不同，没有重复登记。请重新填写一份。',
    en: 'This form was sent before with other words and was not entered twice. Please fill in a new one.',
  },
  'report.place.note': {
    zh: '（所写位置：{typed}）',
    en: '(place as written: {typed})',
    note: 'goes into the words that the desk reads',
  },

  'report.sent.title': { zh: '已收到您的反映', en: 'We have received your report' },
  'report.sent.keep': {
    zh: '请截图、抄下或打印这两项。查进度和说“没解决”都要用到。',
    en: 'Take a screenshot, write these down, or print them. You need both to follow your report and to say that it is not solved.',
  },
  'report.sent.number': { zh: '编号', en: 'Number' },
  'report.sent.secret': { zh: '查询码', en: 'Code' },
  'report.sent.secret.hint': { zh: '查询码只有您有，不要告诉别人', en: 'Only you have the code; tell it to nobody' },
  'report.sent.copy': { zh: '复制', en: 'Copy' },
  'report.sent.copied': { zh: '已复制', en: 'Copied' },
  'report.sent.print': { zh: '打印', en: 'Print' },
  'report.sent.keep_here': { zh: '记在这台手机上', en: 'Keep on this phone' },
  'report.sent.follow': { zh: '查看进度', en: 'Follow it' },
  'report.sent.another': { zh: '再反映一件', en: 'Report something else' },
  'report.sent.next': { zh: '接下来', en: 'What happens next' },
  'report.sent.next.1': { zh: '社区受理中心核对后受理。', en: 'The community centre looks at it and accepts it.' },
  'report.sent.next.2': {
    zh: '受理时给出承诺的办结时间，超时会自动报到上一级。',
    en: 'On acceptance you are promised a time. If it is missed, it goes up a level by itself.',
  },
  'report.sent.next.3': {
    zh: '办完后您能看到结果；没解决，可以要求重办。',
    en: 'You can read the result. If it is not solved, it can be opened again.',
  },
} as const satisfies Catalogue
