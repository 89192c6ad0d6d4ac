// Photos go up while somebody is still writing. Each is made smaller on the phone first (which also leaves its hidden place and time
// behind), gets an id of its own, and is named in the form once it has arrived.
import { element, find, findAll } from './dom.ts'
import { newId } from './id.ts'
import { t } from './words.ts'

interface Photo {
  id: string
  file: Blob
  state: 'sending' | 'sent' | 'failed'
  row: HTMLLIElement
  status: HTMLElement
}

interface Photos {
  /** True when sending has to wait for photos; `go` is called when they have arrived. */
  holdBack(go: () => void): boolean
}

export function startPhotos(form: HTMLFormElement): Photos {
  const list = find<HTMLUListElement>('[data-photos]', form)
  const input = find<HTMLInputElement>('[data-photo-input]', form)
  if (!list || !input) return { holdBack: () => false }
  const most = Number(list.dataset.most)
  const photos: Photo[] = []
  const note = element('p', { class: 'status', role: 'status' })
  list.after(note)
  let waiting: (() => void) | null = null
  let preparing = 0
  const settle = () => {
    if (!waiting || preparing > 0 || photos.some(({ state }) => state === 'sending')) return
    const go = waiting
    waiting = null
    const isUnsent = photos.some(({ state }) => state === 'failed')
    note.textContent = isUnsent ? t('browser.photo.unsent') : ''
    if (!isUnsent) go()
  }
  const sendNow = async (photo: Photo) => {
    try {
      const { sendFile } = await import('./send-file.ts')
      const [report, nonce] = ['id', 'nonce'].map((name) => find<HTMLInputElement>(`[name=${name}]`, form)!.value)
      await sendFile(photo.id, photo.file, { report: report!, nonce: nonce! }, (percent) =>
        mark(photo, 'sending', t('browser.photo.sending', { percent })),
      )
      mark(photo, 'sent', t('browser.photo.sent'))
      photo.row.append(element('input', { type: 'hidden', name: 'evidence', value: photo.id }))
    } catch (error) {
      mark(photo, 'failed', error instanceof Error && error.message ? error.message : t('browser.photo.failed'))
    }
    settle()
  }
  // One after the other: the first answer gives this browser the token by which the server knows the others as its own, and a
  // weak network carries one photo sooner than three halves.
  let turn: Promise<void> = Promise.resolve()
  const send = (photo: Photo) => {
    mark(photo, 'sending', t('browser.photo.sending', { percent: 0 }))
    turn = turn.then(() => (photos.includes(photo) ? sendNow(photo) : undefined))
  }
  const remove = (photo: Photo) => {
    photos.splice(photos.indexOf(photo), 1)
    photo.row.remove()
    note.textContent = ''
    settle()
  }
  for (const field of findAll<HTMLInputElement>(':scope > section > [name=evidence]', form)) {
    const photo = drawPhoto(list, field.value, null, photos.length + 1)
    photos.push(photo)
    mark(photo, 'sent', t('browser.photo.sent'))
    photo.row.append(field)
    addButtons(photo, () => send(photo), remove)
  }
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])]
    input.value = ''
    const taken = chosen.slice(0, most - photos.length)
    note.textContent = taken.length < chosen.length ? t('browser.photo.many', { most }) : ''
    preparing += taken.length
    for (const file of taken) {
      const photo = drawPhoto(list, newId(), await shrink(file), photos.length + 1)
      photos.push(photo)
      preparing--
      addButtons(photo, () => send(photo), remove)
      send(photo)
    }
  })
  return {
    holdBack(go) {
      if (preparing === 0 && photos.every(({ state }) => state === 'sent')) return false
      waiting = go
      note.textContent = t('browser.photo.waiting')
      settle()
      return true
    },
  }
}

function drawPhoto(list: HTMLUListElement, id: string, file: Blob | null, n: number): Photo {
  const status = element('span', { class: 'photo-status', role: 'status' })
  const picture = file
    ? element('img', { class: 'photo-picture', src: URL.createObjectURL(file), alt: t('browser.photo.name', { n }) })
    : element('span', { class: 'photo-picture' }, t('browser.photo.name', { n }))
  const row = element('li', { class: 'photo' }, picture, status)
  list.append(row)
  return { id, file: file ?? new Blob(), state: 'sending', row, status }
}

function addButtons(photo: Photo, retry: () => void, remove: (photo: Photo) => void): void {
  const again = element(
    'button',
    { type: 'button', class: 'button button-quiet photo-retry' },
    t('browser.photo.retry'),
  )
  const away = element('button', { type: 'button', class: 'button button-quiet' }, t('browser.photo.remove'))
  again.addEventListener('click', retry)
  away.addEventListener('click', () => remove(photo))
  photo.row.append(again, away)
}

function mark(photo: Photo, state: Photo['state'], words: string): void {
  photo.state = state
  photo.row.dataset.state = state
  photo.status.textContent = words
}

const longestSide = 2560

/** Large enough to read a number plate across a street; what cannot be drawn here goes up as it is. */
async function shrink(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = element('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    return smaller ?? file
  } catch {
    return file
  }
}
