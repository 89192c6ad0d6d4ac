// How a Chinese word is typed: its syllables without tones. Made once, when a catalogue is loaded, so that a phone without a
// network and the residents' pages need no dictionary.
import { customPinyin, pinyin } from 'pinyin-pro'

// Street trees are xíng, lined up at shops they are háng; the dictionary takes the second for both.
customPinyin({ 行道树: 'xíng dào shù', 人行: 'rén xíng' })

/** `gong shui jing gai`; ü is v as on keyboards, letters and digits stay together, everything else is left out. */
export function syllablesOf(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '')
    .join(' ')
}

/** `gsjg`: a letter for each syllable; of letters and digits only the first stands. */
export const initialsOf = (syllables: string): string =>
  syllables
    .split(' ')
    .map((syllable) => syllable.charAt(0))
    .join('')
