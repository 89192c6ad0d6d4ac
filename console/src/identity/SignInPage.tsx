import { useSearch } from '@tanstack/react-router'
import { useGo } from '../app/RouteLink.tsx'
import { Toggles } from '../app/Toggles.tsx'
import { useTitle } from '../app/useTitle.ts'
import { useWords } from '../app/words.ts'
import { paths } from '../paths.ts'
import { GridPicture } from './GridPicture.tsx'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'

/** The door. After it the person stands where they wanted to go. */
export function SignInPage() {
  const { t } = useWords()
  const go = useGo()
  const search: { to?: unknown } = useSearch({ strict: false })
  useTitle(t('signin.title'))
  return (
    <div className="signin">
      <aside className="signin-side">
        <GridPicture />
        <p className="signin-promise">{t('signin.promise')}</p>
      </aside>
      <main className="signin-main">
        <div className="signin-toggles">
          <Toggles />
        </div>
        <div className="signin-box">
          <img src="/console/mark.svg" alt="" width={44} height={44} />
          <h1>{t('signin.product')}</h1>
          <p className="signin-tagline">{t('signin.tagline')}</p>
          <SignInForm onDone={() => go(safeTarget(search.to), { replace: true })} />
        </div>
      </main>
    </div>
  )
}

/** Only a path of the console: an address of another site in the link must lead nowhere. */
function safeTarget(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : paths.home()
}
