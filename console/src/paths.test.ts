import { expect, test } from 'vitest'
import { paths } from './paths.ts'

/** A change here breaks bookmarks and links in messages: add, do not alter. */
test('links stay what they are', () => {
  const id = '01930000-0000-7000-8000-000000000001'
  expect([
    paths.home(),
    paths.signIn(),
    paths.signIn('/desk?due=late'),
    paths.desk(),
    paths.desk({ door: 'areas', stage: 'handle', due: 'late', q: '井盖' }),
    paths.incident(id),
    paths.incident(id, { door: 'areas' }),
    paths.newIncident(),
    paths.matters(),
    paths.matters({ q: '井盖', matter: '01001' }),
    paths.matters({ tab: 'duties' }),
    paths.accounts(),
    paths.accounts({ q: '王', state: 'locked' }),
    paths.account(id),
    paths.newAccount(),
    paths.posts({ under: '990101001' }),
    paths.security(),
    paths.audit(),
    paths.audit({ log: 'disclosure', actor: 'clerk1', since: '2026-11-16T09:00:00+08:00' }),
    paths.health(),
  ]).toEqual([
    '/',
    '/sign-in',
    '/sign-in?to=%2Fdesk%3Fdue%3Dlate',
    '/desk',
    '/desk?door=areas&stage=handle&due=late&q=%E4%BA%95%E7%9B%96',
    `/desk/${id}`,
    `/desk/${id}?door=areas`,
    '/incidents/new',
    '/matters',
    '/matters?q=%E4%BA%95%E7%9B%96&matter=01001',
    '/matters?tab=duties',
    '/accounts',
    '/accounts?q=%E7%8E%8B&state=locked',
    `/accounts/${id}`,
    '/accounts/new',
    '/posts?under=990101001',
    '/security',
    '/audit',
    '/audit?log=disclosure&actor=clerk1&since=2026-11-16T09%3A00%3A00%2B08%3A00',
    '/health',
  ])
})
