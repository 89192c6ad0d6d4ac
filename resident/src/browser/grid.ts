import { find } from './dom.ts'
import { askPosition } from './position.ts'
import { t } from './words.ts'

const button = find<HTMLButtonElement>('[data-here]')
const status = find('[data-place-status]')

button?.addEventListener('click', async () => {
  button.disabled = true
  if (status) status.textContent = t('browser.position.asking')
  try {
    const { lng, lat } = await askPosition()
    location.assign(`/grid?lng=${lng.toFixed(6)}&lat=${lat.toFixed(6)}`)
  } catch (error) {
    if (status) status.textContent = (error as Error).message
    button.disabled = false
  }
})
