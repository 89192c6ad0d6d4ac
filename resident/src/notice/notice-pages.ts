// Public notices 公示: the list, one notice, and the form by which anybody objects.
import { textLimits } from '@linli/contract/incident/fields.ts'
import type { PublicNotice } from '@linli/contract/resident/notice-schemas.ts'
import { type Html, html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { notice as banner, textField } from '../app/pieces.ts'
import { dateTime, inLanguage, type Translate, translator } from '../app/translate.ts'

export interface NoticeList {
  notices: readonly PublicNotice[]
  /** Somebody followed an address to a notice that does not run. */
  isOver?: boolean
}

export function noticesPage(visitor: Visitor, { notices, isOver }: NoticeList): string {
  const t = translator(visitor.language)
  const body = html`<div class="narrow">
<h1>${t('notice.title')}</h1>
${isOver && banner('warn', t('notice.over'))}
<p class="lead">${t('notice.lead')}</p>
${
  notices.length === 0
    ? html`<section class="card"><p>${t('notice.none')}</p></section>`
    : html`<ul class="links">
${notices.map(
  (one) =>
    html`<li><a href="/notices/${one.number}"><span><strong>${inLanguage(visitor.language, one.matter)}</strong><small>${one.place} · ${t(`notice.step.${one.step}`)} · ${t('notice.until', { until: dateTime(one.until) })}</small></span>${icons.next}</a></li>`,
)}
</ul>`
}
</div>`
  return page(visitor, { title: 'notice.title', body })
}

export interface NoticeView {
  notice: PublicNotice
  /** Of the form: made with the page, so that sending it twice counts once. */
  id: string
  said?: { outcome: 'sent' | 'missing' | 'long'; reason: string }
}

export function noticePage(visitor: Visitor, view: NoticeView): string {
  const { language } = visitor
  const { notice } = view
  const t = translator(language)
  const row = (name: string, value: Html | string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const body = html`<div class="narrow">
<h1>${inLanguage(language, notice.matter)}</h1>
${view.said?.outcome === 'sent' && banner('good', t('notice.object.sent'))}
<section class="card" aria-labelledby="notice-text">
<p><span class="badge">${t(`notice.step.${notice.step}`)}</span></p>
<h2 id="notice-text">${t('notice.text')}</h2>
<div class="quote"><p>${notice.text ?? t('notice.text.none')}</p></div>
${notice.answer && html`<h3>${t('notice.answer')}</h3><div class="quote"><p>${notice.answer}</p></div>`}
<dl class="facts">
${row(t('notice.place'), notice.place)}
${row(t('notice.time'), t('notice.from_to', { since: dateTime(notice.since), until: dateTime(notice.until) }))}
${row(t('notice.number'), html`<span class="code">${notice.number}</span>`)}
</dl>
</section>
${view.said?.outcome !== 'sent' && objection(t, view)}
<p class="no-print"><a href="/notices">${t('notice.all')}</a></p>
</div>`
  return page(visitor, { title: 'notice.title', body })
}

function objection(t: Translate, { notice, id, said }: NoticeView): Html {
  const error =
    said && said.outcome !== 'sent' ? t(`notice.object.${said.outcome}`, { n: textLimits.reason }) : undefined
  return html`<section class="card no-print" aria-labelledby="object">
<h2 id="object">${t('notice.object')}</h2>
<p>${t('notice.object.text')}</p>
<form class="stack" method="post" action="/notices/${notice.number}">
<input type="hidden" name="id" value="${id}">
${textField(t, { name: 'reason', label: t('notice.object.reason'), value: said?.reason, error, rows: 4, required: true })}
<div><button class="button button-primary" type="submit">${t('notice.object.do')}</button></div>
</form>
</section>`
}
