import { ApiProblem, isProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { noteSessionBack } from '../app/session-over.ts'
import { useWords } from '../app/words.ts'
import { outbox } from '../outbox/here.ts'
import { signIn } from './identity.api.ts'

const lastKey = 'linli.field.username'

/** User name and password, then the code of the second factor when the server asks for it. At the door and when a session ends under way. */
export function SignInForm({ username: fixed, onDone }: { username?: string; onDone(): void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [username, setUsername] = useState(fixed ?? localStorage.getItem(lastKey) ?? '')
  const [password, setPassword] = useState('')
  const [isShown, setShown] = useState(false)
  const [otp, setOtp] = useState('')
  const [missing, setMissing] = useState<'username' | 'password' | null>(null)
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: async ({ account }) => {
      localStorage.setItem(lastKey, account.username)
      noteSessionBack()
      await client.invalidateQueries()
      void outbox.flush()
      onDone()
    },
  })
  const [hasPhone, setHasPhone] = useState(true)
  const [wasAsked, setAsked] = useState(false)
  const needsCode = wasAsked || isProblem(entering.error, 'otp.required')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const gap = username.trim() === '' ? 'username' : password === '' ? 'password' : null
    setMissing(gap)
    if (needsCode) setAsked(true)
    const proof = !needsCode || otp === '' ? {} : hasPhone ? { otp } : { recoveryCode: otp }
    if (!gap) entering.mutate({ username: username.trim(), password, ...proof })
  }
  return (
    <form className="door-form" onSubmit={submit} noValidate>
      <SignInProblem error={entering.error} />
      {!fixed && (
        <TextField
          label={t('worker.door.username')}
          required
          error={missing === 'username' ? t('worker.door.fillUsername') : null}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={64}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      )}
      <div className="door-password">
        <TextField
          label={t('worker.door.password')}
          required
          error={missing === 'password' ? t('worker.door.fillPassword') : null}
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          maxLength={256}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button kind="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'worker.door.hide' : 'worker.door.show')}
        </Button>
      </div>
      {needsCode && (
        <>
          <TextField
            label={t(hasPhone ? 'worker.door.otp' : 'worker.door.recovery')}
            hint={t(hasPhone ? 'worker.door.otpHint' : 'worker.door.recoveryHint')}
            required
            inputMode={hasPhone ? 'numeric' : 'text'}
            autoComplete={hasPhone ? 'one-time-code' : 'off'}
            autoCapitalize="none"
            maxLength={hasPhone ? 6 : 24}
            value={otp}
            onChange={(event) => setOtp(hasPhone ? event.target.value.replace(/\D/g, '') : event.target.value)}
          />
          <Button
            kind="quiet"
            onClick={() => {
              setHasPhone(!hasPhone)
              setOtp('')
            }}
          >
            {t(hasPhone ? 'worker.door.useRecovery' : 'worker.door.useOtp')}
          </Button>
        </>
      )}
      <Button kind="primary" type="submit" wide className="big" busy={entering.isPending}>
        {t('worker.door.submit')}
      </Button>
    </form>
  )
}

function SignInProblem({ error }: { error: unknown }) {
  const { t } = useWords()
  const explained = useExplain()(error)
  if (!error) return null
  const isAsked = isProblem(error, 'otp.required')
  const wait = error instanceof ApiProblem ? Number(error.body.retryAfterSeconds) : Number.NaN
  const more = Number.isFinite(wait)
    ? t('worker.door.lockedFor', { minutes: Math.max(1, Math.ceil(wait / 60)) })
    : explained.todo
  return (
    <div className={isAsked ? 'note note-info' : 'note note-bad'} role="alert">
      <strong>{explained.what}</strong>
      {!isAsked &&
        !['session.bad_credentials', 'otp.wrong', 'password.lapsed'].some((code) => isProblem(error, code)) && (
          <span>{more}</span>
        )}
    </div>
  )
}
