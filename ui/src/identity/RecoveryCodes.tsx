import { useState } from 'react'
import { Button } from '../components/Button.tsx'
import { useText } from '../i18n/text.tsx'
import type { SecurityMessageId } from './security.messages.ts'

/** Shown this once; they go when the person says that they are put away. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept(): void }) {
  const { t } = useText<SecurityMessageId>()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard?.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div className="sec-print">
      <h3>{t('security.codes')}</h3>
      <p className="sec-text">{t('security.codes.text')}</p>
      <ul className="sec-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="sec-row">
        <Button kind="primary" onClick={onKept}>
          {t('security.codes.kept')}
        </Button>
        {navigator.clipboard && (
          <Button onClick={copy}>{t(isCopied ? 'security.codes.copied' : 'security.codes.copy')}</Button>
        )}
        <Button onClick={() => print()}>{t('security.codes.print')}</Button>
      </div>
    </div>
  )
}
