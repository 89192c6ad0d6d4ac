import { Button } from '@linli/ui/components/Button.tsx'
import { TextField } from '@linli/ui/components/Field.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { Sheet } from '@linli/ui/components/Sheet.tsx'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { useMe } from '../identity/identity.api.ts'
import { type Contact, type IncidentView, revealContact } from './incident.api.ts'

const purposes = ['verify', 'progress', 'visit', 'other'] as const
type Report = IncidentView['reports'][number]

/** The masked contact; whoever wants it whole says what for, and that is recorded. It stays whole until the page is left. */
export function ContactLine({ report }: { report: Report }) {
  const { t } = useWords()
  const { permissions } = useMe()
  const [isOpen, setOpen] = useState(false)
  const [contact, setContact] = useState<Contact | null>(null)
  const { reporter } = report
  // Staff who took it down stand in the same place as the person who told them; only the person's contact is shown.
  if (!reporter?.phone && !reporter?.name) return null
  if (contact) {
    return (
      <p className="contact" aria-live="polite">
        <span>{contact.name}</span>
        {contact.phone ? (
          <a className="ll-button ll-button-plain" href={`tel:${contact.phone}`}>
            <Icon name="phone" />
            {t('worker.case.call', { phone: contact.phone })}
          </a>
        ) : (
          <span className="small">{t('worker.case.noContact')}</span>
        )}
      </p>
    )
  }
  return (
    <p className="contact">
      <span>
        {reporter.name} {reporter.phone}
      </span>
      {permissions.includes('personal.reveal') && (
        <Button kind="quiet" icon="phone" onClick={() => setOpen(true)}>
          {t('worker.case.contact')}
        </Button>
      )}
      <Sheet open={isOpen} title={t('worker.case.contact')} onClose={() => setOpen(false)}>
        <PurposeForm
          reportId={report.id}
          onDone={(found) => {
            setOpen(false)
            setContact(found)
          }}
        />
      </Sheet>
    </p>
  )
}

function PurposeForm({ reportId, onDone }: { reportId: string; onDone(contact: Contact): void }) {
  const { t } = useWords()
  const explain = useExplain()
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('verify')
  const [other, setOther] = useState('')
  const revealing = useMutation({ mutationFn: (words: string) => revealContact(reportId, words), onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    revealing.mutate(purpose === 'other' ? other.trim() : t(`worker.case.purpose.${purpose}`))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">{t('worker.case.contactText')}</p>
      {revealing.error && (
        <div className="note note-bad" role="alert">
          <strong>{explain(revealing.error).what}</strong>
          <span>{explain(revealing.error).todo}</span>
        </div>
      )}
      <Choices
        label={t('worker.case.purpose')}
        value={purpose}
        options={purposes.map((value) => ({ value, label: t(`worker.case.purpose.${value}`) }))}
        onChange={(value) => setPurpose(value as typeof purpose)}
      />
      {purpose === 'other' && (
        <TextField
          label={t('worker.case.purposeOther')}
          required
          maxLength={200}
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
      )}
      <Button
        kind="primary"
        className="big"
        type="submit"
        wide
        busy={revealing.isPending}
        disabled={purpose === 'other' && other.trim().length < 2}
      >
        {t('worker.case.show')}
      </Button>
    </form>
  )
}
