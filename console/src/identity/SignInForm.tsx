import { ApiProblem, isProblem } from '@linli/ui/api/problem.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, type InputRef } from 'antd'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { noteSessionBack } from '../app/session-over.ts'
import { useWords } from '../app/words.ts'
import { signIn } from './identity.api.ts'

/** User name and password, then the code of the second factor when the server asks for it. Used at the door and when a session ends under way. */
export function SignInForm({ username: fixed, onDone }: { username?: string; onDone(): void }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [username, setUsername] = useState(fixed ?? '')
  const [password, setPassword] = useState('')
  const [otp, setOtp] = useState('')
  const [missing, setMissing] = useState<'username' | 'password' | null>(null)
  const first = useRef<InputRef>(null)
  const code = useRef<InputRef>(null)
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      noteSessionBack()
      await client.invalidateQueries()
      onDone()
    },
  })
  const [hasPhone, setHasPhone] = useState(true)
  const [isAsked, setAsked] = useState(false)
  const needsCode = isAsked || isProblem(entering.error, 'otp.required')
  useEffect(() => first.current?.focus(), [])
  useEffect(() => {
    if (needsCode) code.current?.focus()
    if (needsCode) setAsked(true)
  }, [needsCode])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const gap = username.trim() === '' ? 'username' : password === '' ? 'password' : null
    setMissing(gap)
    const proof = !needsCode || otp === '' ? {} : hasPhone ? { otp } : { recoveryCode: otp }
    if (!gap) entering.mutate({ username: username.trim(), password, ...proof })
  }
  return (
    <form className="signin-form" onSubmit={submit} noValidate>
      <SignInProblem error={entering.error} />
      {!fixed && (
        <Line label={t('signin.username')} error={missing === 'username' ? t('signin.fillUsername') : null}>
          {(ties) => (
            <Input
              {...ties}
              ref={first}
              size="large"
              autoComplete="username"
              value={username}
              maxLength={64}
              status={missing === 'username' ? 'error' : ''}
              onChange={(event) => setUsername(event.target.value)}
            />
          )}
        </Line>
      )}
      <Line label={t('signin.password')} error={missing === 'password' ? t('signin.fillPassword') : null}>
        {(ties) => (
          <Input.Password
            {...ties}
            ref={fixed ? first : undefined}
            size="large"
            autoComplete="current-password"
            value={password}
            maxLength={256}
            status={missing === 'password' ? 'error' : ''}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Line>
      {needsCode && (
        <>
          <Line
            label={t(hasPhone ? 'signin.otp' : 'signin.recovery')}
            hint={t(hasPhone ? 'signin.otpHint' : 'signin.recoveryHint')}
          >
            {(ties) => (
              <Input
                {...ties}
                ref={code}
                size="large"
                inputMode={hasPhone ? 'numeric' : 'text'}
                autoComplete={hasPhone ? 'one-time-code' : 'off'}
                maxLength={hasPhone ? 6 : 24}
                value={otp}
                onChange={(event) => setOtp(hasPhone ? event.target.value.replace(/\D/g, '') : event.target.value)}
              />
            )}
          </Line>
          <button
            type="button"
            className="link-button"
            onClick={() => {
              setHasPhone(!hasPhone)
              setOtp('')
            }}
          >
            {t(hasPhone ? 'signin.useRecovery' : 'signin.useOtp')}
          </button>
        </>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={entering.isPending}>
        {t('signin.submit')}
      </Button>
    </form>
  )
}

type Ties = { id: string; 'aria-describedby': string | undefined }

function Line({
  label,
  error,
  hint,
  children,
}: {
  label: string
  error?: string | null
  hint?: string
  children(ties: Ties): React.ReactNode
}) {
  const id = useId()
  const described = error || hint ? `${id}-more` : undefined
  return (
    <div className="form-line">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described })}
      {described && (
        <p id={described} className={error ? 'form-error' : 'form-hint'} role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

function SignInProblem({ error }: { error: unknown }) {
  const { t } = useWords()
  const explained = useExplain()(error)
  if (!error) return null
  if (isProblem(error, 'otp.required')) return <Alert type="info" showIcon title={explained.what} role="status" />
  const wait = error instanceof ApiProblem ? Number(error.body.retryAfterSeconds) : Number.NaN
  const isWrong = ['session.bad_credentials', 'otp.wrong', 'password.lapsed'].some((code) => isProblem(error, code))
  const more = Number.isFinite(wait)
    ? t('signin.lockedFor', { minutes: Math.max(1, Math.ceil(wait / 60)) })
    : explained.todo
  return <Alert type="error" showIcon title={explained.what} description={isWrong ? undefined : more} role="alert" />
}
