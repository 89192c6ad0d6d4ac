// The door of everybody: what goes wrong there is said in words, and nothing that was written is lost.
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, programOf } from './given.ts'
import { beginsWith, findPlace, gone, lookUp, reportAsStranger, seen, wordsFor } from './hands.ts'
import {
  drawPhoto,
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  type Locale,
  largeFile,
  openHouse,
  takePicture,
  type Visit,
  type Visitor,
} from './house.ts'
import { languages } from './words.ts'

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const phone: Visit = { width: 390, locale: 'zh-CN' }
const { zh } = languages

/** A form with everything in it, not sent yet. */
async function fillIn(visitor: Visitor, words: string): Promise<void> {
  const { page } = visitor
  const w = wordsFor(visitor)
  await page.goto('/report')
  await page.getByRole('radio', { name: beginsWith(w.bins) }).check()
  await findPlace(page, w, '石榴园5号楼')
  await page.getByLabel(w.report.said).fill(words)
}

const send = ({ page, locale }: Visitor) =>
  page.getByRole('button', { name: (locale === 'zh-CN' ? languages.zh : languages.en).report.send }).click()

const saidIn: Record<
  Locale,
  Record<'notAPicture' | 'tooLarge' | 'unsent' | 'remove' | 'outside' | 'where' | 'long', string>
> = {
  'zh-CN': {
    notAPicture: '文件内容与所称类型不符',
    tooLarge: '文件超过大小上限',
    unsent: '有照片没传上',
    remove: '移除',
    outside: '不在本区县范围内',
    where: '请选择在哪里',
    long: '说明太长',
  },
  'en-US': {
    notAPicture: 'The content is not what it says',
    tooLarge: 'The file is larger than is allowed',
    unsent: 'A photo was not sent',
    remove: 'Remove',
    outside: 'outside the county',
    where: 'Choose where it is',
    long: 'Too long',
  },
}

describe.each(['zh-CN', 'en-US'] as const)('bad input in %s', (locale) => {
  const said = saidIn[locale]

  it('a file that is no photo, and one that is too large, are refused beside the photo; the rest can be sent', async () => {
    const visitor = await house.visit({ ...phone, locale, provokes: [400, 413, 415] })
    const { page } = visitor
    const w = wordsFor(visitor)
    await fillIn(visitor, '照片不对，话是对的')
    const add = page.getByLabel(w.report.photo)
    await add.setInputFiles({
      name: 'IMG_0002.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('这不是照片，是一段文字'),
    })
    const photos = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: said.remove }) })
    await seen(photos.getByText(said.notAPicture))
    await add.setInputFiles(largeFile(40))
    await seen(photos.getByText(said.tooLarge))
    await add.setInputFiles(await drawPhoto(house, 'good'))
    await send(visitor)
    await seen(page.getByText(said.unsent))
    await takePicture(visitor, 'resident-photos-refused')
    await expectAccessible(page)
    for (const words of [said.notAPicture, said.tooLarge])
      await photos.filter({ hasText: words }).getByRole('button', { name: said.remove }).click()
    await send(visitor)
    await seen(page.getByRole('heading', { name: w.sent.title }))
    expectNoTrouble(visitor)
  })

  it('a place outside the county is told at once, and everything stays in the form', async () => {
    const beijing = { longitude: 116.397, latitude: 39.908 }
    const visitor = await house.visit({ ...phone, locale, position: beijing, provokes: [400] })
    const { page } = visitor
    await fillIn(visitor, '人在外地，事在本地')
    await page.getByRole('button', { name: /^(用我现在的位置|Use my position)/ }).click()
    await seen(page.getByText(new RegExp(said.outside)))
    await takePicture(visitor, 'resident-outside')
    await send(visitor)
    await seen(page.getByRole('alert').getByRole('link', { name: said.where }))
    await expectAccessible(page)
    expect(await page.getByLabel(wordsFor(visitor).report.said).inputValue()).toBe('人在外地，事在本地')
    await findPlace(page, wordsFor(visitor), '石榴园5号楼')
    await send(visitor)
    await seen(page.getByRole('heading', { name: wordsFor(visitor).sent.title }))
    expectNoTrouble(visitor)
  })

  it('words that are too long come back whole with the limit; far too long ones are still there afterwards', async () => {
    const visitor = await house.visit({ ...phone, locale, provokes: [400, 413] })
    const { page } = visitor
    const words = page.getByLabel(wordsFor(visitor).report.said)
    const long = '很长的话'.repeat(600)
    await fillIn(visitor, long)
    await send(visitor)
    await seen(page.getByRole('alert').getByText(new RegExp(said.long)))
    expect(await words.inputValue()).toBe(long)
    expect(await page.getByRole('radio', { name: beginsWith(wordsFor(visitor).bins) }).isChecked()).toBe(true)

    const book = 'x'.repeat(300_000)
    await words.fill(book)
    await send(visitor)
    await seen(page.getByRole('heading', { level: 1, name: /^(没能完成|That did not work)/ }))
    await takePicture(visitor, 'resident-too-long')
    await expectAccessible(page)
    await page.getByRole('link', { name: /^(继续填写|Back to the form)$/ }).click()
    expect(await words.inputValue()).toBe(book)
    expectNoTrouble(visitor)
  })

  it('a wrong number or code says so in one and the same way', async () => {
    const receipt = await givenReport(house, { words: `查进度 ${locale}`, building: '石榴园6号楼' })
    const visitor = await house.visit({ ...phone, locale, provokes: [404] })
    const { page } = visitor
    const w = wordsFor(visitor)
    await lookUp(visitor, { number: receipt.number, secret: '0000-0000-00000' })
    await seen(page.getByRole('alert').getByText(new RegExp(w.follow.wrong)))
    // The number was typed once; the code alone is asked for again.
    expect(await page.getByLabel(w.follow.number).inputValue()).toBe(receipt.number)
    await takePicture(visitor, 'resident-follow-wrong')
    await expectAccessible(page)
    await lookUp(visitor, { number: '990101-20260101-99999-9', secret: receipt.secret })
    await seen(page.getByRole('alert').getByText(new RegExp(w.follow.wrong)))
    // As people copy it: small letters, blanks, no dashes.
    await lookUp(visitor, {
      number: receipt.number.replaceAll('-', ' '),
      secret: receipt.secret.replaceAll('-', '').toLowerCase(),
    })
    await seen(page.getByRole('heading', { name: /^(办理进度|How it stands)/ }))
    expectNoTrouble(visitor)
  })
})

