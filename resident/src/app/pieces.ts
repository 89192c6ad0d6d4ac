// Small parts that several pages share.
import { attribute, type Html, html } from './html.ts'
import { icons } from './icons.ts'
import type { Translate } from './translate.ts'

export interface TextField {
  name: string
  label: string
  value?: string
  hint?: string
  error?: string
  required?: boolean
  type?: 'text' | 'search' | 'tel'
  /** Several lines. */
  rows?: number
  maxLength?: number
  autocomplete?: string
  inputmode?: string
  /** A code: same width for every letter, no correction of spelling. */
  isCode?: boolean
}

/** A labelled field with hint and error, each tied to it for those who do not see them. */
export function textField(t: Translate, field: TextField): Html {
  const { name, label, value = '', hint, error, required, rows, type = 'text' } = field
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || null
  const shared = [
    attribute('id', name),
    attribute('name', name),
    attribute('maxlength', field.maxLength),
    attribute('required', required),
    attribute('aria-describedby', described),
    attribute('aria-invalid', error ? 'true' : null),
    attribute('autocomplete', field.autocomplete ?? 'off'),
    attribute('inputmode', field.inputmode),
    attribute('class', field.isCode ? 'code' : null),
    attribute('autocapitalize', field.isCode ? 'characters' : null),
    attribute('spellcheck', field.isCode ? 'false' : null),
  ]
  return html`<div class="field">
<label for="${name}">${label}${required === undefined ? null : html` <span class="need">${required ? t('app.required') : t('app.optional')}</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${error && html`<p class="error" id="${name}-error">${icons.alert}<span>${error}</span></p>`}
${
  rows
    ? html`<textarea${shared} rows="${rows}">\n${value}</textarea>`
    : html`<input${shared} type="${type}" value="${value}">`
}
</div>`
}

export interface Choice {
  name: string
  value: string
  label: Html | string
  note?: string
  checked?: boolean
  data?: string
}

/** One choice as something large to press; the control itself stays for keyboards and readers. */
export const choice = ({ name, value, label, note, checked, data }: Choice): Html =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}"${attribute('checked', checked)}${attribute(data ?? 'data-plain', Boolean(data))}><span class="choice-text">${label}${note && html`<small>${note}</small>`}</span></label>`

/** A notice that is read aloud when it appears. */
export const notice = (kind: 'bad' | 'warn' | 'good' | 'info', text: Html | string): Html =>
  html`<div class="notice notice-${kind}" role="${kind === 'bad' ? 'alert' : 'status'}">${kind === 'good' ? icons.check : icons.alert}<div>${text}</div></div>`

/** How a message page looks when something could not be done. */
export function errorPage(
  t: Translate,
  { title, text, reference, form }: { title: string; text: string; reference?: string; form?: string },
): Html {
  return html`<div class="narrow"><section class="card state">
<span class="state-icon">${icons.alert}</span>
<h1>${title}</h1>
<p>${text}</p>
${reference && html`<p class="small">${t('app.error.reference')} <code>${reference}</code></p>`}
${form && html`<p><a class="button button-primary" href="${form}">${t('app.back.form')}</a></p>`}
<p><a class="button button-plain" href="/">${t('app.back')}</a></p>
</section></div>`
}
