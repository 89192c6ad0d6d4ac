import type { AskSuggestions, Suggestions, SuggestionView } from '@linli/contract/suggestion/schemas.ts'
import { request } from '@linli/ui/api/request.ts'
import { queryOptions } from '@tanstack/react-query'

export type { AskSuggestions, SuggestionView }

/** Asked while somebody types; a question that fails is no news: suggestions only help. */
export const suggestionsQuery = (ask: AskSuggestions | null) =>
  queryOptions({
    queryKey: ['suggestions', ask],
    queryFn: ({ signal }) =>
      request<Suggestions>('/api/matters/suggest', { method: 'POST', body: ask, signal, again: true }),
    enabled: ask !== null,
    staleTime: 300_000,
    retry: false,
  })
