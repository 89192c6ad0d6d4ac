// The worker's phone: from seeing it to having it sent in few taps; work done and checked there; no network and bad input lose nothing.
import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, type Program, programOf } from './given.ts'
import { beginsWith, gone, seen } from './hands.ts'
import {
  drawPhoto,
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  largeFile,
  openHouse,
  signIn,
  takePicture,
  type Visit,
  type Visitor,
} from './house.ts'
import { languages } from './words.ts'

const { zh } = languages
/** In front of 石榴园3号楼, in the grid of worker3. */
const inTheGrid = { longitude: 114.50275, latitude: 30.50386, accuracy: 12 }
const beijing = { longitude: 116.397, latitude: 39.908 }

let house: E2eHouse
let town: Program
beforeAll(async () => {
  house = await openHouse()
  town = await programOf(house, 'town1')
})
afterAll(() => house?.close())

const onPhone = async (username: string, more: Partial<Visit> = {}): Promise<Visitor> => {
  const visitor = await house.visit({ width: 390, locale: 'zh-CN', position: inTheGrid, ...more })
  await signIn(visitor, 'field', username)
  await seen(visitor.page.getByRole('navigation'))
  return visitor
}

const tab = ({ page }: Visitor, name: string) => page.getByRole('navigation').getByRole('link', { name }).click()

/** What it is, from the whole catalogue by a word that people use. */
async function chooseMatter({ page }: Visitor, typed: string, name: string): Promise<void> {
  await page.getByRole('button', { name: '全部事项' }).click()
  const sheet = page.getByRole('dialog', { name: '什么事' })
  await sheet.getByLabel('查找事项').fill(typed)
  await sheet
    .getByRole('button', { name: beginsWith(name) })
    .first()
    .click()
}

describe('a report', () => {
  it('with a photo and the position', async () => {
    const worker = await onPhone('worker3')
    const { page } = worker
    await takePicture(worker, 'field-today')
    // The camera opens at once; its picture lies in the form.
    await page.getByLabel(beginsWith('拍照上报')).setInputFiles(await drawPhoto(house, '垃圾'))
    await seen(page.getByRole('img', { name: '第 1 个附件' }))
    await chooseMatter(worker, '垃圾', zh.bins)
    await page.getByRole('button', { name: '取当前位置' }).click()
    await seen(page.getByText(/属于 .*石榴园北网格/))
    await takePicture(worker, 'field-report')
    await expectAccessible(page)
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('heading', { name: '报上去了' }))
    await takePicture(worker, 'field-sent')
    await expectAccessible(page)
    await page.getByRole('button', { name: '查看这件事' }).click()
    await seen(page.getByRole('heading', { name: zh.bins }))
    await seen(page.getByRole('button', { name: /查看第 1 张/ }))
    expectNoTrouble(worker)
  })

  it('of what was handled on the spot is closed at once', async () => {
    const worker = await onPhone('worker3')
    const { page } = worker
    await tab(worker, '上报')
    await chooseMatter(worker, '小广告', '非法小广告')
    await page.getByRole('switch', { name: /现场已处理/ }).check()
    await page.getByLabel(beginsWith('怎么处理的')).fill('当场铲除，墙面已擦净')
    await page
      .locator('section')
      .filter({ hasText: '处理后的照片' })
      .getByLabel('相册、视频')
      .setInputFiles(await drawPhoto(house, '处理后'))
    await takePicture(worker, 'field-handled')
    await expectAccessible(page)
    await page.getByRole('button', { name: '上报并结案' }).click()
    await seen(page.getByRole('heading', { name: '已登记结案' }))
    await page.getByRole('button', { name: '查看这件事' }).click()
    await seen(page.getByText(zh.state.closed))
    expectNoTrouble(worker)
  })

  it('says what is missing where it is missing', async () => {
    const worker = await onPhone('worker3')
    const { page } = worker
    await tab(worker, '上报')
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('alert').getByText('请选是什么事'))
    await takePicture(worker, 'field-missing')
    await expectAccessible(page)
    expectNoTrouble(worker)
  })
})

