// Refusals about the catalogue. What is wrong with a file stands in its report, row by row (catalogue-columns.ts).
export const matterProblems = {
  'matter.catalogue_refused': {
    status: 400,
    zh: '事项目录有误，未载入任何内容',
    en: 'The catalogue has faults; nothing was loaded.',
  }, // report
  'matter.configuration_refused': {
    status: 400,
    zh: '配置违反减负规定',
    en: 'The configuration breaks a burden rule.',
  }, // refusals
} as const
