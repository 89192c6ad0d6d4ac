// Why a deadline cannot be computed, and why a calendar cannot be used. What a code carries is said beside it.
export const deadlineProblems = {
  'deadline.instant_invalid': { status: 400, zh: '时间超出可计算范围', en: 'The time is outside 1970 to 2199.' }, // at
  'deadline.amount_invalid': { status: 400, zh: '时限数量无效', en: 'The amount is not a number of units.' }, // amount, unit
  'deadline.amount_too_large': { status: 400, zh: '时限超过十年', en: 'The limit is longer than ten years.' }, // amount, unit, largest
  'deadline.pause_invalid': {
    status: 400,
    zh: '暂停时段无效',
    en: 'A pause ends before it begins or lies outside 1970 to 2199.',
  }, // from, to
  'deadline.extension_backwards': { status: 400, zh: '延期须晚于现有期限', en: 'The extension does not end later.' }, // dueAt, until
  'deadline.no_working_time': {
    status: 400,
    zh: '日历中没有工作时间',
    en: 'The calendar has no working time for this limit.',
  }, // calendar or from
  'calendar.unknown': { status: 400, zh: '日历不存在', en: 'There is no such calendar.' }, // calendar
  'calendar.day_invalid': { status: 400, zh: '日期不存在', en: 'There is no such day.' }, // path, value
  'calendar.day_twice': { status: 400, zh: '同一日期重复', en: 'A day is listed twice.' }, // path, value
  'calendar.hours_invalid': {
    status: 400,
    zh: '工作时段无效、重叠或次序有误',
    en: 'Opening hours are invalid, overlap or are out of order.',
  }, // path, value
  'calendar.weekday_invalid': { status: 400, zh: '星期须为1至7且不重复', en: 'Weekdays are 1 to 7, each once.' }, // path, value
  'calendar.offset_invalid': { status: 400, zh: '时区偏移无效', en: 'The offset is not that of a time zone.' }, // path, value
  'calendar.year_invalid': { status: 400, zh: '年份无效', en: 'The year is not valid.' }, // path, value
} as const

export type DeadlineErrorCode = keyof typeof deadlineProblems

/** A deadline or a calendar that cannot be; `details` says with which values, none of them personal. */
export class DeadlineError extends Error {
  readonly code: DeadlineErrorCode
  readonly details: Readonly<Record<string, unknown>>
  constructor(code: DeadlineErrorCode, details: Readonly<Record<string, unknown>>) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'DeadlineError'
    this.code = code
    this.details = details
  }
}