describe('work', () => {
  it('is signed, told about and finished by the officer, and verified by the worker of the place', async () => {
    const words = '石榴园北门外垃圾堆到路上'
    const { id } = await givenReport(house, { words, matter: '06036' })
    await (await programOf(house, 'clerk1')).act(id, 'accept')
    await (await programOf(house, 'clerk1')).act(id, 'route', { centre: '990101001' })
    await town.act(id, 'accept')
    const unit = await unitOf('枕溪街道综合行政执法办公室')
    await town.act(id, 'dispatch', { unit })

    const officer = await onPhone('city1')
    await tab(officer, zh.wait.tab)
    await officer.page.getByRole('link', { name: new RegExp(words) }).click()
    await takePicture(officer, 'field-dispatched')
    await act(officer, zh.act.sign)
    await act(officer, zh.act.progress, async (sheet) =>
      sheet.getByRole('button', { name: '已到现场，正在处理' }).click(),
    )
    await act(officer, zh.act.finish, async (sheet) => {
      await sheet.getByLabel(beginsWith(zh.field.result)).fill('清运两车，路面已冲洗')
      await sheet.getByLabel('相册、视频').setInputFiles(await drawPhoto(house, '清运后'))
      await seen(sheet.getByRole('img'))
      await takePicture(officer, 'field-finish')
      await expectAccessible(officer.page)
    })

    const worker = await onPhone('worker3')
    await tab(worker, zh.wait.tab)
    await worker.page.getByRole('button', { name: beginsWith(zh.wait.verify) }).click()
    await takePicture(worker, 'field-to-verify')
    await worker.page.getByRole('link', { name: new RegExp(words) }).click()
    await act(worker, zh.act.verify)
    await seen(worker.page.getByText('核查通过').first())
    await worker.page.getByRole('button', { name: '返回' }).click()
    expectNoTrouble(officer, worker)
  })
})

describe('without a network', () => {
  it('what is sent is kept, listed, and goes out when the network is back', async () => {
    const worker = await onPhone('worker5', { provokes: ['offline'] })
    const { page, context } = worker
    await tab(worker, '上报')
    await page.getByRole('button', { name: '全部事项' }).waitFor()
    await context.setOffline(true)
    await seen(page.getByRole('status').getByText('网络已断开'))
    await page
      .getByLabel('相册、视频')
      .first()
      .setInputFiles(await drawPhoto(house, '地下车库'))
    await chooseMatter(worker, '电动车', '电动自行车违规停放充电')
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('heading', { name: '已保存，联网后自动上报' }))
    await takePicture(worker, 'field-kept')
    await expectAccessible(page)
    await page.getByRole('status').getByRole('button', { name: '查看' }).click()
    await seen(page.getByRole('listitem').getByText('等待发送'))
    await page.getByRole('button', { name: '现在发送' }).click()
    // Tried and failed: it stays listed, with the reason.
    await seen(page.getByRole('listitem').getByText('连不上服务器，可能是网络断开'))
    await takePicture(worker, 'field-outbox-offline')
    await expectAccessible(page)
    await context.setOffline(false)
    await seen(page.getByRole('listitem').getByText('已送达'))
    await takePicture(worker, 'field-outbox-done')
    expectNoTrouble(worker)
  })

  it('what the server refuses comes back as a choice, with everything in it', async () => {
    const words = '断网时别人先办了'
    const { id } = await givenReport(house, { words, matter: '06010', building: '石榴园2号楼' })
    await (await programOf(house, 'clerk1')).act(id, 'accept')
    const worker = await onPhone('worker3', { provokes: ['offline', 409, 403] })
    const { page, context } = worker
    await page.goto(`/field/incidents/${id}`)
    await page.getByRole('button', { name: zh.act.comment, exact: true }).click()
    const sheet = page.getByRole('dialog', { name: zh.act.comment })
    await sheet.getByLabel(beginsWith(zh.field.note)).fill('我这边也看到了，明早再来看')
    await context.setOffline(true)
    await sheet.getByRole('button', { name: zh.act.comment }).click()
    await seen(page.getByText(/留言.*已保存，联网后自动发送/))
    await (await programOf(house, 'clerk1')).act(id, 'comment', { note: '社区先说一句' })
    await context.setOffline(false)
    await seen(page.getByRole('status').getByText(/1 项需要处理/))
    await page.getByRole('status').getByRole('button', { name: '查看' }).click()
    await seen(page.getByRole('listitem').getByText('需要处理'))
    await takePicture(worker, 'field-outbox-refused')
    await expectAccessible(page)
    await page.getByRole('button', { name: '看最新情况' }).click()
    await seen(page.getByText('社区先说一句'))
    const again = page.getByRole('dialog', { name: zh.act.comment })
    expect(await again.getByLabel(beginsWith(zh.field.note)).inputValue()).toBe('我这边也看到了，明早再来看')
    await again.getByRole('button', { name: zh.act.comment }).click()
    await gone(again)
    await seen(page.getByText('我这边也看到了，明早再来看'))
    expectNoTrouble(worker)
  })
})

