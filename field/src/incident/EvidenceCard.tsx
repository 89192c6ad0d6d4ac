import { actions } from '@linli/contract/incident/words.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { type Photo, PhotoStrip } from '@linli/ui/components/PhotoStrip.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatShort } from '@linli/ui/i18n/format.ts'
import { actorText } from '@linli/ui/incident/history.ts'
import { useMemo } from 'react'
import { useWords } from '../app/words.ts'
import { fileUrl, type IncidentView, thumbUrl } from './incident.api.ts'

type Evidence = IncidentView['evidence'][number]

/** Photos and files, each saying which act brought it. No card where there are none. */
export function EvidenceCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const now = useNow()
  const photos = useMemo(() => {
    const captionOf = ({ purpose, addedBy, addedAt }: Evidence): string => {
      const action =
        purpose && Object.hasOwn(actions, purpose) ? t(`incident.action.${purpose as keyof typeof actions}`) : ''
      return t('worker.case.photoBy', {
        action,
        who: addedBy ? actorText(addedBy, t) : '',
        at: formatShort(addedAt, now),
      })
    }
    return incident.evidence.map(
      (one): Photo => ({
        id: one.id,
        kind: one.kind === 'video' || one.kind === 'voice' ? one.kind : 'photo',
        url: fileUrl(one.id),
        thumbUrl: thumbUrl(one.id),
        caption: captionOf(one),
        awaited: one.awaited,
      }),
    )
  }, [incident.evidence, t, now])
  if (photos.length === 0) return null
  return (
    <Card title={t('worker.case.photos')}>
      <PhotoStrip photos={photos} label={t('worker.case.photos')} />
    </Card>
  )
}
