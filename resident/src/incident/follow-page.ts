import { html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { notice, textField } from '../app/pieces.ts'
import { translator } from '../app/translate.ts'
import { keptList } from './kept-list.ts'

export interface FollowForm {
  number: string
  /** Why the form is shown again. */
  why?: 'wrong' | 'again'
}

export function followPage(visitor: Visitor, { number, why }: FollowForm): string {
  const t = translator(visitor.language)
  const body = html`<div class="narrow">
<h1>${t('follow.title')}</h1>
<p class="lead">${t('follow.lead')}</p>
${why && notice(why === 'wrong' ? 'bad' : 'info', t(`follow.${why}`))}
<form class="card stack" method="post" action="/follow">
${textField(t, { name: 'number', label: t('follow.number'), hint: t('follow.number.hint'), value: number, maxLength: 60, inputmode: 'text', isCode: true, required: true })}
${textField(t, { name: 'secret', label: t('follow.secret'), hint: t('follow.secret.hint'), maxLength: 60, isCode: true, required: true })}
<div><button class="button button-primary button-big" type="submit">${icons.search}<span>${t('follow.do')}</span></button></div>
</form>
${keptList(t)}
</div>`
  return page(visitor, { title: 'follow.title', part: 'follow', body, scripts: ['follow'] })
}
