// An emergency on open pages: whoever is told of it sees the alarm without doing anything, opens it in one step, and takes note.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { givenReport } from './given.ts'
import { gone, seen } from './hands.ts'
import { type E2eHouse, expectAccessible, expectNoTrouble, openHouse, signIn, takePicture } from './house.ts'

let house: E2eHouse
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

it('a resident reports gas: the desk and an officer of the county who is on duty see it within two seconds, on whatever page', async () => {
  const clerk = await house.visit({ width: 1440, locale: 'zh-CN' })
  await signIn(clerk, 'console', 'clerk1')
  await clerk.page.goto('/console/matters')
  const officer = await house.visit({ width: 390, locale: 'en-US' })
  await signIn(officer, 'console', 'fire901')
  await seen(clerk.page.getByRole('heading', { level: 1 }))
  const { number } = await givenReport(house, { words: '厨房煤气味很重', matter: '99002' })
  const alarm = clerk.page.getByRole('alert').filter({ hasText: '突发事件' })
  await alarm.waitFor({ timeout: 2_000 })
  // What and where, at a glance.
  for (const words of ['燃气泄漏', '桐荫里社区', '榴花巷4号', number]) await seen(alarm.getByText(words))
  expect(await alarm.textContent(), 'the reporter’s words are for whoever opens it').not.toContain('厨房')
  await expectAccessible(clerk.page)
  await takePicture(clerk, 'alarm')
  await seen(officer.page.getByRole('alert').filter({ hasText: 'Emergency: Gas leak' }).getByText('榴花巷4号'))
  await takePicture(officer, 'alarm-officer')
  await officer.page.getByRole('link', { name: number }).click()
  await seen(officer.page.getByText('厨房煤气味很重').first())
  await alarm.getByRole('button', { name: '已知悉' }).click()
  await gone(alarm)
  expect(await officer.page.getByRole('alert').filter({ hasText: 'Emergency' }).count()).toBe(1)
  expectNoTrouble(clerk)
  expectNoTrouble(officer)
})
