// Pages as tagged templates: html`<p>${words}</p>`. Whatever is put in is escaped, in text and in attributes alike; only what
// came out of this tag itself goes in as it is. Attributes are always written with double quotes.

/** Markup that is safe to send. It cannot be made from a text by anything but the tag and `attribute`. */
export class Html {
  readonly #text: string
  private constructor(text: string) {
    this.#text = text
  }
  static of(strings: TemplateStringsArray, values: readonly Value[]): Html {
    return new Html(strings.map((part, i) => part + (i < values.length ? render(values[i]) : '')).join(''))
  }
  /** ` name="value"`, ` name`, or nothing; the name is ours, never a person's. */
  static attribute(name: string, value: string | number | boolean | null | undefined): Html {
    if (!/^[a-z][a-z-]*$/.test(name)) throw new Error(`${name} is no attribute`)
    if (value === false || value === null || value === undefined) return new Html('')
    return new Html(value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`)
  }
  toString(): string {
    return this.#text
  }
}

export type Value = Html | string | number | null | undefined | false | readonly Value[]

export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html => Html.of(strings, values)
export const attribute = Html.attribute

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}
const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (character) => entities[character]!)

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.toString()
  if (typeof value === 'object') return value.map(render).join('')
  return escaped(String(value))
}
