// Searching incidents by what is said of them: any pieces of the description or the place, half words included, all of which must be
// there.

/** As people search: full-width forms and capitals are alike. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What was typed, its pieces one space apart. */
export const sought = (typed: string): string => folded(typed).trim().replace(/\s+/gu, ' ')

/** Somewhere two characters next to each other: one alone stands in half of all that is written, and no index finds it. */
export const isSearchable = (text: string): boolean => /\S\S/u.test(folded(text))
