import { type ReactNode, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { Icon, type IconName } from './icons.tsx'
import { PhotoViewer } from './PhotoViewer.tsx'
import './Photo.css'

/** A piece of evidence as the viewer needs it. `awaited`: announced, its bytes still on their way. */
export type Photo = {
  id: string
  kind: 'photo' | 'video' | 'voice'
  url: string
  thumbUrl: string
  /** What it is: by whom, when, or its caption; spoken and shown below the picture. */
  caption: string
  awaited?: boolean
}

const signs: Record<Photo['kind'], IconName> = { photo: 'photo', video: 'video', voice: 'voice' }

export function PhotoStrip({
  photos,
  label,
  about,
}: {
  photos: readonly Photo[]
  label: string
  /** What stands below the large picture, and what may be done with it. */
  about?(photo: Photo): ReactNode
}) {
  const { t } = useText()
  const [openAt, setOpenAt] = useState<number | null>(null)
  return (
    <>
      <ul className="ll-photos" aria-label={label}>
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <button
              type="button"
              className="ll-photo"
              disabled={photo.awaited}
              onClick={() => setOpenAt(at)}
              aria-label={`${t('ui.photo.open', { at: at + 1, total: photos.length })} ${photo.caption}`}
            >
              {photo.awaited || photo.kind !== 'photo' ? (
                <span className="ll-photo-sign">
                  <Icon name={signs[photo.kind]} size={28} />
                  {photo.awaited && t('ui.photo.awaited')}
                </span>
              ) : (
                <img src={photo.thumbUrl} alt="" loading="lazy" decoding="async" />
              )}
            </button>
          </li>
        ))}
      </ul>
      {openAt !== null && (
        <PhotoViewer photos={photos} at={openAt} about={about} onMove={setOpenAt} onClose={() => setOpenAt(null)} />
      )}
    </>
  )
}
