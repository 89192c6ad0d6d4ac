// The loop as people live it: a stranger reports, four hands act, the stranger reads the answer and says that it is not so. Once in
// each language, in windows of their own: the stranger's and the worker's phone, the desks' wide screens.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  begin,
  beginsWith,
  choose,
  gone,
  lookUp,
  openFromQueue,
  panelOf,
  reportAsStranger,
  rowsOf,
  seen,
  submit,
} from './hands.ts'
import {
  drawPhoto,
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  openHouse,
  signIn,
  takePicture,
  type Visitor,
} from './house.ts'
import { languages } from './words.ts'

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const stories = [
  {
    w: languages.zh,
    matter: languages.zh.lamp,
    building: '石榴园3号楼',
    worker: 'worker3',
    said: '石榴园北门口的路灯三天不亮了，晚上老人下楼看不清台阶',
    progress: '已到现场，灯头烧坏，正在更换',
    result: '灯头已更换，当晚试灯正常',
    stillWrong: '换了以后又不亮了',
    // The catalogue asks for a check of lamps after the work; the worker finds no problem any more.
    check: 'postcheck',
  },
  {
    w: languages.en,
    matter: languages.en.bins,
    building: '石榴园3号楼',
    worker: 'worker3',
    said: 'The bins behind building 3 have been overflowing since Monday',
    progress: 'Two people and a cart are on the way',
    result: 'Bins emptied, ground swept and rinsed',
    stillWrong: 'They are full again and nobody came',
    check: 'verify',
  },
] as const

describe.each(stories)('the story in $w.locale', (story) => {
  const { w, said } = story

  it('goes from a stranger through four hands back to the stranger', { timeout: 180_000 }, async () => {
    const wide = { width: 1440, locale: w.locale } as const
    const stranger = await house.visit({ width: 390, locale: w.locale })
    const receipt = await reportAsStranger(stranger, {
      matter: story.matter,
      building: story.building,
      words: said,
      photo: await drawPhoto(house, story.building),
    })
    expect(receipt.number).toMatch(/^990101-\d{8}-\d{5}-[0-9A-Z]$/)
    await takePicture(stranger, 'resident-sent')
    await expectAccessible(stranger.page)

    const clerk = await house.visit(wide)
    await signIn(clerk, 'console', 'clerk1')
    await openFromQueue(clerk, said)
    await seen(clerk.page.getByRole('list', { name: w.field.files }).getByRole('button'))
    await begin(clerk, 'accept')
    await takePicture(clerk, 'desk-accept')
    await submit(clerk, 'accept')
    await choose(await begin(clerk, 'route'), w.field.centre, '枕溪街道综合指挥中心')
    await submit(clerk, 'route')

    const town = await house.visit(wide)
    await signIn(town, 'console', 'town1')
    await openFromQueue(town, said)
    await begin(town, 'accept')
    await submit(town, 'accept')
    const dispatch = await begin(town, 'dispatch')
    // Two clicks: the unit that the catalogue names is chosen already.
    await seen(dispatch.getByText(`枕溪街道综合行政执法办公室 (${w.suggested})`))
    await takePicture(town, 'desk-dispatch')
    await expectAccessible(town.page)
    await submit(town, 'dispatch')

    await lookUp(stranger, receipt)
    await seen(stranger.page.getByRole('heading', { name: new RegExp(w.standing.dispatched) }))

    const officer = await house.visit(wide)
    await signIn(officer, 'console', 'city1')
    await openFromQueue(officer, said)
    await begin(officer, 'sign')
    await submit(officer, 'sign')
    await (await begin(officer, 'progress')).getByLabel(w.field.note).fill(story.progress)
    await submit(officer, 'progress')
    const finish = await begin(officer, 'finish')
    await finish.getByLabel(w.field.result).fill(story.result)
    await finish.getByLabel(beginsWith(w.field.files)).setInputFiles(await drawPhoto(house, 'after'))
    await seen(finish.getByRole('img', { name: 'IMG_0001.jpg' }))
    await gone(finish.getByRole('progressbar'))
    await takePicture(officer, 'desk-finish')
    await submit(officer, 'finish')

    const worker = await house.visit({ width: 390, locale: w.locale })
    await signIn(worker, 'field', story.worker)
    await verifyOnThePhone(worker, story)

    await openFromQueue(town, said)
    const close = await begin(town, 'close')
    await takePicture(town, 'desk-close')
    await seen(close.getByText(w.field.met))
    await submit(town, 'close')
    await seen(town.page.getByRole('article').getByText(w.state.closed))
    await letBeSeen(town, w)

    await stranger.page.reload()
    await seen(stranger.page.getByRole('heading', { name: new RegExp(w.standing.closed) }))
    await seen(stranger.page.getByText(story.result))
    await seen(stranger.page.getByRole('img', { name: w.follow.picture }))
    await takePicture(stranger, 'resident-result')
    await expectAccessible(stranger.page)
    // At home, on a wide screen, with the same number and code.
    const atHome = await house.visit(wide)
    await lookUp(atHome, receipt)
    await seen(atHome.page.getByRole('img', { name: w.follow.picture }))
    await takePicture(atHome, 'resident-result')
    await expectAccessible(atHome.page)
    await stranger.page.getByLabel(w.follow.notSolved).fill(story.stillWrong)
    await stranger.page.getByRole('button', { name: w.follow.reopen }).click()
    await seen(stranger.page.getByText(new RegExp(w.standing.reopened)))
    await takePicture(stranger, 'resident-reopened')

    // The desk that closed it sees it come back, in its second round, with the stranger's words.
    await rowsOf(town).filter({ hasText: said }).waitFor()
    await seen(town.page.getByRole('article').getByText(w.round(2)))
    await seen(town.page.getByRole('article').getByText(story.stillWrong))
    await seen(panelOf(town).getByRole('button', { name: beginsWith(w.act.dispatch) }))
    await takePicture(town, 'desk-reopened')
    expectNoTrouble(stranger, atHome, clerk, town, officer, worker)
  })
})

