import { type Html, html } from '../app/html.ts'
import type { Translate } from '../app/translate.ts'

/**
 * Reports that somebody chose to keep on this phone. The list lives in the browser alone: the script fills it from the
 * template and shows it; without one there is nothing to show.
 */
export const keptList = (t: Translate): Html => html`<section class="kept" data-kept hidden aria-labelledby="kept">
<h2 id="kept">${t('follow.kept')}</h2>
<ul class="kept-list" data-kept-list></ul>
<template data-kept-row><li class="kept-row">
<form method="post" action="/follow"><input type="hidden" name="number"><input type="hidden" name="secret">
<button class="kept-open" type="submit"><span class="unseen">${t('follow.kept.open')}</span> <strong data-matter></strong> <span data-number></span></button></form>
<button class="button button-quiet" type="button" data-remove>${t('follow.kept.remove')}</button>
</li></template>
</section>`
