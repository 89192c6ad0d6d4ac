// What people do at the doors, by the names that they see: the stranger at `/`, the desks at /console, the worker's phone at
// /field. Each waits for what tells a person that it worked, and for nothing else.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Upload, Visitor } from './house.ts'
import { type Act, languages, type Words } from './words.ts'

/** Playwright's own waiting assertions come with its test runner; this is what is needed of them here. */
export const seen = (what: Locator): Promise<void> => what.filter({ visible: true }).first().waitFor()
export const gone = (what: Locator): Promise<void> =>
  what.filter({ visible: true }).first().waitFor({ state: 'hidden' })

export const wordsFor = ({ locale }: Visitor): Words => (locale === 'zh-CN' ? languages.zh : languages.en)

/** Begins with these words; key caps, counts and badges may follow in a button's name. */
export const beginsWith = (words: string) => new RegExp(`^${literally(words)}`)
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export interface Said {
  matter: string
  building: string
  words: string
  photo?: Upload
}

export interface Receipt {
  number: string
  secret: string
}

/** From the first page to the receipt, as somebody without an account. */
export async function reportAsStranger(visitor: Visitor, said: Said): Promise<Receipt> {
  const { page } = visitor
  const w = wordsFor(visitor)
  await page.goto('/')
  await page
    .getByRole('main')
    .getByRole('link', { name: beginsWith(said.matter) })
    .click()
  await page.getByRole('radio', { name: beginsWith(said.matter), checked: true }).waitFor()
  await findPlace(page, w, said.building)
  await page.getByLabel(w.report.said).fill(said.words)
  if (said.photo) await page.getByLabel(w.report.photo).setInputFiles(said.photo)
  await page.getByRole('button', { name: w.report.send }).click()
  await seen(page.getByRole('heading', { name: w.sent.title }))
  return { number: await definition(page, w.sent.number), secret: await definition(page, w.sent.secret) }
}

export async function findPlace(page: Page, w: Words, building: string): Promise<void> {
  await page.getByLabel(w.report.address).fill(building)
  await page.getByRole('button', { name: w.report.findPlace, exact: true }).click()
  await page.getByRole('radio', { name: beginsWith(building) }).check()
}

/** The text beside a term in a list of facts. */
export async function definition(page: Page, term: string): Promise<string> {
  const line = page.locator('dl > div').filter({ has: page.locator('dt').getByText(term, { exact: true }) })
  return (await line.locator('dd').first().innerText()).trim()
}

export async function lookUp(visitor: Visitor, { number, secret }: Receipt): Promise<void> {
  const { page } = visitor
  const w = wordsFor(visitor)
  await page.goto('/follow')
  await page.getByLabel(w.follow.number).fill(number)
  await page.getByLabel(w.follow.secret).fill(secret)
  await page.getByRole('button', { name: w.follow.look }).click()
}

const queueOf = (page: Page, w: Words) => page.getByRole('region', { name: w.queue.label })

/** The rows of the queue, each with what stands in it. */
export const rowsOf = (visitor: Visitor): Locator =>
  queueOf(visitor.page, wordsFor(visitor)).getByRole('listitem').getByRole('link')

/** Opens the incident with these words from the queue of a desk. */
export async function openFromQueue(visitor: Visitor, words: string): Promise<void> {
  await rowsOf(visitor).filter({ hasText: words }).click()
  await seen(visitor.page.getByRole('article'))
}

/** What may be done, at the right of the desk. */
export const panelOf = ({ page, locale }: Visitor): Locator =>
  page.getByRole('complementary', { name: (locale === 'zh-CN' ? languages.zh : languages.en).panel })

export async function begin(visitor: Visitor, act: Act): Promise<Locator> {
  const name = wordsFor(visitor).act[act]
  const panel = panelOf(visitor)
  // The letter of the action follows its name; a longer name that begins alike must not be taken for it.
  await panel.getByRole('button', { name: new RegExp(`^${literally(name)}( |$)`) }).click()
  await seen(panel.getByRole('heading', { name, exact: true }))
  return panel
}

/** Submits the open form and waits until the desk says that it is done. */
export async function submit(visitor: Visitor, act: Act): Promise<void> {
  const w = wordsFor(visitor)
  await panelOf(visitor).getByRole('button', { name: w.submit }).click()
  await seen(visitor.page.getByText(w.done(w.act[act]), { exact: true }))
}

/** Chooses from a list that is searched by typing. */
export async function choose(scope: Locator, label: string, option: string): Promise<void> {
  const box = scope.getByRole('combobox', { name: beginsWith(label) })
  await box.click()
  await box.fill(option)
  await scope.page().locator('.ant-select-item-option').filter({ hasText: option }).first().click()
}

/** One of a few choices that stand side by side. */
export const choosePart = (page: Page, label: string): Promise<void> =>
  page.locator('.ant-segmented-item').filter({ hasText: label }).click()

/** Waits until nothing of what is shown is still being loaded. */
export const settled = ({ page }: Visitor): Promise<void> =>
  expect.poll(() => page.getByText(/^(正在加载|Loading)/).count()).toBe(0)
