/** Words for lengths of time; `{n}` is the figure. */
export const humaniseMessages = {
  'time.day': { zh: '{n}天', en: { one: '{n} day', other: '{n} days' } },
  'time.hour': { zh: '{n}小时', en: { one: '{n} hour', other: '{n} hours' } },
  'time.minute': { zh: '{n}分钟', en: { one: '{n} minute', other: '{n} minutes' } },
  'time.second': { zh: '{n}秒', en: { one: '{n} second', other: '{n} seconds' } },
  'time.under_a_minute': { zh: '不足1分钟', en: 'less than a minute' },
  'time.over': { zh: '超时{length}', en: '{length} over' },
} as const
