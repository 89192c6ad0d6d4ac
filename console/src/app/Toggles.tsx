import { GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons'
import { ownNameOf } from '@linli/ui/i18n/locale.ts'
import { Button, Tooltip } from 'antd'
import { usePreferences } from './preferences.tsx'
import { useWords } from './words.ts'

/** Language, and light or dark. */
export function Toggles() {
  const { t } = useWords()
  const { locale, isDark, setLocale, setTheme } = usePreferences()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const light = t(isDark ? 'shell.toLight' : 'shell.toDark')
  return (
    <span className="toggles">
      <Button type="text" icon={<GlobalOutlined />} lang={other} onClick={() => setLocale(other)}>
        {ownNameOf(other)}
      </Button>
      <Tooltip title={light}>
        <Button
          type="text"
          icon={isDark ? <SunOutlined /> : <MoonOutlined />}
          aria-label={light}
          onClick={() => setTheme(isDark ? 'light' : 'dark')}
        />
      </Tooltip>
    </span>
  )
}
