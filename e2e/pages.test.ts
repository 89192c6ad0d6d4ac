// Every page of every door, on a phone and on a desk's screen, in both languages, light and dark: WCAG 2.2 AA by axe, nothing that
// scrolls sideways, no error in the console. With LINLI_PICTURES they are the pictures to look at.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { givenReport, type Program, programOf } from './given.ts'
import { lookUp, seen, settled } from './hands.ts'
import {
  type E2eHouse,
  expectAccessible,
  expectNoTrouble,
  type Locale,
  openHouse,
  signIn,
  takePicture,
  takeSession,
  type Visit,
  type Visitor,
} from './house.ts'

let house: E2eHouse
let rich: { id: string; number: string; secret: string }
let worker: string
let closed: { number: string; secret: string }

beforeAll(async () => {
  house = await openHouse()
  const town = await programOf(house, 'town1')
  const officer = await programOf(house, 'city1')
  const clerk = await programOf(house, 'clerk1')
  rich = await givenLamp('石榴园北门的路灯不亮', '13800001234')
  await givenLamp('石榴园门口灯坏了，和邻居报的可能是同一盏')
  await dispatched(rich.id, { town, clerk })
  await officer.act(rich.id, 'sign')
  await officer.act(rich.id, 'extend', { until: daysAhead(5), reason: '配件要从厂家发来' })
  await (await programOf(house, 'leader1')).act(rich.id, 'supervise', { order: '本周内修好', grade: 'yellow' })

  const done = await givenReport(house, { words: '垃圾箱满了', building: '石榴园8号楼' })
  await dispatched(done.id, { town, clerk })
  await officer.act(done.id, 'sign')
  await officer.act(done.id, 'finish', { result: '已清空并冲洗' })
  await (await programOf(house, 'worker4')).act(done.id, 'verify').catch(() => town.act(done.id, 'verify'))
  await town.act(done.id, 'close')
  closed = done
  worker = await (await programOf(house, 'secadmin')).account('worker8')
})
afterAll(() => house?.close())

const givenLamp = (words: string, phone?: string) =>
  givenReport(house, { words, matter: '01037', building: '石榴园3号楼', phone })

/** From the community to the town to the department. */
async function dispatched(id: string, { town, clerk }: Record<'town' | 'clerk', Program>): Promise<void> {
  await clerk.act(id, 'accept')
  await clerk.act(id, 'route', { centre: '990101001' })
  await town.act(id, 'accept')
  const unit = (await town.units()).find(({ name }) => name === '枕溪街道综合行政执法办公室')!.id
  await town.act(id, 'dispatch', { unit })
}

const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

interface Page {
  name: string
  /** Who looks; nobody for the residents' door and the sign-in pages. */
  as?: string
  path: () => string
  /** What must be there before it counts as shown. */
  until: (visitor: Visitor) => Promise<unknown>
}

const heading = ({ page }: Visitor) => seen(page.getByRole('heading', { level: 1 }))
const article = async (visitor: Visitor) => {
  await seen(visitor.page.getByRole('article'))
  await settled(visitor)
}

