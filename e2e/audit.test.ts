// The audit administrator: finds who did what and who read whose data, verifies the record, and is told when it does not hold. Whoever
// has no business there is told so.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport } from './given.ts'
import { choosePart, gone, seen } from './hands.ts'
import {
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
  const { id } = await givenReport(house, { words: '路灯不亮', matter: '01037', phone: '13800001234' })
  const clerk = await tokenOf('clerk1')
  const { reports } = await call<{ reports: { id: string }[] }>(`/api/incidents/${id}`, clerk)
  await call(`/api/reports/${reports[0]!.id}/reveal`, clerk, { purpose: '回拨 13800001234 核实地点' })
  await fetch(`${house.url}/api/session`, sent({ username: 'clerk1', password: 'not this one' }))
})
afterAll(() => house?.close())

const sent = (body: object, token?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
  body: JSON.stringify(body),
})

async function call<T>(path: string, token: string, body?: object): Promise<T> {
  const answer = await fetch(
    `${house.url}${path}`,
    body ? sent(body, token) : { headers: { authorization: `Bearer ${token}` } },
  )
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}

async function tokenOf(username: string): Promise<string> {
  const answer = await fetch(`${house.url}/api/session`, sent({ username, password: 'linli-demo' }))
  return ((await answer.json()) as { token: string }).token
}

const words = {
  'zh-CN': {
    actor: '操作人',
    search: '查询',
    refused: '被拒绝',
    signedIn: '登录',
    disclosures: '个人信息查看记录',
    verify: '立即核验',
    all: /同时核验全部办理记录和调解卷宗/,
    whole: /^完好：\d+ 条记录逐条相符$/,
    broken: /处断链/,
    keep: /请保全现场/,
    alarm: '记录链有断裂',
    noted: '已知悉',
    note: '登记处理情况',
    reason: /^处理情况/,
    save: '登记',
    forbidden: '审计记录只对审计管理员开放',
  },
  'en-US': {
    actor: 'Who',
    search: 'Search',
    refused: 'Refused',
    signedIn: 'Signed in',
    disclosures: 'Who read personal data',
    verify: 'Verify now',
    all: /All histories of incidents and mediations too/,
    whole: /^Whole: [\d,]+ entries, each fits$/,
    broken: /broken place/,
    keep: /Keep everything as it is/,
    alarm: 'A chain of the record does not hold',
    noted: 'Noted',
    note: 'Say what came of it',
    reason: /^What came of it/,
    save: 'Save',
    forbidden: 'The audit is for the audit administrator only',
  },
} as const

const enter = async (username: string, visit: Visit): Promise<Visitor> => {
  const visitor = await house.visit(visit)
  await signIn(visitor, 'console', username)
  return visitor
}
const rows = ({ page }: Visitor) => page.getByRole('region').getByRole('row')

describe.each(['zh-CN', 'en-US'] as const satisfies Locale[])('in %s', (locale) => {
  const w = words[locale]

  it.each([1440, 390] as const)(
    'at %i px the audit administrator searches both logs and verifies them',
    async (width) => {
      const auditor = await enter('auditadmin', { width, locale })
      const { page } = auditor
      await page.goto('/console/audit')
      await seen(rows(auditor).filter({ hasText: 'auditadmin' }))

      await page.getByLabel(w.actor, { exact: true }).fill('clerk1')
      await choosePart(page, w.refused)
      await page.getByRole('button', { name: w.search }).click()
      await expect.poll(() => page.url()).toMatch(/outcome=refused&actor=clerk1$/)
      await seen(rows(auditor).filter({ hasText: 'session.refused' }))
      expect(await rows(auditor).count()).toBe(2)
      expect(await rows(auditor).filter({ hasText: 'auditadmin' }).count()).toBe(0)
      await expectAccessible(page)
      await takePicture(auditor, 'audit-search')

      await choosePart(page, w.disclosures)
      await seen(rows(auditor).filter({ hasText: '138****1234' }))
      expect(await page.content()).not.toContain('13800001234')
      await expectAccessible(page)
      await takePicture(auditor, 'audit-disclosures')

      await page.getByRole('checkbox', { name: w.all }).check()
      await page.getByRole('button', { name: w.verify }).click()
      await seen(page.getByText(w.whole))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await expectAccessible(page)
        await takePicture({ ...auditor, dark: colorScheme === 'dark' }, 'audit-whole')
      }
      const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect(tooWide).toBeLessThanOrEqual(0)
      expectNoTrouble(auditor)
    },
  )

  it('a clerk is told that this is not theirs, and is led there by nothing', async () => {
    const clerk = await enter('clerk1', { width: 1440, locale, provokes: [403] })
    await clerk.page.goto('/console/audit')
    await seen(clerk.page.getByRole('alert').filter({ hasText: w.forbidden }))
    expect(await clerk.page.getByRole('button', { name: w.verify }).count()).toBe(0)
    expect(
      await clerk.page
        .getByRole('navigation')
        .getByRole('link', { name: /审计|Audit/ })
        .count(),
    ).toBe(0)
    await expectAccessible(clerk.page)
    await takePicture(clerk, 'audit-forbidden')
    expectNoTrouble(clerk)
  })
})

it('a record that does not hold is shown, says what to do, and stands above every page until it is noted', async () => {
  const w = words['zh-CN']
  const folder = join(house.dataDir, 'anchors')
  mkdirSync(folder, { recursive: true })
  // An anchor that the file knows and the database does not: as if the database had been set back.
  const point = { seq: 0, digest: null }
  const heads = { audit: point, disclosure: point, history: { to: 0, entries: 0, digest: '' } }
  const line = JSON.stringify({ seq: 900, at: '2026-11-22T00:00:00.000Z', heads, digest: '00'.repeat(32) })
  writeFileSync(join(folder, 'anchors.jsonl'), `${line}\n`)
  const auditor = await enter('auditadmin', { width: 1440, locale: 'zh-CN' })
  const { page } = auditor
  await page.goto('/console/audit')
  await page.getByRole('button', { name: w.verify }).click()
  await seen(page.getByText(w.broken))
  await seen(page.getByText(w.keep))
  await seen(page.getByRole('alert').filter({ hasText: w.alarm }))
  await expectAccessible(page)
  await takePicture(auditor, 'audit-broken')
  const reason = '演练：库外文件多出一行，已核对备份'
  const [first] = await page.getByRole('button', { name: w.note }).all()
  await first!.click()
  await page.getByLabel(w.reason).fill(reason)
  await page.getByRole('button', { name: w.save, exact: true }).click()
  await seen(page.getByText(reason))
  await expectAccessible(page)
  await takePicture(auditor, 'audit-noted')
  await page.goto('/console/')
  await seen(page.getByRole('alert').filter({ hasText: w.alarm }))
  await page.getByRole('button', { name: w.noted }).click()
  await gone(page.getByText(w.alarm))
  expectNoTrouble(auditor)
  rmSync(folder, { recursive: true })
})
