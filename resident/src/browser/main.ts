// On every page: shows what needs a script, tells of a lost network, and does the small things that only a browser can.
import './style.css'
import { find, findAll } from './dom.ts'

for (const part of findAll('[data-needs-script]')) part.hidden = false

const offline = find('[data-offline]')
const tellOffline = () => {
  if (offline) offline.hidden = navigator.onLine
}
addEventListener('online', tellOffline)
addEventListener('offline', tellOffline)
tellOffline()

// A page that came back with errors begins there, for those who see and for those who listen.
find('[data-focus]')?.focus()

for (const button of findAll<HTMLButtonElement>('[data-print]')) button.addEventListener('click', () => print())

for (const button of findAll<HTMLButtonElement>('[data-copy]')) {
  button.addEventListener('click', async () => {
    const said = find('span', button)
    await navigator.clipboard.writeText(button.dataset.copy ?? '')
    if (said) said.textContent = button.dataset.done ?? ''
  })
  // Without the right to copy there is nothing to offer: the code stands in large letters beside it.
  if (!navigator.clipboard) button.hidden = true
}
