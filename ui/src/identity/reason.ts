import { deputyRefusals } from '@linli/contract/identity/deputy.ts'
import { grantRefusals } from '@linli/contract/identity/grant.ts'
import { passwordRefusals } from '@linli/contract/identity/password.ts'
import { rosterRefusals } from '@linli/contract/identity/roster.ts'
import { successorRefusals } from '@linli/contract/identity/staffing.ts'
import { isProblem } from '../api/problem.ts'
import type { Locale } from '../i18n/locale.ts'

const reasons: Readonly<Record<string, { zh: string; en: string }>> = {
  ...passwordRefusals,
  ...grantRefusals,
  ...deputyRefusals,
  ...rosterRefusals,
  ...successorRefusals,
}

/** Why exactly, where a refusal about accounts and posts carries a reason; null otherwise. */
export function reasonOf(error: unknown, locale: Locale): string | null {
  const reason = isProblem(error) ? error.body.reason : undefined
  const words = typeof reason === 'string' ? reasons[reason] : undefined
  return words ? (locale === 'en' ? words.en : words.zh) : null
}
