import { CloseOutlined, ReloadOutlined } from '@ant-design/icons'
import { mediaTypeNames } from '@linli/contract/file/media.ts'
import { newId } from '@linli/ui/api/id.ts'
import { uploadFile } from '@linli/ui/api/upload.ts'
import { Button } from 'antd'
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { useExplain } from '../../app/Providers.tsx'
import { useWords } from '../../app/words.ts'
import { filesOf, type UploadedFile } from '../form-values.ts'
import { thumbUrl } from '../incident.api.ts'
import type { FieldTies } from './ActionField.tsx'

type Running = { file: File; stop: AbortController; percent: number; problem?: string }

/** Files are sent as soon as they are chosen, dropped or pasted; the form is submitted with their ids. */
export function EvidenceField({
  ties,
  value,
  onChange,
}: {
  ties: FieldTies
  value: unknown
  onChange(files: UploadedFile[]): void
}) {
  const { t } = useWords()
  const uploads = useUploads(filesOf(value), onChange)
  const [isOver, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    uploads.add([...event.dataTransfer.files])
  }
  const onPaste = (event: ClipboardEvent) => uploads.add([...event.clipboardData.files])
  return (
    <div onPaste={onPaste}>
      <label
        className={isOver ? 'drop drop-over' : 'drop'}
        onDrop={onDrop}
        onDragLeave={() => setOver(false)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
      >
        <span>
          {t('action.drop')} <b>{t('action.dropChoose')}</b>
        </span>
        <span>{t('action.dropKinds')}</span>
        <input
          id={ties.id}
          className="ll-hidden"
          type="file"
          multiple
          accept={mediaTypeNames.join(',')}
          aria-describedby={ties.describedBy}
          onChange={(event) => {
            uploads.add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <ul className="uploads">
        {uploads.files.map((file) => (
          <Upload
            key={file.id}
            file={file}
            running={uploads.runningOf(file.id)}
            onRemove={() => uploads.remove(file.id)}
            onRetry={() => uploads.retry(file.id)}
          />
        ))}
      </ul>
    </div>
  )
}

function Upload({
  file,
  running,
  onRemove,
  onRetry,
}: {
  file: UploadedFile
  running: Running | undefined
  onRemove(): void
  onRetry(): void
}) {
  const { t } = useWords()
  const local = useObjectUrl(file.isImage ? running?.file : undefined)
  const picture = local ?? (file.state === 'sent' && file.isImage ? thumbUrl(file.id) : undefined)
  const percent = running?.percent ?? 0
  return (
    <li className={file.state === 'failed' ? 'upload upload-failed' : 'upload'}>
      {picture ? <img src={picture} alt={file.name} /> : <span className="upload-name">{file.name}</span>}
      {file.state === 'sending' && (
        <progress max={100} value={percent} aria-label={t('action.upload.progress', { name: file.name, percent })} />
      )}
      {file.state === 'failed' && running && (
        <span className="upload-problem">
          <span role="alert">{running.problem}</span>
          <Button size="small" icon={<ReloadOutlined />} onClick={onRetry}>
            {t('action.upload.failed')}
          </Button>
        </span>
      )}
      <Button
        className="upload-remove"
        size="small"
        shape="circle"
        icon={<CloseOutlined />}
        aria-label={`${t('ui.photo.remove')} ${file.name}`}
        onClick={onRemove}
      />
    </li>
  )
}

function useObjectUrl(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

function useUploads(files: UploadedFile[], onChange: (files: UploadedFile[]) => void) {
  const explain = useExplain()
  const running = useRef(new Map<string, Running>())
  const latest = useRef({ files, onChange })
  latest.current = { files, onChange }
  const [, redraw] = useState(0)
  const put = (next: UploadedFile[]) => {
    latest.current.files = next
    latest.current.onChange(next)
  }
  const mark = (id: string, state: UploadedFile['state']) =>
    put(latest.current.files.map((file) => (file.id === id ? { ...file, state } : file)))

  useEffect(() => {
    // A draft that comes back may name files whose sending ended with the page.
    if (latest.current.files.some((file) => file.state === 'sending')) {
      latest.current.onChange(latest.current.files.filter((file) => file.state !== 'sending'))
    }
    const all = running.current
    return () => {
      for (const one of all.values()) one.stop.abort()
    }
  }, [])

  const send = async (id: string, file: File) => {
    const one: Running = { file, stop: new AbortController(), percent: 0 }
    running.current.set(id, one)
    try {
      await uploadFile(file, {
        id,
        signal: one.stop.signal,
        onProgress(sent, total) {
          one.percent = Math.round((sent / total) * 100)
          redraw((count) => count + 1)
        },
      })
      mark(id, 'sent')
    } catch (error) {
      if (one.stop.signal.aborted) return
      one.problem = explain(error).what
      mark(id, 'failed')
    }
  }
  return {
    files,
    runningOf: (id: string) => running.current.get(id),
    add(chosen: File[]) {
      const added = chosen.map((file) => ({
        file,
        entry: { id: newId(), name: file.name, isImage: file.type.startsWith('image/'), state: 'sending' as const },
      }))
      if (added.length === 0) return
      put([...latest.current.files, ...added.map(({ entry }) => entry)])
      for (const { file, entry } of added) void send(entry.id, file)
    },
    retry(id: string) {
      const one = running.current.get(id)
      if (!one) return
      mark(id, 'sending')
      void send(id, one.file)
    },
    remove(id: string) {
      running.current.get(id)?.stop.abort()
      running.current.delete(id)
      put(latest.current.files.filter((file) => file.id !== id))
    },
  }
}
