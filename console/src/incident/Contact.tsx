import { EyeOutlined, PhoneOutlined } from '@ant-design/icons'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'
import { meQuery } from '../identity/identity.api.ts'
import { type IncidentView, type Contact as Revealed, revealContact } from './incident.api.ts'

const purposes = ['verify', 'progress', 'followUp', 'other'] as const

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
          reportId={report.id}
          onDone={(found) => {
            setOpen(false)
            setContact(found)
          }}
        />
      </Dialog>
    </>
  )
}

function PurposeForm({ reportId, onDone }: { reportId: string; onDone(contact: Revealed): void }) {
  const { t } = useWords()
  const explain = useExplain()
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('verify')
  const [other, setOther] = useState('')
  const revealing = useMutation({ mutationFn: (words: string) => revealContact(reportId, words), onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    revealing.mutate(purpose === 'other' ? other.trim() : t(`desk.reveal.purpose.${purpose}`))
  }
  return (
    <form className="action-form" onSubmit={submit}>
      <p className="form-hint">{t('desk.reveal.text')}</p>
      {revealing.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={explain(revealing.error).what}
          description={explain(revealing.error).todo}
        />
      )}
      <Radio.Group
        vertical
        aria-label={t('desk.reveal.purpose')}
        value={purpose}
        options={purposes.map((value) => ({ value, label: t(`desk.reveal.purpose.${value}`) }))}
        onChange={(event) => setPurpose(event.target.value)}
      />
      {purpose === 'other' && (
        <Input
          value={other}
          maxLength={200}
          aria-label={t('desk.reveal.otherText')}
          placeholder={t('desk.reveal.otherText')}
          onChange={(event) => setOther(event.target.value)}
        />
      )}
      <Button
        type="primary"
        htmlType="submit"
        loading={revealing.isPending}
        disabled={purpose === 'other' && other.trim() === ''}
      >
        {t('desk.reveal.submit')}
      </Button>
    </form>
  )
}
