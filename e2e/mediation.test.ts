// A dispute from its report to the court: two sessions, a written agreement, confirmation asked for, by the mediator's own hands; and
// what the town, which sees the incident, is told of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, programOf } from './given.ts'
import { seen } from './hands.ts'
import {
  drawPhoto,
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  type Locale,
  openHouse,
  signIn,
  takePicture,
  type Visit,
  type Visitor,
} from './house.ts'

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const words = {
  'zh-CN': {
    card: '调解',
    notBegun: /尚未调解/,
    begin: '开始调解',
    name: '姓名',
    phone: '电话',
    open: '调解中',
    session: '记录调解',
    at: /^调解时间/,
    next: '下次调解时间',
    place: '地点',
    note: '记录（保密）',
    recorded: (act: string) => `已记录：${act}`,
    agree: '达成协议',
    written: '书面协议',
    on: '签名或者口头达成之日（当日生效）',
    facts: /^主要事实/,
    terms: '协议内容',
    manner: /^履行方式/,
    performBy: /^履行期限/,
    files: '附件',
    fill: '请填写',
    agreed: '达成协议',
    until: /^可在 .* 前共同申请/,
    court: '司法确认',
    asked: '已申请司法确认',
    day: '日期',
    read: '查阅卷宗',
    file: '卷宗',
    whole: '记录完整，未被改动',
    mine: '我的调解案件',
    secret: /只对本案调解员和调解单位负责人开放/,
    denied: '您的岗位不参与调解',
    none: '目前没有您的调解案件',
  },
  'en-US': {
    card: 'Mediation',
    notBegun: /Not mediated yet/,
    begin: 'Begin mediation',
    name: 'Name',
    phone: 'Phone',
    open: 'Under way',
    session: 'Record a session',
    at: /^When it was/,
    next: 'When they meet again',
    place: 'Where',
    note: 'What was said (secret)',
    recorded: (act: string) => `Recorded: ${act}`,
    agree: 'Agreement reached',
    written: 'Written',
    on: 'Signed or agreed on (in force from that day)',
    facts: /^Facts, dispute/,
    terms: 'What was agreed',
    manner: /^How it is performed/,
    performBy: /^To be performed by/,
    files: 'Files',
    fill: 'Please fill in',
    agreed: 'Agreed',
    until: /^May be asked for jointly until/,
    court: 'Court confirmation',
    asked: 'Court confirmation asked for',
    day: 'Day',
    read: 'Read the file',
    file: 'File of the case',
    whole: 'The record is whole and unchanged',
    mine: 'My mediation cases',
    secret: /open to the mediators of the case and the head of their unit only/,
    denied: 'Your post does not mediate',
    none: 'No mediation case of yours at present',
  },
} as const

const enter = async (username: string, visit: Visit): Promise<Visitor> => {
  const visitor = await house.visit(visit)
  await signIn(visitor, 'console', username)
  return visitor
}

/** The place's own day and time, so many days from now. */
const local = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString()
const day = (days: number) => local(days).slice(0, 10)
const minute = (days: number) => local(days).slice(0, 16)

const dialog = ({ page }: Visitor) => page.getByRole('dialog')
const card = (visitor: Visitor) =>
  visitor.page
    .locator('section.ll-card')
    .filter({ has: visitor.page.getByRole('heading', { name: words[visitor.locale].card, exact: true }) })

async function beginMediation(visitor: Visitor): Promise<void> {
  const w = words[visitor.locale]
  await card(visitor).getByRole('button', { name: w.begin }).click()
  await dialog(visitor).getByLabel(w.name).nth(0).fill('陈甲')
  await dialog(visitor).getByLabel(w.phone).nth(0).fill('13800001234')
  await expectAccessible(visitor.page)
  await takePicture(visitor, 'mediation-begin')
  // The second name is missing: it is said, and nothing is lost.
  await dialog(visitor).getByRole('button', { name: w.begin }).click()
  await seen(dialog(visitor).getByText(w.fill))
  await dialog(visitor).getByLabel(w.name).nth(1).fill('李乙')
  await dialog(visitor).getByRole('button', { name: w.begin }).click()
  await seen(card(visitor).getByText(w.open, { exact: true }))
}

async function recordSession(visitor: Visitor, next: string | null): Promise<void> {
  const w = words[visitor.locale]
  await card(visitor).getByRole('button', { name: w.session }).click()
  const form = dialog(visitor)
  await form.getByLabel(w.at).fill(minute(0))
  await form.getByLabel(w.place).fill('社区调解室')
  for (const name of ['陈甲', '李乙']) await form.getByRole('checkbox', { name }).check()
  await form.getByLabel(w.note).fill('双方说明了情况')
  if (next) await form.getByLabel(w.next).fill(next)
  if (next) {
    await expectAccessible(visitor.page)
    await takePicture(visitor, 'mediation-session')
  }
  await form.getByRole('button', { name: w.session }).click()
  await seen(visitor.page.getByText(w.recorded(w.session)))
}

