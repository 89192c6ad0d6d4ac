// The form of a report with a script: the parts that were found come back without the rest of the page, the position and the map
// fill the place in, and what was typed outlives a reload.
import { find, findAll } from './dom.ts'
import { keepDraft } from './draft.ts'
import { startPhotos } from './photos.ts'
import { askPosition, type Position } from './position.ts'
import { t } from './words.ts'

const form = find<HTMLFormElement>('[data-report]')
if (form) start(form)

type Part = 'matters' | 'places' | 'suggested'

function start(form: HTMLFormElement): void {
  const refresh = refresher(form)
  keepDraft(form)
  const photos = startPhotos(form)
  searchWhileTyping(form, refresh)
  suggestWhileTyping(form, refresh)
  for (const name of ['search', 'place'] as const)
    onButton(form, name, () => refresh(name === 'search' ? 'matters' : 'places'))
  startPlace(form, refresh)
  form.addEventListener('submit', (event) => {
    if (photos.holdBack(() => form.requestSubmit())) event.preventDefault()
  })
}

/** Asks the server for the page as it would be, and takes one part of it. The last question asked is the one that is answered. */
function refresher(form: HTMLFormElement): (part: Part) => Promise<void> {
  const asked: Partial<Record<Part, AbortController>> = {}
  return async (part) => {
    asked[part]?.abort()
    const controller = new AbortController()
    asked[part] = controller
    const fields = new FormData(form)
    fields.set('do', part === 'places' ? 'place' : 'search')
    const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]))
    const here = find(`[data-fragment=${part}]`, form)
    try {
      const answer = await fetch('/report', { method: 'POST', body, signal: controller.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      const there = new DOMParser()
        .parseFromString(await answer.text(), 'text/html')
        .querySelector(`[data-fragment=${part}]`)
      if (there && here) here.replaceChildren(...there.childNodes)
    } catch {
      // What only helps is not missed.
      if (!controller.signal.aborted && part !== 'suggested') here?.prepend(t('browser.search.failed'))
    }
  }
}

function searchWhileTyping(form: HTMLFormElement, refresh: (part: Part) => Promise<void>): void {
  const field = find<HTMLInputElement>('[name=q]', form)
  let timer = 0
  field?.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void refresh('matters'), 350)
  })
  // Which matter it is decides whether somebody has reported it near by.
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'matter' && placeOf(form) === 'point')
      void refresh('places')
  })
}

/** What the words may be about, while nothing is chosen yet: asked when the typing rests, which it does more often than it ends. */
function suggestWhileTyping(form: HTMLFormElement, refresh: (part: Part) => Promise<void>): void {
  const field = find<HTMLTextAreaElement>('[name=description]', form)
  let timer = 0
  field?.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      if (field.value.trim().length >= fewestCharacters && !new FormData(form).get('matter')) void refresh('suggested')
    }, 900)
  })
}

const fewestCharacters = 4

/** The button, and Enter in the field beside it, answer in place. */
function onButton(form: HTMLFormElement, name: 'search' | 'place', act: () => void): void {
  const button = find<HTMLButtonElement>(`button[value=${name}]`, form)
  button?.addEventListener('click', (event) => {
    event.preventDefault()
    act()
  })
  find(`[name=${name === 'search' ? 'q' : 'address'}]`, form)?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    act()
  })
}

const placeOf = (form: HTMLFormElement) => new FormData(form).get('place')

function startPlace(form: HTMLFormElement, refresh: (part: Part) => Promise<void>): void {
  const status = find('[data-place-status]', form)
  const say = (text: string) => {
    if (status) status.textContent = text
  }
  const take = async ({ lng, lat, accuracy }: Position) => {
    const values = { lng: lng.toFixed(6), lat: lat.toFixed(6), accuracy: accuracy === null ? '' : String(accuracy) }
    for (const [name, value] of Object.entries(values)) find<HTMLInputElement>(`[name=${name}]`, form)!.value = value
    choosePoint(form)
    await refresh('places')
    say('')
  }
  const here = find<HTMLButtonElement>('[data-here]', form)
  here?.addEventListener('click', async () => {
    say(t('browser.position.asking'))
    try {
      await take(await askPosition())
    } catch (error) {
      say((error as Error).message)
    }
  })
  startMap(form, say, take)
}

/** Unchecks whatever place was chosen; the server answers with the position checked. */
function choosePoint(form: HTMLFormElement): void {
  for (const radio of findAll<HTMLInputElement>('[name=place]', form)) radio.checked = false
  const fragment = find('[data-fragment=places]', form)
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name: 'place', value: 'point' })
  fragment?.append(field)
}

function chosenPoint(form: HTMLFormElement): { lng: number; lat: number } | null {
  const [lng, lat] = ['lng', 'lat'].map((name) => find<HTMLInputElement>(`[name=${name}]`, form)?.value ?? '')
  return lng && lat ? { lng: Number(lng), lat: Number(lat) } : null
}

function startMap(
  form: HTMLFormElement,
  say: (text: string) => void,
  take: (position: Position) => Promise<void>,
): void {
  const [button, box] = [find<HTMLButtonElement>('[data-map]', form), find('[data-map-box]', form)]
  if (!button || !box?.dataset.bounds) {
    if (button) button.hidden = true
    return
  }
  let opened: Promise<unknown> | null = null
  button.addEventListener('click', () => {
    box.hidden = !box.hidden
    button.setAttribute('aria-expanded', String(!box.hidden))
    if (box.hidden) return
    say(opened ? '' : t('browser.map.loading'))
    // Several hundred kilobytes: only for those who ask for it.
    opened ??= import('./map.ts')
      .then(({ openMap }) => openMap(box, chosenPoint(form), (lng, lat) => void take({ lng, lat, accuracy: null })))
      .then(() => say(''))
      .catch(() => {
        say(t('browser.map.failed'))
        box.hidden = true
        opened = null
      })
  })
}
