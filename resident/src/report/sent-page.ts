import type { Progress } from '@linli/contract/resident/schemas.ts'
import { type Html, html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { dateTime, inLanguage, type Translate, translator } from '../app/translate.ts'

/** Number and secret in large letters, on screen and on paper. */
export function sentPage(
  visitor: Visitor,
  { number, secret, progress }: { number: string; secret: string; progress: Progress },
): string {
  const t = translator(visitor.language)
  const matter = inLanguage(visitor.language, progress.matter)
  const body = html`<div class="narrow">
<section class="card receipt" aria-labelledby="sent">
<span class="state-icon state-good">${icons.check}</span>
<h1 id="sent">${t('report.sent.title')}</h1>
<p class="receipt-what">${matter} · ${progress.place}<br>${dateTime(progress.reportedAt)}</p>
<dl class="codes">
${code(t, 'number', number)}
${code(t, 'secret', secret)}
</dl>
<p>${t('report.sent.keep')}</p>
<p class="hint no-print">${t('report.sent.secret.hint')}</p>
<div class="pair no-print" data-needs-script hidden>
<button class="button button-plain" type="button" data-copy="${number} ${secret}" data-done="${t('report.sent.copied')}">${icons.copy}<span>${t('report.sent.copy')}</span></button>
<button class="button button-plain" type="button" data-print>${icons.print}<span>${t('report.sent.print')}</span></button>
</div>
${keepSwitch(t, { number, secret, matter })}
<p class="receipt-do no-print"><a class="button button-primary button-big" href="/follow/${number}">${t('report.sent.follow')}</a></p>
</section>
<section class="card" aria-labelledby="next">
<h2 id="next">${t('report.sent.next')}</h2>
<ol class="next">
${([1, 2, 3] as const).map((n) => html`<li>${t(`report.sent.next.${n}`)}</li>`)}
</ol>
<p class="no-print"><a href="/report">${t('report.sent.another')}</a></p>
</section>
</div>`
  return page(visitor, { title: 'report.sent.title', part: 'report', body, scripts: ['follow'] })
}

const code = (t: Translate, name: 'number' | 'secret', value: string): Html =>
  html`<div><dt>${t(`report.sent.${name}`)}</dt><dd class="code-large">${value}</dd></div>`

/** Only if they wish, and only in this browser; the script shows it. */
export const keepSwitch = (t: Translate, kept: { number: string; secret: string; matter: string }): Html =>
  html`<label class="switch no-print" data-needs-script hidden><input type="checkbox" data-keep data-number="${kept.number}" data-secret="${kept.secret}" data-matter="${kept.matter}"><span>${t('report.sent.keep_here')}</span></label>`