async function agree(visitor: Visitor): Promise<void> {
  const w = words[visitor.locale]
  await card(visitor).getByRole('button', { name: w.agree }).click()
  const form = dialog(visitor)
  await form.getByRole('radio', { name: w.written }).check()
  await form.getByLabel(w.on).fill(day(0))
  await form.getByLabel(w.terms).fill('楼上一个月内修好防水，补偿楼下五百元。')
  // A written one states more: what is missing is said at its field.
  await form.getByRole('button', { name: w.agree }).click()
  await seen(form.getByText(w.fill))
  await form.getByLabel(w.facts).fill('楼上漏水，楼下天花板受损。')
  await form.getByLabel(w.manner).fill('当面付清')
  await form.getByLabel(w.performBy).fill(day(14))
  await form.getByLabel(w.files).setInputFiles(await drawPhoto(house, '协议书'))
  await form.locator('.upload img').waitFor()
  await expect.poll(() => form.locator('.upload progress').count()).toBe(0)
  await takePicture(visitor, 'mediation-agree')
  await form.getByRole('button', { name: w.agree }).click()
  await seen(card(visitor).getByText(w.until))
}

async function askCourt(visitor: Visitor): Promise<void> {
  const w = words[visitor.locale]
  await card(visitor).getByRole('button', { name: w.court }).click()
  const form = dialog(visitor)
  await form.getByRole('radio', { name: w.asked }).check()
  await form.getByLabel(w.day).fill(day(0))
  await form.getByRole('button', { name: w.court }).click()
  await seen(card(visitor).getByText(new RegExp(`^${w.asked}`)))
}

describe.each(['zh-CN', 'en-US'] as const satisfies Locale[])('in %s', (locale) => {
  const w = words[locale]

  it.each([1440, 390] as const)('at %i px a dispute is mediated until the court is asked', async (width) => {
    const clerk = await programOf(house, 'clerk1')
    const { id, number } = await givenReport(house, { matter: '98001', words: '楼上漏水，两家争执' })
    await clerk.act(id, 'accept')
    const mediator = await enter('clerk1', { width, locale, provokes: [400] })
    await mediator.page.goto(`/console/desk/${id}`)
    await seen(card(mediator).getByText(w.notBegun))
    await beginMediation(mediator)
    await recordSession(mediator, minute(1))
    await recordSession(mediator, null)
    await agree(mediator)
    await askCourt(mediator)
    // Whoever acted has read the file already, so it stands open; otherwise it is asked for.
    const read = card(mediator).getByRole('button', { name: w.read })
    if (await read.isVisible()) await read.click()
    const file = mediator.page.getByRole('region', { name: w.file })
    await seen(file.getByText('楼上一个月内修好防水，补偿楼下五百元。'))
    await seen(file.getByText(w.whole))
    await expectAccessible(mediator.page)
    await takePicture(mediator, 'mediation-file')
    const tooWide = await mediator.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(tooWide).toBeLessThanOrEqual(0)

    await mediator.page.goto('/console/mediations')
    await seen(mediator.page.getByRole('heading', { name: w.mine }))
    await seen(mediator.page.getByRole('link', { name: number }))
    await expectAccessible(mediator.page)
    await takePicture(mediator, 'mediations')
    await mediator.page.getByRole('link', { name: number }).click()
    await seen(card(mediator).or(mediator.page.getByText(w.agreed, { exact: true })))
    expectNoTrouble(mediator)

    const town = await enter('town1', { width, locale })
    await town.page.goto(`/console/desk/${id}`)
    await seen(card(town).getByText(w.secret))
    expect(await card(town).getByRole('button').count()).toBe(0)
    const shown = await town.page.content()
    for (const secret of ['陈甲', '李乙', '13800001234', '修好防水']) expect(shown).not.toContain(secret)
    await expectAccessible(town.page)
    await takePicture(town, 'mediation-town')
    expectNoTrouble(town)
  })

  it('who does not mediate is told so; who has no case sees an empty list', async () => {
    const leader = await enter('leader1', { width: 1440, locale })
    await leader.page.goto('/console/mediations')
    await seen(leader.page.getByRole('heading', { name: w.denied }))
    await expectAccessible(leader.page)
    await takePicture(leader, 'mediations-denied')
    expectNoTrouble(leader)
    const worker = await enter('worker3', { width: 390, locale })
    await worker.page.goto('/console/mediations')
    await seen(worker.page.getByText(w.none))
    await expectAccessible(worker.page)
    await takePicture(worker, 'mediations-none')
    expectNoTrouble(worker)
  })
})
