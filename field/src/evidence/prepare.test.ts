import { ApiProblem } from '@linli/ui/api/problem.ts'
import { expect, test } from 'vitest'
import { fitted, kindOf, prepareFile } from './prepare.ts'

const file = (name: string, type: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type })
const codeOf = (task: Promise<unknown>) =>
  task.then(
    () => 'taken',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  )

test('a small photo, a video and a voice note go as they are', async () => {
  for (const one of [
    file('a.jpg', 'image/jpeg'),
    file('b.mp4', 'video/mp4'),
    file('c.webm', 'audio/webm;codecs=opus'),
  ]) {
    expect(await prepareFile(one)).toBe(one)
  }
})

test('what the server would refuse is refused at once, in its words', async () => {
  expect(await codeOf(prepareFile(file('a.svg', 'image/svg+xml')))).toBe('file.type_not_accepted')
  expect(await codeOf(prepareFile(file('a.pdf', 'application/pdf')))).toBe('file.type_not_accepted')
  expect(await codeOf(prepareFile(file('a.m4a', 'audio/mp4', 20 * 1024 * 1024 + 1)))).toBe('file.too_large')
})

test('where a phone cannot draw a HEIC picture anew, it says so', async () => {
  expect(await codeOf(prepareFile(file('IMG_1.HEIC', '')))).toBe('file.heic')
  expect(await codeOf(prepareFile(file('IMG_1.heic', 'image/heic')))).toBe('file.heic')
})

test('pictures keep their shape and never grow', () => {
  expect(fitted(4000, 3000, 2560)).toEqual({ width: 2560, height: 1920 })
  expect(fitted(3000, 4000, 2560)).toEqual({ width: 1920, height: 2560 })
  expect(fitted(800, 600, 2560)).toEqual({ width: 800, height: 600 })
  expect(fitted(10_000, 1, 2560)).toEqual({ width: 2560, height: 1 })
})

test('kinds by media type', () => {
  expect([kindOf('image/png'), kindOf('video/webm'), kindOf('audio/webm;codecs=opus'), kindOf('x')]).toEqual([
    'photo',
    'video',
    'voice',
    'photo',
  ])
})
