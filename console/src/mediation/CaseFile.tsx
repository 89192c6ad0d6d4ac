import { Badge } from '@linli/ui/components/Card.tsx'
import { type Photo, PhotoStrip } from '@linli/ui/components/PhotoStrip.tsx'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import type { ReactNode } from 'react'
import { useWords } from '../app/words.ts'
import { fileUrl, thumbUrl } from '../incident/incident.api.ts'
import type { MediationContent } from './mediation.api.ts'

/** The content of a case, as it was read at one moment. */
export function CaseFile({ content }: { content: MediationContent }) {
  const { t } = useWords()
  const nameOf = (id: string) => content.disputants.find((one) => one.id === id)?.name ?? '—'
  return (
    <section className="mediation-file" aria-label={t('mediation.file')}>
      <Part title={t('mediation.disputants')}>
        <ul>
          {content.disputants.map(({ id, part, name, phone, representative }) => (
            <li key={id}>
              <Badge>{t(`mediation.part.${part}`)}</Badge> {name} {phone && <a href={`tel:${phone}`}>{phone}</a>}{' '}
              {representative && (
                <>
                  {t('mediation.represented', { name: representative.name })} {representative.phone}
                </>
              )}
            </li>
          ))}
        </ul>
        <p className="mediation-note">
          {t(`mediation.basis.${content.basis}`)} · {t(`mediation.openness.${content.openness}`)}
        </p>
      </Part>
      <Part title={t('mediation.mediators')}>{content.mediators.map(({ name }) => name).join('、')}</Part>
      {content.sessions.map((session) => (
        <Part key={session.no} title={t('mediation.session.no', { no: session.no, at: formatDateTime(session.at) })}>
          {session.place && <p>{session.place}</p>}
          <p>{t('mediation.session.came', { names: session.attended.map(nameOf).join('、') })}</p>
          {session.note && <p className="words">{session.note}</p>}
        </Part>
      ))}
      {content.agreement && <Agreement agreement={content.agreement} />}
      {content.ending && (
        <Part title={t('mediation.ending')}>
          {content.ending.disputant && <p>{t('mediation.left', { name: nameOf(content.ending.disputant) })}</p>}
          {content.ending.told.length > 0 && (
            <p>
              {t('mediation.told', { ways: content.ending.told.map((way) => t(`mediation.way.${way}`)).join('、') })}
            </p>
          )}
          {content.ending.reason && <p className="words">{content.ending.reason}</p>}
        </Part>
      )}
      {content.performance && (
        <Part title={t('mediation.performance')}>
          <p className="words">{content.performance}</p>
        </Part>
      )}
      {content.files.length > 0 && <Files files={content.files} />}
      <Part title={t('mediation.history')}>
        <ol className="mediation-history">
          {content.history.map(({ seq, act, by, at, reason }) => (
            <li key={seq}>
              <span>{formatDateTime(at)}</span> {t(`mediation.did.${act}`)} · {by.name} {reason}
            </li>
          ))}
        </ol>
        <p className="mediation-note">
          {content.valid ? t('mediation.valid') : <strong role="alert">{t('mediation.broken')}</strong>}
        </p>
      </Part>
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mediation-part">
      <h4>{title}</h4>
      {children}
    </div>
  )
}

function Agreement({ agreement }: { agreement: NonNullable<MediationContent['agreement']> }) {
  const { t } = useWords()
  return (
    <>
      {agreement.facts && (
        <Part title={t('mediation.facts')}>
          <p className="words">{agreement.facts}</p>
        </Part>
      )}
      <Part title={t('mediation.terms')}>
        <p className="words">{agreement.terms}</p>
      </Part>
      {agreement.manner && (
        <Part title={t('mediation.manner')}>
          <p className="words">{agreement.manner}</p>
        </Part>
      )}
    </>
  )
}

function Files({ files }: { files: MediationContent['files'] }) {
  const { t } = useWords()
  const photos = files.map(
    ({ id, kind, act, addedAt }): Photo => ({
      id,
      kind: kind === 'video' || kind === 'voice' ? kind : 'photo',
      url: fileUrl(id),
      thumbUrl: thumbUrl(id),
      caption: `${t(`mediation.did.${act}`)} · ${formatDateTime(addedAt)}`,
      awaited: false,
    }),
  )
  return (
    <Part title={t('mediation.files')}>
      <PhotoStrip photos={photos} label={t('mediation.files')} />
    </Part>
  )
}
