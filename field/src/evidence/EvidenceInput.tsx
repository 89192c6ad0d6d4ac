import { evidenceLimit } from '@linli/contract/incident/fields.ts'
import { Icon } from '@linli/ui/components/icons.tsx'
import { useWords } from '../app/words.ts'
import { kindOf } from './prepare.ts'
import { RecordButton } from './RecordButton.tsx'
import { type ShelvedFile, unshelve, useShelved } from './shelf.ts'
import { useAddFiles } from './useAddFiles.ts'
import './evidence.css'

const accepted = 'image/*,video/mp4,video/quicktime,video/webm,audio/*'

/** Photos, videos and voice notes of a form, from the camera, the album or the microphone. Nothing here is ever demanded by itself. */
export function EvidenceInput({
  account,
  ids,
  onChange,
  describedBy,
}: {
  account: string
  ids: readonly string[]
  onChange(change: (ids: readonly string[]) => string[]): void
  describedBy?: string
}) {
  const { t } = useWords()
  const files = useShelved(ids)
  const { add, isBusy, problem } = useAddFiles(account, (added) => onChange((before) => [...before, ...added]))
  const isFull = ids.length >= evidenceLimit
  const remove = (id: string) => {
    void unshelve(id)
    onChange((before) => before.filter((one) => one !== id))
  }
  return (
    <div className="evidence" aria-describedby={describedBy}>
      <ul className="evidence-tiles" aria-label={t('worker.evidence.list')}>
        {files.map((file, at) => (
          <Tile key={file.id} file={file} at={at + 1} onRemove={() => remove(file.id)} />
        ))}
        {!isFull && (
          <li className="evidence-ways">
            <Picker
              label={t('worker.evidence.take')}
              icon="camera"
              accept="image/*"
              capture
              isBusy={isBusy}
              onFiles={add}
            />
            <Picker label={t('worker.evidence.choose')} icon="photo" accept={accepted} isBusy={isBusy} onFiles={add} />
            <RecordButton onRecorded={(file) => void add([file])} />
          </li>
        )}
      </ul>
      {isFull && <p className="small">{t('worker.evidence.limit', { count: evidenceLimit })}</p>}
      {problem && (
        <p className="note note-bad" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function Picker({
  label,
  icon,
  accept,
  capture = false,
  isBusy,
  onFiles,
}: {
  label: string
  icon: 'camera' | 'photo'
  accept: string
  capture?: boolean
  isBusy: boolean
  onFiles(files: File[]): Promise<void>
}) {
  return (
    <label className={icon === 'camera' ? 'evidence-way evidence-camera' : 'evidence-way'} aria-busy={isBusy}>
      <Icon name={icon} size={icon === 'camera' ? 30 : 24} />
      <span>{label}</span>
      <input
        className="ll-hidden"
        type="file"
        accept={accept}
        multiple={!capture}
        capture={capture ? 'environment' : undefined}
        onChange={(event) => {
          void onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </label>
  )
}

function Tile({ file, at, onRemove }: { file: ShelvedFile; at: number; onRemove(): void }) {
  const { t } = useWords()
  const kind = kindOf(file.type)
  const label = t('worker.evidence.added', { at })
  return (
    <li className="evidence-tile">
      {kind === 'photo' && <img src={file.url} alt={label} />}
      {kind !== 'photo' && (
        // Not played here: the page's policy takes sound and film from the server only.
        <span className="evidence-sign" role="img" aria-label={label}>
          <Icon name={kind} size={30} />
          <span>{file.name}</span>
        </span>
      )}
      <button
        type="button"
        className="evidence-remove"
        aria-label={t('worker.evidence.remove', { at })}
        onClick={onRemove}
      >
        <Icon name="close" size={18} />
      </button>
    </li>
  )
}