describe('bad input', () => {
  it('a file that is no photo is named in the outbox; the report itself has arrived', async () => {
    const worker = await onPhone('worker3', { provokes: [400, 415] })
    const { page } = worker
    await tab(worker, '上报')
    await page
      .getByLabel('相册、视频')
      .first()
      .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是照片') })
    await chooseMatter(worker, '乱堆', '乱堆杂物')
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('heading', { name: '报上去了' }))
    await page.getByRole('status').getByRole('button', { name: '查看' }).click()
    await seen(page.getByRole('listitem').getByText('文件内容与所称类型不符，未予保存'))
    await takePicture(worker, 'field-photo-refused')
    await expectAccessible(page)
    await page.getByRole('button', { name: '放弃' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
    await gone(page.getByText('需要处理'))
    expectNoTrouble(worker)
  })

  it('words that are too long are not cut off; the limit is said at the field', async () => {
    const worker = await onPhone('worker3')
    const { page } = worker
    await tab(worker, '上报')
    await chooseMatter(worker, '噪声', '噪声扰民')
    const words = page.getByLabel(beginsWith('说两句'))
    const long = '居民说了很久。'.repeat(600)
    await words.fill(long)
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('alert').getByText('最多 4000 字'))
    expect(await words.inputValue()).toBe(long)
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '清空' }).click()
    expectNoTrouble(worker)
  })

  it('a photo that is too large is refused before anything is filled in', async () => {
    const worker = await onPhone('worker3')
    const { page } = worker
    await tab(worker, '上报')
    await page.getByLabel('相册、视频').first().setInputFiles(largeFile(40))
    await seen(page.getByRole('alert').getByText('文件超过大小上限'))
    await takePicture(worker, 'field-too-large')
    expectNoTrouble(worker)
  })

  it('a place outside the county is told before sending; the form comes back whole', async () => {
    const worker = await onPhone('worker3', { position: beijing, provokes: [404] })
    const { page } = worker
    await tab(worker, '上报')
    await chooseMatter(worker, '路灯', zh.lamp)
    await page.getByLabel(beginsWith('说两句')).fill('人在外地，灯在家门口')
    await page.getByRole('button', { name: '取当前位置' }).click()
    await seen(page.getByRole('alert').getByText('不在本县区范围内，请核对'))
    await takePicture(worker, 'field-outside')
    await expectAccessible(page)
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await expect.poll(() => page.getByRole('alert').getByText('不在本县区范围内，请核对').count()).toBe(2)
    expect(await page.getByLabel(beginsWith('说两句')).inputValue()).toBe('人在外地，灯在家门口')
    await page.getByRole('button', { name: '选楼栋' }).click()
    await page
      .getByRole('dialog', { name: '选楼栋' })
      .getByRole('button', { name: /石榴园3号楼/ })
      .click()
    await page.getByRole('button', { name: '上报', exact: true }).click()
    await seen(page.getByRole('heading', { name: '报上去了' }))
    expectNoTrouble(worker)
  })
})

async function unitOf(name: string): Promise<string> {
  const units = await town.units()
  return units.find((unit) => unit.name === name)!.id
}

type Sheet = ReturnType<Visitor['page']['getByRole']>

/** Opens the form of an action, fills it in, sends it, and waits until the phone says that it is done. */
async function act({ page }: Visitor, name: string, fill?: (sheet: Sheet) => Promise<unknown>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const sheet = page.getByRole('dialog', { name })
  await fill?.(sheet)
  await sheet.getByRole('button', { name, exact: true }).click()
  await seen(page.getByText(`${name}：完成`))
}
