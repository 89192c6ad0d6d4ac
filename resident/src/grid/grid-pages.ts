import type { Board, BoardWorker } from '@linli/contract/resident/schemas.ts'
import { type Html, html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { notice, textField } from '../app/pieces.ts'
import { type Translate, translator } from '../app/translate.ts'

export interface GridFinder {
  typed: string
  /** Grids with the place by which they were found. */
  found: readonly { code: string; path: string; by: string | null }[]
  /** A position was given that lies in no grid. */
  isNowhere: boolean
}

/** Which grid is mine: by position, by compound, or by name. */
export function findGridPage(visitor: Visitor, { typed, found, isNowhere }: GridFinder): string {
  const t = translator(visitor.language)
  const body = html`<div class="narrow">
<h1>${t('grid.title')}</h1>
<p class="lead">${t('grid.lead')}</p>
${isNowhere && notice('warn', html`<strong>${t('grid.nowhere')}</strong><br>${t('grid.nowhere.text')}`)}
<form class="card stack" method="get" action="/grid" data-find-grid>
<div data-needs-script hidden><button class="button button-plain button-wide" type="button" data-here>${icons.here}<span>${t('grid.here')}</span></button>
<p class="status" role="status" data-place-status></p></div>
<div class="search">
${textField(t, { name: 'q', label: t('grid.search'), hint: t('grid.search.hint'), value: typed, type: 'search', maxLength: 100 })}
<button class="button button-primary" type="submit">${icons.search}<span>${t('grid.search.do')}</span></button>
</div>
</form>
${typed !== '' && found.length === 0 && notice('warn', t('grid.none', { typed }))}
${
  found.length > 0 &&
  html`<section aria-labelledby="found"><h2 id="found">${t('grid.found')}</h2><ul class="links">
${found.map(({ code, path, by }) => html`<li><a href="/grid/${code}"><span><strong>${by ?? path}</strong>${by && html`<small>${path}</small>`}</span>${icons.next}</a></li>`)}
</ul></section>`
}
</div>`
  return page(visitor, { title: 'grid.title', part: 'grid', body, scripts: ['grid'] })
}

/** The public notice board of a grid, on a screen. */
export function boardPage(visitor: Visitor, board: Board): string {
  const t = translator(visitor.language)
  const body = html`<div class="narrow board">
<p class="board-path">${board.path.split(' ').slice(0, -1).join(' · ')}</p>
<h1>${board.name}</h1>
${workers(t, board)}
<p class="no-print"><a class="button button-primary button-big button-wide" href="/report?grid=${board.code}">${icons.report}<span>${t('grid.report')}</span></a></p>
<section class="card" aria-labelledby="duties">
<h2 id="duties">${t('grid.duties')}</h2>
<ul class="duties">${board.duties.map((duty) => html`<li>${duty}</li>`)}</ul>
${board.hours && html`<h3>${icons.clock}<span>${t('grid.hours')}</span></h3><p>${board.hours}</p>`}
</section>
${counts(t, board)}
<section class="card" aria-labelledby="supervision">
${
  board.supervisionPhone &&
  html`<h2 id="supervision">${t('grid.supervision')}</h2><p>${t('grid.supervision.hint')}</p>${ring(t, board.supervisionPhone, 'plain')}`
}
${board.describedBoundary && html`<h3>${icons.map}<span>${t('grid.boundary')}</span></h3><p>${board.describedBoundary}</p>`}
</section>
<p class="no-print"><a href="/grid">${t('grid.other')}</a></p>
</div>`
  return page(visitor, { title: 'grid.title', part: 'grid', body })
}

function workers(t: Translate, { workers, greeting }: Board): Html {
  const first = workers.filter(({ post }) => post === 'grid_worker')
  const heads = workers.filter(({ post }) => post === 'grid_head')
  return html`<section class="card people">
${first.length === 0 && notice('warn', t('grid.vacant'))}
${first.map((worker) => person(t, worker))}
${greeting && html`<blockquote class="greeting" aria-label="${t('grid.greeting')}"><p>${greeting}</p></blockquote>`}
${heads.map((head) => person(t, head))}
</section>`
}

function person(t: Translate, { post, name, workNumber, phone, away, deputy }: BoardWorker): Html {
  const isWorker = post === 'grid_worker'
  return html`<div class="person${isWorker ? '' : ' person-small'}">
<span class="person-mark" aria-hidden="true">${[...name][0]}</span>
<div class="person-who"><span class="person-post">${isWorker ? t('grid.worker') : t('grid.head')}</span>
<strong class="person-name">${name}</strong>
${isWorker && workNumber && html`<span class="hint">${t('grid.work_number')} ${workNumber}</span>`}
${away && html`<span class="badge badge-warn">${t('grid.away')}</span>`}</div>
${phone && !away && ring(t, phone, isWorker ? 'primary' : 'plain')}
${deputy && html`<div class="person-deputy"><span>${t('grid.deputy', { name: deputy.name })}</span>${deputy.phone && ring(t, deputy.phone, 'plain')}</div>`}
</div>`
}

const ring = (t: Translate, phone: string, kind: 'primary' | 'plain'): Html =>
  html`<a class="button button-${kind} ring" href="tel:${phone}">${icons.phone}<span class="unseen">${t('grid.call')}</span><span class="code">${phone.replace(/^(1\d\d)(\d{4})(\d{4})$/, '$1 $2 $3')}</span></a>`

function counts(t: Translate, { lastDays: { days, reported, closed, promised, kept } }: Board): Html {
  const figure = (value: string, name: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  return html`<section class="card" aria-labelledby="days">
<h2 id="days">${t('grid.days', { n: days })}</h2>
${
  reported === 0
    ? html`<p>${t('grid.days.none', { n: days })}</p>`
    : html`<dl class="figures">${figure(String(reported), t('grid.days.reported'))}${figure(String(closed), t('grid.days.closed'))}${promised > 0 && figure(`${kept} / ${promised}`, t('grid.days.kept'))}</dl>`
}
</section>`
}
