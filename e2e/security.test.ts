// One's own account at both doors, and what the security administrator does: a new worker from the first page to the first day's work.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seen } from './hands.ts'
import {
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  openHouse,
  signIn,
  takePicture,
  type Visitor,
} from './house.ts'

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

/** As an authenticator app does it (RFC 6238). */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replaceAll(' ', '')].map((c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)!
      .map((byte) => Number.parseInt(byte, 2)),
  )
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

const enter = async ({ page }: Visitor, door: string, username: string, password: string) => {
  await page.goto(`/${door}/sign-in`)
  await page.locator('input[autocomplete=username]').fill(username)
  await page.locator('input[type=password]').fill(password)
  await page.keyboard.press('Enter')
}

describe('the second factor', () => {
  it('is set up by a worker on the phone, asked for at the next sign-in, and replaced by a recovery code', async () => {
    const phone = await house.visit({ width: 390, locale: 'zh-CN', provokes: [401] })
    const { page } = phone
    await signIn(phone, 'field', 'worker20')
    await page.goto('/field/me')
    await page.getByRole('link', { name: '账号安全' }).click()
    await page.getByRole('button', { name: '绑定验证器' }).click()
    await page.getByLabel('请先输入您的密码').fill('linli-demo')
    await page.getByRole('button', { name: '下一步' }).click()
    await seen(page.getByRole('img', { name: '绑定用的二维码' }))
    const secret = (await page.locator('code').first().textContent())!
    await takePicture(phone, 'security-qr')
    await expectAccessible(page)
    await page.getByLabel('验证器显示的 6 位数字').fill(codeOf(secret))
    await page.getByRole('button', { name: '确认绑定' }).click()
    await seen(page.getByText('只显示这一次'))
    const codes = await page.locator('.sec-codes li').allTextContents()
    expect(codes).toHaveLength(10)
    await takePicture(phone, 'security-codes')
    await expectAccessible(page)
    await page.getByRole('button', { name: '我已保存好恢复码' }).click()
    await seen(page.getByText('还剩 10 个可用'))

    const again = await house.visit({ width: 390, locale: 'zh-CN', provokes: [401] })
    await enter(again, 'field', 'worker20', 'linli-demo')
    await again.page.getByLabel('动态验证码').fill(codeOf(secret, 1))
    await takePicture(again, 'security-otp')
    await again.page.keyboard.press('Enter')
    await seen(again.page.getByRole('link', { name: '我的' }))

    const desk = await house.visit({ width: 1440, locale: 'en-US', provokes: [401] })
    await enter(desk, 'console', 'worker20', 'linli-demo')
    await desk.page.getByRole('button', { name: /Use a recovery code/ }).click()
    await desk.page.getByLabel('Recovery code').fill(codes[2]!.toUpperCase())
    await desk.page.keyboard.press('Enter')
    await seen(desk.page.getByText('Nothing waits for you'))
    await desk.page.goto('/console/security')
    await seen(desk.page.getByText('9 left'))
    await takePicture(desk, 'security')
    expectNoTrouble(phone, again, desk)
  })
})

describe('the security administrator', () => {
  it('takes a new worker in: account, post, one-time password; the worker changes it and begins', async () => {
    const office = await house.visit({ width: 1440, locale: 'zh-CN' })
    const { page } = office
    await signIn(office, 'console', 'secadmin')
    await page.goto('/console/accounts')
    await page.getByRole('button', { name: '新建账号' }).click()
    await seen(page.getByRole('heading', { name: '新建账号', level: 1 }))
    await page.getByLabel('用户名').fill('zhao.xin')
    await page.getByLabel('姓名').fill('赵新')
    await page.getByRole('button', { name: '创建' }).click()
    await seen(page.getByRole('heading', { name: '赵新', level: 1 }))
    await seen(page.getByText('没有岗位'))

    await page.getByRole('button', { name: '授予岗位' }).click()
    await page.getByLabel('角色').selectOption({ label: '网格员' })
    await page.getByLabel('按名称查找单位').fill('石榴园')
    const units = page.getByLabel('单位', { exact: true })
    await expect.poll(() => units.locator('option').count()).toBeGreaterThan(1)
    await units.selectOption({ index: 1 })
    await takePicture(office, 'account-post')
    await page.getByRole('button', { name: '授予岗位' }).click()
    await seen(page.getByText(/网格员 ·/))

    await page.getByRole('button', { name: '重置密码' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('原因').fill('新入职')
    await dialog.getByRole('button', { name: '重置密码' }).click()
    await seen(dialog.getByText('只显示这一次'))
    const oneTime = (await dialog.locator('code').textContent())!
    await takePicture(office, 'account-one-time')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '已告知本人' }).click()

    const phone = await house.visit({ width: 390, locale: 'zh-CN', provokes: [401, 403] })
    await enter(phone, 'field', 'zhao.xin', oneTime)
    await seen(phone.page.getByText('设置您自己的新密码'))
    await phone.page.getByLabel('当前密码').fill(oneTime)
    await phone.page.getByLabel('新密码').fill('zhao.xin-2026')
    await seen(phone.page.getByText('密码不能包含用户名'))
    await phone.page.getByLabel('新密码').fill('tramway lamp 7 tea')
    await phone.page.getByLabel('再输入一次').fill('tramway lamp 7 tea')
    await takePicture(phone, 'security-first')
    await expectAccessible(phone.page)
    await phone.page.getByRole('button', { name: '修改密码' }).click()
    await phone.page.getByRole('button', { name: '继续' }).click()
    await seen(phone.page.getByRole('link', { name: '我的' }))
    expectNoTrouble(office, phone)
  })

  it('sees before disabling what is left behind, and names who takes over', async () => {
    const office = await house.visit({ width: 1440, locale: 'zh-CN' })
    const { page } = office
    await signIn(office, 'console', 'secadmin')
    await page.goto('/console/accounts?q=civil901')
    await page.getByRole('link', { name: 'civil901' }).click()
    await page.getByRole('button', { name: '停用账号' }).click()
    const dialog = page.getByRole('dialog')
    await seen(dialog.getByText('以下单位将无人在岗'))
    await dialog.getByLabel('输入姓名或用户名查找').fill('fire1')
    const successor = dialog.getByLabel(/^接替人/)
    await expect.poll(() => successor.locator('option').count()).toBeGreaterThan(1)
    await takePicture(office, 'account-disable')
    await expectAccessible(page)
    await successor.selectOption({ index: 1 })
    await dialog.getByLabel('原因').fill('调离')
    await dialog.getByRole('button', { name: '停用账号' }).click()
    await seen(page.getByText('已停用'))
    expectNoTrouble(office)
  })
})
