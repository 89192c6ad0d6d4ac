// What can be allowed: `<module>.<verb>`. A route names one of these, a role carries some of them (roles.ts).
export const permissions = [
  'incident.report',
  'incident.list',
  'incident.read',
  'incident.act',
  'excuse.review',
  'mediation.act',
  'personal.reveal',
  'insight.read',
  'file.upload',
  'file.read',
  'area.list',
  'area.write',
  'unit.list',
  'unit.write',
  'matter.list',
  'matter.load',
  'procedure.list',
  'procedure.load',
  'calendar.list',
  'calendar.load',
  'roster.list',
  'roster.write',
  'deputy.give',
  'deputy.arrange',
  'account.list',
  'account.write',
  'post.list',
  'post.grant',
  'audit.read',
  'disclosure.read',
  'clock.advance',
  'setting.read',
] as const
export type Permission = (typeof permissions)[number]

/** How the place is organised: public knowledge, which every member of staff may look up. */
export const structurePermissions = [
  'area.list',
  'unit.list',
  'matter.list',
  'procedure.list',
  'calendar.list',
] as const satisfies readonly Permission[]

/** Whoever may do one of these proves a second factor at sign-in: they lead to people's data, or change the house for everybody. */
export const guardedPermissions = [
  'personal.reveal',
  'mediation.act',
  'account.write',
  'post.grant',
  'deputy.arrange',
  'area.write',
  'unit.write',
  'matter.load',
  'procedure.load',
  'calendar.load',
  'audit.read',
] as const satisfies readonly Permission[]
