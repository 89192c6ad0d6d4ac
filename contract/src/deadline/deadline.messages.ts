/** The sentences of a trace and of what is left. `{…}` are filled by explain.ts and left.ts; instants come with their weekday, so that people can check. */
export const deadlineMessages = {
  'deadline.trace.start': { zh: '自 {at} 起算，时限{amount}', en: 'Starts on {at}; the limit is {amount}' },
  'deadline.trace.closed': {
    zh: '{from} 不在工作时间内，自 {to} 开始计时',
    en: '{from} is outside working hours; counting begins on {to}',
  },
  'deadline.trace.weekend': { zh: '{day}为休息日，不计', en: '{day} is a day of rest and does not count' },
  'deadline.trace.weekends': {
    zh: '{from}至 {to}休息日，共{days}天不计',
    en: '{from} to {to}: {days} days of rest do not count',
  },
  'deadline.trace.holiday': { zh: '{day}{name}放假，不计', en: '{day} is a holiday ({name}) and does not count' },
  'deadline.trace.holidays': {
    zh: '{from}至 {to}{name}放假，共{days}天不计',
    en: '{from} to {to}: {days} days of holiday ({name}) do not count',
  },
  'deadline.trace.count': { zh: '{from} 至 {to}，计{length}', en: '{from} to {to}: {length} counted' },
  'deadline.trace.makeup': {
    zh: '{from} 至 {to}（{name}调休上班），计{length}',
    en: '{from} to {to}, a make-up working day ({name}): {length} counted',
  },
  'deadline.trace.pause': {
    zh: '{from} 至 {to} 暂停计时，其间{length}不计',
    en: 'Suspended from {from} to {to}: {length} not counted',
  },
  'deadline.trace.pause_free': {
    zh: '{from} 至 {to} 暂停计时，其间本无应计时间',
    en: 'Suspended from {from} to {to}, when nothing would have counted',
  },
  'deadline.trace.extend': {
    zh: '原定 {from} 到期，批准延期{amount}',
    en: 'Would have been due on {from}; extended by {amount}',
  },
  'deadline.trace.extend_at': {
    zh: '原定 {from} 到期，{at} 批准延期{amount}',
    en: 'Would have been due on {from}; extended on {at} by {amount}',
  },
  'deadline.trace.provisional': {
    zh: '{day}起的放假安排尚未公布，本期限为暂定，公布后重算',
    en: 'Holidays from {day} on are not published yet; this deadline is provisional and will be computed again',
  },
  'deadline.trace.due': { zh: '{at} 到期', en: 'Due on {at}' },
  'deadline.left.work': { zh: '还剩{length}工作时间', en: '{length} of working time left' },
  'deadline.left.natural': { zh: '还剩{length}，昼夜计时', en: '{length} left, counted day and night' },
  'deadline.over.work': { zh: '已超{length}工作时间', en: '{length} of working time over' },
  'deadline.over.natural': { zh: '已超{length}，昼夜计时', en: '{length} over, counted day and night' },
  'deadline.left.resumes': { zh: '现在不计时，{at} 起计', en: 'Not counting now; counts from {at}' },
} as const

export type DeadlineMessage = keyof typeof deadlineMessages

/** An amount in its unit; Chinese needs no plural. */
export const unitMessages = {
  urgentHour: { zh: '{n}个紧急工作时', en: { one: '{n} urgent hour', other: '{n} urgent hours' } },
  workHour: { zh: '{n}个工作时', en: { one: '{n} working hour', other: '{n} working hours' } },
  workDay: { zh: '{n}个工作日', en: { one: '{n} working day', other: '{n} working days' } },
  calendarDay: { zh: '{n}个自然日', en: { one: '{n} calendar day', other: '{n} calendar days' } },
} as const

/** By ISO weekday. */
export const weekdayMessages = {
  'deadline.weekday.1': { zh: '周一', en: 'Mon' },
  'deadline.weekday.2': { zh: '周二', en: 'Tue' },
  'deadline.weekday.3': { zh: '周三', en: 'Wed' },
  'deadline.weekday.4': { zh: '周四', en: 'Thu' },
  'deadline.weekday.5': { zh: '周五', en: 'Fri' },
  'deadline.weekday.6': { zh: '周六', en: 'Sat' },
  'deadline.weekday.7': { zh: '周日', en: 'Sun' },
} as const

/** The holidays that come every year; a calendar holds the Chinese name, and any other is shown as it stands there. */
export const holidayMessages = {
  'deadline.holiday.new_year': { zh: '元旦', en: 'New Year' },
  'deadline.holiday.spring_festival': { zh: '春节', en: 'Spring Festival' },
  'deadline.holiday.tomb_sweeping': { zh: '清明', en: 'Tomb-sweeping Day' },
  'deadline.holiday.labour_day': { zh: '劳动节', en: 'Labour Day' },
  'deadline.holiday.dragon_boat': { zh: '端午', en: 'Dragon Boat Festival' },
  'deadline.holiday.mid_autumn': { zh: '中秋', en: 'Mid-autumn Festival' },
  'deadline.holiday.national_day': { zh: '国庆节', en: 'National Day' },
  /** A day that somebody moved without giving it a name. */
  'deadline.holiday.unnamed': { zh: '临时', en: 'special' },
} as const
