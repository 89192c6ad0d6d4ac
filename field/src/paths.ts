import type { PersonAction } from '@linli/contract/incident/fields.ts'

/** Every link of the field app, built here and frozen by the test beside it: notices and bookmarks lead to them. */
export const base = '/field'

export const paths = {
  today: () => '/',
  signIn: (to?: string) => (to && to !== '/' ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in'),
  waiting: (list?: 'finished') => (list ? `/waiting?list=${list}` : '/waiting'),
  grid: (code?: string) => (code ? `/grid?grid=${code}` : '/grid'),
  report: () => '/report',
  /** The report form, filled with what the server did not take. */
  reportAgain: (itemId: string) => `/report?again=${itemId}`,
  sent: (incidentId: string) => `/sent/${incidentId}`,
  /** With `act` the form of that action opens at once, if it is allowed. */
  incident: (id: string, act?: PersonAction) => (act ? `/incidents/${id}?act=${act}` : `/incidents/${id}`),
  messages: () => '/messages',
  outbox: () => '/outbox',
  profile: () => '/me',
  security: () => '/me/security',
}
