import { Badge, Card } from '@linli/ui/components/Card.tsx'
import { Icon } from '@linli/ui/components/icons.tsx'
import { Choices } from '@linli/ui/components/Select.tsx'
import { useNow } from '@linli/ui/components/useNow.ts'
import { formatDateTime } from '@linli/ui/i18n/format.ts'
import { type Locale, locales } from '@linli/ui/i18n/locale.ts'
import type { ThemeChoice } from '@linli/ui/theme/theme.ts'
import { languageName } from '../app/language.ts'
import { usePreferences } from '../app/preferences.tsx'
import { RouteLink } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { useOutbox } from '../outbox/here.ts'
import { countItems } from '../outbox/item.ts'
import { paths } from '../paths.ts'
import { type PostView, useMe } from './identity.api.ts'
import { SignOutButton } from './SignOutButton.tsx'
import './profile.css'

/** Who I am here, how I like the app, and the way out. */
export function ProfilePage() {
  const { t } = useWords()
  const me = useMe()
  const { waiting, refused } = countItems(useOutbox().items)
  const open = waiting + refused
  useTitle(t('worker.me.title'))
  return (
    <main className="page stack" id="content" data-scroll-restoration-id="content">
      <header className="me-head">
        <span className="me-mark" aria-hidden="true">
          {me.account.name.slice(0, 1)}
        </span>
        <span>
          <h1>{me.account.name}</h1>
          <span className="soft">{me.account.username}</span>
        </span>
      </header>
      <Card title={t('worker.me.posts')}>
        <ul className="me-posts">
          {me.posts.map((post) => (
            <Post key={post.id} post={post} />
          ))}
        </ul>
      </Card>
      <RouteLink className="row-link" to={paths.outbox()}>
        <Icon name="outbox" />
        <span>{t('worker.me.outbox')}</span>
        {open > 0 && <Badge tone={refused > 0 ? 'bad' : 'warn'}>{t('worker.me.outboxWaits', { count: open })}</Badge>}
        <Icon name="right" />
      </RouteLink>
      <RouteLink className="row-link" to={paths.security()}>
        <Icon name="person" />
        <span>{t('security.title')}</span>
        <Icon name="right" />
      </RouteLink>
      <Liking />
      <section className="stack">
        {open > 0 && <p className="soft">{t('worker.me.signOutKeeps', { count: open })}</p>}
        <SignOutButton />
        <p className="small">{t('worker.me.privacy')}</p>
        {me.trial && <p className="small">{t('worker.me.trial')}</p>}
        {me.virtualClock && <TrialClock />}
      </section>
    </main>
  )
}

function Post({ post }: { post: PostView }) {
  const { t, locale } = useWords()
  const { roleName, areaName, unitName, from, to, onBehalfOf } = post
  return (
    <li>
      <strong>{locale === 'en' ? roleName.en : roleName.zh}</strong>
      {onBehalfOf && <Badge tone="info">{t('worker.me.onBehalf', { name: onBehalfOf.name })}</Badge>}
      <span className="soft">{[areaName, unitName].filter(Boolean).join(' · ')}</span>
      <span className="small">{to ? t('worker.me.period', { from, to }) : t('worker.me.since', { from })}</span>
    </li>
  )
}

const themes = ['system', 'light', 'dark'] as const satisfies ThemeChoice[]
const prints = ['normal', 'large'] as const

function Liking() {
  const { t } = useWords()
  const { locale, setLocale, theme, setTheme, isLarge, setLarge } = usePreferences()
  return (
    <section className="ll-card stack me-liking">
      <Choices
        label={t('worker.me.print')}
        value={isLarge ? 'large' : 'normal'}
        options={prints.map((value) => ({ value, label: t(`worker.me.print.${value}`) }))}
        onChange={(value) => setLarge(value === 'large')}
      />
      <Choices
        label={t('worker.me.light')}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`worker.me.light.${value}`) }))}
        onChange={(value) => setTheme(value as ThemeChoice)}
      />
      <Choices
        label={t('worker.me.language')}
        value={locale}
        options={locales.map((value) => ({ value, label: languageName(value) }))}
        onChange={(value) => setLocale(value as Locale)}
      />
    </section>
  )
}

function TrialClock() {
  const { t } = useWords()
  return <p className="small">{t('worker.app.clock', { at: formatDateTime(useNow()) })}</p>
}
