/** The person's choice of light or dark; without one the system's preference rules, by media query in tokens.css. */
export type ThemeChoice = 'light' | 'dark' | 'system'

const key = 'linli.theme'

export function readTheme(): ThemeChoice {
  const stored = localStorage.getItem(key)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function applyTheme(choice: ThemeChoice): void {
  if (choice === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(key)
  } else {
    document.documentElement.dataset.theme = choice
    localStorage.setItem(key, choice)
  }
}

/** What is shown now, whoever decided it. */
export function isDark(choice: ThemeChoice): boolean {
  return choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
}
