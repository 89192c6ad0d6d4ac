import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'contract', include: ['contract/src/**/*.test.ts', 'ui/src/**/*.test.ts', 'scripts/**/*.test.ts'] } },
    ],
  },
})
