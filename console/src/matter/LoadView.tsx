import { ApiProblem } from '@linli/ui/api/problem.ts'
import { Button } from '@linli/ui/components/Button.tsx'
import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { saidIn } from '@linli/ui/i18n/locale.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ProblemState } from '../app/ProblemState.tsx'
import { useWords } from '../app/words.ts'
import { useDays } from './CatalogueChoices.tsx'
import { Frame } from './Frame.tsx'
import { editionsQuery, type FileKind, handIn, type ReportLine } from './matter.api.ts'

const kinds = ['editions', 'duty-lists', 'mappings'] as const satisfies FileKind[]

/** Hands in a file of the catalogue: it is loaded whole, or every row that is wrong is listed. */
export function LoadView() {
  const { t } = useWords()
  const client = useQueryClient()
  const [kind, setKind] = useState<FileKind>('editions')
  const [file, setFile] = useState<File | null>(null)
  const load = useMutation({
    mutationFn: ({ what, chosen }: { what: FileKind; chosen: File }) => handIn(what, chosen),
    onSuccess: () => client.invalidateQueries({ queryKey: ['matters'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file) load.mutate({ what: kind, chosen: file })
  }
  return (
    <>
      <Card level={2}>
        <form className="matters-load" onSubmit={submit}>
          <Choices
            label={t('matters.load.what')}
            options={kinds.map((value) => ({ value, label: t(`matters.load.${value}`) }))}
            value={kind}
            onChange={(next) => {
              setKind(kinds.find((one) => one === next) ?? kind)
              load.reset()
            }}
          />
          <label className="ll-field-label" htmlFor="matters-file">
            {t('matters.load.file')}
          </label>
          <input
            id="matters-file"
            type="file"
            accept=".csv,text/csv"
            required
            aria-describedby="matters-load-text"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null)
              load.reset()
            }}
          />
          <p id="matters-load-text" className="matters-soft">
            {t('matters.load.text')}
          </p>
          <Button kind="primary" type="submit" busy={load.isPending} disabled={!file}>
            {t('matters.load.do')}
          </Button>
        </form>
      </Card>
      <div aria-live="polite">
        {load.data && load.variables && (
          <Card level={2} tone="good">
            <p>{t(`matters.load.done.${load.variables.what}`, load.data)}</p>
          </Card>
        )}
        {load.error && <Refusal error={load.error} />}
      </div>
      <Editions />
    </>
  )
}

function Refusal({ error }: { error: Error }) {
  const { t, locale } = useWords()
  const report = error instanceof ApiProblem ? (error.body.report as ReportLine[] | undefined) : undefined
  if (!report) return <ProblemState error={error} />
  return (
    <Card level={2} tone="bad" title={t('matters.load.refused', { count: report.length })}>
      <Frame label={t('matters.load.fault')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('matters.load.row')}</th>
              <th scope="col">{t('matters.load.column')}</th>
              <th scope="col">{t('matters.load.fault')}</th>
              <th scope="col">{t('matters.load.value')}</th>
            </tr>
          </thead>
          <tbody>
            {report.map(({ row, column, message, value }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report does not change, and two faults may stand in one cell
              <tr key={at}>
                <td>{row === 0 ? t('matters.load.wholeFile') : row}</td>
                <td>{column && <code>{column}</code>}</td>
                <td>{saidIn(locale, message.zh, message.en)}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Frame>
    </Card>
  )
}

/** What is loaded, each to be taken out, changed and handed in as the next one. */
function Editions() {
  const { t } = useWords()
  const editions = useQuery(editionsQuery).data ?? []
  const days = useDays()
  return (
    <ul className="matters-editions">
      {editions.map((edition) => (
        <li key={edition.id}>
          <p>
            <strong>
              {edition.catalogue} {edition.edition}
            </strong>{' '}
            <Badge tone={edition.inForce ? 'good' : 'plain'}>
              {t(edition.inForce ? 'matters.inForce' : 'matters.notInForce')}
            </Badge>{' '}
            {days(edition)}
          </p>
          <p>
            {t('matters.count', {
              components: edition.components,
              events: edition.events,
              conditions: edition.conditions,
            })}
          </p>
          <p>
            <a href={`/api/matters/editions/${edition.id}/file`}>{t('matters.download')}</a>
          </p>
          <p className="matters-soft">{edition.source}</p>
        </li>
      ))}
    </ul>
  )
}
