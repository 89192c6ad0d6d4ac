// The columns of a catalogue file, and the words for whatever can be wrong in one. One row is one filing condition; what
// belongs to the matter or to the edition is written on its first row and left blank (or repeated) below. A class has one
// row without a filing condition. Cities write these tables in Chinese, so their words are accepted beside ours.
import type { LimitUnit } from '../deadline/calendar.ts'
import type { DutyKind, DutyLevel, EvidenceKind, MatterKind, Relation, Target } from './schemas.ts'

export interface Column {
  readonly name: string
  /** What the value belongs to: the whole file, the matter, or the row (one filing condition). */
  readonly of: 'edition' | 'matter' | 'row'
  /** A file without this column is refused. */
  readonly required: boolean
  readonly zh: string
  readonly en: string
}

export const catalogueColumns = [
  { name: 'catalogue', of: 'edition', required: true, zh: '目录名称', en: 'Name of the catalogue' },
  { name: 'edition', of: 'edition', required: true, zh: '版本', en: 'Edition' },
  { name: 'valid_from', of: 'edition', required: true, zh: '启用日期', en: 'First day in force, YYYY-MM-DD' },
  {
    name: 'valid_to',
    of: 'edition',
    required: false,
    zh: '停用日期（含当日）',
    en: 'Last day in force; blank = until the next edition',
  },
  { name: 'edition_source', of: 'edition', required: true, zh: '版本依据', en: 'Where the edition comes from' },
  {
    name: 'code',
    of: 'matter',
    required: true,
    zh: '事项编码',
    en: 'Code, 2–16 digits or letters, unique among components and among events',
  },
  { name: 'name', of: 'matter', required: true, zh: '事项名称', en: 'Name' },
  { name: 'name_en', of: 'matter', required: false, zh: '英文名称', en: 'Name in English' },
  { name: 'parent', of: 'matter', required: true, zh: '上级编码', en: 'Code of the class above; blank at the top' },
  { name: 'kind', of: 'matter', required: true, zh: '类别', en: 'component 部件 or event 事件' },
  {
    name: 'same_as',
    of: 'matter',
    required: false,
    zh: '同部件',
    en: 'On an event: code of the component whose trouble it is; its conditions hold here too',
  },
  {
    name: 'procedure',
    of: 'matter',
    required: true,
    zh: '办理流程',
    en: 'ordinary 一般, coordinated 协调, emergency 突发, approval 审批, hazard 隐患',
  },
  { name: 'precheck', of: 'matter', required: false, zh: '受理前核实', en: 'yes/no: a worker looks before acceptance' },
  { name: 'postcheck', of: 'matter', required: false, zh: '办结后核查', en: 'yes/no: a worker looks before closing' },
  {
    name: 'mediable',
    of: 'matter',
    required: false,
    zh: '可调解',
    en: 'yes/no: a dispute that the people may have mediated',
  },
  {
    name: 'duty',
    of: 'matter',
    required: false,
    zh: '履职清单',
    en: 'basic 基本, joint 配合, takenBack 收回 (of towns)',
  },
  {
    name: 'duty_basis',
    of: 'matter',
    required: false,
    zh: '法定依据',
    en: 'Legal basis of the duty; taken-back duties must have one',
  },
  {
    name: 'duty_source',
    of: 'matter',
    required: false,
    zh: '清单来源',
    en: 'Where the row of the duty list comes from',
  },
  { name: 'synonyms', of: 'matter', required: false, zh: '同义词', en: 'Other words for it, separated by |' },
  {
    name: 'initials',
    of: 'matter',
    required: false,
    zh: '拼音首字母',
    en: 'First letters of its pinyin; blank = made by the system',
  },
  { name: 'hint', of: 'matter', required: false, zh: '辨别提示', en: 'Which it is, where it is easily confused' },
  { name: 'hint_en', of: 'matter', required: false, zh: '英文辨别提示', en: 'The same in English' },
  {
    name: 'confused_with',
    of: 'matter',
    required: false,
    zh: '易混事项',
    en: 'Codes that it is confused with, separated by |',
  },
  {
    name: 'form',
    of: 'matter',
    required: false,
    zh: '专用表单',
    en: 'Its own questions, name:type:中文:English[:value=中文=English,…], separated by |',
  },
  {
    name: 'condition',
    of: 'row',
    required: true,
    zh: '条件序号',
    en: 'Number of the filing condition; stable within a catalogue',
  },
  { name: 'filing', of: 'row', required: true, zh: '立案条件', en: 'Filing condition' },
  { name: 'filing_en', of: 'row', required: false, zh: '英文立案条件', en: 'Filing condition in English' },
  { name: 'closing', of: 'row', required: true, zh: '结案条件', en: 'Closing condition' },
  { name: 'closing_en', of: 'row', required: false, zh: '英文结案条件', en: 'Closing condition in English' },
  { name: 'limit_amount', of: 'row', required: true, zh: '时限', en: 'Limit, a whole number' },
  {
    name: 'limit_unit',
    of: 'row',
    required: true,
    zh: '时限单位',
    en: 'urgentHour 紧急工作时, workHour 工作时, workDay 工作日, calendarDay 自然日',
  },
  {
    name: 'unit_town',
    of: 'row',
    required: true,
    zh: '镇街承办单位',
    en: "Key of the town's department; blank = as in the first row, - = none",
  },
  {
    name: 'unit_county',
    of: 'row',
    required: true,
    zh: '区县承办单位',
    en: "Key of the county's department; blank = as in the first row, - = none",
  },
  {
    name: 'filing_evidence',
    of: 'row',
    required: false,
    zh: '立案须附',
    en: 'photo|video|voice, only where the filing condition names it',
  },
  {
    name: 'closing_evidence',
    of: 'row',
    required: false,
    zh: '结案须附',
    en: 'photo|video|voice, only where the closing condition names it',
  },
  { name: 'target', of: 'row', required: false, zh: '应急目标', en: 'makeSafe 排险 or repair 修复' },
  {
    name: 'followed_by',
    of: 'row',
    required: false,
    zh: '后续条件',
    en: 'Condition (code.number) of the linked repair',
  },
  { name: 'source', of: 'row', required: true, zh: '来源', en: 'Where the row comes from' },
] as const satisfies readonly Column[]
export type ColumnName = (typeof catalogueColumns)[number]['name']