/** The desk looks at the officer's picture and lets the stranger see it. */
async function letBeSeen(town: Visitor, w: (typeof stories)[number]['w']): Promise<void> {
  const { page } = town
  await page.getByRole('list', { name: w.field.files }).getByRole('button').last().click()
  const viewer = page.getByRole('dialog').first()
  await takePicture(town, 'desk-picture')
  await expectAccessible(page)
  await viewer.getByRole('button', { name: w.show.origin }).click()
  await takePicture(town, 'desk-picture-origin')
  await expectAccessible(page)
  await page.getByRole('button', { name: w.show.look, exact: true }).click()
  await seen(viewer.getByText(w.show.taken))
  await viewer.getByRole('button', { name: w.show.ask }).click()
  await takePicture(town, 'desk-picture-show')
  await expectAccessible(page)
  await page.getByRole('button', { name: w.show.sure }).click()
  await seen(viewer.getByText(w.show.is))
  await viewer.getByRole('button', { name: w.show.close }).last().click()
}

async function verifyOnThePhone(worker: Visitor, { w, said, check }: (typeof stories)[number]): Promise<void> {
  const { page } = worker
  await page.getByRole('navigation').getByRole('link', { name: w.wait.tab }).click()
  if (check === 'verify') await page.getByRole('button', { name: beginsWith(w.wait.verify) }).click()
  await page.getByRole('link', { name: new RegExp(said) }).click()
  await seen(page.getByRole('button', { name: w.act[check], exact: true }))
  await takePicture(worker, 'field-incident')
  await expectAccessible(page)
  await page.getByRole('button', { name: w.act[check], exact: true }).click()
  const sheet = page.getByRole('dialog', { name: w.act[check] })
  if (check === 'postcheck') await sheet.getByRole('radio', { name: w.field.clean }).check()
  await takePicture(worker, 'field-verify')
  await expectAccessible(page)
  await sheet.getByRole('button', { name: w.act[check], exact: true }).click()
  await seen(page.getByText(new RegExp(`${w.act[check]}(：|: )(完成|done)`)))
}
