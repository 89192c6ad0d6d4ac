import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import { matterName, mattersQuery } from './matter.api.ts'

/** An incident names its matter in Chinese; who reads English gets the catalogue's name for it, as far as it has one. */
export function useMatterName(): (incident: { matter: string; matterName: string }) => string {
  const { locale } = useWords()
  const catalogue = useQuery({ ...mattersQuery, enabled: locale === 'en' }).data
  return (incident) => {
    const matter = locale === 'en' ? catalogue?.byCode.get(incident.matter) : undefined
    return matter ? matterName(matter, locale) : incident.matterName
  }
}
