import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { useOutbox } from './here.ts'
import type { OutboxItem } from './item.ts'
import './outbox.css'

/** How the photos of an item are getting on. */
export function UploadLine({ item }: { item: OutboxItem }) {
  const { t } = useWords()
  const { progress } = useOutbox()
  if (item.files.length === 0) return null
  if (item.state === 'refused') {
    return (
      <p className="note note-bad">
        <span>
          {t('worker.outbox.photoRefused')} <RouteLink to={paths.outbox()}>{t('worker.case.openOutbox')}</RouteLink>
        </span>
      </p>
    )
  }
  const mine = progress && item.files.includes(progress.fileId) ? progress : null
  const percent = mine && mine.total > 0 ? Math.round((mine.sent / mine.total) * 100) : 0
  return (
    <div className="upload-line" role="status">
      <span>
        {t('worker.outbox.photos', { count: item.files.length })}
        {mine && ` · ${t('worker.outbox.progress', { percent })}`}
      </span>
      <progress max={100} value={mine ? percent : undefined} aria-hidden="true" />
    </div>
  )
}
