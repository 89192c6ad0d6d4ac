// The real server for the browser tests: a process of its own with the demonstration's people and places but no incidents, on a
// virtual clock, and one browser. Every page is watched: a console error or a failed request fails the test that made it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const main = fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

export interface E2eHouse {
  url: string
  browser: Browser
  /** A person's own browser window, at a phone's or a desk's size and in a language. */
  visit(options: Visit): Promise<Visitor>
  close(): Promise<void>
}

export interface Visit {
  width: 390 | 1440
  locale: 'zh-CN' | 'en-US'
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** What went wrong in this window so far, in words; must be empty at the end. */
  troubles: string[]
}

export async function openHouse(): Promise<E2eHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-e2e-'))
  const { child, url } = await startServer(dataDir)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
    ],
  })
  return {
    url,
    browser,
    visit: (options) => visit(browser, url, options),
    async close() {
      await browser.close()
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts main.ts on a free port and waits until it says where it is. */
async function startServer(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const child = spawn(process.execPath, [main, '--demo', '--without-incidents'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      CLOCK: 'virtual',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'test',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; i < 240; i++) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok) return { child, url }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  child.kill('SIGKILL')
  throw new Error('The server did not answer within a minute.')
}

async function visit(browser: Browser, url: string, { width, locale }: Visit): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: width === 390,
  })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(`error on ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // The browser itself writes a line for every 401 of the sign-in check; the answer is expected there.
    if (message.type() === 'error' && !/401/.test(message.text()))
      troubles.push(`console on ${page.url()}: ${message.text()}`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) troubles.push(`${answer.status()} from ${answer.url()}`)
  })
  return { page, context, troubles }
}

/** Signs somebody of the cast in at a door, as they would. */
export async function signIn({ page }: Visitor, door: 'console' | 'field', username: string): Promise<void> {
  await page.goto(`/${door}/`)
  await page.locator('input[autocomplete=username]').fill(username)
  await page.locator('input[type=password]').fill('linli-demo')
  await page.keyboard.press('Enter')
  await page.locator('input[type=password]').waitFor({ state: 'detached' })
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[] }[] }[]
}

/** WCAG 2.2 AA by axe-core; fails with the rule and the first place of each violation. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  // As text: the program that checks runs in the page, not here.
  const { violations } = await page.evaluate<AxeResult>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  )
  const found = violations.map((v) => `${v.id}: ${v.help} at ${v.nodes[0]?.target.join(' ')} (${v.nodes.length})`)
  expect(found, `axe on ${page.url()}`).toEqual([])
}
