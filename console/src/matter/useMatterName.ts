import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { englishNamesQuery } from './matter.api.ts'

/** The name of an incident's matter in the language of the reader, as far as the catalogue has it. */
export function useMatterName({ matter, matterName }: { matter: string; matterName: string }): string {
  const { locale } = useWords()
  const names = useQuery({ ...englishNamesQuery, enabled: locale === 'en' }).data
  return (locale === 'en' && names?.[matter]) || matterName
}
