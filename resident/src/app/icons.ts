// Line drawings, 24 × 24, in the colour of the text around them. They decorate: the words beside them say what they mean.
import { type Html, html } from './html.ts'

const line = (drawing: Html): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${drawing}</svg>`

export const icons = {
  brand: html`<svg class="brand-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="8" /><path d="M5.5 16.5 12 11l6.5 5.5M7.5 15v8.5h9V15M16.5 13.5 21 9.5l6 5.300M25.5 13.600v9.900h-5M11 23.5v-4h2.5v4" /></svg>`,
  report: line(html`<path d="M4 5h16v11H9l-5 4z" /><path d="M12 8v3.5M12 13.600v.1" />`),
  follow: line(
    html`<circle cx="5" cy="12" r="2" /><circle cx="12" cy="12" r="2" /><circle cx="19" cy="12" r="2" /><path d="M7 12h3M14 12h3" />`,
  ),
  grid: line(html`<path d="M3 11 8 7l5 4v8H3zM13 13l4-3 4 3v6h-8M6.5 19v-4h3v4" />`),
  notices: line(html`<path d="M6 3h9l3 3v15H6zM15 3v3h3M9 10h6M9 13.5h6M9 17h4" />`),
  here: line(
    html`<circle cx="12" cy="12" r="3" /><circle cx="12" cy="12" r="7" /><path d="M12 2v3M12 19v3M2 12h3M19 12h3" />`,
  ),
  map: line(html`<path d="M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20zM9 4v13.5M15 6.5V20" />`),
  search: line(html`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`),
  camera: line(html`<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z" /><circle cx="12" cy="13" r="3.5" />`),
  phone: line(html`<path d="M6.5 3.5 9.5 8 8 10.5a12 12 0 0 0 5.5 5.5L16 14.5l4.5 3-1 3C11 21 3 13 3.5 4.5z" />`),
  check: line(html`<path d="m5 12.5 4.5 4.5L19 7.5" />`),
  print: line(html`<path d="M7 8V3.5h10V8M7 16H4V8h16v8h-3M7 13h10v7.5H7z" />`),
  copy: line(html`<path d="M8.5 8.5h11v11h-11zM5 15.5H4.5v-11h11V5" />`),
  alert: line(html`<path d="M12 3.5 21.5 20h-19zM12 10v4.5M12 17v.1" />`),
  shield: line(html`<path d="M12 3 20 6v6c0 4.5-3.5 7.5-8 9-4.5-1.5-8-4.5-8-9V6z" />`),
  clock: line(html`<circle cx="12" cy="12" r="8.5" /><path d="M12 7v5l3.5 2" />`),
  next: line(html`<path d="m9 5 7 7-7 7" />`),
} as const

/** A street of houses: the picture at the top of the first page. */
export const street: Html = html`<svg class="street" viewBox="0 0 640 150" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">
<g class="street-far"><path d="M0 150V84h46V66l34-18 34 18v26h40V58h70v34h30l38-26 38 26v18h52V62h78v40h36V78l36-22 36 22v24h52V88h54v62z" /></g>
<g class="street-near"><path d="M24 150v-44l36-24 36 24v44M96 150v-58h78v58M206 150v-36l40-28 40 28v36M318 150V74h74v76M424 150v-40l34-26 34 26v40M524 150V92h86v58" /></g>
<g class="street-lit"><path d="M50 118h18v16H50zM112 106h14v14h-14zM142 106h14v14h-14zM236 122h20v16h-20zM334 90h14v14h-14zM362 90h14v14h-14zM334 118h14v14h-14zM450 118h16v16h-16zM542 106h14v14h-14zM576 106h14v14h-14z" /></g>
<g class="street-green"><circle cx="190" cy="128" r="14" /><circle cx="408" cy="126" r="13" /><circle cx="508" cy="130" r="12" /><path d="M190 128v22M408 126v24M508 130v20" /></g>
<path class="street-ground" d="M0 149h640" />
</svg>`
