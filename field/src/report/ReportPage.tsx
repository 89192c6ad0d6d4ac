import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { Change } from '../app/draft.ts'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { EvidenceInput } from '../evidence/EvidenceInput.tsx'
import { useOutbox } from '../outbox/here.ts'
import { DuplicatesNote } from './DuplicatesNote.tsx'
import { demandsPhoto, type Gap, type ReportDraft } from './draft.ts'
import { HandledPart } from './HandledPart.tsx'
import { MatterPart } from './MatterPart.tsx'
import { MorePart } from './MorePart.tsx'
import { Part } from './Part.tsx'
import { PlacePart } from './PlacePart.tsx'
import { useReport } from './useReport.ts'
import { WordsPart } from './WordsPart.tsx'
import './report.css'

/** A report is begun anew, or taken up from the outbox where the server did not take it. */
export function ReportPage() {
  const { again }: { again?: string } = useSearch({ strict: false })
  const { isReady } = useOutbox()
  // The outbox is read from the phone; a form to be taken up again must not begin empty before that.
  if (again && !isReady) return null
  return <ReportForm key={again ?? 'new'} again={again} />
}

export type PartProps = {
  draft: ReportDraft
  change: Change<ReportDraft>
  /** What is missing, once somebody has tried to send. */
  gaps: readonly Gap[]
}

function ReportForm({ again }: { again?: string }) {
  const { t } = useWords()
  const { account, grids, matter, submit, discard, isSending, isUnkept, ...props } = useReport(again)
  const { draft, change, gaps } = props
  const form = useRef<HTMLElement>(null)
  const send = () => {
    if (submit()) return
    // The gaps are marked with the next drawing of the page.
    requestAnimationFrame(() => form.current?.querySelector('[data-gap="true"]')?.scrollIntoView({ block: 'center' }))
  }
  const needsPhoto = demandsPhoto(matter?.conditions ?? [], draft.phrase, 'filing')
  return (
    <>
      <TopBar title={t('worker.report.title')} aside={isBegun(draft) && <DiscardButton onDiscard={discard} />} />
      <main className="page stack" id="content" data-scroll-restoration-id="content" ref={form}>
        <Part
          title={t('worker.report.photos')}
          hint={t(needsPhoto ? 'worker.report.photosDemanded' : 'worker.report.photosOptional')}
          gap={gaps.includes('photo') ? t('worker.report.gap.photo') : undefined}
        >
          <EvidenceInput
            account={account}
            ids={draft.photos}
            onChange={(next) => change(({ photos }) => ({ photos: next(photos) }))}
          />
        </Part>
        <MatterPart {...props} account={account} grids={grids} matter={matter} />
        <PlacePart {...props} grids={grids} />
        <DuplicatesNote draft={draft} />
        <HandledPart {...props} account={account} matter={matter} />
        <WordsPart {...props} matter={matter} grids={grids} />
        <MorePart {...props} />
        {isUnkept && (
          <p className="note note-bad" role="alert">
            {t('worker.report.notKept')}
          </p>
        )}
      </main>
      <div className="foot">
        <Button kind="primary" icon="send" className="big" busy={isSending} onClick={send}>
          {t(draft.isHandled ? 'worker.report.sendHandled' : 'worker.report.send')}
        </Button>
      </div>
    </>
  )
}

const isBegun = ({ photos, matter, words, place }: ReportDraft): boolean =>
  photos.length > 0 || matter !== null || words !== '' || place !== null

/** Gives up what was begun, after asking. */
function DiscardButton({ onDiscard }: { onDiscard(): void }) {
  const { t } = useWords()
  const [asks, setAsks] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setAsks(true)}>
        {t('worker.report.discard')}
      </Button>
      <Dialog open={asks} title={t('worker.report.discard')} onClose={() => setAsks(false)}>
        <p>{t('worker.report.discardAsk')}</p>
        <Button kind="danger" wide onClick={onDiscard}>
          {t('worker.report.discardYes')}
        </Button>
        <Button wide onClick={() => setAsks(false)}>
          {t('ui.cancel')}
        </Button>
      </Dialog>
    </>
  )
}