describe('the form', () => {
  it('says all that is missing, and leads there', async () => {
    const visitor = await house.visit({ ...phone, provokes: [400] })
    const { page } = visitor
    await page.goto('/report')
    await page.getByLabel(zh.report.said).fill('只写了情况')
    await send(visitor)
    const summary = page.getByRole('alert')
    await seen(summary.getByRole('link', { name: '请选择是什么事' }))
    await seen(summary.getByRole('link', { name: '请选择在哪里' }))
    await seen(summary.and(page.locator(':focus')))
    await takePicture(visitor, 'resident-missing')
    await expectAccessible(page)
    expect(await page.getByLabel(zh.report.said).inputValue()).toBe('只写了情况')
    expectNoTrouble(visitor)
  })

  it('finds a matter by what people say', async () => {
    const visitor = await house.visit(phone)
    const { page } = visitor
    await page.goto('/report')
    await page.getByLabel(zh.report.search).fill('楼上漏水天天吵')
    await seen(page.getByRole('group', { name: '找到的类别' }).getByRole('radio', { name: beginsWith('邻里纠纷') }))
    await page.getByLabel(zh.report.search).fill('qqqqqq')
    await seen(page.getByText(/没有找到完全对应的类别/))
    await takePicture(visitor, 'resident-nothing-found')
    expectNoTrouble(visitor)
  })

  it('keeps what was typed over a reload, and says so when there is no network', async () => {
    const visitor = await house.visit({ ...phone, provokes: ['offline'] })
    const { page, context } = visitor
    await fillIn(visitor, '刷新也不能丢')
    await page.reload()
    expect(await page.getByLabel(zh.report.said).inputValue()).toBe('刷新也不能丢')
    await context.setOffline(true)
    await seen(page.getByRole('status').getByText(/网络断了/))
    await takePicture(visitor, 'resident-offline')
    await context.setOffline(false)
    await gone(page.getByRole('status').getByText(/网络断了/))
    expectNoTrouble(visitor)
  })

  it('takes a point on the map, by keyboard as well', async () => {
    const visitor = await house.visit(phone)
    const { page } = visitor
    await page.goto('/report')
    await page.getByRole('button', { name: '在地图上选' }).click()
    await page.getByRole('button', { name: '选地图中心' }).click()
    await seen(page.getByRole('radio', { name: /枕溪街道/, checked: true }))
    await takePicture(visitor, 'resident-map')
    await expectAccessible(page)
    expectNoTrouble(visitor)
  })

  it('works without any script', async () => {
    const plain = await house.visit({ ...phone, scripts: false })
    const { page } = plain
    await page.goto('/report')
    await page.getByLabel(zh.report.search).fill('灯不亮')
    await page.getByRole('button', { name: zh.report.find, exact: true }).click()
    await page.getByRole('radio', { name: beginsWith(zh.lamp) }).check()
    await findPlace(page, zh, '石榴园7号楼')
    await page.getByLabel(zh.report.said).fill('没有脚本的手机也能报')
    await takePicture(plain, 'resident-plain')
    await send(plain)
    await seen(page.getByRole('heading', { name: zh.sent.title }))
    await page.getByRole('link', { name: zh.sent.follow }).click()
    await seen(page.getByRole('heading', { name: '办理进度' }))
    expectNoTrouble(plain)
  })
})

