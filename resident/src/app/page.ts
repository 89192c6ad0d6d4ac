// The frame around every page: head, header, footer, and what a visitor has chosen (language, size of letters).
import { attribute, type Html, html } from './html.ts'
import { icons } from './icons.ts'
import type { Language } from './say.ts'
import { type MessageId, type Translate, translator } from './translate.ts'

export const sizes = ['standard', 'large', 'huge'] as const
export type Size = (typeof sizes)[number]

/** Addresses of the built files; without a build a page comes as plain HTML and works all the same. */
export interface Assets {
  styles: readonly string[]
  /** By name of the entry: main, report … */
  scripts: Readonly<Record<string, string>>
}

export interface Visitor {
  language: Language
  size: Size
  /** Path and query of this page, to come back to after a change of language or size. */
  here: string
  assets: Assets
}

export interface Page {
  title: MessageId
  body: Html
  /** Scripts beside `main`. */
  scripts?: readonly string[]
  /** Which part of the house this is. */
  part?: 'home' | 'report' | 'follow' | 'grid'
}

const langOf: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

export function page(visitor: Visitor, { title, body, scripts = [], part }: Page): string {
  const { language, size, assets } = visitor
  const t = translator(language)
  const name = t('app.name')
  const shown = part === 'home' ? `${name} · ${t('home.title')}` : `${t(title)} · ${name}`
  return String(html`<!doctype html>
<html lang="${langOf[language]}"${attribute('data-size', size === 'standard' ? null : size)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${shown}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${assets.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
${['main', ...scripts].map((entry) => assets.scripts[entry] && html`<script type="module" src="${assets.scripts[entry]}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${t('app.skip')}</a>
${header(visitor, t, part)}
<p class="offline" role="status" data-offline hidden>${t('app.offline')}</p>
<main id="main" tabindex="-1">
${body}
</main>
${footer(visitor, t)}
</body>
</html>`)
}

/** A language by its own name. */
const nameOf = (language: Language) => new Intl.DisplayNames([language], { type: 'language' }).of(language)

/** The same page with one choice changed. */
function changed(here: string, name: 'lang' | 'size', value: string): string {
  const [path = '/', query = ''] = here.split('?')
  const fields = new URLSearchParams(query)
  fields.set(name, value)
  return `${path}?${fields}`
}

function header({ language, size, here }: Visitor, t: Translate, part: Page['part']): Html {
  const other = language === 'zh' ? 'en' : 'zh'
  const isLarge = size !== 'standard'
  return html`<header class="top">
<div class="top-row">
<a class="brand" href="/">${icons.brand}<span class="brand-name">${t('app.name')}</span><span class="brand-what">${t('app.tagline')}</span></a>
<div class="top-choices">
<a class="chip" rel="nofollow" href="${changed(here, 'size', isLarge ? 'standard' : 'large')}">${isLarge ? t('app.standard') : t('app.large')}</a>
<a class="chip" rel="nofollow" lang="${langOf[other]}" hreflang="${langOf[other]}" href="${changed(here, 'lang', other)}">${nameOf(other)}</a>
</div>
</div>
<nav class="parts" aria-label="${t('app.nav')}">
${(['home', 'report', 'follow', 'grid'] as const).map(
  (name) =>
    html`<a href="${name === 'home' ? '/' : `/${name}`}"${attribute('aria-current', part === name && 'page')}>${t(`app.nav.${name}`)}</a>`,
)}
</nav>
</header>`
}

const emergency = [
  ['app.emergency.police', '110'],
  ['app.emergency.fire', '119'],
  ['app.emergency.ambulance', '120'],
] as const

export const emergencyLine = (
  t: Translate,
): Html => html`<p class="emergency">${icons.alert}<span>${t('app.emergency')}</span>
${emergency.map(([id, number]) => html`<a href="tel:${number}"><span>${t(id)}</span> <strong>${number}</strong></a>`)}</p>`

function footer({ here, size }: Visitor, t: Translate): Html {
  return html`<footer class="foot">
<div class="foot-inner">
<p>${t('app.hotline')}</p>
<p>${t('app.privacy')}</p>
<p class="foot-row"><span>${t('app.size')}</span>
${sizes.map(
  (one) =>
    html`<a class="chip" rel="nofollow"${attribute('aria-current', one === size && 'true')} href="${changed(here, 'size', one)}">${t(`app.size.${one}`)}</a>`,
)}
<a class="foot-staff" href="/console">${t('app.staff')}</a></p>
</div>
</footer>`
}
