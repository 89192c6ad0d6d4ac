// The desks: what happens by itself shows by itself; everything can be done without a mouse; two people at once; a bad input and an
// ended session lose nothing.
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, type Program, programOf } from './given.ts'
import { begin, beginsWith, choose, definition, gone, openFromQueue, panelOf, rowsOf, seen, submit } from './hands.ts'
import {
  drawPhoto,
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
  await seen(visitor.page.getByRole('region', { name: zh.queue.label }))
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

describe('searching', () => {
  it('waits for a second character, finds pieces and the number, and says when nothing fits', async () => {
    const { id } = await givenReport(house, { words: '寻物甲：垃圾箱满溢' })
    await givenReport(house, { words: '寻物乙：路灯不亮', matter: '01037' })
    const clerk = await atDesk('clerk1')
    const { page } = clerk
    const box = page.getByRole('searchbox', { name: zh.queue.search })
    await rowsOf(clerk).filter({ hasText: '寻物甲' }).waitFor()

    await box.fill('满')
    await seen(page.getByText(zh.queue.searchShort))
    await seen(rowsOf(clerk).filter({ hasText: '寻物乙' }))
    await takePicture(clerk, 'desk-search-short')
    await expectAccessible(page)

    await box.fill('箱满 寻物')
    await rowsOf(clerk).filter({ hasText: '寻物乙' }).waitFor({ state: 'detached' })
    await seen(rowsOf(clerk).filter({ hasText: '寻物甲' }))
    await gone(page.getByText(zh.queue.searchShort))
    await takePicture(clerk, 'desk-search')

    await box.fill('独角兽')
    await seen(page.getByText(zh.queue.nothingFits))
    await box.fill((await town.see(id)).number.replaceAll('-', ''))
    await seen(rowsOf(clerk).filter({ hasText: '寻物甲' }))
    expect(await rowsOf(clerk).count()).toBe(1)
    expectNoTrouble(clerk)
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
    // Whoever is disturbed by single letters turns them off; Ctrl and Enter stay.
    await page.getByRole('checkbox', { name: '使用单个字母的快捷键' }).uncheck()
    await keyboard.press('Escape')
    const stays = await openRow(clerk)
    await keyboard.press('n')
    await page.evaluate('new Promise(requestAnimationFrame)')
    expect(await openRow(clerk)).toBe(stays)
    await page.getByRole('button', { name: '快捷键' }).click()
    await page.getByRole('checkbox', { name: '使用单个字母的快捷键' }).check()
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

describe('taking a report in', () => {
  it('says at each place what is missing, cuts off no words, and keeps all over a reload', async () => {
    const clerk = await atDesk('clerk1', { provokes: [415] })
    const { page } = clerk
    await page.keyboard.press('n')
    await seen(page.getByRole('heading', { level: 1, name: '登记事件' }))
    const send = page.getByRole('button', { name: '提交登记' })
    const words = page.getByLabel(beginsWith('情况描述'))
    await send.click()
    await seen(page.getByRole('alert').filter({ hasText: '请选择事项' }))
    await seen(page.getByRole('alert').filter({ hasText: '请描述情况' }))
    await seen(page.getByRole('alert').filter({ hasText: '请选楼栋或在地图上点选位置' }))
    await takePicture(clerk, 'intake-missing')
    await expectAccessible(page)

    await choose(page.getByRole('main'), '事项', '噪声扰民')
    await choose(page.getByRole('main'), '查找楼栋', '石榴园7号楼')
    await seen(page.getByText(/所属：.*桐荫里社区/))
    const long = '来电人说了很久。'.repeat(600)
    await words.fill(long)
    await page.getByLabel(beginsWith('联系电话')).fill('一二三')
    await page
      .getByLabel(beginsWith(zh.field.files))
      .setInputFiles({ name: 'IMG_9.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是照片') })
    await send.click()
    await seen(page.getByRole('alert').filter({ hasText: '最多 4000 字' }))
    await seen(page.getByRole('alert').filter({ hasText: '电话号码不对' }))
    await seen(page.getByRole('alert').filter({ hasText: '文件内容与所称类型不符，未予保存' }))
    expect(await words.inputValue()).toBe(long)
    await takePicture(clerk, 'intake-refused')
    await expectAccessible(page)
    await page.getByRole('button', { name: '移除 IMG_9.jpg' }).click()
    await words.fill('来电人说楼上夜里装修')
    await page.getByLabel(beginsWith('联系电话')).fill('13800005678')
    await page.reload()
    expect(await words.inputValue()).toBe('来电人说楼上夜里装修')
    await page.getByLabel(beginsWith(zh.field.files)).setInputFiles(await drawPhoto(house, '装修'))
    await gone(page.getByRole('progressbar'))
    await page.keyboard.press('Control+Enter')
    await seen(page.getByRole('heading', { name: '登记成功' }))
    await takePicture(clerk, 'intake-done')
    await expectAccessible(page)
    await page.getByRole('button', { name: '打开事件' }).click()
    await seen(page.getByRole('article').getByText('来电人说楼上夜里装修'))

    // The phone is masked until somebody says what for; the look is recorded.
    await seen(page.getByText(/138\*{4}5678/))
    await page.getByRole('button', { name: '查看联系方式' }).click()
    const dialog = page.getByRole('dialog', { name: '查看联系方式' })
    await dialog.getByRole('radio', { name: '核实情况' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '查看', exact: true }).click()
    await seen(page.getByText('13800005678'))
    expectNoTrouble(clerk)
  })

  it('a point outside the county is told at the map and refused in words', async () => {
    const clerk = await atDesk('clerk1', { provokes: [400, 404] })
    const { page } = clerk
    await page.goto('/console/incidents/new')
    await choose(page.getByRole('main'), '事项', '路灯')
    await page.getByLabel(beginsWith('情况描述')).fill('点错了地方')
    const map = page.getByRole('region', { name: /^地点/ })
    await seen(map)
    for (let i = 0; i < 7; i++) await page.getByRole('button', { name: '缩小' }).click()
    await map.click({ position: { x: 15, y: 15 } })
    await seen(page.getByText('这个位置不在您能查到的网格内'))
    await takePicture(clerk, 'intake-outside')
    await page.getByRole('button', { name: '提交登记' }).click()
    await seen(page.getByRole('alert').filter({ hasText: '位置不在本县区范围内' }))
    await seen(page.getByText('已保留：登记表中的全部内容'))
    expect(await page.getByLabel(beginsWith('情况描述')).inputValue()).toBe('点错了地方')
    await expectAccessible(page)
    await page.getByRole('button', { name: '清空' }).click()
    expectNoTrouble(clerk)
  })
})

describe('states of a list', () => {
  it('while it loads, when it cannot be read, and after asking again', async () => {
    await givenReport(house, { words: '等一等再看', building: '石榴园1号楼', matter: '06036' })
    const clerk = await atDesk('clerk1', { provokes: ['offline'] })
    const { page } = clerk
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    // A slow network, then one that breaks.
    await page.route('**/api/incidents?*', async (route) => {
      await held
      await route.abort()
    })
    await page.reload()
    await seen(page.getByRole('status').filter({ hasText: '正在加载' }))
    await takePicture(clerk, 'desk-loading')
    await expectAccessible(page)
    letThrough()
    await seen(page.getByText('连不上服务器，可能是网络断开'))
    await takePicture(clerk, 'desk-unreachable')
    await expectAccessible(page)
    await page.unroute('**/api/incidents?*')
    await page.getByRole('button', { name: '重试' }).click()
    await seen(rowsOf(clerk).filter({ hasText: '等一等再看' }))
    await clerk.context.setOffline(true)
    await seen(page.getByRole('status').filter({ hasText: '网络已断开' }))
    await takePicture(clerk, 'desk-offline')
    await clerk.context.setOffline(false)
    expectNoTrouble(clerk)
  })

  it('a filter that nothing fits says so, and is in the address', async () => {
    const clerk = await atDesk('clerk1')
    const { page } = clerk
    await page.getByLabel(zh.queue.search).fill('没有这样的事件')
    await seen(page.getByText('没有符合条件的事件'))
    await expect.poll(() => decodeURIComponent(page.url())).toContain('q=没有这样的事件')
    expectNoTrouble(clerk)
  })
})

describe('the door', () => {
  it('says what is missing and that name or password is wrong, and leads to where one wanted to go', async () => {
    const visitor = await house.visit({ ...desk, provokes: [401] })
    const { page } = visitor
    await page.goto('/console/incidents/new')
    const enter = page.getByRole('button', { name: '登录', exact: true })
    await enter.click()
    await seen(page.getByRole('alert').filter({ hasText: '请输入用户名' }))
    await page.getByLabel('用户名').fill('clerk1')
    await page.getByLabel('密码', { exact: true }).fill('不是这个')
    await enter.click()
    await seen(page.getByRole('alert').filter({ hasText: '用户名或密码不正确' }))
    await takePicture(visitor, 'console-wrong-password')
    // The pointer is still over the button: its colours there must be legible too, in either light.
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page)
    expect(await page.getByLabel('用户名').inputValue()).toBe('clerk1')
    await page.getByLabel('密码', { exact: true }).fill('linli-demo')
    await page.keyboard.press('Enter')
    await seen(page.getByRole('heading', { level: 1, name: '登记事件' }))
    await page.getByRole('button', { name: /胡涛/ }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await seen(page.getByLabel('用户名'))
    expectNoTrouble(visitor)
  })
})