const consolePages: Page[] = [
  { name: 'console-sign-in', path: () => '/console/sign-in', until: heading },
  {
    name: 'console-desk-empty',
    as: 'clerk101',
    path: () => '/console/desk',
    until: (v) => seen(v.page.getByText(/没有等您办理的事件|Nothing waits for you/)),
  },
  {
    name: 'console-desk',
    as: 'town1',
    path: () => '/console/desk?door=areas&due=soon&stage=handle',
    until: (v) => seen(v.page.getByRole('region')),
  },
  { name: 'console-incident', as: 'town1', path: () => `/console/desk/${rich.id}?door=areas`, until: article },
  {
    name: 'console-incident-gone',
    as: 'clerk101',
    path: () => `/console/desk/${rich.id}`,
    until: (v) => seen(v.page.getByText(/没有这件事件|There is no such incident/)),
  },
  {
    name: 'console-intake',
    as: 'clerk1',
    path: () => '/console/incidents/new',
    until: async (v) => {
      await heading(v)
      await settled(v)
    },
  },
  {
    name: 'console-matters',
    as: 'clerk1',
    path: () => '/console/matters?matter=01001',
    until: (v) => seen(v.page.getByRole('heading', { name: /^(供水井盖|Water supply manhole cover)$/ })),
  },
  {
    name: 'console-matters-search',
    as: 'clerk1',
    path: () => '/console/matters?q=井盖',
    until: (v) => seen(v.page.getByText(/找到 \d+ 个事项|\d+ matters/)),
  },
  {
    name: 'console-matters-load',
    as: 'sysadmin',
    path: () => '/console/matters?tab=load',
    until: (v) => seen(v.page.getByText('GB/T 47678.5 2026')),
  },
  {
    name: 'console-health',
    as: 'sysadmin',
    path: () => '/console/health',
    until: (v) => seen(v.page.getByText(/^(正常|well)$/)),
  },
  {
    name: 'console-accounts',
    as: 'secadmin',
    path: () => '/console/accounts',
    until: (v) => seen(v.page.getByRole('cell', { name: 'auditadmin' })),
  },
  {
    name: 'console-accounts-filtered',
    as: 'secadmin',
    path: () => '/console/accounts?role=dispatcher&state=active',
    until: (v) => seen(v.page.getByRole('cell', { name: 'town1', exact: true })),
  },
  {
    name: 'console-account',
    as: 'secadmin',
    path: () => `/console/accounts/${worker}`,
    until: (v) => seen(v.page.getByText(/网格员 ·|Grid worker ·/)),
  },
  { name: 'console-account-new', as: 'secadmin', path: () => '/console/accounts/new', until: heading },
  {
    name: 'console-posts',
    as: 'secadmin',
    path: () => '/console/posts?under=990101001001&role=clerk',
    until: (v) => seen(v.page.getByRole('cell', { name: /受理员|Clerk/ })),
  },
  {
    name: 'console-security',
    as: 'town1',
    path: () => '/console/security',
    until: (v) => seen(v.page.getByText(/^(本机|this one)$/)),
  },
  {
    name: 'console-audit',
    as: 'auditadmin',
    path: () => '/console/audit',
    until: (v) => seen(v.page.getByRole('cell', { name: 'session.opened' })),
  },
  {
    name: 'console-nothing-here',
    as: 'auditadmin',
    path: () => '/console/desk',
    until: (v) => seen(v.page.getByText(/这里没有您要办理的事件|There are no incidents for you here/)),
  },
  { name: 'console-lost', as: 'clerk1', path: () => '/console/no-such-page', until: heading },
]

