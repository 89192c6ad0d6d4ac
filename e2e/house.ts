// The real server for the browser tests: a process of its own with the demonstration's people and places but no incidents, on a
// virtual clock, and one browser. Every window is watched: an error in its console, a page that broke or an answer of 500 is a
// trouble, and `expectNoTrouble` at the end of a test says so.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

export type Locale = 'zh-CN' | 'en-US'

export interface E2eHouse {
  url: string
  /** Where the server keeps what is not in its database. */
  dataDir: string
  browser: Browser
  /** A person's own browser window, at a phone's or a desk's size and in a language. */
  visit(options: Visit): Promise<Visitor>
  close(): Promise<void>
}

export interface Visit {
  width: 390 | 1440
  locale: Locale
  /** The system of this window prefers dark. */
  dark?: boolean
  /** Where the phone is, if it may tell. */
  position?: { longitude: number; latitude: number; accuracy?: number }
  /** False: a browser that runs no scripts. */
  scripts?: boolean
  /** What the browser itself writes into the console is no trouble when the test provokes it: an answer's status, or no network. */
  provokes?: readonly (number | 'offline')[]
}

export interface Visitor {
  page: Page
  context: BrowserContext
  width: Visit['width']
  locale: Locale
  dark: boolean
  /** What went wrong in this window so far, in words; must be empty at the end. */
  troubles: string[]
  /** Cookies of those who signed in to this house before, by door and name: the form is filled in once. */
  sessions: Map<string, Cookies>
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

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
  const sessions = new Map<string, Cookies>()
  return {
    url,
    dataDir,
    browser,
    visit: (options) => visit(browser, url, options, sessions),
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
  for (let i = 0; i < 720; i++) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok) return { child, url }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  child.kill('SIGKILL')
  throw new Error('The server did not answer within three minutes.')
}

async function visit(
  browser: Browser,
  url: string,
  { width, locale, dark = false, position, scripts = true, provokes = [] }: Visit,
  sessions: Visitor['sessions'],
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width === 390 ? 844 : 900 },
    locale,
    timezoneId: 'Asia/Shanghai',
    hasTouch: width === 390,
    isMobile: width === 390,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
    ...(position && { geolocation: position, permissions: ['geolocation'] }),
  })
  context.setDefaultTimeout(waitMs)
  const page = await context.newPage()
  const visitor = { page, context, width, locale, dark, troubles: watch(page, provokes), sessions }
  // What the window showed when a test failed says more than the line that failed.
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      if (visitor.troubles.length > 0) process.stderr.write(`${visitor.troubles.join('\n')}\n`)
      await takePicture(visitor, `failed ${task.name} ${Date.now()}`).catch(() => undefined)
    }
    await context.close()
  })
  return visitor
}

/** Generous, since the machine may be busy with other things: nothing here sleeps, everything waits for what it wants to see. */
const waitMs = 30_000

function watch(page: Page, provokes: NonNullable<Visit['provokes']>): string[] {
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(`error on ${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    const status = Number(/status of (\d{3})/.exec(message.text())?.[1])
    // Whether somebody is signed in is asked at every door, and "no" is a good answer.
    if (status === 401 && url.endsWith('/api/me')) return
    if (provokes.includes(status)) return
    if (provokes.includes('offline') && noNetwork.test(message.text())) return
    troubles.push(`console on ${page.url()}: ${message.text()} (${url})`)
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) troubles.push(`${answer.status()} from ${answer.url()}`)
  })
  return troubles
}

/** As the browser says it, and as the map does whose worker was just on its way. */
const noNetwork = /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)|Worker failed to load/

export function expectNoTrouble(...visitors: readonly Visitor[]): void {
  expect(visitors.flatMap(({ troubles }) => troubles)).toEqual([])
}

/** Signs somebody of the cast in at a door, as they would; who was there before still has the cookie. */
export async function signIn(visitor: Visitor, door: 'console' | 'field', username: string): Promise<void> {
  const { page, context, sessions } = visitor
  const isKnown = await takeSession(visitor, door, username)
  await page.goto(`/${door}/`)
  if (isKnown) return
  await page.locator('input[autocomplete=username]').fill(username)
  await page.locator('input[type=password]').fill('linli-demo')
  await page.keyboard.press('Enter')
  await page.locator('input[type=password]').waitFor({ state: 'detached' })
  sessions.set(`${door} ${username}`, await context.cookies())
}

/** Whether this person has signed in at this door before; then the window has the cookie now, wherever it goes next. */
export async function takeSession(visitor: Visitor, door: 'console' | 'field', username: string): Promise<boolean> {
  const kept = visitor.sessions.get(`${door} ${username}`)
  if (kept) await visitor.context.addCookies(kept)
  return kept !== undefined
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[] }[] }[]
}

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Idle twice, and every animation over that ends at all; never longer than a few seconds. */
const drawn = `(async () => {
  for (let i = 0; i < 2; i++) await new Promise((done) => requestIdleCallback(done, { timeout: 1000 }))
  const ending = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
  await Promise.race([
    Promise.all(ending.map((one) => one.finished.catch(() => null))),
    new Promise((done) => setTimeout(done, 2000)),
  ])
})()`

/** WCAG 2.2 AA by axe-core; tells the rule and the first place of each violation. In another light only the contrast is another. */
export async function expectAccessible(page: Page, runOnly: readonly string[] = wcag22aa): Promise<void> {
  // A page that is still being drawn, or whose colours are still fading in, is not what anybody reads.
  await page.evaluate(drawn)
  await page.evaluate(axe.source)
  // As text: the program that checks runs in the page, not here.
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] })`,
  )
  const found = violations.map((v) => `${v.id}: ${v.help} at ${v.nodes[0]?.target.join(' ')} (${v.nodes.length})`)
  // One page after the other is looked at, and all that was found is told together.
  expect.soft(found, `axe on ${page.url()}`).toEqual([])
}

