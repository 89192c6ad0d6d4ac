import { Button } from '@linli/ui/components/Button.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useExplain } from '../app/Providers.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { outbox } from '../outbox/here.ts'
import { paths } from '../paths.ts'
import { signOut } from './identity.api.ts'

/** Leaves; what waits to be sent, and what was half typed, stays on the phone for the same account. */
export function SignOutButton() {
  const { t } = useWords()
  const explain = useExplain()
  const client = useQueryClient()
  const go = useGo()
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess() {
      outbox.close()
      client.clear()
      go(paths.signIn(), { replace: true })
    },
  })
  return (
    <>
      {leaving.error && (
        <div className="note note-bad" role="alert">
          <strong>{explain(leaving.error).what}</strong>
          <span>{explain(leaving.error).todo}</span>
        </div>
      )}
      <Button icon="out" wide busy={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('worker.me.signOut')}
      </Button>
    </>
  )
}
