import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useToast } from '@linli/ui/components/Toast.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { type IncidentView, incidentQuery, type Origin, revealOrigin, showPicture } from './incident.api.ts'
import { PurposeForm } from './PurposeForm.tsx'

type Evidence = IncidentView['evidence'][number]

/** Under the large picture: when and where it says it was taken, for a purpose; and whether the reporter sees it. */
export function PictureFacts({ incident, file }: { incident: IncidentView; file: Evidence }) {
  return (
    <>
      {file.hasOrigin && <OriginOf key={file.id} file={file} />}
      {(file.mayShow || file.shown) && <Showing incident={incident} file={file} />}
    </>
  )
}

function OriginOf({ file }: { file: Evidence }) {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const [isOpen, setOpen] = useState(false)
  const [origin, setOrigin] = useState<Origin | null>(null)
  if (origin) {
    const { takenAt, location } = origin
    return (
      <span aria-live="polite">
        {takenAt && t('desk.origin.at', { at: formatDateTime(takenAt) })}{' '}
        {location && t('desk.origin.place', { lng: location.lng.toFixed(5), lat: location.lat.toFixed(5) })}
      </span>
    )
  }
  if (!me?.permissions.includes('personal.reveal')) return null
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t('desk.origin.reveal')}
      </Button>
      <Dialog open={isOpen} title={t('desk.origin.reveal')} onClose={() => setOpen(false)}>
        <PurposeForm
          text={t('desk.origin.text')}
          reveal={(purpose) => revealOrigin(file.id, purpose)}
          onDone={(found) => {
            setOpen(false)
            setOrigin(found)
          }}
        />
      </Dialog>
    </>
  )
}

function Showing({ incident, file }: { incident: IncidentView; file: Evidence }) {
  const { t } = useWords()
  const explain = useExplain()
  const toast = useToast()
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const showing = useMutation({
    mutationFn: (shown: boolean) => showPicture(incident.id, file.id, shown),
    onSuccess: (next, shown) => {
      setAsked(false)
      client.setQueryData(incidentQuery(incident.id).queryKey, next)
      toast(t(shown ? 'desk.show.done' : 'desk.show.hidden'))
    },
  })
  const refused = showing.error && <p role="alert">{explain(showing.error).what}</p>
  if (file.shown) {
    return (
      <>
        <span>{t('desk.show.is')}</span>
        {file.mayShow && (
          <Button kind="quiet" busy={showing.isPending} onClick={() => showing.mutate(false)}>
            {t('desk.show.hide')}
          </Button>
        )}
        {refused}
      </>
    )
  }
  return (
    <>
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {t('desk.show')}
      </Button>
      <Dialog open={isAsked} title={t('desk.show')} onClose={() => setAsked(false)}>
        <p>{t('desk.show.text')}</p>
        {refused}
        <Button kind="primary" busy={showing.isPending} onClick={() => showing.mutate(true)}>
          {t('desk.show.do')}
        </Button>
      </Dialog>
    </>
  )
}
