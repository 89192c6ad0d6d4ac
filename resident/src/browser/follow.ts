// Reports kept on this phone: only when somebody asks for it, only in this browser, taken off with one press.
import { find, findAll } from './dom.ts'

interface Kept {
  number: string
  secret: string
  matter: string
}

const key = 'linli.reports'

function readKept(): Kept[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(list)
      ? list.filter((one) => typeof one?.number === 'string' && typeof one?.secret === 'string')
      : []
  } catch {
    return []
  }
}

const writeKept = (list: readonly Kept[]) => localStorage.setItem(key, JSON.stringify(list.slice(0, 50)))

function drawList(): void {
  const section = find('[data-kept]')
  const list = section && find('[data-kept-list]', section)
  const row = section?.querySelector<HTMLTemplateElement>('[data-kept-row]')
  if (!section || !list || !row) return
  const kept = readKept()
  section.hidden = kept.length === 0
  list.replaceChildren(...kept.map((one) => drawRow(row, one)))
}

function drawRow(template: HTMLTemplateElement, kept: Kept): Node {
  const row = template.content.cloneNode(true) as DocumentFragment
  for (const name of ['number', 'secret'] as const) {
    const field = row.querySelector<HTMLInputElement>(`[name=${name}]`)
    if (field) field.value = kept[name]
  }
  const [matter, number] = [find('[data-matter]', row), find('[data-number]', row)]
  if (matter) matter.textContent = kept.matter
  if (number) number.textContent = kept.number
  const remove = find('[data-remove]', row)
  remove?.setAttribute('aria-label', `${remove.textContent} ${kept.number}`)
  remove?.addEventListener('click', () => {
    writeKept(readKept().filter(({ number }) => number !== kept.number))
    drawList()
  })
  return row
}

for (const box of findAll<HTMLInputElement>('[data-keep]')) {
  const { number = '', secret = '', matter = '' } = box.dataset
  box.checked = readKept().some((one) => one.number === number)
  box.addEventListener('change', () => {
    const others = readKept().filter((one) => one.number !== number)
    writeKept(box.checked ? [{ number, secret, matter }, ...others] : others)
  })
  // The report has been sent: its draft has done its work.
  sessionStorage.removeItem('linli.draft')
}

drawList()
