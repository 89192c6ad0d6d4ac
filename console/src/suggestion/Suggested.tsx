import { useDebounced } from '@linli/ui/components/useDebounced.ts'
import { sayCondition, sayName, sayReasons } from '@linli/ui/suggestion/reasons.ts'
import { SuggestionChips } from '@linli/ui/suggestion/SuggestionChips.tsx'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../app/words.ts'
import type { IncidentView } from '../incident/incident.api.ts'
import { matterQuery } from '../matter/matter.api.ts'
import { type AskSuggestions, type SuggestionView, suggestionsQuery } from './suggestion.api.ts'

/** Shorter texts say too little. */
const fewestCharacters = 4

const asked = (description: string, rest: Omit<AskSuggestions, 'description'>): AskSuggestions | null =>
  description.trim().length < fewestCharacters ? null : { description: description.trim().slice(0, 4000), ...rest }

/** What a text may be about; what is chosen already is not offered again. */
export function SuggestedMatters({
  description,
  location,
  chosen,
  onPick,
}: {
  description: string
  location?: AskSuggestions['location']
  chosen: string | null
  onPick(suggestion: SuggestionView): void
}) {
  const { t, locale } = useWords()
  const ask = useDebounced(JSON.stringify(asked(description, location ? { location } : {})), 500)
  const items = useQuery(suggestionsQuery(JSON.parse(ask))).data?.items ?? []
  const open = ask === 'null' ? [] : items.filter(({ matter }) => matter !== chosen)
  return (
    <SuggestionChips
      title={t('suggest.title')}
      chips={open.map((item) => ({
        key: item.matter,
        name: sayName(item, t, locale),
        reason: sayReasons(item, t),
        onPick: () => onPick(item),
      }))}
    />
  )
}

const placeOf = ({ location, area }: IncidentView): AskSuggestions['location'] =>
  location ? { lng: location.lng, lat: location.lat } : { area }

/** The filing condition that the words of the report speak for. */
export function SuggestedCondition({
  incident,
  matter,
  value,
  onPick,
}: {
  incident: IncidentView
  matter: string | null
  value: string | null
  onPick(condition: string): void
}) {
  const { t, locale } = useWords()
  const conditions = useQuery(matterQuery(matter)).data?.conditions ?? []
  const isOpen = matter !== null && conditions.length > 1
  const ask = isOpen ? asked(incident.description, { location: placeOf(incident), matter }) : null
  const [item] = useQuery(suggestionsQuery(ask)).data?.items ?? []
  const condition = isOpen && item?.matter === matter ? item.condition : null
  return (
    <SuggestionChips
      title={t('suggest.condition')}
      chips={
        condition && item && condition.id !== value
          ? [
              {
                key: condition.id,
                name: sayCondition(condition, locale),
                reason: sayReasons(item, t),
                onPick: () => onPick(condition.id),
              },
            ]
          : []
      }
    />
  )
}

/** Who has done most of these here, when it is somebody else than the one who is chosen. */
export function SuggestedUnit({
  incident,
  value,
  onPick,
}: {
  incident: IncidentView
  value: string | null
  onPick(unit: string): void
}) {
  const { t } = useWords()
  const ask = asked(incident.description, { location: placeOf(incident), matter: incident.matter })
  const [item] = useQuery(suggestionsQuery(ask)).data?.items ?? []
  const unit = item?.unit ?? null
  return (
    <SuggestionChips
      title={t('suggest.unit')}
      chips={
        unit && unit.id !== value
          ? [
              {
                key: unit.id,
                name: unit.name,
                reason: sayReasons(item!, t, ({ kind }) => kind === 'unit'),
                onPick: () => onPick(unit.id),
              },
            ]
          : []
      }
    />
  )
}
