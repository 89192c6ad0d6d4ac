import { EyeOutlined, PhoneOutlined } from '@ant-design/icons'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { type IncidentView, type Contact as Revealed, revealContact } from './incident.api.ts'
import { PurposeForm } from './PurposeForm.tsx'

/** The masked contact; whoever wants it whole says what for, and that is recorded. It stays whole until the page is left. */
export function Contact({ report }: { report: IncidentView['reports'][number] }) {
  const { t } = useWords()
  const me = useQuery(meQuery).data
  const [isOpen, setOpen] = useState(false)
  const [contact, setContact] = useState<Revealed | null>(null)
  if (contact) {
    return (
      <span aria-live="polite">
        {contact.name}{' '}
        {contact.phone && (
          <a href={`tel:${contact.phone}`} title={t('desk.call')}>
            <PhoneOutlined aria-hidden="true" /> {contact.phone}
          </a>
        )}
      </span>
    )
  }
  const mayReveal = Boolean(report.reporter?.phone) && me?.permissions.includes('personal.reveal')
  return (
    <>
      <span>
        {report.reporter?.name} {report.reporter?.phone}
      </span>
      {mayReveal && (
        <Button size="small" icon={<EyeOutlined />} onClick={() => setOpen(true)}>
          {t('desk.reveal')}
        </Button>
      )}
      <Dialog open={isOpen} title={t('desk.reveal.title')} onClose={() => setOpen(false)}>
        <PurposeForm
          text={t('desk.reveal.text')}
          reveal={(purpose) => revealContact(report.id, purpose)}
          onDone={(found) => {
            setOpen(false)
            setContact(found)
          }}
        />
      </Dialog>
    </>
  )
}
