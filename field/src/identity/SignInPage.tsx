import { Button } from '@linli/ui/components/Button.tsx'
import { useSearch } from '@tanstack/react-router'
import { languageName } from '../app/language.ts'
import { usePreferences } from '../app/preferences.tsx'
import { useGo } from '../app/RouteLink.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'

/** The door. After it the person stands where they wanted to go. */
export function SignInPage() {
  const { t, locale } = useWords()
  const { setLocale } = usePreferences()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const go = useGo()
  const search: { to?: unknown } = useSearch({ strict: false })
  useTitle(t('worker.door.title'))
  return (
    <div className="door">
      <QuarterPicture />
      <main className="door-main">
        <h1>{t('worker.app.product')}</h1>
        <p className="door-tagline">{t('worker.door.tagline')}</p>
        <SignInForm onDone={() => go(safeTarget(search.to), { replace: true })} />
        <Button kind="quiet" icon="language" lang={other} onClick={() => setLocale(other)}>
          {languageName(other)}
        </Button>
      </main>
    </div>
  )
}

/** Only a path of the app: an address of another site in the link must lead nowhere. */
function safeTarget(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : paths.today()
}

/** Some houses under a morning sky, one of them ours. Only a picture. */
function QuarterPicture() {
  return (
    <svg
      className="door-picture"
      viewBox="0 0 390 190"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="xMidYMax slice"
    >
      <circle className="door-sun" cx="300" cy="74" r="30" />
      <path className="door-far" d="M0 190V118h34V92h40v30h30V78h52v46h34v-30h44v40h30V88h46v36h34v-26h46v92z" />
      <path
        className="door-near"
        d="M0 190v-34l36-28 36 28v34zM96 190v-58h64v58zM236 190v-44l40-30 40 30v44zM340 190v-62h50v62z"
      />
      <path className="door-ours" d="M166 190v-62l36-30 36 30v62z" />
      <path
        className="door-lit"
        d="M180 142h12v14h-12zM212 142h12v14h-12zM196 190v-22h12v22zM108 144h10v10h-10zM132 144h10v10h-10zM108 164h10v10h-10zM132 164h10v10h-10zM352 142h9v10h-9zM370 142h9v10h-9z"
      />
      <path className="door-pin" d="M202 40c-14 0-24 10-24 24 0 17 24 40 24 40s24-23 24-40c0-14-10-24-24-24z" />
      <circle className="door-pin-eye" cx="202" cy="63" r="9" />
    </svg>
  )
}
