import { explainProblem } from '../i18n/explain.ts'
import { problemMessages } from '../i18n/problem.messages.ts'
import { useText } from '../i18n/text.tsx'
import { reasonOf } from './reason.ts'
import './security.css'

/** What went wrong, and why exactly where the server says so. */
export function Refusal({ error }: { error: unknown }) {
  const { t, locale } = useText<string>()
  if (!error) return null
  const { what, todo } = explainProblem(error, t, (id) => id in problemMessages)
  return (
    <div className="sec-refusal" role="alert">
      <strong>{what}</strong>
      <span>{reasonOf(error, locale) ?? todo}</span>
    </div>
  )
}