/** Where pictures of the screens go, for somebody to look at; none are taken without it. */
const picturesFolder = process.env.LINLI_PICTURES

/** The whole page, named by what it shows, width, language and light. */
export async function takePicture({ page, width, locale, dark }: Visitor, name: string): Promise<void> {
  if (!picturesFolder) return
  const size = page.viewportSize()!
  // A window so high that nothing has to scroll: what sticks to an edge of the screen stands at the edge of the picture.
  const more = await page
    .evaluate<number>(
      `Math.max(...[...document.querySelectorAll('*')]
        .filter((one) => one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowY))
        .map((one) => one.scrollHeight - one.clientHeight))`,
    )
    .catch(() => 0)
  await page.setViewportSize({ width: size.width, height: size.height + more })
  const parts = [name, width, locale === 'zh-CN' ? 'zh' : 'en', ...(dark ? ['dark'] : [])]
  await page.screenshot({ path: join(picturesFolder, `${parts.join('-')}.png`), animations: 'disabled' })
  await page.setViewportSize(size)
}

/** A photo as a phone would take one, drawn for this run: never the same bytes twice. */
export async function drawPhoto({ browser }: E2eHouse, words: string): Promise<Upload> {
  const page = await browser.newPage()
  const url = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1200, height: 900 })
    const brush = canvas.getContext('2d')
    const sky = brush.createLinearGradient(0, 0, 0, 900)
    sky.addColorStop(0, '#9fb8cc'); sky.addColorStop(0.6, '#d9dfe2'); sky.addColorStop(0.61, '#8a8d88'); sky.addColorStop(1, '#6d6f6b')
    brush.fillStyle = sky; brush.fillRect(0, 0, 1200, 900)
    for (let i = 0; i < 60; i++) {
      brush.fillStyle = 'hsl(' + Math.random() * 360 + ' 30% ' + (30 + Math.random() * 40) + '%)'
      brush.fillRect(Math.random() * 1100, 520 + Math.random() * 320, 20 + Math.random() * 120, 15 + Math.random() * 60)
    }
    brush.fillStyle = '#ffffff'; brush.font = '64px sans-serif'; brush.fillText(${JSON.stringify(words)}, 60, 110)
    return canvas.toDataURL('image/jpeg', 0.85)
  })()`)
  await page.close()
  const buffer = takenAt(Buffer.from(url.split(',')[1] ?? '', 'base64'), '2026:11:15 08:30:00')
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer }
}

/** Writes into a JPEG when it was taken, as cameras do: one EXIF block with one entry. */
function takenAt(jpeg: Buffer, time: string): Buffer {
  const u16 = (n: number) => Buffer.from([n >> 8, n & 255])
  const entry = (tag: number, type: number, count: number, value: number) =>
    Buffer.concat([u16(1), u16(tag), u16(type), ...[count, value, 0].flatMap((n) => [u16(0), u16(n)])])
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    entry(0x8769, 4, 1, 26),
    entry(0x9003, 2, 20, 44),
    Buffer.from(`${time}\0`, 'latin1'),
  ])
  return Buffer.concat([jpeg.subarray(0, 2), u16(0xffe1), u16(exif.length + 2), exif, jpeg.subarray(2)])
}

/** A file of so many megabytes that says it is a photo; on the disk, since the browser reads it from there as people's do. */
export function largeFile(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-e2e-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'IMG_0002.jpg')
  writeFileSync(path, Buffer.alloc(megabytes * 1024 * 1024, 7))
  return path
}

export interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}
