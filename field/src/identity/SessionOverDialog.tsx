import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useGo } from '../app/RouteLink.tsx'
import { noteSessionBack, useSessionOver } from '../app/session-over.ts'
import { useWords } from '../app/words.ts'
import { outbox } from '../outbox/here.ts'
import { paths } from '../paths.ts'
import { SignInForm } from './SignInForm.tsx'

/** A session that ended under way: sign in over the page, which stays as it is with all that was typed. */
export function SessionOverDialog({ username }: { username: string }) {
  const { t } = useWords()
  const isOver = useSessionOver()
  const client = useQueryClient()
  const go = useGo()
  const leave = () => {
    noteSessionBack()
    outbox.close()
    client.clear()
    go(paths.signIn(), { replace: true })
  }
  return (
    <Dialog open={isOver} title={t('worker.door.again')}>
      <p className="soft">{t('worker.door.againText')}</p>
      {isOver && <SignInForm username={username} onDone={() => {}} />}
      <Button kind="quiet" onClick={leave}>
        {t('worker.door.other')}
      </Button>
    </Dialog>
  )
}
