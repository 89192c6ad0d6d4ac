// The form of a report: one page, one sending. It works as plain HTML (search and places answer by the page coming back with what
// was found, and everything typed still in it); scripts add the position, the map, the photos and search while typing.
import { residentFiles } from '@linli/contract/file/media.ts'
import type { MatterChoice } from '@linli/contract/resident/schemas.ts'
import { attribute, type Html, html } from '../app/html.ts'
import { icons } from '../app/icons.ts'
import { page, type Visitor } from '../app/page.ts'
import { choice, textField } from '../app/pieces.ts'
import type { Language } from '../app/say.ts'
import { dateTime, inLanguage, type Translate, translator } from '../app/translate.ts'

/** What stands in the form, as text, whatever it is worth. `place` is `point`, `building:<id>`, `area:<code>` or nothing. */
export interface ReportForm {
  id: string
  /** Made with the form and kept in it: whoever sends it again with this is the same sender. */
  nonce: string
  matter: string
  q: string
  place: string
  lng: string
  lat: string
  accuracy: string
  address: string
  description: string
  name: string
  phone: string
  evidence: readonly string[]
}

export interface PlaceChoice {
  value: string
  label: string
  note?: string
}

export type ReportField = 'matter' | 'place' | 'description' | 'photos' | 'name' | 'phone' | 'other'

export interface ReportView {
  form: ReportForm
  /** In the tiles: what was found, or what is often reported; the chosen one is always among them. */
  tiles: readonly MatterChoice[]
  isSearched: boolean
  all: readonly MatterChoice[]
  places: readonly PlaceChoice[]
  /** Typed, looked for and not found. */
  placeNotFound: boolean
  /** The position lies where nobody here is in charge. */
  isOutside: boolean
  /** Shown when nothing else was found. */
  communities: readonly PlaceChoice[]
  /** What the words may be about, with those that spoke for it; only while nothing is chosen. */
  suggested: readonly { choice: MatterChoice; words: readonly string[] }[]
  /** The same facility has been reported near by. */
  near: { reportedAt: string; metres: number } | null
  errors: Partial<Record<ReportField, string>>
  /** West, south, east, north of what the map shows first. */
  bounds: readonly [number, number, number, number] | null
}

export const wordsMost = 2000

export function reportPage(visitor: Visitor, view: ReportView): string {
  const t = translator(visitor.language)
  const { form, errors } = view
  const body = html`<div class="narrow">
<h1>${t('report.title')}</h1>
<p class="lead">${t('report.lead')}</p>
${summary(t, errors)}
<form class="stack" method="post" action="/report" data-report>
<input type="hidden" name="id" value="${form.id}"><input type="hidden" name="nonce" value="${form.nonce}">
${whatSection(t, visitor.language, view)}
${whereSection(t, view)}
${wordsSection(t, visitor.language, view)}
${contactSection(t, view)}
<div class="send">
<button class="button button-primary button-big" type="submit" name="do" value="send">${t('report.send')}</button>
<p class="hint">${t('report.send.then')}</p>
</div>
</form>
</div>`
  return page(visitor, { title: 'report.title', part: 'report', body, scripts: ['report'] })
}

const anchors: Record<ReportField, string> = {
  matter: 'what',
  place: 'where',
  description: 'description',
  photos: 'photos',
  name: 'name',
  phone: 'phone',
  other: 'main',
}

function summary(t: Translate, errors: ReportView['errors']): Html | null {
  const found = Object.entries(errors) as [ReportField, string][]
  if (found.length === 0) return null
  return html`<div class="notice notice-bad" role="alert" tabindex="-1" data-focus>${icons.alert}<div><p><strong>${t('report.error.summary')}</strong></p>
<ul>${found.map(([field, text]) => html`<li><a href="#${anchors[field]}">${text}</a></li>`)}</ul></div></div>`
}

const heading = (number: number, id: string, text: string): Html =>
  html`<h2 class="numbered" id="${id}" tabindex="-1"><span class="number" aria-hidden="true">${number}</span>${text}</h2>`

const errorLine = (error: string | undefined): Html | undefined =>
  error === undefined ? undefined : html`<p class="error">${icons.alert}<span>${error}</span></p>`

function whatSection(t: Translate, language: Language, { form, tiles, isSearched, all, errors }: ReportView): Html {
  const shown = new Set(tiles.map(({ code }) => code))
  const one = (matter: MatterChoice) =>
    choice({
      name: 'matter',
      value: matter.code,
      label: inLanguage(language, matter.name),
      // What tells it apart, where another like it was found; else what people call it.
      note: matter.hint
        ? inLanguage(language, matter.hint)
        : language === 'zh'
          ? matter.also.slice(0, 2).join('、')
          : undefined,
      checked: matter.code === form.matter,
      data: matter.urgent ? 'data-urgent' : undefined,
    })
  const groups = Map.groupBy(
    all.filter(({ code }) => !shown.has(code)),
    ({ group }) => inLanguage(language, group),
  )
  return html`<section class="card" aria-labelledby="what">
${heading(1, 'what', t('report.what'))}
${errorLine(errors.matter)}
<div class="search">
${textField(t, { name: 'q', label: t('report.search'), hint: t('report.search.hint'), value: form.q, type: 'search', maxLength: 100 })}
<button class="button button-plain" type="submit" name="do" value="search" formnovalidate>${icons.search}<span>${t('report.search.do')}</span></button>
</div>
<div data-fragment="matters">
<fieldset class="choices">
<legend>${isSearched ? t('report.found') : t('report.common')}</legend>
${isSearched && tiles.every(({ code }) => code === form.matter) && html`<p class="hint">${t('report.found.none')}</p>`}
<div class="choice-grid">${tiles.map(one)}</div>
</fieldset>
</div>
<details class="more"><summary>${t('report.all', { n: all.length })}</summary>
${[...groups].map(([name, items]) => html`<fieldset class="choices"><legend>${name}</legend><div class="choice-grid">${items.map(one)}</div></fieldset>`)}
</details>
<div class="urgent-note notice notice-bad">${icons.alert}<div>${t('report.urgent')}</div></div>
</section>`
}

