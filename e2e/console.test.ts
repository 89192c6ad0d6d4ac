// The desks: what happens by itself shows by itself; everything can be done without a mouse; two people at once; a bad input and an
// ended session lose nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, type Program, programOf } from './given.ts'
import { begin, beginsWith, definition, openFromQueue, panelOf, rowsOf, seen, submit } from './hands.ts'
import {
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  openHouse,
  signIn,
  takePicture,
  type Visit,
  type Visitor,
} from './house.ts'
import { languages } from './words.ts'

const { zh } = languages
const desk: Visit = { width: 1440, locale: 'zh-CN' }

let house: E2eHouse
let town: Program
beforeAll(async () => {
  house = await openHouse()
  town = await programOf(house, 'town1')
})
afterAll(() => house?.close())

const atDesk = async (username: string, more: Partial<Visit> = {}): Promise<Visitor> => {
  const visitor = await house.visit({ ...desk, ...more })
  await signIn(visitor, 'console', username)
  return visitor
}

describe('time', () => {
  it('makes a neglected report late and takes it up a level, and both desks see it without asking', async () => {
    const words = '垃圾箱满了没有人管'
    const clerk = await atDesk('clerk1')
    const above = await atDesk('town1')
    await seen(above.page.getByText(zh.queue.emptyMine))

    const { id } = await givenReport(house, { words })
    await openFromQueue(clerk, words)
    const article = clerk.page.getByRole('article')
    await seen(article.getByText(/^剩/))
    const { dueAt, escalateAt } = await town.see(id)

    await town.moveClock(dueAt)
    await seen(article.getByText(/^(超|已超时)/))
    await seen(
      rowsOf(clerk)
        .filter({ hasText: words })
        .getByText(/^(超|已超时)/),
    )
    await takePicture(clerk, 'desk-late')

    await town.moveClock(escalateAt)
    await seen(article.getByText(zh.state.routed))
    await expect.poll(() => definition(clerk.page, '当前责任方')).toContain('枕溪街道综合指挥中心')
    await seen(article.getByRole('list', { name: zh.history }).getByText(zh.act.escalate))
    // It left the desk that neglected it and stands, late, with the one above.
    await rowsOf(clerk).filter({ hasText: words }).waitFor({ state: 'detached' })
    await seen(
      rowsOf(above)
        .filter({ hasText: words })
        .getByText(/^(超|已超时)/),
    )
    await openFromQueue(above, words)
    await takePicture(above, 'desk-escalated')
    await expectAccessible(above.page)
    expectNoTrouble(clerk, above)
  })
})

describe('the keyboard', () => {
  it('is enough from the first incident to the next', async () => {
    await givenReport(house, { words: '键盘甲：垃圾满溢', building: '石榴园2号楼' })
    await givenReport(house, { words: '键盘乙：路灯不亮', matter: '01037', building: '石榴园8号楼' })
    const clerk = await atDesk('clerk1')
    const { page } = clerk
    const { keyboard } = page
    await rowsOf(clerk).filter({ hasText: '键盘乙' }).waitFor()

    await keyboard.press('j')
    await seen(page.getByRole('article'))
    const first = await openRow(clerk)
    await keyboard.press('j')
    await expect.poll(() => openRow(clerk)).not.toBe(first)
    await keyboard.press('k')
    await expect.poll(() => openRow(clerk)).toBe(first)
    await keyboard.press('Enter')
    await seen(page.getByRole('article').getByRole('heading', { level: 2 }).and(page.locator(':focus')))

    await keyboard.press('a')
    await seen(panelOf(clerk).getByRole('heading', { name: zh.act.accept, exact: true }))
    await takePicture(clerk, 'desk-keyboard')
    await keyboard.press('Control+Enter')
    await seen(page.getByText(zh.done(zh.act.accept)))
    await expect.poll(() => definition(page, '当前责任方')).toContain('桐荫里社区综合服务受理中心')

    // A form that is put away keeps what was typed.
    await keyboard.press('m')
    await seen(panelOf(clerk).getByRole('heading', { name: zh.act.comment }))
    await keyboard.type('已打电话问过，明早处理')
    await keyboard.press('Escape')
    await seen(panelOf(clerk).getByText('有未提交的内容'))
    // Accepted, it falls due later and may stand last now.
    const [away, back] = (await rowsOf(clerk).first().getAttribute('aria-current')) ? ['j', 'k'] : ['k', 'j']
    await keyboard.press(away!)
    await expect.poll(() => openRow(clerk)).not.toBe(first)
    await keyboard.press(back!)
    await expect.poll(() => openRow(clerk)).toBe(first)
    await keyboard.press('m')
    await expect.poll(() => panelOf(clerk).getByLabel(beginsWith(zh.field.note)).inputValue()).toContain('明早处理')
    await keyboard.press('Control+Enter')
    await seen(page.getByText(zh.done(zh.act.comment)))

    await keyboard.press('?')
    await seen(page.getByRole('dialog', { name: '键盘快捷键' }))
    await expectAccessible(page)
    await keyboard.press('Escape')
    await keyboard.press('/')
    await keyboard.type('键盘乙')
    await expect.poll(() => rowsOf(clerk).count()).toBe(1)
    expectNoTrouble(clerk)
  })
})

