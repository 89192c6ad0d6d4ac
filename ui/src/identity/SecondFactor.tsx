import { type FormEvent, useState } from 'react'
import { Button } from '../components/Button.tsx'
import { Badge, Card } from '../components/Card.tsx'
import { TextField } from '../components/Field.tsx'
import { QrCode } from '../components/QrCode.tsx'
import { formatDateTime } from '../i18n/format.ts'
import { useText } from '../i18n/text.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { Refusal } from './Refusal.tsx'
import { confirmOtp, type Offer, offerOtp, removeOtp, renewCodes, type SecurityView } from './security.api.ts'
import type { SecurityMessageId } from './security.messages.ts'
import { useSending } from './useSending.ts'

type Act = 'enrol' | 'remove' | 'renew'
type Step =
  | { at: 'rest' }
  | { at: 'prove'; act: Act }
  | { at: 'scan'; offer: Offer }
  | { at: 'codes'; codes: readonly string[] }

/** The second factor: set up by QR code or typed key, confirmed by a code; then the recovery codes, shown this once. */
export function SecondFactor({
  security,
  onChanged,
  say,
}: {
  security: SecurityView
  onChanged(): void
  say(text: string): void
}) {
  const { t } = useText<SecurityMessageId>()
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const toCodes = (codes: readonly string[]) => {
    setStep({ at: 'codes', codes })
    onChanged()
  }
  const proven = async (act: Act, password: string) => {
    if (act === 'enrol') return setStep({ at: 'scan', offer: await offerOtp(password) })
    if (act === 'renew') return toCodes((await renewCodes(password)).recoveryCodes)
    await removeOtp(password)
    say(t('security.otp.removed'))
    setStep({ at: 'rest' })
    onChanged()
  }
  const rest = () => setStep({ at: 'rest' })
  return (
    <Card title={t('security.otp')} aside={<Standing security={security} />}>
      {step.at === 'rest' && <Rest security={security} onAct={(act) => setStep({ at: 'prove', act })} />}
      {step.at === 'prove' && (
        <Prove onProven={(password) => proven(step.act, password)} onCancel={rest} isDanger={step.act === 'remove'} />
      )}
      {step.at === 'scan' && (
        <Scan offer={step.offer} onDone={({ recoveryCodes }) => toCodes(recoveryCodes)} onCancel={rest} />
      )}
      {step.at === 'codes' && <RecoveryCodes codes={step.codes} onKept={rest} />}
    </Card>
  )
}

function Standing({ security: { otpSince, otpMandatory } }: { security: SecurityView }) {
  const { t } = useText<SecurityMessageId>()
  if (otpSince) return <Badge tone="good">{t('security.otp.on', { at: formatDateTime(otpSince) })}</Badge>
  return (
    <Badge tone={otpMandatory ? 'warn' : 'plain'}>
      {t(otpMandatory ? 'security.otp.mandatory' : 'security.otp.off')}
    </Badge>
  )
}

const fewCodes = 3

function Rest({ security, onAct }: { security: SecurityView; onAct(act: Act): void }) {
  const { t } = useText<SecurityMessageId>()
  if (!security.otpSince)
    return (
      <>
        <p className="sec-text">{t('security.otp.text')}</p>
        <Button kind="primary" onClick={() => onAct('enrol')}>
          {t('security.otp.begin')}
        </Button>
      </>
    )
  const left = security.recoveryCodesLeft
  return (
    <>
      <p className="sec-row">
        <span>{t('security.codes')}</span>
        <Badge tone={left < fewCodes ? 'warn' : 'plain'}>{t('security.codes.left', { count: left })}</Badge>
        {left < fewCodes && <span>{t('security.codes.few')}</span>}
      </p>
      <div className="sec-row">
        <Button onClick={() => onAct('renew')}>{t('security.codes.renew')}</Button>
        <Button onClick={() => onAct('enrol')}>{t('security.otp.replace')}</Button>
        {!security.otpMandatory && (
          <Button kind="quiet" onClick={() => onAct('remove')}>
            {t('security.otp.remove')}
          </Button>
        )}
      </div>
    </>
  )
}

function Prove({
  onProven,
  onCancel,
  isDanger,
}: {
  onProven(password: string): Promise<void>
  onCancel(): void
  isDanger: boolean
}) {
  const { t } = useText<SecurityMessageId>()
  const [password, setPassword] = useState('')
  const sending = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password !== '') void sending.send(() => onProven(password))
  }
  return (
    <form className="sec-form" onSubmit={submit} noValidate>
      <Refusal error={sending.error} />
      <TextField
        label={t('security.otp.prove')}
        required
        type="password"
        autoComplete="current-password"
        autoFocus
        maxLength={256}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="sec-row">
        <Button kind={isDanger ? 'danger' : 'primary'} type="submit" busy={sending.isBusy} disabled={password === ''}>
          {t(isDanger ? 'security.otp.remove' : 'security.otp.continue')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('security.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** In groups of four, as people read them off. */
const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ')

function Scan({
  offer,
  onDone,
  onCancel,
}: {
  offer: Offer
  onDone(codes: { recoveryCodes: string[] }): void
  onCancel(): void
}) {
  const { t } = useText<SecurityMessageId>()
  const [otp, setOtp] = useState('')
  const sending = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (otp.length === 6) void sending.send(async () => onDone(await confirmOtp(otp)))
  }
  return (
    <div className="sec-offer">
      <QrCode text={offer.uri} label={t('security.otp.qr')} />
      <div>
        <p className="sec-text">{t('security.otp.scan')}</p>
        <span>{t('security.otp.secret')}</span>
        <code className="sec-secret">{grouped(offer.secret)}</code>
        <p>
          <a href={offer.uri}>{t('security.otp.open')}</a>
        </p>
        <form className="sec-form" onSubmit={submit} noValidate>
          <Refusal error={sending.error} />
          <TextField
            label={t('security.otp.code')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={otp}
            onChange={(event) => setOtp(event.target.value.replace(/\D/g, ''))}
          />
          <div className="sec-row">
            <Button kind="primary" type="submit" busy={sending.isBusy} disabled={otp.length !== 6}>
              {t('security.otp.confirm')}
            </Button>
            <Button kind="quiet" onClick={onCancel}>
              {t('security.cancel')}
            </Button>
          </div>
        </form>
      </div>
    </div>
  )
}
