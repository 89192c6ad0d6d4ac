// What the words may be about, one tap away at all three doors, and what may be the same occurrence, with the reason. This house has no
// closed incidents to learn from, so the catalogue's own words speak.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, programOf } from './given.ts'
import { beginsWith, gone, panelOf, seen } from './hands.ts'
import {
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  openHouse,
  signIn,
  takePicture,
  type Visit,
} from './house.ts'
import { languages } from './words.ts'

const { zh } = languages
const words = '小区东门窨井盖缺失，车辆经过有危险'
const cover = /井盖：缺失/

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const desk: Visit = { width: 1440, locale: 'zh-CN' }
const phone: Visit = {
  width: 390,
  locale: 'zh-CN',
  position: { longitude: 114.50275, latitude: 30.50386, accuracy: 12 },
}

describe('at the desk', () => {
  it('the form suggests from the words by keyboard, shows what may be the same and why; accepting suggests the condition', async () => {
    await givenReport(house, { words: '东门窨井盖缺失了，很危险', building: '石榴园7号楼', matter: '01001' })
    const clerk = await house.visit(desk)
    await signIn(clerk, 'console', 'clerk1')
    const { page } = clerk
    await page.goto('/console/incidents/new')
    await page.getByLabel(beginsWith('情况描述')).fill(words)
    const chips = page.getByRole('region', { name: '看描述，可能是' }).getByRole('button')
    await seen(chips.first())
    expect(await chips.count()).toBe(3)
    expect(await chips.first().innerText()).toMatch(/目录中有“.*井盖/)
    const name = (await chips.filter({ hasText: cover }).first().innerText()).split('：')[0]!
    await takePicture(clerk, 'intake-suggested')
    await expectAccessible(page)
    await page.getByLabel(beginsWith('情况描述')).press('Tab')
    await chips.first().press('Enter')
    await seen(page.getByRole('main').locator('.ant-select-content', { hasText: name }))
    await gone(page.getByRole('button', { name: new RegExp(`^${name}：`) }))

    await page.getByRole('combobox', { name: '查找楼栋' }).fill('石榴园7号楼')
    await page.locator('.ant-select-item-option').first().click()
    const same = page.getByRole('alert').filter({ hasText: '可能已有人反映过' })
    await seen(same.getByText('很可能是同一件'))
    await seen(same.getByText(/相距 .*上报 · 同.* · 都提到：.*窨井盖/))
    await takePicture(clerk, 'intake-duplicates')
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交登记' }).click()
    await seen(page.getByRole('heading', { name: '登记成功' }))
    await page.getByRole('button', { name: '打开事件' }).click()
    await seen(page.getByRole('heading', { name: '可能重复' }))
    await panelOf(clerk)
      .getByRole('button', { name: beginsWith(zh.act.accept) })
      .click()
    const condition = page.getByRole('region', { name: '看描述，可能是这种情况' }).getByRole('button')
    if (await condition.count()) {
      await takePicture(clerk, 'accept-suggested')
      await condition.first().click()
    }
    await seen(page.getByRole('radio', { name: /缺失/, checked: true }))
    await expectAccessible(page)
    expectNoTrouble(clerk)
  })
})

describe('on the phone', () => {
  it('words suggest the matter with its condition; near by, what is known is shown with the reason', async () => {
    const worker = await house.visit(phone)
    await signIn(worker, 'field', 'worker3')
    const { page } = worker
    await page.getByRole('navigation').getByRole('link', { name: '上报' }).click()
    await page.getByLabel('说两句').fill(words)
    const chip = page.getByRole('region', { name: '看描述，可能是' }).getByRole('button', { name: cover }).first()
    await seen(chip)
    await chip.scrollIntoViewIfNeeded()
    await takePicture(worker, 'field-suggested')
    await expectAccessible(page)
    await chip.click()
    await seen(page.getByRole('button', { name: '换一个' }))
    expect(await page.getByRole('button', { name: /缺失/, pressed: true }).count()).toBe(1)
    await givenReport(house, { words: '窨井盖缺失', building: '石榴园3号楼', matter: '01001' })
    await page.getByRole('button', { name: '取当前位置' }).click()
    await seen(page.getByText(/都提到：.*窨井盖/))
    await takePicture(worker, 'field-duplicates')
    await expectAccessible(page)
    expectNoTrouble(worker)
  })
})

describe('for residents', () => {
  it('with a script it stands below the words; it is a choice like the others', async () => {
    const visitor = await house.visit(phone)
    const { page } = visitor
    await page.goto('/report')
    await page.getByLabel(zh.report.said).fill(words)
    const group = page.getByRole('group', { name: /^看说明，可能是/ })
    const radio = group.getByRole('radio', { name: /井盖/ }).first()
    await seen(group)
    await takePicture(visitor, 'resident-suggested')
    await expectAccessible(page)
    await radio.check()
    expect(await page.locator('input[name=matter]:checked').count()).toBe(1)
    expectNoTrouble(visitor)
  })

  it('without a script it comes with the answer that something is missing', async () => {
    const visitor = await house.visit({ ...phone, scripts: false, provokes: [400] })
    const { page } = visitor
    await page.goto('/report')
    await page.getByLabel(zh.report.said).fill(words)
    await page.getByRole('button', { name: zh.report.send }).click()
    const radio = page
      .getByRole('group', { name: /^看说明，可能是/ })
      .getByRole('radio', { name: /井盖/ })
      .first()
    await radio.check()
    await seen(page.getByText(/提到“.*井盖/))
    expectNoTrouble(visitor)
  })
})

describe('for the system administrator', () => {
  it('a county with too few closed incidents was not said to be unable to learn, except to programs', async () => {
    const admin = await house.visit(desk)
    await signIn(admin, 'console', 'sysadmin')
    const { page } = admin
    await page.goto('/console/health')
    await seen(page.getByRole('heading', { name: '智能推荐' }))
    await (await programOf(house, 'sysadmin')).learn('990101')
    await expect
      .poll(
        async () => {
          await page.reload()
          await seen(page.getByText(/从本地已办结的事件中学习/))
          return page.getByText(/学不了：至少需要 300 件已办结的事件/).count()
        },
        { timeout: 100_000, interval: 4000 },
      )
      .toBe(1)
    await seen(page.getByText('990101 第 1 版'))
    await takePicture(admin, 'console-health-models')
    await expectAccessible(page)
    expectNoTrouble(admin)
  }, 150_000)
})
