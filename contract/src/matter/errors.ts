// Refusals about the catalogue. What is wrong with a file stands in its report, row by row (catalogue-columns.ts).
export const matterProblems = {
  'matter.catalogue_refused': {
    status: 400,
    zh: '事项目录有误，未载入任何内容',
    en: 'The catalogue has faults; nothing was loaded.',
  }, // report
  'matter.duty_list_refused': {
    status: 400,
    zh: '履职清单有误，未载入任何内容',
    en: 'The duty list has faults; nothing was loaded.',
  }, // report
  'matter.mapping_refused': {
    status: 400,
    zh: '目录对照表有误，未载入任何内容',
    en: 'The mapping has faults; nothing was loaded.',
  }, // report
  'procedure.refused': {
    status: 400,
    zh: '流程文件有误，未载入',
    en: 'The procedure has faults; nothing was loaded.',
  }, // errors, faults
  'procedure.shipped': {
    status: 409,
    zh: '随产品提供的流程不能改写；请另取一个标识载入，再在事项目录中引用',
    en: 'A procedure that ships with the product is not replaced: load yours under a key of its own and name that in the catalogue.',
  }, // key
  'procedure.version_taken': {
    status: 409,
    zh: '该版本已载入且内容不同；版本不可改写，请加大版本号',
    en: 'This version is there with other content. Versions never change: take a higher number.',
  }, // key, version
  'procedure.version_old': {
    status: 409,
    zh: '版本号须大于现有最新版本',
    en: 'The version must be higher than the newest one.',
  }, // key, version, newest
  'matter.configuration_refused': {
    status: 400,
    zh: '配置违反减负规定',
    en: 'The configuration breaks a burden rule.',
  }, // refusals
} as const