const fieldPages: Page[] = [
  { name: 'field-sign-in', path: () => '/field/sign-in', until: heading },
  { name: 'field-today', as: 'worker3', path: () => '/field/', until: heading },
  {
    name: 'field-waiting',
    as: 'city1',
    path: () => '/field/waiting',
    until: (v) => seen(v.page.getByRole('link', { name: /石榴园北门的路灯不亮/ })),
  },
  {
    name: 'field-waiting-empty',
    as: 'worker5',
    path: () => '/field/waiting?list=finished',
    until: (v) => seen(v.page.getByText(/没有等您核查的事|Nothing waits to be verified/)),
  },
  {
    name: 'field-grid',
    as: 'worker3',
    path: () => '/field/grid',
    until: async (v) => {
      await heading(v)
      await settled(v)
    },
  },
  { name: 'field-me', as: 'worker3', path: () => '/field/me', until: heading },
  {
    name: 'field-security',
    as: 'worker3',
    path: () => '/field/me/security',
    until: (v) => seen(v.page.getByText(/^(本机|this one)$/)),
  },
  {
    name: 'field-report',
    as: 'worker3',
    path: () => '/field/report',
    until: (v) => seen(v.page.getByRole('button', { name: /全部事项|All matters/ })),
  },
  {
    name: 'field-incident',
    as: 'city1',
    path: () => `/field/incidents/${rich.id}`,
    until: async (v) => {
      await seen(v.page.getByRole('list').getByText(/签收|Sign/))
      await settled(v)
    },
  },
  {
    name: 'field-incident-gone',
    as: 'worker101',
    path: () => `/field/incidents/${rich.id}`,
    until: (v) => seen(v.page.getByText(/没有这件事|There is no such incident/)),
  },
  {
    name: 'field-act',
    as: 'city1',
    path: () => `/field/incidents/${rich.id}?act=finish`,
    until: (v) => seen(v.page.getByRole('dialog')),
  },
  { name: 'field-messages', as: 'city1', path: () => '/field/messages', until: heading },
  {
    name: 'field-outbox',
    as: 'worker3',
    path: () => '/field/outbox',
    until: (v) => seen(v.page.getByText(/没有待发送的内容|Nothing waits to be sent/)),
  },
  {
    name: 'field-no-permission',
    as: 'sysadmin',
    path: () => '/field/',
    until: (v) => seen(v.page.getByText(/您的岗位不在这里办事|Your post does not work here/)),
  },
  {
    name: 'field-lost',
    as: 'worker3',
    path: () => '/field/no-such-page',
    until: (v) => seen(v.page.getByText(/没有这个页面|There is no such page/)),
  },
]

const residentPages: Page[] = [
  { name: 'resident-home', path: () => '/', until: heading },
  { name: 'resident-report', path: () => '/report', until: heading },
  {
    name: 'resident-report-urgent',
    path: () => '/report?matter=99003&grid=990101001001003',
    until: (v) => seen(v.page.getByText(/这是紧急情况|This is an emergency/)),
  },
  { name: 'resident-follow', path: () => '/follow', until: heading },
  {
    name: 'resident-progress',
    path: () => '/follow',
    until: async (v) => {
      await lookUp(v, rich)
      await seen(v.page.getByText(rich.number))
    },
  },
  {
    name: 'resident-closed',
    path: () => '/follow',
    until: async (v) => {
      await lookUp(v, closed)
      await seen(v.page.getByText('已清空并冲洗'))
    },
  },
  { name: 'resident-grid', path: () => '/grid?q=石榴园', until: heading },
  { name: 'resident-board', path: () => '/grid/990101001001003', until: heading },
  { name: 'resident-notices', path: () => '/notices', until: heading },
  { name: 'resident-large', path: () => '/report?size=huge', until: heading },
  { name: 'resident-lost', path: () => '/no-such-page?size=standard', until: heading },
]

const doors = { console: consolePages, field: fieldPages, resident: residentPages } as const
const locales: Locale[] = ['zh-CN', 'en-US']

describe.each(['console', 'field', 'resident'] as const)('%s', (door) => {
  describe.each(locales)('in %s', (locale) => {
    it.each([390, 1440] as const)('at %i px every page is accessible, light and dark', async (width) => {
      const visitors = new Map<string, Visitor>()
      for (const one of doors[door]) {
        const key = one.as ?? ''
        const visitor = visitors.get(key) ?? (await enter({ width, locale }, door, one.as))
        visitors.set(key, visitor)
        await show(visitor, one)
      }
      expectNoTrouble(...visitors.values())
    })
  })
})

async function enter(visit: Visit, door: keyof typeof doors, as?: string): Promise<Visitor> {
  const visitor = await house.visit({ ...visit, provokes: [404] })
  if (as && door !== 'resident' && !(await takeSession(visitor, door, as))) await signIn(visitor, door, as)
  return visitor
}

async function show(visitor: Visitor, { name, path, until }: Page): Promise<void> {
  const { page } = visitor
  await page.goto(path())
  await until(visitor)
  for (const dark of [false, true]) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
    await expectAccessible(page, dark ? ['color-contrast'] : undefined)
    await takePicture({ ...visitor, dark }, name)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  const tooWide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect.soft(tooWide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
}
