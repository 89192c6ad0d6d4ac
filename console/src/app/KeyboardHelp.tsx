import { QuestionCircleOutlined } from '@ant-design/icons'
import { Dialog } from '@linli/ui/components/Dialog.tsx'
import { Button, Checkbox, Tooltip } from 'antd'
import { useState } from 'react'
import { areLettersOn, turnLetters } from './useKeys.ts'
import { type MessageId, useWords } from './words.ts'

const rows: readonly { keys: readonly string[]; text: MessageId }[] = [
  { keys: ['J'], text: 'keys.next' },
  { keys: ['K'], text: 'keys.previous' },
  { keys: ['Enter'], text: 'keys.enter' },
  { keys: ['/'], text: 'keys.search' },
  { keys: ['N'], text: 'keys.new' },
  { keys: ['Ctrl', 'Enter'], text: 'keys.submit' },
  { keys: ['Esc'], text: 'keys.escape' },
  { keys: ['?'], text: 'keys.help' },
]

export function KeyboardHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords()
  const [isOn, setOn] = useState(areLettersOn)
  const turn = (on: boolean) => {
    turnLetters(on)
    setOn(on)
  }
  return (
    <Dialog open={open} onClose={onClose} title={t('keys.title')} width={420}>
      <table className="keys">
        <tbody>
          <tr>
            <th scope="row">{t('keys.action')}</th>
            <td>{t('keys.actionText')}</td>
          </tr>
          {rows.map(({ keys, text }) => (
            <tr key={text}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{t(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Checkbox className="keys-letters" checked={isOn} onChange={(event) => turn(event.target.checked)}>
        {t('keys.letters')}
      </Checkbox>
    </Dialog>
  )
}

export function HelpButton({ onOpen }: { onOpen(): void }) {
  const { t } = useWords()
  return (
    <Tooltip title={t('shell.help')}>
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t('shell.help')}
        aria-keyshortcuts="?"
        onClick={onOpen}
      />
    </Tooltip>
  )
}
