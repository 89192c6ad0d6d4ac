import type { MatterChoice } from '@linli/contract/resident/schemas.ts'
import { keptList } from '../incident/kept-list.ts'
import { type Html, html } from './html.ts'
import { icons, street } from './icons.ts'
import { emergencyLine, page, type Visitor } from './page.ts'
import { inLanguage, type Translate, translator } from './translate.ts'

/** The first page: report, follow, my grid; nothing else competes with them. */
export function homePage(visitor: Visitor, favourites: readonly MatterChoice[]): string {
  const t = translator(visitor.language)
  const body = html`<section class="hero">
<div class="hero-words">
<h1>${t('home.title')}</h1>
<p>${t('home.lead')}</p>
<p class="hero-do"><a class="button button-primary button-big" href="/report">${icons.report}<span>${t('app.nav.report')}</span></a></p>
</div>
${street}
</section>
<div class="wide">
<div class="doors">
${door(t, 'follow')}
${door(t, 'grid')}
${door(t, 'notices')}
</div>
${keptList(t)}
<section aria-labelledby="common">
<h2 id="common">${t('home.common')}</h2>
<ul class="tiles">
${favourites.map(({ code, name, also }) => html`<li><a class="tile" href="/report?matter=${code}"><span>${inLanguage(visitor.language, name)}</span>${visitor.language === 'zh' && also.length > 0 && html`<small>${also.slice(0, 2).join('、')}</small>`}</a></li>`)}
<li><a class="tile tile-more" href="/report">${t('home.more')}</a></li>
</ul>
</section>
<section aria-labelledby="how">
<h2 id="how">${t('home.how')}</h2>
<ol class="how">
${([1, 2, 3] as const).map((n) => html`<li><strong>${t(`home.how.${n}`)}</strong><span>${t(`home.how.${n}.text`)}</span></li>`)}
</ol>
</section>
${emergencyLine(t)}
</div>`
  return page(visitor, { title: 'app.nav.home', part: 'home', body, scripts: ['follow'] })
}

const door = (t: Translate, name: 'follow' | 'grid' | 'notices'): Html =>
  html`<a class="door" href="/${name}"><span class="door-icon">${icons[name]}</span><span class="door-text"><strong>${t(`home.${name}`)}</strong><span>${t(`home.${name}.text`)}</span></span>${icons.next}</a>`