/** The address always says which incident is open. */
const openRow = async ({ page }: Visitor) => new URL(page.url()).pathname

describe('two people at once', () => {
  it('tells who fills in a form that another was faster, and keeps what was typed', async () => {
    const words = '两个人同时打开这一件'
    const { id } = await givenReport(house, { words, building: '石榴园9号楼', matter: '06036' })
    const slow = await atDesk('clerk1')
    await openFromQueue(slow, words)
    const form = await begin(slow, 'accept')
    await form.getByLabel(beginsWith(zh.field.note)).fill('正要受理，先写一句')
    await (await programOf(house, 'clerk1')).act(id, 'accept')
    await seen(form.getByText('这一步已不能办理'))
    expect(await form.getByLabel(beginsWith(zh.field.note)).inputValue()).toBe('正要受理，先写一句')
    expect(await form.getByRole('button', { name: zh.submit }).isDisabled()).toBe(true)
    await takePicture(slow, 'desk-too-late')
    await expectAccessible(slow.page)
    await form.getByRole('button', { name: '清除内容' }).click()
    await seen(panelOf(slow).getByRole('button', { name: beginsWith(zh.act.dispatch) }))
    expectNoTrouble(slow)
  })

  it('lets the server judge when the news did not arrive', async () => {
    const words = '断了实时更新的窗口'
    const { id } = await givenReport(house, { words, building: '石榴园10号楼', matter: '06036' })
    const deaf = await atDesk('clerk1', { provokes: [409, 'offline'] })
    // A proxy that holds back the stream of news: everything else works.
    await deaf.page.route('**/api/live', (route) => route.abort())
    await deaf.page.reload()
    await openFromQueue(deaf, words)
    const form = await begin(deaf, 'comment')
    await form.getByLabel(beginsWith(zh.field.note)).fill('写了很久的留言')
    await (await programOf(house, 'clerk1')).act(id, 'accept')
    await form.getByRole('button', { name: zh.submit }).click()
    await seen(form.getByText(zh.conflict))
    await seen(form.getByText(zh.kept))
    expect(await form.getByLabel(beginsWith(zh.field.note)).inputValue()).toBe('写了很久的留言')
    await takePicture(deaf, 'desk-conflict')
    await expectAccessible(deaf.page)
    await submit(deaf, 'comment')
    await seen(deaf.page.getByRole('article').getByText('写了很久的留言'))
    expectNoTrouble(deaf)
  })
})

describe('a session that ends', () => {
  it('is taken up again over the page, and nothing typed is lost', async () => {
    const words = '写到一半登录过期'
    await givenReport(house, { words, building: '石榴园11号楼', matter: '06036' })
    const clerk = await atDesk('clerk1', { provokes: [401] })
    const { page } = clerk
    await openFromQueue(clerk, words)
    const form = await begin(clerk, 'comment')
    await form.getByLabel(beginsWith(zh.field.note)).fill('登录过期也不能丢')
    await clerk.context.clearCookies()
    await form.getByRole('button', { name: zh.submit }).click()
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await seen(dialog)
    await takePicture(clerk, 'desk-session-over')
    await expectAccessible(page)
    await dialog.getByLabel('密码').fill('linli-demo')
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await submit(clerk, 'comment')
    await seen(page.getByRole('article').getByText('登录过期也不能丢'))
    expectNoTrouble(clerk)
  })
})
