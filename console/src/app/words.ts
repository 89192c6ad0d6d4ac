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
import { suggestionMessages } from '@linli/ui/suggestion/suggestion.messages.ts'
import { auditMessages } from '../audit/audit.messages.ts'
import { adminMessages } from '../identity/admin.messages.ts'
import { signInMessages } from '../identity/sign-in.messages.ts'
import { staffMessages } from '../identity/staff.messages.ts'
import { actionMessages } from '../incident/action.messages.ts'
import { deskMessages } from '../incident/desk.messages.ts'
import { historyMessages as historyCardMessages } from '../incident/history.messages.ts'
import { intakeMessages } from '../incident/intake.messages.ts'
import { mattersMessages } from '../matter/matters.messages.ts'
import { mediationMessages } from '../mediation/mediation.messages.ts'
import { modelsMessages } from '../suggestion/models.messages.ts'
import { shellMessages } from './shell.messages.ts'

/** All words of the console; the pages' own catalogues are joined here by hand. */
const typed = {
  ...uiMessages,
  ...incidentMessages,
  ...clockMessages,
  ...shellMessages,
  ...signInMessages,
  ...deskMessages,
  ...historyMessages,
  ...fieldMessages,
  ...suggestionMessages,
  ...historyCardMessages,
  ...actionMessages,
  ...intakeMessages,
  ...adminMessages,
  ...staffMessages,
  ...securityMessages,
  ...auditMessages,
  ...mattersMessages,
  ...mediationMessages,
  ...modelsMessages,
}

export type MessageId = keyof typeof typed

export function consoleWords(locale: Locale): Record<string, string> {
  return wordsOf(locale, [typed, problemMessages])
}

export const useWords = () => useText<MessageId>()