function whereSection(t: Translate, view: ReportView): Html {
  const { form, places, placeNotFound, isOutside, communities, near, errors, bounds } = view
  const one = ({ value, label, note }: PlaceChoice) =>
    choice({ name: 'place', value, label, note, checked: value === form.place })
  return html`<section class="card" aria-labelledby="where">
${heading(2, 'where', t('report.where'))}
${errorLine(errors.place)}
<input type="hidden" name="lng" value="${form.lng}"><input type="hidden" name="lat" value="${form.lat}"><input type="hidden" name="accuracy" value="${form.accuracy}">
<div class="pair" data-needs-script hidden>
<button class="button button-plain" type="button" data-here>${icons.here}<span>${t('report.where.here')}</span></button>
<button class="button button-plain" type="button" data-map aria-expanded="false" aria-controls="map">${icons.map}<span>${t('report.where.map')}</span></button>
</div>
<div class="map" id="map" data-map-box${attribute('data-bounds', bounds?.join(',') ?? null)} data-label="${t('report.where.map.label')}" hidden></div>
<p class="status" role="status" data-place-status></p>
<div class="search">
${textField(t, { name: 'address', label: t('report.where.address'), hint: t('report.where.address.hint'), value: form.address, type: 'search', maxLength: 100 })}
<button class="button button-plain" type="submit" name="do" value="place" formnovalidate>${icons.search}<span>${t('report.where.address.do')}</span></button>
</div>
<div data-fragment="places" aria-live="polite">
${isOutside && html`<p class="error">${icons.alert}<span>${t('report.error.place.outside')}</span></p>`}
${placeNotFound && html`<p class="hint">${t('report.where.none', { typed: form.address })}</p>`}
${
  places.length + communities.length > 0 &&
  html`<fieldset class="choices"><legend>${t('report.where.choose')}</legend>
<div class="choice-list">${places.map(one)}${communities.map((place) => one({ ...place, note: t('report.where.community') }))}</div></fieldset>`
}
${near && html`<div class="notice notice-info">${icons.alert}<div>${t('report.near', { metres: near.metres, at: dateTime(near.reportedAt) })}</div></div>`}
</div>
</section>`
}

/** No maxlength: a browser cuts off silently what is pasted beyond it. The server says how much is too much, and keeps all. */
function wordsSection(t: Translate, language: Language, { form, suggested, errors }: ReportView): Html {
  return html`<section class="card" aria-labelledby="words">
${heading(3, 'words', t('report.words'))}
${textField(t, { name: 'description', label: t('report.words.label'), hint: t('report.words.hint'), value: form.description, error: errors.description, rows: 5, required: true })}
<div data-fragment="suggested" aria-live="polite">
${
  suggested.length > 0 &&
  html`<fieldset class="choices"><legend>${t('report.suggested')}</legend>
<div class="choice-list">${suggested.map(({ choice: matter, words }) =>
    choice({
      name: 'matter',
      value: matter.code,
      label: inLanguage(language, matter.name),
      note: t('report.suggested.words', { words: words.join('、') }),
      data: matter.urgent ? 'data-urgent' : undefined,
    }),
  )}</div></fieldset>`
}
</div>
<div class="field" data-needs-script hidden>
<span class="label" id="photos">${t('report.photos')} <span class="need">${t('app.optional')}</span></span>
<p class="hint" id="photos-hint">${t('report.photos.hint', { most: residentFiles })}</p>
${errorLine(errors.photos)}
<ul class="photos" data-photos data-most="${residentFiles}"></ul>
<label class="button button-plain file">${icons.camera}<span>${t('report.photos.add')}</span><input type="file" accept="image/*" multiple aria-describedby="photos-hint" data-photo-input></label>
</div>
${form.evidence.map((id) => html`<input type="hidden" name="evidence" value="${id}">`)}
</section>`
}

function contactSection(t: Translate, { form, errors }: ReportView): Html {
  return html`<section class="card" aria-labelledby="contact">
${heading(4, 'contact', t('report.contact'))}
<p class="hint">${t('report.contact.why')}</p>
<div class="columns">
${textField(t, { name: 'name', label: t('report.contact.name'), value: form.name, error: errors.name, required: false, maxLength: 60, autocomplete: 'name' })}
${textField(t, { name: 'phone', label: t('report.contact.phone'), value: form.phone, error: errors.phone, required: false, type: 'tel', maxLength: 30, autocomplete: 'tel', inputmode: 'tel' })}
</div>
</section>`
}
