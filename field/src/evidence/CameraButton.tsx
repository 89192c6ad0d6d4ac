import type { ReactNode } from 'react'
import { useGo } from '../app/RouteLink.tsx'
import { paths } from '../paths.ts'
import { addReportPhotos } from '../report/draft.ts'
import { useAddFiles } from './useAddFiles.ts'

/** Opens the camera; the picture lies in the report form when it appears. */
export function CameraButton({ account, children }: { account: string; children: ReactNode }) {
  const go = useGo()
  const { add, problem } = useAddFiles(account, (ids) => {
    addReportPhotos(account, ids)
    go(paths.report())
  })
  return (
    <>
      <label className="camera">
        {children}
        <input
          className="ll-hidden"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={(event) => {
            void add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      {problem && (
        <p className="note note-bad" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