describe('after sending', () => {
  it('a report can be kept on this phone and taken off again', async () => {
    const visitor = await house.visit(phone)
    const { page } = visitor
    const { number } = await reportAsStranger(visitor, {
      matter: zh.bins,
      building: '石榴园1号楼',
      words: '记在手机上',
    })
    await page.getByLabel('记在这台手机上').check()
    await page.goto('/')
    await page.getByRole('button', { name: /查看/ }).click()
    await seen(page.getByRole('heading', { name: '办理进度' }))
    await page.goto('/follow')
    await takePicture(visitor, 'resident-kept')
    await page.getByRole('button', { name: `移除 ${number}` }).click()
    await gone(page.getByRole('heading', { name: '这台手机上记着的' }))
    expectNoTrouble(visitor)
  })

  it.each(['zh-CN', 'en-US'] as const)(
    'says of a danger that was made safe how its repair goes, in %s',
    async (locale) => {
      const receipt = await givenReport(house, {
        matter: '99005',
        words: '路面塌陷，已围起来',
        building: '石榴园6号楼',
      })
      const [clerk, worker] = [await programOf(house, 'clerk1'), await programOf(house, 'worker3')]
      const team = (await clerk.units()).find(({ name }) => name.includes('石榴园北'))!
      const takeThrough = async (id: string) => {
        await clerk.act(id, 'accept')
        await clerk.act(id, 'dispatch', { unit: team.id })
        await worker.act(id, 'sign')
        await worker.act(id, 'finish', { result: '已围挡并设警示' })
        await clerk.act(id, 'verify')
        return clerk.act(id, 'close')
      }
      const { linked } = await takeThrough(receipt.id)
      const visitor = await house.visit({ ...phone, locale })
      await lookUp(visitor, receipt)
      const said = (words: string) => visitor.page.getByText(words)
      await seen(said(locale === 'zh-CN' ? '后续修复' : 'The repair'))
      await takePicture(visitor, 'resident-repair')
      await expectAccessible(visitor.page)
      await takeThrough(linked[0]!.id)
      await visitor.page.reload()
      await seen(said(locale === 'zh-CN' ? '后续修复已办结' : 'The repair is done and closed'))
      await takePicture(visitor, 'resident-repair-done')
      expectNoTrouble(visitor)
    },
  )

  it('"done looking" forgets it on a device of somebody else', async () => {
    const receipt = await givenReport(house, { words: '在别人电脑上看', building: '石榴园4号楼' })
    const visitor = await house.visit({ width: 1440, locale: 'zh-CN' })
    const { page } = visitor
    await lookUp(visitor, receipt)
    await page.getByRole('button', { name: '结束查看' }).click()
    await page.goto(`/follow/${receipt.number}`)
    await seen(page.getByText('请再输入一次查询码'))
    await takePicture(visitor, 'resident-left')
    expectNoTrouble(visitor)
  })
})

describe('my grid', () => {
  it('is found by name and shows who it is; a place in no grid is told', async () => {
    const visitor = await house.visit({ ...phone, position: { longitude: 116.397, latitude: 39.908 } })
    const { page } = visitor
    await page.goto('/grid')
    await page.getByRole('button', { name: '用我现在的位置查' }).click()
    await seen(page.getByText('这个位置不属于任何网格。'))
    await takePicture(visitor, 'resident-grid-nowhere')
    await page.getByLabel('小区、楼号或网格名').fill('没有这个小区')
    await page.getByRole('button', { name: '查找' }).click()
    await seen(page.getByText(/没有找到“没有这个小区”/))
    await page.getByLabel('小区、楼号或网格名').fill('石榴园 3号楼')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('link', { name: /石榴园3号楼/ }).click()
    await seen(page.getByRole('heading', { level: 1, name: '石榴园北网格' }))
    await seen(page.getByRole('link', { name: /^打电话/ }))
    await takePicture(visitor, 'resident-board')
    await expectAccessible(page)
    await page.getByRole('link', { name: '在这个网格反映问题' }).click()
    await seen(page.getByRole('radio', { name: /石榴园北网格/, checked: true }))
    expectNoTrouble(visitor)
  })
})
