import { describe, expect, test } from 'vitest'
import { decodePosition, encodePosition, from, isNear, scopeOf, stillHolds } from './position.ts'
import type { Post, Who } from './session.ts'

const post = (fields: Partial<Post>): Post => ({
  id: 'p',
  role: 'grid_worker',
  areaCode: null,
  unitId: null,
  from: '2026-01-01',
  to: null,
  onBehalfOf: null,
  ...fields,
})
const who = (key: string, ...posts: Partial<Post>[]) => ({ key, posts: posts.map(post) }) as Who

describe('a position', () => {
  const position = { scope: scopeOf(who('a', { areaCode: '990101001001007' })), ...from('4711') }

  test('is read as it was written', () => {
    expect(decodePosition(encodePosition(position))).toEqual(position)
    expect([decodePosition(undefined), decodePosition('0')]).toEqual([null, null])
  })

  test('holds in its scope, up to the newest transaction that it can have seen', () => {
    const { scope } = position
    expect(['4711', '4712', '900000000000000000'].map((horizon) => stillHolds(position, scope, horizon))).toEqual([
      true,
      true,
      true,
    ])
    expect(stillHolds(position, scope, '4710')).toBe(false)
    expect(stillHolds(position, scopeOf(who('a')), '4712')).toBe(false)
  })

  test('is moved on when the others have gone far, though there is no news', () => {
    expect([isNear(position, '4712'), isNear(position, '104710'), isNear(position, '104711')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('belongs to an account, its areas and its units; not to their order, nor to how often they come', () => {
    const [a, b] = [{ areaCode: '990101001001007' }, { areaCode: '990101001001008', unitId: 'u' }]
    const scope = scopeOf(who('x', a, b))
    expect(scopeOf(who('x', b, a, { ...a, role: 'grid_head' }))).toBe(scope)
    for (const other of [
      who('y', a, b),
      who('x', a),
      who('x', a, { areaCode: b.areaCode }),
      who('x', a, b, { unitId: 'v' }),
    ])
      expect(scopeOf(other)).not.toBe(scope)
  })
})