export const words = {
  kind: {
    component: 'component',
    部件: 'component',
    部件类: 'component',
    event: 'event',
    事件: 'event',
    事件类: 'event',
  },
  limitUnit: {
    urgentHour: 'urgentHour',
    紧急工作时: 'urgentHour',
    workHour: 'workHour',
    工作时: 'workHour',
    workDay: 'workDay',
    工作日: 'workDay',
    calendarDay: 'calendarDay',
    自然日: 'calendarDay',
  },
  procedure: { 一般: 'ordinary', 协调: 'coordinated', 突发: 'emergency', 审批: 'approval', 隐患: 'hazard' },
  duty: {
    basic: 'basic',
    基本: 'basic',
    joint: 'joint',
    配合: 'joint',
    takenBack: 'takenBack',
    taken_back: 'takenBack',
    收回: 'takenBack',
  },
  evidence: { photo: 'photo', 照片: 'photo', video: 'video', 视频: 'video', voice: 'voice', 录音: 'voice' },
  level: { town: 'town', 镇街: 'town', county: 'county', 区县: 'county' },
  relation: {
    same: 'same',
    相同: 'same',
    near: 'near',
    相近: 'near',
    doubtful: 'doubtful',
    存疑: 'doubtful',
    none: 'none',
    无: 'none',
  },
  target: { makeSafe: 'makeSafe', 排险: 'makeSafe', repair: 'repair', 修复: 'repair' },
  yesNo: { '': false, no: false, 否: false, yes: true, 是: true },
} as const satisfies {
  kind: Record<string, MatterKind>
  limitUnit: Record<string, LimitUnit>
  procedure: Record<string, string>
  duty: Record<string, DutyKind>
  evidence: Record<string, EvidenceKind>
  level: Record<string, DutyLevel>
  relation: Record<string, Relation>
  target: Record<string, Target>
  yesNo: Record<string, boolean>
}

