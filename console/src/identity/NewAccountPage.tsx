import { newId } from '@linli/ui/api/id.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Card } from '@linli/ui/components/Card.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { RouteLink, useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { putAccount } from './staff.api.ts'
import './staff.css'

const usernamePattern = /^[a-z][a-z0-9._-]{2,31}$/

/** A new account; its post and its first password are given on its own page. */
export function NewAccountPage() {
  const { t } = useWords()
  const go = useGo()
  const toast = useToast()
  const client = useQueryClient()
  // The id is made once, so that sending again after a broken line makes no second account.
  const [id] = useState(() => newId())
  const [values, setValues] = useState({ username: '', name: '', workNumber: '', phone: '' })
  const [isTried, setTried] = useState(false)
  useTitle(t('staff.new'))
  const creating = useMutation({
    mutationFn: () =>
      putAccount(id, {
        username: values.username.trim(),
        name: values.name.trim(),
        ...(values.workNumber.trim() && { workNumber: values.workNumber.trim() }),
        ...(values.phone.trim() && { phone: values.phone.trim() }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts'] })
      toast(t('staff.created'))
      go(paths.account(id), { replace: true })
    },
  })
  const isName = usernamePattern.test(values.username.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isName && values.name.trim() !== '') creating.mutate()
  }
  const line = (part: keyof typeof values) => ({
    value: values[part],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [part]: event.target.value }),
  })
  return (
    <div className="page staff">
      <RouteLink to={paths.accounts()}>{t('staff.back')}</RouteLink>
      <h1>{t('staff.new')}</h1>
      <Card>
        <form className="staff-form" onSubmit={submit} noValidate>
          <Refusal error={creating.error} />
          <TextField
            label={t('staff.username')}
            required
            hint={t('staff.username.hint')}
            error={isTried && !isName ? t('staff.badUsername') : null}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={32}
            {...line('username')}
          />
          <TextField
            label={t('staff.name')}
            required
            error={isTried && values.name.trim() === '' ? t('staff.fill') : null}
            autoComplete="off"
            maxLength={40}
            {...line('name')}
          />
          <TextField label={t('staff.workNumber')} autoComplete="off" maxLength={30} {...line('workNumber')} />
          <TextField
            label={t('staff.phone')}
            hint={t('staff.phone.hint')}
            inputMode="tel"
            autoComplete="off"
            maxLength={20}
            {...line('phone')}
          />
          <Button kind="primary" type="submit" busy={creating.isPending}>
            {t('staff.create')}
          </Button>
        </form>
      </Card>
    </div>
  )
}
