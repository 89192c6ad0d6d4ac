import { checkPassword, passwordRefusals } from '@linli/contract/identity/password.ts'
import { type FormEvent, useState } from 'react'
import { isProblem } from '../api/problem.ts'
import { Button } from '../components/Button.tsx'
import { TextField } from '../components/Field.tsx'
import { useText } from '../i18n/text.tsx'
import { Refusal } from './Refusal.tsx'
import { reasonOf } from './reason.ts'
import { changePassword } from './security.api.ts'
import type { SecurityMessageId } from './security.messages.ts'
import { useSending } from './useSending.ts'

/** The present password and a new one, judged while it is typed by the rules that the server will apply. */
export function PasswordForm({ username, onDone }: { username: string; onDone(ended: number): void }) {
  const { t, locale } = useText<SecurityMessageId>()
  const [values, setValues] = useState({ current: '', password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const sending = useSending()
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part })
  const verdict = checkPassword({ password: values.password, username })
  const weak = verdict.ok ? null : passwordRefusals[verdict.reason][locale === 'en' ? 'en' : 'zh']
  const refusedNew = isProblem(sending.error, 'password.refused') ? reasonOf(sending.error, locale) : null
  const differs = values.again !== values.password

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (values.current === '' || !verdict.ok || differs) return
    void sending.send(async () => {
      const { ended } = await changePassword(values.current, values.password)
      setValues({ current: '', password: '', again: '' })
      setTried(false)
      onDone(ended)
    })
  }
  const wrongCurrent = isProblem(sending.error, 'password.wrong')
  return (
    <form className="sec-form" onSubmit={submit} noValidate>
      {!refusedNew && <Refusal error={sending.error} />}
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <TextField
        label={t('security.password.current')}
        required
        type="password"
        autoComplete="current-password"
        maxLength={256}
        value={values.current}
        error={isTried && values.current === '' ? t('security.fill') : wrongCurrent ? ' ' : null}
        onChange={(event) => set({ current: event.target.value })}
      />
      <TextField
        label={t('security.password.new')}
        required
        type="password"
        autoComplete="new-password"
        maxLength={256}
        hint={t('security.password.rules')}
        value={values.password}
        error={
          refusedNew ??
          ((isTried || values.password.length >= 6) && values.password !== '' ? weak : isTried ? weak : null)
        }
        onChange={(event) => set({ password: event.target.value })}
      />
      <TextField
        label={t('security.password.again')}
        required
        type="password"
        autoComplete="new-password"
        maxLength={256}
        value={values.again}
        error={isTried && differs ? t('security.password.differ') : null}
        onChange={(event) => set({ again: event.target.value })}
      />
      <Button kind="primary" type="submit" busy={sending.isBusy}>
        {t('security.password.change')}
      </Button>
    </form>
  )
}
