// How a report stands: one sentence and the result first, then the six steps drawn, and "not solved" while it can be said.
import { thumbSide } from '@linli/contract/file/media.ts'
import type { Progress, ProgressStep } from '@linli/contract/resident/schemas.ts'
import { attribute, type Html, html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { notice, textField } from '../app/pieces.ts'
import type { Language } from '../app/say.ts'
import { dateTime, inLanguage, type Translate, translator } from '../app/translate.ts'
import { keepSwitch } from '../report/sent-page.ts'

export interface ProgressView {
  progress: Progress
  secret: string
  /** After "not solved": it worked, or why it did not, with what had been written. */
  said?: { outcome: 'reopened' | 'missing' | 'long' | 'over' | 'withdrawn' | 'unsure'; reason: string }
}

export function progressPage(visitor: Visitor, { progress, secret, said }: ProgressView): string {
  const { language } = visitor
  const t = translator(language)
  const body = html`<div class="narrow">
<h1>${t('follow.heading')}</h1>
${said?.outcome === 'reopened' && notice('good', t('follow.reopened'))}
${said?.outcome === 'withdrawn' && notice('good', t('follow.withdrawn'))}
${said?.outcome === 'unsure' && notice('bad', t('follow.withdraw.unsure'))}
${said?.outcome === 'over' && notice('bad', t('follow.not_solved.over'))}
<section class="card standing" aria-labelledby="standing">
<p class="standing-what">${inLanguage(language, progress.matter)}${progress.round > 1 && html` <span class="badge">${t('follow.round', { n: progress.round })}</span>`}</p>
<h2 id="standing" class="standing-said">${inLanguage(language, progress.said)}</h2>
${progress.mediation && html`<p class="hint">${inLanguage(language, progress.mediation)}</p>`}
${progress.merged && html`<p class="hint">${t('follow.merged')}</p>`}
${progress.late && notice('warn', html`<strong>${t('follow.late')}</strong><br>${t('follow.late.text')}`)}
${progress.reason && html`<div class="quote"><strong>${t('follow.reason')}</strong><p>${progress.reason}</p></div>`}
${results(t, progress)}
${pictures(t, progress)}
${repairs(t, language, progress)}
</section>
<section class="card" aria-label="${t('follow.steps')}">
${facts(t, language, progress)}
${drawSteps(t, language, progress.steps)}
</section>
${notSolved(t, progress, said)}
${progress.withdrawable && withdrawal(t, progress)}
${events(t, language, progress)}
<section class="card leave no-print">
${keepSwitch(t, { number: progress.number, secret, matter: inLanguage(language, progress.matter) })}
<form method="post" action="/follow/leave"><button class="button button-plain" type="submit">${t('follow.leave')}</button><p class="hint">${t('follow.leave.hint')}</p></form>
</section>
</div>`
  return page(visitor, { title: 'follow.heading', part: 'follow', body, scripts: ['follow'] })
}

function facts(t: Translate, language: Language, progress: Progress): Html {
  const { number, place, reportedAt, holder, promisedAt, suspendedUntil } = progress
  const row = (name: string, value: Html | string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return html`<dl class="facts">
${row(t('follow.number'), html`<span class="code">${number}</span>`)}
${row(t('follow.place'), place)}
${row(t('follow.reported'), dateTime(reportedAt))}
${holder && row(t('follow.holder'), capital(inLanguage(language, holder.said)))}
${promisedAt && row(t('follow.promised'), html`<strong>${dateTime(promisedAt)}</strong>`)}
${suspendedUntil && row(t('follow.suspended'), dateTime(suspendedUntil))}
</dl>`
}

function drawSteps(t: Translate, language: Language, steps: readonly ProgressStep[]): Html {
  return html`<ol class="steps" aria-label="${t('follow.steps')}">
${steps.map(
  (
    { name, status, at },
    i,
  ) => html`<li class="step step-${status}"${attribute('aria-current', status === 'current' && 'step')}>
<span class="step-mark" aria-hidden="true">${status === 'done' ? icons.check : i + 1}</span>
<span class="step-name">${inLanguage(language, name)}</span>
<span class="step-at">${at ? dateTime(at) : t(`follow.step.${status}`)}</span>
${at && html`<span class="unseen">${t(`follow.step.${status}`)}</span>`}</li>`,
)}
</ol>`
}

function results(t: Translate, { results, round }: Progress): Html | null {
  if (results.length === 0) return null
  return html`<h3 class="result">${t('follow.result')}</h3>
${results
  .toReversed()
  .map(
    (result) =>
      html`<div class="quote${result.round === round ? '' : ' quote-old'}">${result.round !== round && html`<strong>${t('follow.result.earlier')}</strong>`}<p>${result.text}</p><p class="hint">${dateTime(result.at)}</p></div>`,
  )}`
}

/** What is closed here may go on there: an emergency ends when it is safe, and is whole again days later. */
function repairs(t: Translate, language: Language, { repairs }: Progress): Html | null {
  if (repairs.length === 0) return null
  const row = (name: string, at: string | null) => at && html`<div><dt>${name}</dt><dd>${dateTime(at)}</dd></div>`
  return html`<h3 class="result">${t('follow.repair')}</h3>
${repairs.map(
  ({
    said,
    begunAt,
    promisedAt,
    suspendedUntil,
    doneAt,
  }) => html`<div class="quote"><p>${inLanguage(language, said)}</p>
<dl class="facts">
${row(t('follow.repair.begun'), begunAt)}
${row(t('follow.promised'), promisedAt)}
${row(t('follow.suspended'), suspendedUntil)}
${row(t('follow.repair.done'), doneAt)}
</dl></div>`,
)}`
}

/** At most as large as they are sent, so that nothing moves when they come. */
const thumbSize = ({ width, height }: { width: number; height: number }) => {
  const scale = Math.min(1, thumbSide / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

function pictures(t: Translate, { number, pictures }: Progress): Html | null {
  if (pictures.length === 0) return null
  const total = pictures.length
  return html`<h3 class="result">${t('follow.pictures')}</h3>
<ul class="pictures">
${pictures.map((picture, i) => {
  const { width, height } = thumbSize(picture)
  const address = `/follow/${number}/pictures/${picture.id}`
  const words = t('follow.picture', { n: i + 1, total, at: dateTime(picture.at) })
  return html`<li><a href="${address}"><img src="${address}?size=thumb" width="${width}" height="${height}" alt="${words}" loading="lazy" decoding="async"></a></li>`
})}
</ul>
<p class="hint">${t('follow.pictures.hint')}</p>`
}

function notSolved(t: Translate, { number, notSolved: asked }: Progress, said: ProgressView['said']): Html | null {
  if (!asked.possible || !asked.until) return null
  const error =
    said?.outcome === 'missing' || said?.outcome === 'long' ? t(`follow.not_solved.${said.outcome}`) : undefined
  return html`<section class="card no-print" aria-labelledby="not-solved">
<h2 id="not-solved">${t('follow.not_solved')}</h2>
<p>${t('follow.not_solved.text', { until: dateTime(asked.until) })}</p>
<form class="stack" method="post" action="/follow/${number}/reopen">
${textField(t, { name: 'reason', label: t('follow.not_solved.reason'), value: said?.reason, error, rows: 3, required: true })}
<div><button class="button button-plain" type="submit">${t('follow.not_solved.do')}</button></div>
</form>
</section>`
}

/** Two steps in one form: what it means is read before the button is reached. */
const withdrawal = (
  t: Translate,
  { number }: Progress,
): Html => html`<section class="card no-print" aria-labelledby="withdraw">
<h2 id="withdraw">${t('follow.withdraw')}</h2>
<p>${t('follow.withdraw.text')}</p>
<form class="stack" method="post" action="/follow/${number}/withdraw">
<label class="choice"><input type="checkbox" name="sure" value="yes" required><span class="choice-text">${t('follow.withdraw.sure')}</span></label>
<div><button class="button button-plain" type="submit">${t('follow.withdraw.do')}</button></div>
</form>
</section>`

function events(t: Translate, language: Language, { events }: Progress): Html {
  return html`<section class="card" aria-labelledby="events">
<h2 id="events">${t('follow.events')}</h2>
<ol class="events" reversed>
${events.toReversed().map(({ at, said }) => html`<li><time datetime="${at}">${dateTime(at)}</time><span>${inLanguage(language, said)}</span></li>`)}
</ol>
</section>`
}
