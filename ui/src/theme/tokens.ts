/**
 * The colours and measures of all four doors, once. A colour is named by its task, never by its hue; each has a light
 * and a dark value. `textPairs` and `shapePairs` list which colours meet on a screen: the test beside this file
 * computes the contrast of every pair (text 4.5 : 1, shapes and control borders 3 : 1), so a new colour or a new
 * combination is added here first. `tokens.css` is the same table for style sheets; the test keeps the two equal.
 */
export const light = {
  page: '#f3f5f8',
  surface: '#ffffff',
  sunken: '#eaeef3',
  border: '#d6dce4',
  control: '#7f8997',
  text: '#1a2330',
  textSoft: '#455264',
  textFaint: '#5b6878',
  primary: '#0958d9',
  primaryHover: '#003eb3',
  onPrimary: '#ffffff',
  link: '#0950c4',
  primarySoft: '#e8f1ff',
  onPrimarySoft: '#073fa0',
  good: '#1f7a34',
  goodSoft: '#e7f5ea',
  onGoodSoft: '#14602a',
  warn: '#a84300',
  warnSoft: '#fff1de',
  onWarnSoft: '#8a3600',
  bad: '#c3161f',
  badHover: '#9d0f17',
  onBad: '#ffffff',
  badSoft: '#fdecec',
  onBadSoft: '#a01018',
  focus: '#0958d9',
  shade: '#0b1526',
} as const

export type Colours = { readonly [Name in keyof typeof light]: string }

export const dark: Colours = {
  page: '#10141a',
  surface: '#191f28',
  sunken: '#222a35',
  border: '#333e4c',
  control: '#7d8998',
  text: '#e9edf2',
  textSoft: '#bcc6d2',
  textFaint: '#a0acba',
  primary: '#2468e0',
  primaryHover: '#1b59cb',
  onPrimary: '#ffffff',
  link: '#85b4ff',
  primarySoft: '#172d52',
  onPrimarySoft: '#b3d1ff',
  good: '#6cc98a',
  goodSoft: '#16331f',
  onGoodSoft: '#9be0b2',
  warn: '#f2a65a',
  warnSoft: '#3a2812',
  onWarnSoft: '#ffc98f',
  bad: '#ff8a87',
  badHover: '#ffa6a3',
  onBad: '#2c0506',
  badSoft: '#44191b',
  onBadSoft: '#ffb8b5',
  focus: '#85b4ff',
  shade: '#000000',
}

export const themes = { light, dark }

type Pair = readonly [front: keyof Colours, back: keyof Colours]

/** Letters on grounds: at least 4.5 : 1. */
export const textPairs: readonly Pair[] = [
  ...(['text', 'textSoft', 'textFaint', 'link', 'good', 'warn', 'bad'] as const).flatMap((front) =>
    (['page', 'surface', 'sunken'] as const).map((back): Pair => [front, back]),
  ),
  ['text', 'primarySoft'],
  ['textSoft', 'primarySoft'],
  ['textFaint', 'primarySoft'],
  ['onPrimary', 'primary'],
  ['onPrimary', 'primaryHover'],
  ['onPrimarySoft', 'primarySoft'],
  ['onGoodSoft', 'goodSoft'],
  ['onWarnSoft', 'warnSoft'],
  ['onBadSoft', 'badSoft'],
  ['text', 'warnSoft'],
  ['text', 'badSoft'],
  ...(['onPrimarySoft', 'onGoodSoft', 'onWarnSoft', 'onBadSoft'] as const).map((front): Pair => [front, 'surface']),
  ['onBad', 'bad'],
  ['onBad', 'badHover'],
]

/** Borders of controls, focus rings, marks that carry meaning: at least 3 : 1. */
export const shapePairs: readonly Pair[] = [
  ...(['control', 'focus', 'link', 'good', 'warn', 'bad'] as const).flatMap((front) =>
    (['page', 'surface', 'sunken'] as const).map((back): Pair => [front, back]),
  ),
  ['focus', 'primarySoft'],
  ['primary', 'surface'],
]

/** Measures in CSS pixels. `touch` is the least height of whatever a finger must hit in the field and for residents. */
export const measures = { radius: 6, radiusLarge: 10, touch: 44, space: 4 } as const

export const fontStack = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'

/** The style sheet `tokens.css`, from the tables above. */
export function renderTokens(): string {
  const set = (colours: Colours, indent: string) =>
    Object.entries(colours)
      .map(([name, value]) => `${indent}--${kebab(name)}: ${value};`)
      .join('\n')
  const fixed = Object.entries(measures)
    .map(([name, value]) => `  --${kebab(name)}: ${value}px;`)
    .join('\n')
  return `/* Written from tokens.ts; tokens.test.ts compares the two. */
:root {
  color-scheme: light;
${set(light, '  ')}
${fixed}
  --font: ${fontStack};
}

:root[data-theme="dark"] {
  color-scheme: dark;
${set(dark, '  ')}
}

@media (prefers-color-scheme: dark) {
  :root:not([data-theme]) {
    color-scheme: dark;
${set(dark, '    ')}
  }
}
`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
