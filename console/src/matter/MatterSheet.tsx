import { amountText } from '@linli/contract/deadline/explain.ts'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { languageOf } from '@linli/ui/i18n/format.ts'
import { type Locale, saidIn } from '@linli/ui/i18n/locale.ts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RouteLink } from '../app/RouteLink.tsx'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { ConditionsTable } from './ConditionsTable.tsx'
import type { MattersFilter } from './MattersPage.tsx'
import { type MatterView, mappingsQuery } from './matter.api.ts'
import { mattersMessages } from './matters.messages.ts'

/** Everything that the catalogue says of one matter: what to file, what to close, how long, whose duty, by which source. */
export function MatterSheet({
  matter,
  matters,
  filter,
}: {
  matter: MatterView
  matters: readonly MatterView[]
  filter: MattersFilter
}) {
  const { t, locale } = useWords()
  const procedureText = (key: string) => {
    const id = `matters.procedure.${key}`
    return isWord(id) ? t(id) : key
  }
  const nameOf = (one: MatterView) => saidIn(locale, one.name, one.nameEn)
  const byCode = (code: string) => matters.find((one) => one.code === code)
  const component = matter.sameAs === null ? undefined : byCode(matter.sameAs)
  const link = (one: MatterView) => (
    <RouteLink to={paths.matters({ ...filter, matter: one.code })}>{nameOf(one)}</RouteLink>
  )
  return (
    <article aria-labelledby="matters-name">
      <RouteLink className="matters-back" to={paths.matters({ ...filter, matter: undefined })}>
        ← {t('matters.tab.catalogue')}
      </RouteLink>
      <header className="matters-head">
        <h2 id="matters-name">{nameOf(matter)}</h2>
        <Badge>{t(`matters.kind.${matter.kind}`)}</Badge>
        {matter.duties.map(({ level, kind }) => (
          <Badge key={level} tone={kind === 'takenBack' ? 'warn' : 'info'}>
            {t(`matters.duty.${level}`)} · {t(`matters.duty.${kind}`)}
          </Badge>
        ))}
      </header>
      {component && <p className="matters-note">{t('matters.sameAs', { name: nameOf(component) })}</p>}
      {matter.hint && (
        <p className="matters-note">
          <strong>{t('matters.hint')}</strong> {saidIn(locale, matter.hint.zh, matter.hint.en)}
        </p>
      )}
      <dl className="facts matters-facts">
        <Fact label={t('matters.code')}>
          {matter.code === matter.standardCode
            ? matter.code
            : t('matters.code.standard', { code: matter.code, standard: matter.standardCode })}{' '}
          · {matter.catalogue} {matter.edition}
        </Fact>
        <Fact label={t('matters.procedure')}>{procedureText(matter.procedure ?? '')}</Fact>
        {(matter.precheck || matter.postcheck) && (
          <Fact label={t('matters.checks')}>
            {[matter.precheck && t('matters.precheck'), matter.postcheck && t('matters.postcheck')]
              .filter(Boolean)
              .join(' · ')}
          </Fact>
        )}
        {matter.synonyms.length > 0 && <Fact label={t('matters.synonyms')}>{synonymsIn(locale, matter.synonyms)}</Fact>}
        {matter.confusedWith.length > 0 && (
          <Fact label={t('matters.confused')}>
            {matter.confusedWith.map((code) => {
              const other = byCode(code)
              return (
                <span key={code} className="matters-item">
                  {other ? link(other) : code}
                </span>
              )
            })}
          </Fact>
        )}
        {matter.form.length > 0 && (
          <Fact label={t('matters.form')}>
            {matter.form.map(({ name, label }) => (
              <span key={name} className="matters-item">
                {saidIn(locale, label.zh, label.en)}
              </span>
            ))}
          </Fact>
        )}
      </dl>
      <ConditionsTable matter={matter} />
      <Duties matter={matter} />
      <Earlier matter={matter} />
      <p className="matters-source">{t('matters.sourceIs', { source: matter.source })}</p>
    </article>
  )
}

/** A place's own procedure has no words here; its key stands for it. */
const isWord = (id: string): id is keyof typeof mattersMessages => id in mattersMessages

/** Whoever reads Chinese needs no English words for it; whoever does not may know the Chinese ones. */
const synonymsIn = (locale: Locale, words: readonly string[]): string =>
  words.filter((word) => locale === 'en' || /\p{Script=Han}/u.test(word)).join(locale === 'en' ? ', ' : '、')

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Duties({ matter: { duties, code } }: { matter: MatterView }) {
  const { t } = useWords()
  return (
    <Card level={3} title={t('matters.duty')}>
      {duties.length === 0 && <p className="matters-soft">{t('matters.duty.none')}</p>}
      {duties.map((duty) => (
        <div key={duty.level} className="matters-duty">
          <p>
            <strong>{t(`matters.duty.${duty.level}`)}</strong> · {t(`matters.duty.${duty.kind}`)}
            {duty.level === 'town' && duty.kind === 'takenBack' && `，${t('matters.duty.takenBack.text')}`}
          </p>
          {duty.basis && <p>{duty.basis}</p>}
          <p className="matters-soft">
            {duty.list ?? t('matters.duty.byDefault')}
            {duty.by !== code && ` · ${t('matters.duty.byClass', { code: duty.by })}`} ·{' '}
            {t('matters.days.from', { from: duty.validFrom })} · {duty.source}
          </p>
        </div>
      ))}
    </Card>
  )
}

/** What it was called in catalogues before, by the mappings that are loaded. */
function Earlier({ matter }: { matter: MatterView }) {
  const { t, locale } = useWords()
  const pairs = (useQuery(mappingsQuery).data ?? []).filter(
    (pair) =>
      pair.toCatalogue === matter.catalogue && pair.toKind === matter.kind && pair.toCode === matter.standardCode,
  )
  if (pairs.length === 0) return null
  return (
    <Card level={3} title={t('matters.earlier')}>
      <ul className="matters-earlier">
        {pairs.map((pair) => (
          <li key={`${pair.fromCatalogue} ${pair.fromKind} ${pair.fromCode}`}>
            {pair.fromCatalogue} {t(`matters.kind.${pair.fromKind}`)} {pair.fromCode} {pair.fromName}{' '}
            <Badge tone={pair.relation === 'doubtful' ? 'warn' : 'plain'}>
              {t(`matters.relation.${pair.relation}`)}
            </Badge>
            <small>{saidIn(locale, pair.why, pair.whyEn)}</small>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** A limit in the reader's words. */
export function useLimitText(): (limit: MatterView['conditions'][number]['limit']) => string {
  const { locale } = useWords()
  return ({ amount, unit }) => amountText(amount, unit, languageOf(locale))
}
