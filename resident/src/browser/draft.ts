// What somebody has typed stays in this tab until the report is sent: a reload, a wrong press or an empty battery of patience loses
// nothing. Nothing of it leaves the browser, and closing the tab forgets it.
import { find } from './dom.ts'

const key = 'linli.draft'
const names = ['description', 'name', 'phone', 'address'] as const

export function keepDraft(form: HTMLFormElement): void {
  const fields = names.flatMap((name) => find<HTMLInputElement>(`[name=${name}]`, form) ?? [])
  const draft = readDraft()
  for (const field of fields) {
    // What came with the page is newer.
    if (field.value === '') field.value = draft[field.name] ?? ''
    field.addEventListener('input', () => {
      const now = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
      sessionStorage.setItem(key, JSON.stringify(now))
    })
  }
}

function readDraft(): Record<string, string> {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}')
    return Object.fromEntries(Object.entries(draft ?? {}).filter(([, value]) => typeof value === 'string'))
  } catch {
    return {}
  }
}
