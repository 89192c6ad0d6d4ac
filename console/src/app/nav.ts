import { paths } from '../paths.ts'
import type { MessageId } from './words.ts'

/** The pages that a person with these permissions has. The server decides again at every request. */
const pages: readonly { path: string; label: MessageId; permission: string }[] = [
  { path: paths.desk(), label: 'shell.desk', permission: 'incident.list' },
  { path: paths.newIncident(), label: 'shell.new', permission: 'incident.report' },
  { path: paths.matters(), label: 'shell.matters', permission: 'matter.list' },
  { path: paths.mediations(), label: 'shell.mediations', permission: 'mediation.act' },
  { path: paths.accounts(), label: 'shell.accounts', permission: 'account.write' },
  { path: paths.audit(), label: 'shell.audit', permission: 'audit.read' },
  { path: paths.health(), label: 'shell.health', permission: 'calendar.load' },
]

export function navEntries(permissions: readonly string[]) {
  return pages.filter((page) => permissions.includes(page.permission))
}
