import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { Refusal } from '@linli/ui/identity/Refusal.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '../app/words.ts'
import { ActDialog } from './ActDialog.tsx'
import { CaseFile } from './CaseFile.tsx'
import { type Act, type MediationContent, type MediationView, readMediation } from './mediation.api.ts'
import { Standing } from './Standing.tsx'
import './mediation.css'

/** Acts whose form names disputants or mediators as they stand. */
const needsContent = ({ fields }: Act): boolean =>
  fields.some(({ kind }) => ['attended', 'disputant', 'disputants', 'accounts'].includes(kind))

/** One case: how it stands, what I may do, and its content once somebody asks for it. */
export function Case({ view }: { view: MediationView }) {
  const { t } = useWords()
  const toast = useToast()
  const client = useQueryClient()
  const [content, setContent] = useState<MediationContent | null>(null)
  const [act, setAct] = useState<Act | null>(null)
  const reading = useMutation({
    mutationFn: (purpose: string | undefined) => readMediation(view.id, purpose),
    onSuccess: setContent,
  })
  const [isAsking, setAsking] = useState(false)
  const begin = async (chosen: Act) => {
    // A mediator's own reading for an act of theirs; the head chooses without it.
    if (needsContent(chosen) && content?.version !== view.version && view.mayRead && !view.needsPurpose)
      await reading.mutateAsync(undefined).then(
        () => setAct(chosen),
        () => {},
      )
    else setAct(chosen)
  }
  const done = (chosen: Act, next: MediationView) => {
    setAct(null)
    toast(t('mediation.done', { act: t(`mediation.act.${chosen.act}`) }))
    void client.invalidateQueries({ queryKey: ['mediations'] })
    void client.invalidateQueries({ queryKey: ['incident', next.incident.id] })
    if (content && next.mayRead && !next.needsPurpose) reading.mutate(undefined)
    else setContent(null)
  }
  return (
    <>
      <Standing view={view} />
      <div className="mediation-row">
        {view.allowed.map((one, at) => (
          <Button key={one.act} kind={at === 0 ? 'primary' : 'plain'} onClick={() => void begin(one)}>
            {t(`mediation.act.${one.act}`)}
          </Button>
        ))}
        {view.mayRead && !content && (
          <Button
            busy={reading.isPending}
            onClick={() => (view.needsPurpose ? setAsking(true) : reading.mutate(undefined))}
          >
            {t('mediation.read')}
          </Button>
        )}
        {content && (
          <Button kind="quiet" onClick={() => setContent(null)}>
            {t('mediation.read.hide')}
          </Button>
        )}
      </div>
      {view.state === 'open' && <p className="mediation-note">{t('mediation.holds')}</p>}
      <p className="mediation-note">{view.mayRead ? t('mediation.read.recorded') : t('mediation.secret')}</p>
      <Refusal error={reading.error} />
      {isAsking && !content && <PurposeForm isBusy={reading.isPending} onRead={(purpose) => reading.mutate(purpose)} />}
      {content && content.version !== view.version && (
        <p role="status">
          {t('mediation.read.again')}{' '}
          <button type="button" className="link-button" onClick={() => setContent(null)}>
            {t('mediation.read.hide')}
          </button>
        </p>
      )}
      {content && <CaseFile content={content} />}
      {act && <ActDialog {...{ act, view, content }} onClose={() => setAct(null)} onDone={(next) => done(act, next)} />}
    </>
  )
}

function PurposeForm({ isBusy, onRead }: { isBusy: boolean; onRead(purpose: string): void }) {
  const { t } = useWords()
  const [purpose, setPurpose] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (purpose.trim().length >= 2) onRead(purpose.trim())
  }
  return (
    <form className="mediation-form" onSubmit={submit}>
      <TextField
        label={t('mediation.purpose')}
        hint={t('mediation.purpose.text')}
        required
        minLength={2}
        maxLength={200}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <Button kind="primary" type="submit" busy={isBusy} disabled={purpose.trim().length < 2}>
        {t('mediation.read')}
      </Button>
    </form>
  )
}
