import type { Locale } from '@linli/ui/i18n/locale.ts'
import { wordsOf } from '@linli/ui/i18n/messages.ts'
import { problemMessages } from '@linli/ui/i18n/problem.messages.ts'
import { useText } from '@linli/ui/i18n/text.tsx'
import { uiMessages } from '@linli/ui/i18n/ui.messages.ts'
import { securityMessages } from '@linli/ui/identity/security.messages.ts'
import { clockMessages } from '@linli/ui/incident/clock.messages.ts'
import { fieldMessages } from '@linli/ui/incident/field.messages.ts'
import { historyMessages } from '@linli/ui/incident/history.messages.ts'
import { incidentMessages } from '@linli/ui/incident/incident.messages.ts'
import { noticeMessages } from '@linli/ui/incident/notice.messages.ts'
import { suggestionMessages } from '@linli/ui/suggestion/suggestion.messages.ts'
import { gridMessages } from '../area/grid.messages.ts'
import { evidenceMessages } from '../evidence/evidence.messages.ts'
import { identityMessages } from '../identity/identity.messages.ts'
import { actMessages } from '../incident/act.messages.ts'
import { caseMessages } from '../incident/case.messages.ts'
import { listMessages } from '../incident/list.messages.ts'
import { matterMessages } from '../matter/matter.messages.ts'
import { noticePageMessages } from '../notify/notice.messages.ts'
import { outboxMessages } from '../outbox/outbox.messages.ts'
import { reportMessages } from '../report/report.messages.ts'
import { appMessages } from './app.messages.ts'

/** All words of the field app; the pages' own catalogues are joined here by hand. Their ids begin with `worker`. */
const typed = {
  ...uiMessages,
  ...incidentMessages,
  ...clockMessages,
  ...historyMessages,
  ...fieldMessages,
  ...suggestionMessages,
  ...appMessages,
  ...identityMessages,
  ...securityMessages,
  ...listMessages,
  ...caseMessages,
  ...actMessages,
  ...reportMessages,
  ...matterMessages,
  ...evidenceMessages,
  ...gridMessages,
  ...noticeMessages,
  ...noticePageMessages,
  ...outboxMessages,
}

export type MessageId = keyof typeof typed

export function fieldWords(locale: Locale): Record<string, string> {
  return wordsOf(locale, [typed, problemMessages])
}

export const useWords = () => useText<MessageId>()
