import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { useExplain } from '../app/Providers.tsx'
import { useWords } from '../app/words.ts'

const purposes = ['verify', 'progress', 'followUp', 'other'] as const

/** What for something masked is to be shown whole; the words go into the log of disclosures. */
export function PurposeForm<T>({
  text,
  reveal,
  onDone,
}: {
  text: string
  reveal(purpose: string): Promise<T>
  onDone(found: T): void
}) {
  const { t } = useWords()
  const explain = useExplain()
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('verify')
  const [other, setOther] = useState('')
  const revealing = useMutation({ mutationFn: reveal, onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    revealing.mutate(purpose === 'other' ? other.trim() : t(`desk.reveal.purpose.${purpose}`))
  }
  return (
    <form className="action-form" onSubmit={submit}>
      <p className="form-hint">{text}</p>
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
