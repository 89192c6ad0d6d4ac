// The browser tests (`npm run e2e`): one after the other, since they share one real server and two cores. CHROMIUM says where
// the browser is; counts go where LINLI_TEST_REPORT says, as with all tests. With LINLI_PICTURES=folder every screen is saved there as
// a picture, phone and desk, in both languages and lights, and what a window showed when its test failed.
import process from 'node:process'
import { defineConfig } from 'vitest/config'

const report = process.env.LINLI_TEST_REPORT

export default defineConfig({
  test: {
    name: 'e2e',
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As patient as the browser's own waiting (house.ts): the machine may be busy.
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
})