/** What can be wrong, in words for the person who made the file. `{v}` is the value, `{d}` a detail. */
export const catalogueProblems = {
  // the file as such (found by the reader on the server)
  file_too_large: { zh: '文件过大（上限 {d}）', en: 'The file is too large (at most {d})' },
  file_is_workbook: {
    zh: '这是 Excel 工作簿，请另存为“CSV UTF-8”',
    en: 'This is an Excel workbook; save it as “CSV UTF-8”',
  },
  file_is_utf16: { zh: '文件是 UTF-16 编码，请另存为“CSV UTF-8”', en: 'The file is UTF-16; save it as “CSV UTF-8”' },
  file_is_gbk: { zh: '文件像是 GBK 编码，请另存为“CSV UTF-8”', en: 'The file looks like GBK; save it as “CSV UTF-8”' },
  file_not_utf8: { zh: '第 {d} 个字节处不是合法的 UTF-8', en: 'Not valid UTF-8 at byte {d}' },
  file_has_nul: { zh: '第 {d} 个字节处有空字符，不是文本文件', en: 'A NUL at byte {d}: this is no text file' },
  quote_broken: { zh: '引号不成对，其后无法读取', en: 'A quotation mark is not closed; nothing after it can be read' },
  cell_count: { zh: '应有 {d} 格，实有 {v} 格', en: 'Should have {d} cells, has {v}' },
  // the table
  no_rows: { zh: '没有任何数据行', en: 'There is no row' },
  too_many_rows: { zh: '行数超过上限 {d}', en: 'More than {d} rows' },
  column_missing: { zh: '缺少列“{v}”（{d}）', en: 'Column “{v}” is missing ({d})' },
  column_unknown: { zh: '不认识的列“{v}”', en: 'Unknown column “{v}”' },
  column_twice: { zh: '列“{v}”出现了两次', en: 'Column “{v}” appears twice' },
  // any cell
  value_missing: { zh: '“{d}”不能为空', en: '“{d}” must not be blank' },
  text_too_long: { zh: '超过 {d} 字', en: 'Longer than {d} characters' },
  text_invalid: { zh: '含有不可见的控制字符', en: 'Contains an invisible control character' },
  contradicts: { zh: '与首行不同（首行为“{d}”）', en: 'Differs from the first row (“{d}”)' },
  yes_no_unknown: { zh: '应为“是”或“否”', en: 'Should be yes or no' },
  // the edition
  date_invalid: { zh: '不是有效日期（应为 2026-07-01 的样式）', en: 'Not a date (like 2026-07-01)' },
  dates_reversed: { zh: '停用日期早于启用日期 {d}', en: 'The last day is before the first, {d}' },
  edition_known: {
    zh: '该版本已经存在，版本不可更改；请另取版本名，并改为之后启用',
    en: 'This edition exists and is never changed: give it another name and a later first day',
  },
  editions_overlap: {
    zh: '与版本{d}',
    en: 'In force on the same day as edition {d}',
  },
  // the matter
  code_invalid: {
    zh: '编码应为 2–16 位数字或字母（Excel 会吞掉开头的 0）',
    en: 'A code is 2–16 digits or letters (Excel eats leading zeros)',
  },
  code_duplicate: { zh: '编码重复，首次出现在第 {d} 行', en: 'The code was used in row {d} already' },
  code_taken: {
    zh: '编码与同一天有效的目录“{d}”重复',
    en: 'The code is one of catalogue “{d}” too, which is in force on the same days',
  },
  both_kinds: {
    zh: '同一编码、同一名称不能既是部件又是事件（第 {d} 行）',
    en: 'One code of one name cannot be both component and event (row {d})',
  },
  same_as_missing: { zh: '文件中没有这个部件', en: 'There is no such component in the file' },
  same_as_kind: { zh: '只有事件才能写“同部件”', en: 'Only an event is the trouble of a component' },
  same_as_has_value: {
    zh: '“同部件”的事项沿用部件的条件，不填“{d}”',
    en: 'The matter takes the conditions of its component, so it has no “{d}”',
  },
  confused_invalid: { zh: '应为编码，以 | 分隔', en: 'Should be codes, separated by |' },
  form_invalid: {
    zh: '第 {d} 个问题应写作 名称:类型:中文:English（类型为 text、number、date、choice；choice 后附选项）',
    en: 'Question {d} should read name:type:中文:English (type text, number, date or choice; a choice lists its values)',
  },
  form_burden: { zh: '{d}', en: '{d}' },
  kind_unknown: { zh: '类别应为“部件”或“事件”', en: 'Should be component or event' },
  parent_missing: { zh: '上级编码不在文件中', en: 'There is no such code above it in the file' },
  parent_is_matter: { zh: '上级有立案条件，不是类', en: 'The code above has filing conditions, so it is no class' },
  parent_kind: { zh: '与上级类别不同（上级为 {d}）', en: 'Of another kind than the class above ({d})' },
  parent_cycle: {
    zh: '上级编码成环：{d}，请改正其中一个的上级',
    en: 'The codes above it run in a circle, {d}: one of them needs another one above it, or none',
  },
  procedure_unknown: { zh: '没有这个办理流程（可用：{d}）', en: 'No such procedure (known: {d})' },
  class_has_value: {
    zh: '没有立案条件的行是类，类不填“{d}”',
    en: 'A row without filing condition is a class; a class has no “{d}”',
  },
  no_condition: { zh: '既没有立案条件，也没有下级', en: 'Has neither a filing condition nor anything below it' },
  too_many_conditions: { zh: '立案条件超过 {d} 个', en: 'More than {d} filing conditions' },
  initials_invalid: { zh: '应为小写字母和数字', en: 'Should be small letters and digits' },
  // the condition
  condition_invalid: { zh: '条件序号应为 1–99 的整数', en: 'The number of a condition is a whole number from 1 to 99' },
  condition_duplicate: { zh: '条件序号重复，首次出现在第 {d} 行', en: 'The number was used in row {d} already' },
  filing_duplicate: { zh: '与第 {d} 行的立案条件相同', en: 'The same filing condition as in row {d}' },
  limit_missing: { zh: '没有时限，请填大于 0 的整数', en: 'There is no limit: write a whole number above 0' },
  limit_invalid: { zh: '时限应为整数', en: 'A limit is a whole number' },
  limit_not_positive: { zh: '时限应大于 0', en: 'A limit is more than 0' },
  limit_too_large: { zh: '时限超过 {d}', en: 'The limit is above {d}' },
  limit_unit_missing: {
    zh: '没有时限单位，请填紧急工作时、工作时、工作日或自然日',
    en: 'The limit has no unit: write urgentHour, workHour, workDay or calendarDay',
  },
  limit_unit_unknown: {
    zh: '时限单位应为紧急工作时、工作时、工作日或自然日',
    en: 'Should be urgentHour, workHour, workDay or calendarDay',
  },
  unit_invalid: { zh: '承办单位代号应为小写字母、数字和短横', en: 'A unit key is small letters, digits and hyphens' },
  evidence_unknown: { zh: '应为 photo、video 或 voice', en: 'Should be photo, video or voice' },
  evidence_not_asked: { zh: '{d}', en: '{d}' },
  target_unknown: { zh: '应为 makeSafe（排险）或 repair（修复）', en: 'Should be makeSafe or repair' },
  follow_missing: { zh: '文件中没有这个条件', en: 'There is no such condition in the file' },
  follow_not_repair: {
    zh: '后续条件应为“修复”，且本条件应为“排险”',
    en: 'Only a makeSafe is followed, and only by a repair',
  },
  // the duty list
  duty_unknown: { zh: '应为基本、配合或收回', en: 'Should be basic, joint or takenBack' },
  duty_basis_missing: { zh: '收回事项必须写明法定依据', en: 'A taken-back duty needs its legal basis' },
  duty_contradicts_unit: {
    zh: '收回事项不能由镇街单位承办（第 {d} 行）',
    en: 'A taken-back duty cannot be given to a town department (row {d})',
  },
  // a list of duties of its own
  level_unknown: { zh: '层级应为“镇街”或“区县”', en: 'Should be town or county' },
  area_unknown: { zh: '没有这个区划', en: 'There is no such area' },
  area_level: { zh: '{d}的清单不能属于比它小的区划', en: 'A list of the {d} cannot belong to an area below it' },
  matter_unknown: { zh: '没有这个事项或类', en: 'No loaded catalogue has this matter or class' },
  name_differs: { zh: '目录中的名称是“{d}”', en: 'The catalogue calls it “{d}”' },
  duty_twice: { zh: '同一事项已在第 {d} 行', en: 'The matter stands in row {d} already' },
  lists_overlap: { zh: '与清单“{d}”在同一天有效', en: 'In force on the same day as the list “{d}”' },
  // a mapping between catalogues
  catalogue_unknown: { zh: '没有载入这个目录', en: 'No edition of this catalogue is loaded' },
  relation_unknown: { zh: '应为相同、相近、存疑或无', en: 'Should be same, near, doubtful or none' },
  target_missing: { zh: '除“无”以外都要写明对应的编码', en: 'Anything but “none” names the code over there' },
  target_present: { zh: '“无”不写对应的编码', en: '“None” names no code' },
  pair_twice: { zh: '这一对已在第 {d} 行', en: 'The pair stands in row {d} already' },
  same_twice: { zh: '第 {d} 行已有一个“相同”', en: 'Row {d} says “same” of it already' },
} as const satisfies Record<string, { zh: string; en: string }>
export type CatalogueProblemCode = keyof typeof catalogueProblems

/** One line of the report. Row 1 is the header, as spreadsheets count; row 0 is the file as a whole. */
export interface CatalogueProblem {
  row: number
  column: string | null
  code: CatalogueProblemCode
  message: { zh: string; en: string }
  /** The cell's text, cut to 80 characters. */
  value: string
}

export function catalogueProblem(
  row: number,
  column: string | null,
  code: CatalogueProblemCode,
  value = '',
  detail: string | number | { zh: string; en: string } = '',
): CatalogueProblem {
  const short = [...value].slice(0, 80).join('')
  const detailIn = typeof detail === 'object' ? detail : { zh: String(detail), en: String(detail) }
  // Function replacements: a value with "$&" in it must stay as it is.
  const fill = (text: string, d: string) => text.replaceAll(/\{[vd]\}/g, (slot) => (slot === '{v}' ? short : d))
  const { zh, en } = catalogueProblems[code]
  return { row, column, code, message: { zh: fill(zh, detailIn.zh), en: fill(en, detailIn.en) }, value: short }
}

export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
