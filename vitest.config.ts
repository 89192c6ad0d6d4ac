// Two projects: `contract` needs nothing but Node and answers in seconds; `server` sends requests against a database (the
// embedded one, or TEST_DATABASE_URL). LINLI_LONG=1 runs the long tests (*.long.test.ts) instead of the ordinary ones.
import process from 'node:process'
import { defineConfig } from 'vitest/config'

const isLong = process.env.LINLI_LONG === '1'
/** Where the counts go for a program that wants them; people read the default reporter. */
const report = process.env.LINLI_TEST_REPORT

const pure = [
  'contract/src',
  'ui/src',
  'console/src',
  'field/src',
  'resident/src',
  'scripts',
  'server/db/seed',
  'server/db/catalogue',
]
/** Tests of the house itself: they read files and need no database. */
const houseTests = ['server/test/architecture.test.ts']

function testsIn(folders: string[]): string[] {
  return folders.map((folder) => `${folder}/**/*${isLong ? '.long' : ''}.test.ts`)
}

const exclude = ['**/node_modules/**', '**/dist/**', ...(isLong ? [] : ['**/*.long.test.ts'])]

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'contract',
          include: [...testsIn(pure), ...(isLong ? [] : houseTests)],
          exclude,
          testTimeout: isLong ? 600_000 : 20_000,
        },
      },
      {
        test: {
          name: 'server',
          include: testsIn(['server/src', 'server/test', 'bench']),
          exclude: [...exclude, ...houseTests],
          globalSetup: ['server/test/scratch.ts'],
          // Two workers that live through all files: an embedded database costs seconds and a gigabyte, so each worker opens
          // one and keeps it. Processes and not threads, so that a worker that dies takes nobody with it.
          pool: 'forks',
          maxWorkers: 2,
          isolate: false,
          // Generous: two cores may be shared with the browser, the database and other tests.
          testTimeout: isLong ? 600_000 : 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
