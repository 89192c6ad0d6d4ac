import { type Action, actionNames } from '@linli/contract/incident/words.ts'
import { Card } from '@linli/ui/components/Card.tsx'
import { type Photo, PhotoStrip } from '@linli/ui/components/PhotoStrip.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { useWords } from '../app/words.ts'
import { fileUrl, type IncidentView, thumbUrl } from './incident.api.ts'
import { PictureFacts } from './PictureFacts.tsx'

/** Photos, videos and voice notes in the order in which they came, each with the act that brought it. */
export function EvidenceCard({ incident }: { incident: IncidentView }) {
  const { t } = useWords()
  const photos = incident.evidence.map((one): Photo => {
    const brought = isAction(one.purpose) ? t(`incident.action.${one.purpose}`) : t('incident.action.report')
    const who = one.addedBy?.name ? ` · ${one.addedBy.name}` : ''
    return {
      id: one.id,
      kind: one.kind === 'video' || one.kind === 'voice' ? one.kind : 'photo',
      url: fileUrl(one.id),
      thumbUrl: thumbUrl(one.id),
      caption: t('desk.evidenceFrom', { action: brought + who, at: formatDateTime(one.addedAt) }),
      awaited: one.awaited,
    }
  })
  return (
    <Card level={3} title={t('desk.evidence')}>
      <PhotoStrip
        photos={photos}
        label={t('desk.evidence')}
        about={({ id }) => {
          const file = incident.evidence.find((one) => one.id === id)
          return file && <PictureFacts incident={incident} file={file} />
        }}
      />
    </Card>
  )
}

function isAction(name: string | null | undefined): name is Action {
  return (actionNames as readonly (string | null | undefined)[]).includes(name)
}
