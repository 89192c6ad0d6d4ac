import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime, toMs } from '@linli/ui/i18n/format.ts'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { HandOverFields } from './HandOverFields.tsx'
import {
  type Account,
  disableAccount,
  enableAccount,
  endAllSessions,
  type Handed,
  type HandOver,
  resetOtp,
  resetPassword,
  unlockAccount,
} from './staff.api.ts'

type Act = 'resetPassword' | 'resetOtp' | 'disable' | 'enable'

/** What the security administrator can do to an account; each act asks for its reason, a one-time password is shown once. */
export function AccountActs({ account }: { account: Account }) {
  const { t } = useWords()
  const toast = useToast()
  const explain = useExplain()
  const client = useQueryClient()
  const now = useNow()
  const [act, setAct] = useState<Act | null>(null)
  const [handed, setHanded] = useState<Handed | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['accounts'] })
  const quick = useMutation({
    mutationFn: async (what: 'unlock' | 'endSessions') => {
      if (what === 'unlock') {
        await unlockAccount(account)
        return toast(t('accounts.unlocked', { name: account.name }))
      }
      const { ended } = await endAllSessions(account)
      toast(t('staff.sessionsEnded', { count: ended }))
    },
    onSuccess: refresh,
    onError: (error) => toast(explain(error).what, 'bad'),
  })
  const isLocked = account.lockedUntil !== null && toMs(account.lockedUntil) > now
  const done = (what: Act, result: Handed | null) => {
    setAct(null)
    setHanded(result)
    if (!result) toast(t('staff.done', { what: t(`staff.act.${what}`) }))
    void refresh()
  }
  return (
    <div className="staff-row">
      {isLocked && (
        <Button busy={quick.isPending} onClick={() => quick.mutate('unlock')}>
          {t('accounts.unlock')}
        </Button>
      )}
      <Button onClick={() => setAct('resetPassword')}>{t('staff.act.resetPassword')}</Button>
      {account.guard?.secondFactor && <Button onClick={() => setAct('resetOtp')}>{t('staff.act.resetOtp')}</Button>}
      <Button busy={quick.isPending} onClick={() => quick.mutate('endSessions')}>
        {t('staff.act.endSessions')}
      </Button>
      <Button
        kind={account.isDisabled ? 'plain' : 'danger'}
        onClick={() => setAct(account.isDisabled ? 'enable' : 'disable')}
      >
        {t(account.isDisabled ? 'staff.act.enable' : 'staff.act.disable')}
      </Button>
      {act && <ActDialog act={act} account={account} onClose={() => setAct(null)} onDone={done} />}
      {handed && <HandedDialog handed={handed} name={account.name} onKept={() => setHanded(null)} />}
    </div>
  )
}

async function perform(act: Act, account: Account, reason: string, handOver: HandOver): Promise<Handed | null> {
  if (act === 'resetPassword') return resetPassword(account, { reason })
  if (act === 'resetOtp') await resetOtp(account, { reason })
  else if (act === 'enable') await enableAccount(account, { reason })
  else await disableAccount(account, { reason, handOver: handOver.force ? { ...handOver, reason } : handOver })
  return null
}

function ActDialog({
  act,
  account,
  onClose,
  onDone,
}: {
  act: Act
  account: Account
  onClose(): void
  onDone(act: Act, result: Handed | null): void
}) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [handOver, setHandOver] = useState<HandOver>({})
  const [isTried, setTried] = useState(false)
  const acting = useMutation({
    mutationFn: () => perform(act, account, reason.trim(), handOver),
    onSuccess: (result) => onDone(act, result),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '') acting.mutate()
  }
  return (
    <Dialog open title={`${t(`staff.act.${act}`)} · ${account.name}`} onClose={onClose} width={520}>
      <form className="staff-form" onSubmit={submit} noValidate>
        <p>{t(`staff.${act}.text`)}</p>
        <Refusal error={acting.error} />
        {act === 'disable' && (
          <HandOverFields account={account.id} post={null} value={handOver} onChange={setHandOver} />
        )}
        <TextField
          label={t('staff.reason')}
          required
          hint={t('staff.reason.hint')}
          error={isTried && reason.trim() === '' ? t('staff.fill') : null}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="staff-row">
          <Button kind={act === 'disable' ? 'danger' : 'primary'} type="submit" busy={acting.isPending}>
            {t(`staff.act.${act}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('staff.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Must be answered: whoever closes it by mistake has to reset again. */
function HandedDialog({ handed, name, onKept }: { handed: Handed; name: string; onKept(): void }) {
  const { t } = useWords()
  return (
    <Dialog open title={t('staff.handed')}>
      <p>{t('staff.handed.text', { name, until: formatDateTime(handed.until) })}</p>
      <code className="staff-handed">{handed.password}</code>
      <Button kind="primary" onClick={onKept}>
        {t('staff.handed.kept')}
      </Button>
    </Dialog>
  )
}
