import { newId } from '@linli/ui/api/id.ts'
import { isProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useDraft } from '../app/draft.ts'
import { useBack, useGo } from '../app/RouteLink.tsx'
import { TopBar } from '../app/TopBar.tsx'
import { useWords } from '../app/words.ts'
import { locateQuery } from '../area/area.api.ts'
import { EvidenceInput } from '../evidence/EvidenceInput.tsx'
import { unshelve } from '../evidence/shelf.ts'
import { gridsOf, useMe } from '../identity/identity.api.ts'
import { mattersQuery } from '../matter/matter.api.ts'
import { noteUse } from '../matter/suggest.ts'
import { send, useOutbox } from '../outbox/here.ts'
import { paths } from '../paths.ts'
import { DuplicatesNote } from './DuplicatesNote.tsx'
import {
  type DraftPlace,
  demandsPhoto,
  emptyDraft,
  type Gap,
  gapsOf,
  type ReportDraft,
  reportKey,
  reportOf,
} from './draft.ts'
import { HandledPart } from './HandledPart.tsx'
import { MatterPart } from './MatterPart.tsx'
import { MorePart } from './MorePart.tsx'
import { PlacePart } from './PlacePart.tsx'
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
  change(part: Partial<ReportDraft>): void
  /** What is missing, once somebody has tried to send. */
  gaps: readonly Gap[]
}

function ReportForm({ again }: { again?: string }) {
  const { t } = useWords()
  const go = useGo()
  const back = useBack()
  const me = useMe()
  const account = me.account.id
  const grids = gridsOf(me.posts)
  const { items } = useOutbox()
  const key = again ? `${reportKey(account)}.${again}` : reportKey(account)
  const {
    value: draft,
    change,
    clear,
  } = useDraft<ReportDraft>(key, () => takenUp(items.find(({ id }) => id === again)?.values))
  const catalogue = useQuery(mattersQuery).data
  const matter = draft.matter ? catalogue?.byCode.get(draft.matter) : undefined
  const [tried, setTried] = useState(false)
  const [isSending, setSending] = useState(false)
  const [isUnkept, setUnkept] = useState(false)
  const [asksToDiscard, setAsksToDiscard] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const isOutside = useIsOutside(draft.place)
  const missing = useMemo(() => {
    const found = gapsOf(draft, matter, grids)
    return isOutside ? [...found, 'outside' as const] : found
  }, [draft, matter, grids, isOutside])
  const gaps = tried ? missing : []

  const submit = async () => {
    setTried(true)
    if (missing.length > 0 || !matter) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[data-gap="true"]')?.scrollIntoView({ block: 'center' }),
      )
      return
    }
    setSending(true)
    setUnkept(false)
    // Once refused, the server may know the first id with other content: what was changed goes under a new one.
    const id = again ? newId() : draft.id
    try {
      await send(
        {
          id,
          account,
          action: 'incident.report',
          target: id,
          input: reportOf(draft, matter, grids),
          files: [...draft.photos, ...draft.afterPhotos],
          title: matter.name,
          values: { ...draft, id },
          occurredAt: new Date().toISOString(),
        },
        again,
      )
      noteUse(account, matter.code)
      clear()
      go(paths.sent(id), { replace: true })
    } catch {
      setUnkept(true)
      setSending(false)
    }
  }
  const discard = () => {
    for (const file of [...draft.photos, ...draft.afterPhotos]) if (!again) void unshelve(file)
    clear()
    back()
  }
  const isBegun = draft.photos.length > 0 || draft.matter !== null || draft.words !== '' || draft.place !== null
  const props: PartProps = { draft, change, gaps }
  return (
    <>
      <TopBar
        title={t('worker.report.title')}
        aside={
          isBegun && (
            <Button kind="quiet" onClick={() => setAsksToDiscard(true)}>
              {t('worker.report.discard')}
            </Button>
          )
        }
      />
      <main className="page stack" id="content" ref={form}>
        <Part
          title={t('worker.report.photos')}
          hint={t(
            demandsPhoto(matter?.conditions ?? [], draft.phrase, 'filing')
              ? 'worker.report.photosDemanded'
              : 'worker.report.photosOptional',
          )}
          gap={gaps.includes('photo') ? t('worker.report.gap.photo') : undefined}
        >
          <EvidenceInput
            account={account}
            ids={draft.photos}
            onChange={(next) => change({ photos: next(draft.photos) })}
          />
        </Part>
        <MatterPart {...props} account={account} grids={grids} matter={matter} />
        <PlacePart {...props} grids={grids} />
        <DuplicatesNote draft={draft} />
        <HandledPart {...props} account={account} matter={matter} />
        <WordsPart {...props} matter={matter} />
        <MorePart {...props} />
        {isUnkept && (
          <p className="note note-bad" role="alert">
            {t('worker.report.notKept')}
          </p>
        )}
      </main>
      <div className="foot">
        <Button kind="primary" icon="send" className="big" busy={isSending} onClick={() => void submit()}>
          {t(
            isSending ? 'worker.report.sending' : draft.isHandled ? 'worker.report.sendHandled' : 'worker.report.send',
          )}
        </Button>
      </div>
      <Dialog open={asksToDiscard} title={t('worker.report.discard')} onClose={() => setAsksToDiscard(false)}>
        <p>{t('worker.report.discardAsk')}</p>
        <Button kind="danger" wide onClick={discard}>
          {t('worker.report.discardYes')}
        </Button>
        <Button wide onClick={() => setAsksToDiscard(false)}>
          {t('ui.cancel')}
        </Button>
      </Dialog>
    </>
  )
}

/** Whether the server knows no area at the point: it would refuse the report, so it is said before. */
function useIsOutside(place: DraftPlace | null): boolean {
  const located = useQuery(locateQuery(place?.kind === 'point' ? { lng: place.lng, lat: place.lat } : null))
  return isProblem(located.error) && located.error.code.startsWith('area.outside')
}

const takenUp = (values: Record<string, unknown> | undefined): ReportDraft => ({
  ...emptyDraft(),
  ...(values as Partial<ReportDraft> | undefined),
})

/** One question of the form. A gap is said where it is and jumped to. */
export function Part({
  title,
  hint,
  gap,
  aside,
  children,
}: {
  title: string
  hint?: string
  gap?: string
  aside?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <section className={gap ? 'ask ask-gap' : 'ask'} data-gap={gap ? 'true' : undefined}>
      <header className="ask-head">
        <h2>{title}</h2>
        {hint && <span className="small">{hint}</span>}
        {aside}
      </header>
      {children}
      {gap && (
        <p className="ask-wrong" role="alert">
          {gap}
        </p>
      )}
    </section>
  )
}
