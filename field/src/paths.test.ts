import { expect, test } from 'vitest'
import { paths } from './paths.ts'

/** A change here breaks bookmarks, notices and the shortcuts of the manifest: add, do not alter. */
test('links stay what they are', () => {
  const id = '01930000-0000-7000-8000-000000000001'
  expect([
    paths.today(),
    paths.signIn(),
    paths.signIn('/waiting'),
    paths.waiting(),
    paths.waiting('finished'),
    paths.grid(),
    paths.grid('990101001001003'),
    paths.report(),
    paths.reportAgain(id),
    paths.sent(id),
    paths.incident(id),
    paths.incident(id, 'sign'),
    paths.messages(),
    paths.outbox(),
    paths.profile(),
    paths.security(),
  ]).toEqual([
    '/',
    '/sign-in',
    '/sign-in?to=%2Fwaiting',
    '/waiting',
    '/waiting?list=finished',
    '/grid',
    '/grid?grid=990101001001003',
    '/report',
    `/report?again=${id}`,
    `/sent/${id}`,
    `/incidents/${id}`,
    `/incidents/${id}?act=sign`,
    '/messages',
    '/outbox',
    '/me',
    '/me/security',
  ])
})
