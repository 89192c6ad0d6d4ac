// The catalogue: found the way people say it, the same at all three doors; read, and loaded by whoever may.
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginsWith, seen } from './hands.ts'
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

const phone: Visit = { width: 390, locale: 'zh-CN' }
const desk: Visit = { width: 1440, locale: 'zh-CN' }

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const at = async (door: 'console' | 'field', username: string, visit: Visit): Promise<Visitor> => {
  const visitor = await house.visit(visit)
  await signIn(visitor, door, username)
  return visitor
}

/** The first lines of several texts: names, without hints. */
const firstLines = (texts: readonly string[]) => texts.map((text) => text.trim().split('\n')[0]!.trim())

describe('what people say', () => {
  it.each([
    ['zh-CN', '井盖没了', '供水井盖', '盖上常有'],
    ['en-US', 'manhole', 'Sewer manhole cover', 'sewer cover, often marked'],
  ] as const)(
    'in %s finds the same at the desk, on the phone and for residents: %s',
    async (locale, said, one, hint) => {
      const worker = await at('field', 'worker3', { ...phone, locale })
      await worker.page.goto('/field/report')
      await worker.page.getByRole('button', { name: /全部事项|All matters/ }).click()
      await worker.page.getByRole('searchbox').fill(said)
      const found = worker.page.locator('.matter-found button')
      await seen(found.filter({ hasText: one }))
      await takePicture(worker, 'matters-field')
      const onPhone = firstLines(await found.allInnerTexts())

      const clerk = await at('console', 'clerk1', { ...desk, locale })
      await clerk.page.goto('/console/incidents/new')
      const picker = clerk.page.getByRole('combobox').first()
      await picker.fill(said)
      const options = clerk.page.locator('.matter-option')
      // The desk's list draws what is in sight.
      await expect.poll(async () => firstLines(await options.allInnerTexts()).slice(0, 5)).toEqual(onPhone.slice(0, 5))
      await takePicture(clerk, 'matters-desk')

      const resident = await house.visit({ ...phone, locale })
      await resident.page.goto('/report')
      await resident.page.getByRole('searchbox').first().fill(said)
      const tiles = resident.page.locator('[data-fragment=matters] label')
      await expect.poll(async () => firstLines(await tiles.allInnerTexts()).slice(0, 3)).toEqual(onPhone.slice(0, 3))
      await takePicture(resident, 'matters-resident')
      for (const { page } of [worker, clerk, resident]) await seen(page.getByText(hint).first())
      expectNoTrouble(worker, clerk, resident)
    },
  )

  it('by the keyboard alone: typed, leafed through, opened', async () => {
    const clerk = await at('console', 'clerk1', desk)
    const { page } = clerk
    await page.goto('/console/matters')
    await page.getByLabel('查找').fill('ludeng')
    await seen(page.getByRole('link', { name: /01037/ }))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await seen(page.getByRole('heading', { name: '路灯', exact: true }))
    await expect.poll(() => page.url()).toContain('matter=01037')
    await seen(page.getByRole('cell', { name: /单盏不亮/ }))
    await seen(page.getByRole('cell', { name: '2个工作日' }))
    await takePicture(clerk, 'matters-page')
    expectNoTrouble(clerk)
  })
})

it('asks the questions of a matter, and none of them of another', async () => {
  const clerk = await at('console', 'clerk1', desk)
  const { page } = clerk
  await page.goto('/console/incidents/new')
  await page.getByRole('combobox').first().fill('邻里纠纷')
  await page.locator('.matter-option').filter({ hasText: '邻里纠纷' }).first().click()
  await page.getByLabel(/涉及人数/).fill('3')
  await page.getByLabel(/规模/).selectOption({ label: '个体性事件' })
  await takePicture(clerk, 'matters-questions')
  await expectAccessible(page)
  await page.getByRole('combobox').first().fill('路灯')
  await page.locator('.matter-option').filter({ hasText: '路灯' }).first().click()
  await page.getByLabel(/涉及人数/).waitFor({ state: 'detached' })
  expectNoTrouble(clerk)
})

describe('loading', () => {
  const head = 'list,level,area,valid_from,valid_to,list_source,matter,name,duty,basis,source'
  const file = (...rows: string[]) => ({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([head, ...rows].join('\n')),
  })
  const first = '枕溪街道履职清单,town,990101001,2026-01-01,,街道公布'

  it('a list with faults is refused row by row; mended it is loaded and shows at its matter', async () => {
    const admin = await house.visit({ ...desk, provokes: [400] })
    await signIn(admin, 'console', 'sysadmin')
    const { page } = admin
    await page.goto('/console/matters?tab=load')
    await page.getByRole('group', { name: '文件是' }).getByLabel('履职清单').check()
    await page.getByLabel(/选择 CSV 文件/).setInputFiles(file(`${first},06042,,收回,,`, ',,,,,,06999,,basic,,'))
    await page.getByRole('button', { name: '检查并载入' }).click()
    await seen(page.getByRole('heading', { name: '2 处有误，什么也没有载入' }))
    await seen(page.getByRole('row', { name: /^2 basis 收回事项必须写明法定依据/ }))
    await seen(page.getByRole('row', { name: /^3 matter 没有这个事项或类 06999/ }))
    await takePicture(admin, 'matters-refused')
    await expectAccessible(page)

    const basis = '《城市市容和环境卫生管理条例》第三十五条'
    await page.getByLabel(/选择 CSV 文件/).setInputFiles(file(`${first},06042,,收回,${basis},`, ',,,,,,06010,,basic,,'))
    await page.getByRole('button', { name: '检查并载入' }).click()
    await seen(page.getByText('已载入 枕溪街道履职清单：2 条'))
    await page.goto('/console/matters?tab=duties')
    await page.getByRole('link', { name: '枕溪街道履职清单' }).click()
    await seen(page.getByRole('row', { name: beginsWith('06042') }))
    await takePicture(admin, 'matters-duties')
    await page.goto('/console/matters?matter=06042&area=990101001')
    await seen(page.getByText(/镇街 · 上级收回，不能派给镇街单位/))
    await seen(page.getByText(basis))
    await takePicture(admin, 'matters-taken-back')
    await expectAccessible(page)
    expectNoTrouble(admin)
  })

  it('is not offered to whoever may not', async () => {
    const clerk = await at('console', 'clerk1', desk)
    await clerk.page.goto('/console/matters?tab=load')
    await seen(clerk.page.getByRole('radiogroup', { name: '内容' }))
    expect(await clerk.page.getByText('载入文件').count()).toBe(0)
    expectNoTrouble(clerk)
  })
})
