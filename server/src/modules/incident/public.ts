// What other rooms may use of the loop: reporting, and what residents do through the public door.
export { around } from './around.ts'
export { type ActionRow, entryFits } from './chain.ts'
export { findIncident, type IncidentRow, lockIncident, type SeenRow } from './columns.ts'
export {
  actByReporter,
  findNumber,
  listNear,
  listRepairs,
  type Opened,
  type OpenedRows,
  openBy,
  openedQueries,
  type RepairRow,
  readOpened,
  type StepRow,
} from './door.ts'
export { findNotice, listNotices, type NoticeRow, objectByAnybody } from './notice-door.ts'
export { listShown, type ShownRow } from './pictures.ts'
export { type NewReport, reportAction } from './report.ts'
