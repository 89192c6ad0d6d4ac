import { Icon } from '@linli/ui/components/icons.tsx'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../app/words.ts'

const longestMs = 120_000

/** A voice note for whoever cannot or would rather not type. The microphone is open between the two presses only. */
export function RecordButton({ onRecorded }: { onRecorded(file: File): void }) {
  const { t } = useWords()
  const [startedAt, setStartedAt] = useState<number | null>(null)
  const [seconds, setSeconds] = useState(0)
  const [isDenied, setDenied] = useState(false)
  const recorder = useRef<MediaRecorder | null>(null)
  const isPossible = typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices)

  useEffect(() => {
    if (startedAt === null) return
    const timer = setInterval(() => {
      const gone = Date.now() - startedAt
      setSeconds(Math.floor(gone / 1000))
      if (gone >= longestMs) recorder.current?.stop()
    }, 250)
    return () => clearInterval(timer)
  }, [startedAt])
  useEffect(
    () => () => {
      if (recorder.current?.state === 'recording') recorder.current.stop()
    },
    [],
  )

  const start = async () => {
    setDenied(false)
    try {
      recorder.current = await record((file) => {
        setStartedAt(null)
        setSeconds(0)
        onRecorded(file)
      })
      setStartedAt(Date.now())
    } catch {
      setDenied(true)
    }
  }
  if (!isPossible) return null
  const isOn = startedAt !== null
  return (
    <>
      <button
        type="button"
        className={isOn ? 'evidence-way evidence-on' : 'evidence-way'}
        onClick={() => (isOn ? recorder.current?.stop() : void start())}
      >
        <Icon name="voice" size={24} />
        <span>{isOn ? t('worker.evidence.recording', { seconds }) : t('worker.evidence.record')}</span>
      </button>
      {isDenied && (
        <span className="evidence-denied" role="alert">
          {t('worker.evidence.noMicrophone')}
        </span>
      )}
    </>
  )
}

/** Starts recording; the file comes when the recorder is stopped, and the microphone is closed then. */
async function record(onDone: (file: File) => void): Promise<MediaRecorder> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const type = ['audio/mp4', 'audio/webm'].find((one) => MediaRecorder.isTypeSupported(one))
  const recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32_000 } : undefined)
  const pieces: Blob[] = []
  recorder.ondataavailable = (event) => void pieces.push(event.data)
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop()
    const bare = recorder.mimeType.split(';')[0] ?? 'audio/webm'
    onDone(new File(pieces, bare === 'audio/mp4' ? 'voice.m4a' : 'voice.webm', { type: bare }))
  }
  recorder.start()
  return recorder
}
