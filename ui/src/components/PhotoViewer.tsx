import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../i18n/text.tsx'
import { IconButton } from './Button.tsx'
import type { Photo } from './PhotoStrip.tsx'

/** One piece of evidence, large; arrow keys leaf, Esc closes, a click on the picture zooms. */
export function PhotoViewer({
  photos,
  at,
  about,
  onMove,
  onClose,
}: {
  photos: readonly Photo[]
  at: number
  about?: ((photo: Photo) => ReactNode) | undefined
  onMove(at: number): void
  onClose(): void
}) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const [zoomed, setZoomed] = useState(false)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  const move = (step: number) => {
    setZoomed(false)
    onMove((at + step + photos.length) % photos.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    // Keys of a question over the picture are its own.
    if ((event.target as Element).closest('dialog') !== dialog.current) return
    if (event.key === 'ArrowLeft') move(-1)
    if (event.key === 'ArrowRight') move(1)
  }
  const photo = photos[at]
  if (!photo) return null
  return (
    <dialog
      ref={dialog}
      className="ll-viewer"
      aria-label={t('ui.photo.viewer')}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <header className="ll-viewer-head">
        <span aria-live="polite">
          {t('ui.photo.place', { at: at + 1, total: photos.length })} {photo.caption}
        </span>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </header>
      <div className="ll-viewer-stage">
        <Media photo={photo} zoomed={zoomed} onZoom={() => setZoomed(!zoomed)} />
      </div>
      {about && <div className="ll-viewer-about">{about(photo)}</div>}
      {photos.length > 1 && (
        <footer className="ll-viewer-foot">
          <IconButton icon="left" label={t('ui.photo.previous')} onClick={() => move(-1)} />
          <IconButton icon="right" label={t('ui.photo.next')} onClick={() => move(1)} />
        </footer>
      )}
    </dialog>
  )
}

function Media({ photo, zoomed, onZoom }: { photo: Photo; zoomed: boolean; onZoom(): void }) {
  const { t } = useText()
  // biome-ignore lint/a11y/useMediaCaption: recordings made on the street have no captions
  if (photo.kind === 'video') return <video src={photo.url} controls aria-label={photo.caption} />
  // biome-ignore lint/a11y/useMediaCaption: recordings made on the street have no captions
  if (photo.kind === 'voice') return <audio src={photo.url} controls aria-label={photo.caption} />
  return (
    <button
      type="button"
      className="ll-viewer-picture"
      aria-pressed={zoomed}
      title={t('ui.photo.zoom')}
      onClick={onZoom}
    >
      <img src={photo.url} alt={photo.caption} className={zoomed ? 'll-zoomed' : ''} />
    </button>
  )
}
